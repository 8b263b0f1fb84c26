/// Whether a request could not be answered because nobody is waiting for the answer any more.
public enum ClientTrouble {
    /// What the network's libraries throw when whoever asks hangs up, by name: this room knows none of them.
    private static let hangUps: Set<String> = ["IOError", "HTTPParserError", "ChannelError"]

    /// True when the client hung up in the middle of its request, or when the server ends. Neither is a fault of ours.
    public static func isGone(_ error: any Error) -> Bool {
        error is CancellationError || hangUps.contains("\(type(of: error))")
    }
}
