import AppleDDM
import AppleMDM
import AppleManagement
import Foundation
import NIOCore
import Synchronization

/// A request as a device sends it.
struct DeviceMessage: Sendable {
    let path: String
    let contentType: String
    let body: ByteBuffer
}

/// The requests of one kind that a fleet sends, without end: every device comes once before any comes again, in an order in
/// which neighbours in the database are far apart.
final class RequestSource: Sendable {
    private let kind: RequestKind
    private let devices: Int
    private let count = Mutex(0)
    /// A prime that divides no number of devices in use, so that its multiples meet every device.
    private static let stride = 7919

    init(_ kind: RequestKind, devices: Int) { (self.kind, self.devices) = (kind, devices) }

    /// The same requests from the beginning.
    func again() -> RequestSource { RequestSource(kind, devices: devices) }

    func next() -> DeviceMessage {
        let number = count.withLock { count in
            count += 1
            return count - 1
        }
        return kind.message(
            device: number % devices * RequestSource.stride % devices, round: number / devices)
    }
}

/// A request with the device's identifier left open, which always stands at the same place.
struct MessageTemplate: Sendable {
    private let before: [UInt8]
    private let after: [UInt8]

    /// - Parameter message: with the identifier of ``SampleDevice/model``.
    init(_ message: Data) throws {
        guard let place = message.range(of: Data(SampleDevice.model.identifier.utf8)) else {
            throw BadSample(description: "the message names no device")
        }
        (before, after) = (Array(message[..<place.lowerBound]), Array(message[place.upperBound...]))
    }

    func body(of device: SampleDevice) -> ByteBuffer {
        var buffer = ByteBuffer()
        buffer.reserveCapacity(before.count + after.count + 36)
        buffer.writeBytes(before)
        buffer.writeString(device.identifier)
        buffer.writeBytes(after)
        return buffer
    }
}

/// What devices ask for most.
struct RequestKind: Sendable {
    let name: String
    private let path: String
    private let contentType: String
    /// One for each round through the fleet; the last is repeated.
    private let rounds: [MessageTemplate]

    func message(device: Int, round: Int) -> DeviceMessage {
        DeviceMessage(
            path: path, contentType: contentType,
            body: rounds[min(round, rounds.count - 1)].body(of: SampleDevice(number: device)))
    }

    static func all() throws -> [RequestKind] {
        [
            try idlePoll(), try sync("tokens", "tokens"), try sync("items", "declaration-items"),
            try sync("declaration", "declaration/configuration/\(DeclarationIdentifier.enforcement)"),
            try status(),
        ]
    }

    private static func idlePoll() throws -> RequestKind {
        let report = DeviceReport(identity: SampleDevice.model.identity, status: .idle)
        return RequestKind(
            name: "idle poll", path: "/mdm/connect", contentType: "application/x-apple-aspen-mdm",
            rounds: [try MessageTemplate(report.plist())])
    }

    private static func sync(_ name: String, _ endpoint: String, _ bodies: [Data?] = [nil]) throws -> RequestKind {
        let rounds = try bodies.map { body in
            let message = DeclarativeManagement(
                identity: SampleDevice.model.identity, endpoint: endpoint, data: body)
            return try MessageTemplate(CheckInMessage.declarativeManagement(message).plist())
        }
        return RequestKind(
            name: name, path: "/mdm/checkin", contentType: "application/x-apple-aspen-mdm-checkin", rounds: rounds)
    }

    /// Each round takes the update one state further, so that every report changes something.
    private static func status() throws -> RequestKind {
        try sync("status", "status", ["waiting", "downloading", "prepared"].map(SampleMessage.progress))
    }
}
