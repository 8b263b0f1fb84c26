/// One row of the stand-in feed: a release for some devices of one of the feed's lists.
///
/// It is also the body of `POST /publish` on the stand-in lookup service.
public struct FleetRelease: Codable, Equatable, Sendable {
    /// `iOS` (iPhone, iPad and Apple TV), `macOS` or `visionOS`.
    public var list: String
    /// `26.4`.
    public var version: String
    /// `25E246`.
    public var build: String
    /// `2026-03-24`.
    public var postingDate: String
    /// Product names, or the boards of Macs.
    public var devices: [String]
    /// `(a)`, for a Background Security Improvement.
    public var extra: String?
    /// The build that it can be installed on, for a Background Security Improvement.
    public var prerequisite: String?

    public init(
        list: String, version: String, build: String, postingDate: String, devices: [String], extra: String? = nil,
        prerequisite: String? = nil
    ) {
        self.list = list
        self.version = version
        self.build = build
        self.postingDate = postingDate
        self.devices = devices
        self.extra = extra
        self.prerequisite = prerequisite
    }

    /// The row as the simulated devices see it.
    func row() throws(FleetError) -> UpdateCatalog.Row {
        guard let version = OSVersion(version) else { throw FleetError(.badRelease, "version \(self.version)") }
        guard ["iOS", "macOS", "visionOS"].contains(list) else { throw FleetError(.badRelease, "list \(list)") }
        guard !build.isEmpty, build.utf8.count <= 16 else { throw FleetError(.badRelease, "build \(build)") }
        guard !devices.isEmpty, devices.count <= FleetRelease.mostDevices else {
            throw FleetError(.badRelease, "\(devices.count) devices")
        }
        return UpdateCatalog.Row(
            list: list, version: version, build: build, extra: extra, prerequisite: prerequisite,
            devices: Set(devices))
    }

    /// The largest row of Apple's feed has about a hundred.
    static let mostDevices = 1_000
}
