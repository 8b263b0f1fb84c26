import Foundation
import Orchestrator

/// Says what is wrong with a body that can't be read, and where.
enum MalformedBody {
    static func fault(_ error: DecodingError, in bytes: Data) -> AdminProblem.Fault {
        switch error {
        case .keyNotFound(let key, let context): .init(place(context, key), "This field is missing.")
        case .typeMismatch(let type, let context): .init(place(context), "Here \(words(for: type)) is wanted.")
        case .valueNotFound(let type, let context):
            .init(place(context), "Here \(words(for: type)) is wanted, not null.")
        case .dataCorrupted(let context) where !context.codingPath.isEmpty:
            .init(place(context), context.debugDescription)
        default: .init("", syntax(of: bytes))
        }
    }

    /// The decoder does not say where JSON breaks off; the plain parser does.
    private static func syntax(of bytes: Data) -> String {
        do {
            _ = try JSONSerialization.jsonObject(with: bytes, options: .fragmentsAllowed)
            return "A number in the body is not a whole one where that is wanted, or is too large."
        } catch {
            let reason = (error as NSError).userInfo["NSDebugDescription"] as? String
            return "The body is no JSON. \(reason ?? "")"
        }
    }

    /// `scope.devices.0`.
    private static func place(_ context: DecodingError.Context, _ key: (any CodingKey)? = nil) -> String {
        (context.codingPath + [key].compactMap(\.self)).map { $0.intValue.map(String.init) ?? $0.stringValue }
            .joined(separator: ".")
    }

    private static func words(for type: Any.Type) -> String {
        switch type {
        case is String.Type: "a string"
        case is Bool.Type: "true or false"
        case is Int.Type, is Int64.Type: "a whole number"
        case is [String].Type, is [Any].Type: "an array"
        default: "an object"
        }
    }
}
