import Logging

/// The server's log on standard error. What the HTTP library says of itself is for who looks for faults in it: that it
/// listens we say ourselves, on standard output, and that connections are cut when the server ends is no fault.
struct ServerLog: LogHandler {
    private var stream: StreamLogHandler
    private static let library = "HummingbirdCore"
    /// Said by the library, as errors, of connections that it cuts when the server ends.
    private static let cuts = ["CancellationError()", "Already closed"]

    init(label: String, level: Logger.Level) {
        stream = StreamLogHandler.standardError(label: label)
        stream.logLevel = level
    }

    func log(event: LogEvent) {
        var event = event
        event.level = ServerLog.level(of: event)
        if event.level >= logLevel { stream.log(event: event) }
    }

    /// The level at which an event is worth saying.
    static func level(of event: LogEvent) -> Logger.Level {
        let isAside =
            event.level <= .info || cuts.contains { event.message.description.hasSuffix($0) }
        return event.source == library && isAside ? min(event.level, .debug) : event.level
    }

    var logLevel: Logger.Level {
        get { stream.logLevel }
        set { stream.logLevel = newValue }
    }

    var metadata: Logger.Metadata {
        get { stream.metadata }
        set { stream.metadata = newValue }
    }

    var metadataProvider: Logger.MetadataProvider? {
        get { stream.metadataProvider }
        set { stream.metadataProvider = newValue }
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { stream[metadataKey: key] }
        set { stream[metadataKey: key] = newValue }
    }
}
