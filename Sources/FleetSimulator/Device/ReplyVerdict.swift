import AppleMDM
import Foundation

/// What an HTTP answer means to a device, before its body is read (reference 1.3, 2).
enum ReplyVerdict: Equatable, Sendable {
    case accepted
    /// 404 to the fetch of a declaration: the server doesn't have it, and the device removes it.
    case notOnServer
    /// Trouble at the server that passes: the same again, later.
    case unavailable(retryAfter: Double?)
    /// The server doesn't want this request, and would not want it again.
    case refused
    /// The device removes its management.
    case unenrolled(reason: String)

    init(_ reply: DeviceReply, to request: DeviceRequest) {
        switch reply.status {
        case 200..<300: self = .accepted
        case 401: self = .unenrolled(reason: "401 to \(request.name)")
        case 403 where ReplyVerdict.namesUnrecognizedDevice(reply):
            self = .unenrolled(reason: "\(UnrecognizedDeviceResponse.unrecognizedDevice) to \(request.name)")
        case 404:
            if case .declaration = request { self = .notOnServer } else { self = .refused }
        case 408, 425, 429, 500...599: self = .unavailable(retryAfter: reply.retryAfter)
        default: self = .refused
        }
    }

    /// The code may come as JSON or as a property list.
    private static func namesUnrecognizedDevice(_ reply: DeviceReply) -> Bool {
        struct Body: Decodable { let code: String }
        let json = try? JSONDecoder().decode(Body.self, from: reply.body).code
        let code = json ?? (try? UnrecognizedDeviceResponse(plist: reply.body))?.code
        return code == UnrecognizedDeviceResponse.unrecognizedDevice
    }
}
