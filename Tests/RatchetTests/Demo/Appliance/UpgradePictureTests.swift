import RatchetCore
import Testing

@testable import AdminAPI
@testable import ratchet

@Suite("An upgrade at one look")
struct UpgradePictureTests {
    private static let at = "2026-11-21T20:00:00Z"
    private static let now = Instant(rfc3339: "2026-11-21T20:00:04Z") ?? .present

    private static func versions(_ base: String, _ product: String) -> VersionsResource {
        VersionsResource(InstalledVersions(base: PackageVersion(base), product: PackageVersion(product)))
    }

    private static func verdict(_ reason: Reason) -> VerdictResource {
        VerdictResource(
            answer: "not-yet", reason: reason.rawValue, evidence: [], causes: [],
            text: "The clients follow until later.")
    }

    private static func hop(_ number: Int, _ name: String, _ packageClass: String, isDone: Bool) -> UpgradeHopResource {
        UpgradeHopResource(
            number: number, package: name, name: name, packageClass: packageClass, before: versions("5.9.0", "21.3.1"),
            after: versions("6.1.0", "22.3.2"), isMajor: false, estimateSeconds: 60, isDone: isDone,
            impact: ImpactResource(unavailableSeconds: 60, restarts: true, clientsFollow: false))
    }

    /// One of two hops done.
    static func explanation(
        _ state: String, progress: Double? = nil, past: [ApplianceExplanationResource.Past] = []
    ) -> ApplianceExplanationResource {
        let evidence = EvidenceResource(Evidence(.person, at: now, ref: "alice"))
        let upgrade = UpgradeResource(
            id: "u", number: 1, state: state, since: at, evidence: evidence,
            target: TargetResource(base: "6.1.0", product: "22.3.2"),
            plannedBy: "alice", plannedAt: at, done: 1,
            hops: [hop(1, "base-6.1.0", "base", isDone: true), hop(2, "product-22.3.2", "product", isDone: false)],
            waivers: [])
        let call = progress.map {
            CallResource(
                key: "c", verb: "install", package: "product-22.3.2", startedAt: at,
                progress: .init(fraction: $0, message: "unpacking", at: at))
        }
        let gates = [
            GateResource(rule: "D1", isOpen: true), GateResource(isOpen: true),
            GateResource(rule: "G6", isOpen: true), GateResource(rule: "G6", isOpen: true),
            GateResource(
                rule: "G5", isOpen: true, verdict: verdict(.testRunMissing),
                waived: .init(reason: "none there", by: "bob", at: at)),
            GateResource(rule: "S1", isOpen: false, verdict: verdict(.soaking)), GateResource(rule: "G3", isOpen: true),
        ]
        let facts = ApplianceFacts(
            id: ApplianceID("a"), name: "support-1", product: "Demo", role: .production, adoptedAt: now)
        return ApplianceExplanationResource(
            details: ApplianceDetailsResource(
                appliance: ApplianceResource(
                    id: "a", number: 1, name: "support-1", product: "Demo", role: "production", driver: "demo",
                    address: "x", calendar: "always", adoptedAt: at, installed: versions("6.1.0", "21.3.1"),
                    verdict: verdict(.soaking)),
                upgrade: upgrade, gates: gates, facts: ApplianceFactsResource(facts), call: call,
                soak: .init(origin: "adoption", startedAt: at, endsAt: "2026-11-21T20:00:12Z", isOver: false),
                checkpoints: []),
            verdict: verdict(.soaking), history: past, events: [])
    }

    private func text(_ explanation: ApplianceExplanationResource) -> String {
        UpgradePicture(explanation: explanation, now: Self.now)
            .lines(on: Canvas(width: 100, glyphs: .ascii), title: "Demo").map(\.text).joined(separator: "\n")
    }

    @Test func `hops are done, next or waiting, and the soak has its clock`() {
        let text = text(Self.explanation("waiting"))
        #expect(text.contains("21.3.1---[# base 6.1.0]---[. 22.3.2]"))
        #expect(text.contains("1  base-6.1.0         ########################  done"))
        #expect(text.contains("2  product-22.3.2     ........................  next"))
        #expect(text.contains("8 s left of 12 s since it was added"))
    }

    @Test func `a hop under way shows how far the appliance says it is`() {
        let text = text(Self.explanation("installing", progress: 0.5))
        #expect(text.contains("============............  installing  50 %  unpacking"))
    }

    @Test func `gates stand under their rules, each once, with what the first shut one waits for`() {
        let text = text(Self.explanation("waiting"))
        #expect(text.contains("Gates    open    D1 G6 G3\n         waived  G5\n         shut    S1"))
        #expect(text.contains("         The clients follow until later."))
        #expect(text.contains("Window   open, calendar always"))
    }

    @Test func `it has as many lines at any time`() {
        let counts = [text(Self.explanation("waiting")), text(Self.explanation("installing", progress: 0.1))]
            .map { $0.split(separator: "\n", omittingEmptySubsequences: false).count }
        #expect(counts[0] == counts[1])
    }

    @Test func `where no picture can be drawn there is a line that changes with every quarter`() {
        let line = { UpgradePicture(explanation: $0, now: Self.now).line }
        #expect(line(Self.explanation("waiting")) == "hops 1/2  product-22.3.2  waiting  shut: S1")
        #expect(line(Self.explanation("installing", progress: 0.3)) == "hops 1/2  product-22.3.2  installing  25 %")
    }

    @Test func `news are told once`() {
        var news = UpgradeNews()
        let past = ApplianceExplanationResource.Past(
            id: "h", package: "base-6.1.0", before: Self.versions("5.9.0", "21.3.1"),
            after: Self.versions("6.1.0", "21.3.1"), endedAt: Self.at, outcome: "verified")
        let first = news.lines(of: Self.explanation("waiting", past: [past]))
        #expect(first.count == 2 && first[0].hasPrefix("base-6.1.0 is done") && first[1].hasSuffix("(S1)."))
        #expect(news.lines(of: Self.explanation("waiting", past: [past])).isEmpty)
    }
}
