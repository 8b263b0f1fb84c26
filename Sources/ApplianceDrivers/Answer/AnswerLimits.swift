/// How much an executable may say; docs/drivers.md names each of these.
enum AnswerLimits {
    /// Octets in a line of its output.
    static let line = 1 << 20
    /// Octets that its output, and what it complains of, may come to.
    static let output = 16 << 20
    /// Characters of a sentence for people: an alarm, a reason, a message.
    static let sentence = 500
    /// Characters of a reference to a file.
    static let reference = 1000
    /// Packages that an inventory may name, offered or installed.
    static let packages = 20_000
    /// Alarms at a time.
    static let alarms = 100
}
