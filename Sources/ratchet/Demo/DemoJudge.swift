import AdminAPI
import FleetSimulator
import RatchetCore

/// How one device stands, with what the server says and what its own mood allows.
struct DemoStanding: Equatable {
    /// The word under which it is counted: a state, or the reason of its verdict.
    let word: String
    /// Nothing more is to come of it.
    let isFinal: Bool
    /// It ended as it could.
    let isGood: Bool
    let phase: Phase?
    /// The device that the server says is not current, by the server's number and the device's name; nil for the others.
    var trouble: Trouble?

    struct Trouble: Equatable {
        let number: Int64
        let title: String
    }
}

/// Compares what the server says with what each device can do.
enum DemoJudge {
    /// The server says that the update is ready, and the user does nothing about it.
    private static func awaitsUser(_ device: DeviceSummary, _ state: EnforcementState?) -> Bool {
        guard state == .prepared || state == .pastDue else { return false }
        return [.userDecides, .passcodeNotEntered].contains(device.truth.kind)
    }

    /// - Parameter known: what the server says of the device; nil before it knows it.
    static func standing(of device: DeviceSummary, known: DeviceResource?) -> DemoStanding {
        guard let known else { return DemoStanding(word: "not-enrolled", isFinal: false, isGood: false, phase: nil) }
        let verdict = known.verdict
        let isCurrent = verdict.answer == Verdict.Answer.yes.rawValue
        let trouble = isCurrent ? nil : DemoStanding.Trouble(number: known.number, title: known.title)
        let state = verdict.state.flatMap(EnforcementState.init(rawValue:)).flatMap { $0 == .closed ? nil : $0 }
        switch device.expectation {
        case .shouldFinish:
            let isFinal = isCurrent && state == nil
            let word = isFinal ? (device.updates > 0 ? "done" : verdict.reason) : verdict.reason
            return DemoStanding(word: word, isFinal: isFinal, isGood: isFinal, phase: state?.phase, trouble: trouble)
        case .cannot:
            let isStated =
                verdict.answer == Verdict.Answer.no.rawValue || state == .failing || awaitsUser(device, state)
            return DemoStanding(
                word: verdict.reason, isFinal: isStated, isGood: isStated, phase: state?.phase, trouble: trouble)
        }
    }
}
