/// How an executable ended, as it is kept beside its output.
enum CallEnd: Equatable {
    case exited(Int32)
    case signalled(Int32)
    /// It never ran.
    case notStarted(String)
    /// It ended while nobody was there to see it: the server had stopped or was killed.
    case unseen
}

extension CallEnd: Codable {
    private enum Key: String, CodingKey { case exit, signal, notStarted }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        if let code = try fields.decodeIfPresent(Int32.self, forKey: .exit) {
            self = .exited(code)
        } else if let signal = try fields.decodeIfPresent(Int32.self, forKey: .signal) {
            self = .signalled(signal)
        } else if let reason = try fields.decodeIfPresent(String.self, forKey: .notStarted) {
            self = .notStarted(reason)
        } else {
            self = .unseen
        }
    }

    func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        switch self {
        case .exited(let code): try fields.encode(code, forKey: .exit)
        case .signalled(let signal): try fields.encode(signal, forKey: .signal)
        case .notStarted(let reason): try fields.encode(reason, forKey: .notStarted)
        case .unseen: break
        }
    }
}
