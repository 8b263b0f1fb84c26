/// What is wrong with something that an operator's executable printed, in words for whoever wrote the executable.
public struct AnswerFault: Error, Equatable, CustomStringConvertible {
    public let description: String

    init(_ description: String) { self.description = description }
}
