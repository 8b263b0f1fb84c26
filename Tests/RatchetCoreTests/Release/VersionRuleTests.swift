import RatchetCore
import Testing

@Suite("Version rules as text")
struct VersionRuleTests {
    @Test(arguments: [
        "latest", "latest-minor", "latest-of-major:26", "26.4", "15.7.5", "26.4:25E246", "26.3.1:25D771280a",
    ])
    func `a rule is written as it is read`(_ text: String) {
        #expect(VersionRule(text)?.description == text)
    }

    @Test(arguments: [
        "", "Latest", "latest ", "latest-major", "latest-of-major", "latest-of-major:", "latest-of-major:0",
        "latest-of-major:1000", "latest-of-major:+26", "latest-of-major:026", "latest-of-major:26.4", "26", "26.4.1.1",
        "26.4:", "26.4:x", "26.4:25E 246",
        "26.3.1 (a)", "26.3.1(a)", ":25E246", "26.4:12345678901234567",
    ])
    func `what is no rule is refused`(_ text: String) {
        #expect(VersionRule(text) == nil, "\(text) is no rule")
    }

    @Test func `only a specific version stays what it is when a release appears`() throws {
        #expect(VersionRule.latest.follows && VersionRule.latestMinor.follows && VersionRule.latestOfMajor(26).follows)
        #expect(try !VersionRule.specific(version("26.4"), build: nil).follows)
    }
}
