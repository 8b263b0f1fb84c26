import AppleManagement
import Foundation
import Ports
import RatchetCore
import Storage

/// Words that are worth one certificate each.
enum Challenges {
    /// A new one, of which nothing but its hash is kept.
    static func make(
        name: String, for device: DeviceID?, _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> String {
        let challenge = context.random.token()
        try store.keepChallenge(
            hash: hash(challenge), name: name, for: device, at: context.now,
            until: context.now + context.settings.enrolment.challengeLifetime)
        return challenge
    }

    static func hash(_ word: String) -> String { SHA256Hex.of(Data(word.utf8)) }
}
