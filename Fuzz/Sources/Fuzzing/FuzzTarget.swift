import Foundation

/// One decoder that faces a device, an appliance's driver or a service of Apple's, under the name of its folder in `corpus`.
enum FuzzTarget: String, CaseIterable {
    case checkIn = "check-in"
    case deviceReport = "device-report"
    case command
    case push
    case json
    case statusReport = "status-report"
    case statusMerge = "status-merge"
    case declaration
    case endpoint
    case lookupFeed = "lookup-feed"
    case coreText = "core-text"
    case cmsSignature = "cms-signature"
    case scepMessage = "scep-message"
    case driverAnswer = "driver-answer"

    /// The one that this process was started for.
    static let chosen = CommandLine.arguments.lazy
        .filter { $0.hasPrefix("--target=") }
        .compactMap { FuzzTarget(rawValue: String($0.dropFirst("--target=".count))) }
        .first

    /// Reads one input and ends the process if a property does not hold.
    func run(_ bytes: [UInt8]) {
        switch self {
        case .checkIn: PlistProperties.checkIn(bytes)
        case .deviceReport: PlistProperties.deviceReport(bytes)
        case .command: PlistProperties.command(bytes)
        case .push: PushProperties.check(bytes)
        case .json: JSONProperties.check(bytes)
        case .statusReport: StatusProperties.report(bytes)
        case .statusMerge: StatusProperties.merge(bytes)
        case .declaration: DeclarationProperties.check(bytes)
        case .endpoint: DeclarationProperties.endpoint(String(decoding: bytes, as: UTF8.self))
        case .lookupFeed: FeedProperties.check(bytes)
        case .coreText: TextProperties.check(bytes)
        case .cmsSignature: CMSProperties.signature(bytes)
        case .scepMessage: SCEPProperties.check(bytes)
        case .driverAnswer: DriverProperties.check(bytes)
        }
    }
}
