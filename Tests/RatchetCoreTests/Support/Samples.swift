import RatchetCore
import Testing

/// Values that read as they are meant: `version("26.4")`, `moment("2026-03-31T12:00:00Z")`.
func version(_ text: String) throws -> OSVersion { try #require(OSVersion(text), "\(text) is a version") }
func moment(_ text: String) throws -> Instant { try #require(Instant(rfc3339: text), "\(text) is a moment") }
func day(_ text: String) throws -> CivilDate { try #require(CivilDate(text), "\(text) is a date") }
func local(_ text: String) throws -> LocalDateTime { try #require(LocalDateTime(text), "\(text) is a local time") }

extension Evidence {
    /// Evidence number so many, a minute after the one before.
    static func report(_ number: Int64) -> Evidence {
        Evidence(.statusReport, at: Instant(seconds: 1_774_958_400 + number * 60), ref: "report-\(number)")
    }
}

/// A catalog row in one line.
func row(
    _ text: String, _ build: String, for device: String = "J413AP", list: ReleaseList = .assets, bsi: String? = nil,
    on base: String = "", expires: String? = "2026-06-29", firstSeen: String = "2026-03-24T12:00:00Z",
    isPresent: Bool = true
) throws -> CatalogRow {
    let improvement = bsi.map { SecurityImprovement(letter: $0, prerequisiteBuild: base) }
    return CatalogRow(
        list: bsi == nil ? list : .securityImprovements,
        release: Release(platform: "macOS", version: try version(text), build: build, improvement: improvement),
        device: FeedKey(device), postingDate: nil, expirationDate: try expires.map(day),
        firstSeen: try moment(firstSeen), isPresent: isPresent)
}

/// A supervised Mac of which everything is known.
func mac(running text: String = "26.3", build: String? = "25D125") throws -> DeviceFacts {
    var facts = DeviceFacts(enrolment: .enrolled)
    facts.productName = "Mac14,7"
    for observation: Observation in [
        .osVersion(try version(text)), .statusFeedKey(FeedKey("J413AP")), .supervised(true),
        .capabilities(Capabilities(declarationTypes: [Capabilities.enforcementType], statusItems: [])),
    ] {
        facts.observe(observation, .report(0))
    }
    if let build { facts.observe(.build(build), .report(0)) }
    return facts
}

/// An enforcement of 26.4, as planned.
func plannedEnforcement(_ target: Target? = nil) throws -> Enforcement {
    Enforcement(
        id: EnforcementID("e1"), device: DeviceID("d1"), plan: PlanID("p1"),
        target: try target ?? Target(version: version("26.4")), deadline: try local("2026-04-10T18:00:00"),
        detailsURL: nil, at: Evidence.report(0).at)
}
