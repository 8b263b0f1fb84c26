import AppleMDM
import RatchetCore

extension EnrolmentID {
    /// The channel that a message came on.
    ///
    /// - Throws: `DeviceProblem.malformed` for identifiers that could not be ids.
    init(_ identity: EnrolmentIdentity) throws(DeviceProblem) {
        let id: EnrolmentID? =
            switch identity.channel {
            case .device: EnrolmentID(device: identity.deviceIdentifier)
            case .user(let user): EnrolmentID(device: identity.deviceIdentifier, user: user)
            }
        guard let id else {
            throw DeviceProblem(.malformed, subject: "identity", detail: "an identifier that can't be one")
        }
        self = id
    }

    /// The device channel of the device that a message came from.
    static func deviceChannel(_ identity: EnrolmentIdentity) throws(DeviceProblem) -> EnrolmentID {
        try EnrolmentID(EnrolmentIdentity(device: identity.device))
    }
}

/// The words of a push address. They travel in the header and the body of every push, so nothing else than what Apple's
/// devices send is kept.
enum PushWords {
    private static let longest = 255

    /// - Throws: `DeviceProblem.malformed` for words that no push could carry.
    static func check(topic: String, magic: String? = nil, of id: EnrolmentID) throws(DeviceProblem) {
        for (name, word) in [("Topic", topic), ("PushMagic", magic)] {
            guard let word, !isWord(word) else { continue }
            throw DeviceProblem(
                .malformed, subject: id.text, detail: "\(name) is not 1 to \(longest) printable ASCII characters")
        }
    }

    private static func isWord(_ text: String) -> Bool {
        (1...longest).contains(text.utf8.count) && text.utf8.allSatisfy { (0x20...0x7E).contains($0) }
    }
}
