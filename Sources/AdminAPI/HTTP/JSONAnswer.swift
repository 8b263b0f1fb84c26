import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Orchestrator

/// JSON in and out.
enum JSONAnswer {
    /// Sorted keys, so that equal answers are equal bytes.
    static var encoder: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }

    static func response(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> Response {
        response(try encoder.encode(value), status: status)
    }

    static func response(_ bytes: Data, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// The body, which `BodyGuard` has taken in already.
    static func body<Body: Decodable>(_ type: Body.Type, of request: Request) async throws -> Body {
        let buffer = try await request.body.collect(upTo: BodyGuard.limit)
        do {
            return try JSONDecoder().decode(type, from: Data(buffer.readableBytesView))
        } catch let error as DecodingError {
            throw HTTPProblem.malformed(error.fault)
        }
    }
}

extension DecodingError {
    /// What is wrong and where, in words.
    fileprivate var fault: AdminProblem.Fault {
        switch self {
        case .keyNotFound(let key, let context): .init(context.place(key), "This field is missing.")
        case .typeMismatch(let type, let context): .init(context.place(), "Here \(words(for: type)) is wanted.")
        case .valueNotFound(let type, let context):
            .init(context.place(), "Here \(words(for: type)) is wanted, not null.")
        case .dataCorrupted(let context):
            context.codingPath.isEmpty
                ? .init("", "The body is no JSON object that can be read.")
                : .init(context.place(), context.debugDescription)
        @unknown default: .init("", "The body is no JSON object that can be read.")
        }
    }

    private func words(for type: Any.Type) -> String {
        switch type {
        case is String.Type: "a string"
        case is Bool.Type: "true or false"
        case is Int.Type, is Int64.Type: "a whole number"
        case is [String].Type, is [Any].Type: "an array"
        default: "an object"
        }
    }
}

extension DecodingError.Context {
    /// `scope.devices.0`.
    fileprivate func place(_ key: (any CodingKey)? = nil) -> String {
        (codingPath + [key].compactMap(\.self)).map { $0.intValue.map(String.init) ?? $0.stringValue }
            .joined(separator: ".")
    }
}
