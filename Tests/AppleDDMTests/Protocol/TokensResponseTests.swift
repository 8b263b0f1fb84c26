import AppleDDM
import Foundation
import SeededRandom
import Testing

@Suite struct TokensResponseTests {
    @Test func theResponseHasTheFormOfApple() {
        let response = TokensResponse(declarationsToken: "d", unixSeconds: 1_795_253_400)
        #expect(
            String(decoding: response.json(), as: UTF8.self)
                == "{\"SyncTokens\":{\"DeclarationsToken\":\"d\",\"Timestamp\":\"2026-11-21T09:30:00Z\"}}")
    }

    @Test(arguments: [
        (0, "1970-01-01T00:00:00Z"), (951_782_400, "2000-02-29T00:00:00Z"), (-1, "1969-12-31T23:59:59Z"),
        (4_107_542_399, "2100-02-28T23:59:59Z"), (4_107_542_400, "2100-03-01T00:00:00Z"),
        (253_402_300_799, "9999-12-31T23:59:59Z"), (Int64.max, "9999-12-31T23:59:59Z"),
        (Int64.min, "0001-01-01T00:00:00Z"), (1_709_164_800, "2024-02-29T00:00:00Z"),
    ])
    func secondsBecomeTimestamps(seconds: Int64, timestamp: String) {
        #expect(TokensResponse(declarationsToken: "d", unixSeconds: seconds).timestamp == timestamp)
    }

    @Test func timestampsOfASeedAreReadBack() throws {
        var random = SeededRandom(seed: 5)
        for _ in 0..<2_000 {
            let seconds = Int64.random(in: -62_135_596_800...253_402_300_799, using: &random)
            let response = TokensResponse(declarationsToken: "d", unixSeconds: seconds)
            #expect(response.unixSeconds == seconds)
            #expect(try TokensResponse(json: response.json()) == response)
        }
    }

    @Test(arguments: [
        ("{}", DDMCodecError.Code.missingKey("SyncTokens")), ("{\"SyncTokens\":[]}", .wrongType("SyncTokens")),
        ("{\"SyncTokens\":{\"Timestamp\":\"2026-11-21T09:30:00Z\"}}", .missingKey("DeclarationsToken")),
        ("{\"SyncTokens\":{\"DeclarationsToken\":\"d\"}}", .missingKey("Timestamp")),
        (
            "{\"SyncTokens\":{\"DeclarationsToken\":\"d\",\"Timestamp\":\"2026-11-21T09:30:00.5Z\"}}",
            .invalidValue("Timestamp")
        ),
        (
            "{\"SyncTokens\":{\"DeclarationsToken\":\"d\",\"Timestamp\":\"2026-11-21T09:30:00+00:00\"}}",
            .invalidValue("Timestamp")
        ),
        (
            "{\"SyncTokens\":{\"DeclarationsToken\":\"\",\"Timestamp\":\"2026-11-21T09:30:00Z\"}}",
            .invalidValue("DeclarationsToken")
        ),
    ])
    func aBadResponseIsRefused(json: String, code: DDMCodecError.Code) {
        #expect(throws: DDMCodecError(code, "")) { try TokensResponse(json: Data(json.utf8)) }
    }
}
