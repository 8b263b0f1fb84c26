import AdminAPI
import FleetSimulator
import Foundation
import RatchetCore

/// How one device stands, with what the server says and what the device itself knows.
struct DemoStanding: Equatable, Sendable {
    /// The word under which it is counted: a state, or the reason of its verdict.
    let word: String
    /// It ended as it could: on the newest release, or held up by something that does not end by itself, and the server
    /// says by what.
    let hasEnded: Bool
    /// The device that the server says is not current, by the server's number and the device's name; nil for the others.
    var trouble: Trouble?

    struct Trouble: Equatable, Sendable {
        let number: Int64
        let title: String
    }
}

/// Compares what the server says with how each device is.
enum DemoJudge {
    /// - Parameters:
    ///   - isNewest: whether it runs the newest release that there is for its model.
    ///   - isSettled: whether nothing more comes of it by itself.
    ///   - known: what the server says of the device; nil before it knows it.
    static func standing(
        of device: DeviceSummary, isNewest: Bool, isSettled: Bool, known: DeviceResource?
    ) -> DemoStanding {
        guard let known else { return DemoStanding(word: "not-enrolled", hasEnded: false) }
        let verdict = known.verdict
        let state = verdict.state.flatMap(EnforcementState.init(rawValue:)).flatMap { $0 == .closed ? nil : $0 }
        if verdict.answer == Verdict.Answer.yes.rawValue {
            let isDone = isNewest && state == nil
            return DemoStanding(word: isDone && device.updates > 0 ? "done" : verdict.reason, hasEnded: isDone)
        }
        return DemoStanding(
            word: verdict.reason, hasEnded: isSettled && isFinal(verdict, state),
            trouble: DemoStanding.Trouble(number: known.number, title: known.title))
    }

    /// Nothing that the server says will become something else soon: a device that fails will be blocked.
    private static func isFinal(_ verdict: DeviceResource.Brief, _ state: EnforcementState?) -> Bool {
        verdict.answer == Verdict.Answer.no.rawValue || state == .prepared || state == .pastDue
    }
}
