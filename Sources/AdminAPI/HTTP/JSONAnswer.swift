import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Orchestrator
import Wording

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

    /// An answer with sentences, which says in which language they are.
    static func response(in book: Phrasebook, _ value: (Phrasebook) -> some Encodable) throws -> Response {
        var response = try response(value(book))
        response.headers[.contentLanguage] = book.language
        response.headers[.vary] = "Accept-Language"
        return response
    }

    static func response(_ bytes: Data, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// The body, which `BodyGuard` has taken in already.
    static func body<Body: Decodable>(_ type: Body.Type, of request: Request) async throws -> Body {
        try decoded(type, from: Data(try await request.body.collect(upTo: BodyGuard.limitOfFiles).readableBytesView))
    }

    /// The body of a request that makes sense without one.
    static func optionalBody<Body: Decodable>(_ type: Body.Type, of request: Request) async throws -> Body? {
        let bytes = Data(try await request.body.collect(upTo: BodyGuard.limitOfFiles).readableBytesView)
        return bytes.isEmpty ? nil : try decoded(type, from: bytes)
    }

    /// A body without keys that are not known.
    static func body<Body: StrictBody>(_ type: Body.Type, of request: Request) async throws -> Body {
        try await body(Strict<Body>.self, of: request).value
    }

    /// As `optionalBody`, without keys that are not known.
    static func optionalBody<Body: StrictBody>(_ type: Body.Type, of request: Request) async throws -> Body? {
        try await optionalBody(Strict<Body>.self, of: request)?.value
    }

    private static func decoded<Body: Decodable>(_ type: Body.Type, from bytes: Data) throws -> Body {
        do {
            return try JSONDecoder().decode(type, from: bytes)
        } catch let error as DecodingError {
            throw HTTPProblem.malformed(MalformedBody.fault(error, in: bytes))
        }
    }
}
