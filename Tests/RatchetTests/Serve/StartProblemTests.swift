import Foundation
import Storage
import Testing

@testable import ratchet

@Suite("Why a server does not start")
struct StartProblemTests {
    private let file = URL(fileURLWithPath: "/srv/ratchet/ratchet.sqlite")

    /// Bug: `ratchet: store full: database or disk is full (SQLite 13)` named no place and no way out.
    @Test func `a full disk is named with the place, and with what to do`() {
        let words = StartProblem(.full("database or disk is full (SQLite 13)"), file: file).description
        #expect(words.contains("there is no room left for /srv/ratchet/ratchet.sqlite (data)"))
        #expect(words.contains("Make room on its disk"))
    }

    @Test(arguments: [StoreError.full("d"), .busy("d"), .unavailable("d"), .conflict("d"), .corrupt("d")])
    func `every error of a store says where, what, and what to do`(error: StoreError) {
        for (file, place) in [(file, file.path), (nil, "PostgreSQL")] {
            let words = StartProblem(error, file: file).description
            #expect(words.contains(place) && words.contains(": d. ") && words.hasSuffix("."))
        }
    }
}
