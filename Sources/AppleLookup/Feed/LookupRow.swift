/// One row of the lookup feed: a build and the devices that take it (reference 6.2, 6.4).
public struct LookupRow: Sendable, Hashable {
    /// The list it stands in.
    public var list: LookupList
    /// `iOS`, `macOS`, `visionOS`, or whatever Apple adds; `xrOS` reads as `visionOS`. `iOS` also holds watches,
    /// Apple TVs and HomePods: filter by device first.
    public var platform: String
    /// Such as `26.4`.
    public var productVersion: String
    /// Such as `25E246`.
    public var build: String
    /// Such as `(a)`; background security improvements only.
    public var productVersionExtra: String?
    /// The build on which an improvement is installed.
    public var prerequisiteBuild: String?
    /// `yyyy-mm-dd`. Apple moves it: never part of an identity or hash.
    public var postingDate: String?
    /// `yyyy-mm-dd`. Apple moves it: never part of an identity or hash. Nil means that the row does not expire.
    public var expirationDate: String?
    /// Keys of devices, to be matched exactly and case-sensitively.
    public var supportedDevices: [String]

    /// One row; dates are `yyyy-mm-dd`.
    public init(
        list: LookupList, platform: String, productVersion: String, build: String,
        productVersionExtra: String? = nil, prerequisiteBuild: String? = nil, postingDate: String? = nil,
        expirationDate: String? = nil, supportedDevices: [String]
    ) {
        self.list = list
        self.platform = platform
        self.productVersion = productVersion
        self.build = build
        self.productVersionExtra = productVersionExtra
        self.prerequisiteBuild = prerequisiteBuild
        self.postingDate = postingDate
        self.expirationDate = expirationDate
        self.supportedDevices = supportedDevices
    }
}
