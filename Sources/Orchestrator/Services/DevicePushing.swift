import Foundation
import Ports
import RatchetCore
import Storage

/// Whoever pushes to one device at once because a person wants to see what the push service says.
public protocol DevicePushing: Sendable {
    /// Sends one push to the device channel of the device that a word stands for, whether or not there is anything to wake it
    /// for. Nothing is put on or taken off the schedule.
    ///
    /// - Throws: `AdminProblem` where there is no such device, or no address to push to.
    func pushNow(to word: String) async throws -> PushAnswer
}

/// What the push service answered to one push.
public struct PushAnswer: Sendable, Equatable {
    public enum Outcome: String, Sendable {
        case accepted
        case tokenRefused = "token-refused"
        case requestRefused = "request-refused"
        case topicRefused = "topic-refused"
        case tooMany = "too-many"
        case unavailable
    }

    /// The device's number.
    public let device: Int64
    public let outcome: Outcome
    /// The service's id of the push, or why it did not take it.
    public let detail: String

    public init(device: Int64, _ outcome: Outcome, _ detail: String) {
        (self.device, self.outcome, self.detail) = (device, outcome, detail)
    }

    init(device: Int64, _ sent: PushOutcome) {
        let (outcome, detail): (Outcome, String) =
            switch sent {
            case .accepted(let id): (.accepted, id)
            case .tokenRefused(let reason, _): (.tokenRefused, reason)
            case .requestRefused(let reason): (.requestRefused, reason)
            case .topicRefused(let reason, _): (.topicRefused, reason)
            case .tooMany(let reason): (.tooMany, reason)
            case .unavailable(let reason): (.unavailable, reason)
            }
        self.init(device: device, outcome, detail)
    }
}

extension PushService: DevicePushing {
    public func pushNow(to word: String) async throws -> PushAnswer {
        let (number, push) = try await runner.read { store, context in
            let device = try store.requireDevice(word)
            guard let channel = try store.deviceChannel(of: device.id), let push = PushRequest(to: channel, context)
            else { throw AdminProblem.notEnrolled(device) }
            if let reason = channel.pushRefusal { throw AdminProblem.deadToken(device, reason) }
            return (device.number, push)
        }
        return PushAnswer(device: number, await sender.send(push))
    }
}

extension AdminProblem {
    fileprivate static func deadToken(_ device: DeviceRow, _ reason: String) -> AdminProblem {
        AdminProblem(
            .conflict, code: "push-refused", title: "The push service refuses the device's address",
            detail: """
                The push service has refused the address of device \(device.number) (\(shown(reason))), and nothing is sent to \
                it until the device gives another. It does that when it comes by itself, or is enrolled again.
                """)
    }
}

extension PushRequest {
    /// Nil where the device has not given an address, or is not enrolled.
    init?(to channel: EnrolmentRow, _ context: StepContext) {
        guard channel.state == .enrolled, let token = channel.pushToken, let magic = channel.pushMagic else {
            return nil
        }
        self.init(token: token, topic: channel.topic, magic: magic, expiration: (context.now + .days(1)).seconds)
    }
}
