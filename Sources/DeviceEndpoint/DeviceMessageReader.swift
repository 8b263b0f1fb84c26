package import AppleMDM
package import Foundation
package import Orchestrator

/// Reads messages within the bounds of this endpoint.
package enum DeviceMessageReader {
    private static let limits = PlistLimits(
        maximumBytes: DeviceRequest.largestBody, maximumDepth: PlistLimits.message.maximumDepth,
        maximumObjects: PlistLimits.message.maximumObjects)

    /// - Throws: `DeviceProblem.malformed` or `.tooLarge`.
    package static func read<Message: PlistMessage>(_ type: Message.Type, _ body: Data) throws(DeviceProblem) -> Message
    {
        do {
            return try Message(plist: body, limits: limits)
        } catch {
            let code: DeviceProblem.Code = error.code == .tooLarge ? .tooLarge : .malformed
            throw DeviceProblem(code, subject: "\(type)", detail: error.reason)
        }
    }
}
