/// What a message is for (RFC 8894, 3.2.1.2).
public enum MessageType: String, Sendable, Equatable, CaseIterable {
    case certRep = "3"
    case renewalReq = "17"
    case pkcsReq = "19"
    case certPoll = "20"
    case getCert = "21"
    case getCRL = "22"
}

/// How a request went (RFC 8894, 3.2.1.3).
public enum PKIStatus: String, Sendable, Equatable, CaseIterable {
    case success = "0"
    case failure = "2"
    case pending = "3"
}
