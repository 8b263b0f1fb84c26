import Foundation
import Hummingbird
import NIOCore
import Orchestrator

/// Bodies from whoever can reach the listener, each with a bound.
enum BoundedBody {
    /// - Throws: `DeviceProblem.tooLarge`.
    static func read(_ request: Request, atMost limit: Int) async throws -> Data {
        let tooLarge = DeviceProblem(.tooLarge, subject: "body", detail: "more than \(limit) octets")
        if let length = request.headers[.contentLength].flatMap(Int.init), length > limit { throw tooLarge }
        do {
            return Data(try await request.body.collect(upTo: limit).readableBytesView)
        } catch is NIOTooManyBytesError {
            throw tooLarge
        } catch let error as HTTPError where error.status == .contentTooLarge {
            throw tooLarge
        }
    }
}
