import RatchetCore
import Testing

@Suite("What a device says becomes facts")
struct ObservationTests {
    @Test func `a version that changes forgets the build until it is told again`() throws {
        var facts = try mac(running: "26.3.1", build: "25D2128")
        facts.observe(.supplementalBuild("25D771280a"), .report(1))
        facts.observe(.supplementalLetter("(a)"), .report(1))
        facts.observe(.osVersion(try version("26.4")), .report(2))
        #expect(try facts.installed?.value == InstalledOS(version: version("26.4")))
        facts.observe(.build("25E246"), .report(3))
        #expect(facts.installed?.value.build == "25E246")
        #expect(facts.installed?.evidence == .report(3))
    }

    @Test func `a version told again keeps the build, and takes the newer evidence`() throws {
        var facts = try mac(running: "26.3", build: "25D125")
        facts.observe(.osVersion(try version("26.3.0")), .report(7))
        #expect(facts.installed?.value.build == "25D125")
        #expect(facts.installed?.evidence == .report(7))
    }

    @Test func `a build before any version is not guessed about`() {
        var facts = DeviceFacts()
        facts.observe(.build("25D125"), .report(1))
        #expect(facts.installed == nil)
    }

    @Test(arguments: ["a", "(a)", " (a) "])
    func `the letter of an improvement is a letter, however it is printed`(_ letter: String) throws {
        var facts = try mac(running: "26.3.1")
        facts.observe(.supplementalLetter(letter), .report(1))
        #expect(facts.installed?.value.supplementalLetter == "a")
    }

    @Test func `the feed's key is what the device reports, else what it answered, else an iOS product name`() {
        var facts = DeviceFacts()
        #expect(facts.feedKey == nil)
        for name in ["iPhone17,1", "iPad16,3", "AppleTV14,1", "RealityDevice14,1"] {
            facts.productName = name
            #expect(facts.feedKey == FeedKey(name))
        }
        for name in ["Mac14,7", "MacBookPro18,3", "iMac21,1", "VirtualMac2,1"] {
            facts.productName = name
            #expect(facts.feedKey == nil && facts.isMac == true, "\(name) is not in the feed")
        }
        facts.observe(.queriedFeedKey(FeedKey("J413AP")), .report(1))
        #expect(facts.feedKey == FeedKey("J413AP"))
        facts.observe(.statusFeedKey(FeedKey("J700AP")), .report(2))
        facts.observe(.queriedFeedKey(FeedKey("J413AP")), .report(3))
        #expect(facts.feedKey == FeedKey("J700AP"))
    }

    @Test func `a full report forgets how the update stands, but not what could not be read`() throws {
        var facts = try mac()
        facts.observe(.installState(.prepared), .report(1))
        facts.observe(.failure(UpdateFailure(count: 2)), .report(1))
        facts.observe(.declarations([]), .report(1))
        var other = facts
        facts.forgetUpdateStatus()
        #expect(facts.installState == nil && facts.failure == nil && facts.declarations == nil)
        #expect(facts.installed != nil && facts.capabilities != nil)
        other.forgetUpdateStatus(except: [.installState])
        #expect(other.installState?.value == .prepared && other.failure == nil)
    }

    @Test func `a new enrolment keeps what the device is and forgets what it said`() throws {
        var facts = try mac()
        (facts.name, facts.serialNumber) = ("Anna's Mac", "C02")
        facts.bootstrapToken.escrowedAt = Evidence.report(1).at
        facts.startOver(kind: .device)
        #expect(facts.productName == "Mac14,7" && facts.name == "Anna's Mac" && facts.serialNumber == "C02")
        #expect(facts.installed == nil && facts.capabilities == nil && facts.bootstrapToken.escrowedAt == nil)
        #expect(facts.enrolment == .authenticated)
    }

    @Test func `an unknown install state is kept as it came`() {
        for word in ["none", "waiting", "downloading", "prepared", "installing", "failed", "verifying"] {
            #expect(InstallState(word).text == word)
        }
        #expect(InstallState("verifying") == .unknown("verifying"))
    }

    @Test func `a failure is news when there are more of them, or at another time`() {
        let once = UpdateFailure(count: 1, timestamp: "2026-04-01T00:00:00Z")
        #expect(once.isNews(after: nil) && once.isNews(after: UpdateFailure(count: 0)))
        #expect(!once.isNews(after: once) && !UpdateFailure(count: 0).isNews(after: once))
        #expect(UpdateFailure(count: 2, timestamp: once.timestamp).isNews(after: once))
        #expect(UpdateFailure(count: 1, timestamp: "2026-04-02T00:00:00Z").isNews(after: once))
    }
}
