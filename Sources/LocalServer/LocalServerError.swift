/// Why a server of one's own could not be started.
public struct LocalServerError: Error, CustomStringConvertible {
    public let description: String

    init(_ description: String) { self.description = description }
}
