/// Something that the server had answered for, or always must do, and that is not so.
public struct Loss: Encodable, Equatable, Sendable {
    public enum Kind: String, Encodable, CaseIterable, Sendable {
        /// A status report was answered 200 and is not listed.
        case report = "report-lost"
        /// An enrolment was answered 200, and the device is unknown or less than enrolled.
        case enrolment = "enrolment-lost"
        /// A bootstrap token was taken and is gone.
        case token = "token-lost"
        /// A command whose result was answered 200 was sent again.
        case command = "command-sent-again"
        /// A plan was answered 201 and is gone, or was cancelled and is active.
        case plan = "plan-lost"
        /// A device's timeline does not begin with what had been served of it.
        case history = "history-changed"
        /// A place in the stream of events is not what it was.
        case stream = "stream-changed"
        /// A device got an answer that it never must get.
        case answer = "wrong-answer"
        /// The server did not start, ended by itself, or did not come back.
        case server = "server-ended"
        /// A device did not come to its end.
        case unsettled = "not-settled"
        /// What the server says of a device at the end is not true.
        case untrue = "explained-wrongly"
        /// What was to be tried could not be: nothing is proved.
        case untried = "not-tried"
    }

    public let kind: Kind
    /// The device's UDID; nil where it is about no single device.
    public let device: String?
    public let detail: String

    public init(_ kind: Kind, _ device: String? = nil, _ detail: String) {
        (self.kind, self.device, self.detail) = (kind, device, detail)
    }
}
