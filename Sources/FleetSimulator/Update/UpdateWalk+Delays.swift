import Foundation
import SeededRandom

/// Why a prepared update is not installed yet, and when to look again; nothing: not before something else changes.
struct Postponement: Equatable, Sendable {
    let hold: UpdateHold
    let until: Date?
}

extension UpdateWalk {
    /// Whether one of these is lacking now. From the first time on that it is, it takes some time until it is there, and then
    /// it is there for good; the phase ends at that moment at the latest.
    mutating func misses(
        _ lacks: Set<UpdateLack>, at now: Date, durations: PhaseDurations, random: inout SeededRandom
    ) -> Bool {
        guard let lack = temper.lack, lacks.contains(lack) else { return false }
        let end = recovery ?? now + random.seconds(in: durations.recovery)
        recovery = end
        guard now < end else { return false }
        (hold, due) = (UpdateHold(lack), end)
        return true
    }

    /// Whether a Mac that lacked its bootstrap token can escrow one now: a user with a secure token has logged in.
    mutating func hasMintedToken(at now: Date, durations: PhaseDurations, random: inout SeededRandom) -> Bool {
        !misses([.bootstrapToken], at: now, durations: durations, random: &random)
    }

    /// Why the update is not installed at this moment, though it is prepared; nothing: it is installed.
    mutating func postponed(
        _ target: UpdateTarget, at now: Date, durations: PhaseDurations, random: inout SeededRandom
    ) -> Postponement? {
        if temper.lack == .passcode {
            return withoutPasscode(target, at: now, durations: durations, random: &random)
        }
        let isDue = target.deadline <= now
        switch temper.habit {
        case .installsEarly: return nil
        case .tonight: return isDue ? nil : untilTonight(target, at: now, durations: durations, random: &random)
        case .defers: return isDue ? nil : Postponement(hold: .user, until: target.deadline)
        case .never: return unanswered(target, isDue: isDue, until: nil)
        case .onLeave:
            let back = userBack ?? now + random.seconds(in: durations.absence)
            userBack = back
            return now < back ? unanswered(target, isDue: isDue, until: back) : nil
        }
    }

    /// The passcode may be entered for the night, but if the authorisation does not last, nobody enters it again for long.
    private mutating func withoutPasscode(
        _ target: UpdateTarget, at now: Date, durations: PhaseDurations, random: inout SeededRandom
    ) -> Postponement? {
        if temper.authorisationExpires, recovery == nil, target.deadline > now,
            let agreed = untilTonight(target, at: now, durations: durations, random: &random)
        {
            return agreed
        }
        tonight = nil
        guard misses([.passcode], at: now, durations: durations, random: &random) else { return nil }
        return Postponement(hold: .passcode, until: recovery)
    }

    /// Nothing once the night has come that the user agreed to.
    private mutating func untilTonight(
        _ target: UpdateTarget, at now: Date, durations: PhaseDurations, random: inout SeededRandom
    ) -> Postponement? {
        guard tonight == nil else { return nil }
        let night = min(target.deadline, now + random.seconds(in: durations.tonight))
        tonight = night
        return Postponement(hold: .tonight, until: night)
    }

    /// Nobody answers: the deadline decides where no passcode is needed, and nothing does where one is.
    private func unanswered(_ target: UpdateTarget, isDue: Bool, until back: Date?) -> Postponement? {
        guard !temper.hasPasscode else {
            return isDue
                ? Postponement(hold: .passcode, until: back)
                : Postponement(hold: .user, until: min(target.deadline, back ?? target.deadline))
        }
        return isDue ? nil : Postponement(hold: .user, until: min(target.deadline, back ?? target.deadline))
    }
}
