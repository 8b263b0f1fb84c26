import RatchetCore
import Testing

@Suite("Having reached a target")
struct InstalledOSTests {
    @Test func `a plain target is reached by its version, whatever the build`() throws {
        let target = try Target(version: version("26.4"), build: "23E246")
        #expect(try InstalledOS(version: version("26.4"), build: "23E6246").hasReached(target))
        #expect(try InstalledOS(version: version("26.4.1")).hasReached(target))
        #expect(try !InstalledOS(version: version("26.3.2")).hasReached(target))
    }

    @Test func `26 has reached 26.0`() throws {
        #expect(try InstalledOS(version: version("26")).hasReached(Target(version: version("26.0"))))
    }

    @Test func `a Background Security Improvement is reached by its own build or a newer base only`() throws {
        let target = try Target(version: version("26.3.1"), build: "25D771280a", isSecurityImprovement: true)
        let base = try InstalledOS(version: version("26.3.1"), build: "25D2128", supplementalBuild: "25D2128")
        #expect(!base.hasReached(target))
        var improved = base
        (improved.supplementalBuild, improved.supplementalLetter) = ("25D771280a", "a")
        #expect(improved.hasReached(target))
        #expect(improved.name == "26.3.1 (a)" && base.name == "26.3.1")
        #expect(try InstalledOS(version: version("26.3.2")).hasReached(target))
    }
}
