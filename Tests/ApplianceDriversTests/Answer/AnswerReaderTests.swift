import ApplianceDrivers
import Foundation
import Ports
import RatchetCore
import Testing

struct AnswerReaderTests {
    private static let digest = String(repeating: "ab", count: 32)

    private func read(_ text: String, for verb: DriverVerb) throws -> DriverOutcome.Answer? {
        guard case .answer(let answer) = try AnswerReader.read(Data(text.utf8), for: verb) else { return nil }
        return answer
    }

    private func fault(_ text: String, for verb: DriverVerb) -> String? {
        do throws(AnswerFault) {
            _ = try AnswerReader.read(Data(text.utf8), for: verb)
            return nil
        } catch {
            return error.description
        }
    }

    @Test func `an inventory names versions, packages, what is offered, and what the appliance is doing`() throws {
        let answer = try read(
            """
            {"base": "6.2.0", "product": "22.4.1", "installed": ["licence-x"], "activity": "installing",
             "installing": "product-23.1", "digests": {"product-22.4.1": "\(Self.digest.uppercased())"},
             "available": [{"id": "base-6.3", "blocked": false}, {"id": "product-23.1", "blocked": true, "reason": "base"}]}
            """, for: .inventory)
        let inventory = ApplianceInventory(
            installed: InstalledVersions(base: PackageVersion("6.2.0"), product: PackageVersion("22.4.1")),
            installedPackages: [PackageID(stored: "licence-x")],
            offered: [
                .init(id: PackageID(stored: "base-6.3"), isBlocked: false),
                .init(id: PackageID(stored: "product-23.1"), isBlocked: true, reason: "base"),
            ],
            activity: .installing(PackageID(stored: "product-23.1")),
            digests: [PackageID(stored: "product-22.4.1"): Self.digest])
        #expect(answer == .inventory(inventory))
    }

    @Test(arguments: [
        ("{}", "neither \"base\" nor \"product\""), (#"{"base": 6}"#, "\"base\" is not a text"),
        (#"{"base": "six"}"#, "\"base\" is \"six\", which is not a version"),
        (#"{"base": "6", "installed": ["a b"]}"#, "\"installed\" has \"a b\""),
        (#"{"base": "6", "available": [{"blocked": true}]}"#, "\"available.id\" is missing"),
        (#"{"base": "6", "available": [{"id": "x", "blocked": "yes"}]}"#, "\"available.blocked\" is not true or false"),
        (#"{"base": "6", "activity": "resting"}"#, "\"activity\" is neither"),
        (#"{"base": "6", "digests": {"x": "12"}}"#, "\"digests.x\" is not 64 hexadecimal digits"),
    ])
    func `an inventory that can't be read is refused by the field's name`(text: String, words: String) {
        #expect(fault(text, for: .inventory)?.contains(words) == true)
    }

    @Test func `health may leave out all but the alarms`() throws {
        #expect(try read(#"{"alarms": []}"#, for: .health) == .health(ApplianceHealth()))
        let full =
            #"{"alarms": ["disk\nfull"], "freeBytes": 5, "neededBytes": 7, "sessions": 2, "users": 3,"#
            + #" "configurationChangedAt": "2026-11-21T09:30:00Z"}"#
        let health = ApplianceHealth(
            alarms: ["disk full"], freeBytes: 5, neededBytes: 7, sessionsOpen: 2, usersLoggedIn: 3,
            configurationChangedAt: Instant(rfc3339: "2026-11-21T09:30:00Z"))
        #expect(try read(full, for: .health) == .health(health))
    }

    @Test(arguments: [
        ("{}", "\"alarms\" is missing"), (#"{"alarms": [], "freeBytes": -1}"#, "\"freeBytes\" is less than 0"),
        (#"{"alarms": [], "users": 1.5}"#, "\"users\" is not a whole number"),
        (#"{"alarms": [], "configurationChangedAt": "now"}"#, "\"configurationChangedAt\" is not a time"),
    ])
    func `G7: health that forgets its alarms is not good health`(text: String, words: String) {
        #expect(fault(text, for: .health)?.contains(words) == true)
    }

    @Test func `G1: a backup is a reference and a digest, verified only where that is said`() throws {
        let text = #"{"reference": "b-1.tar", "sha256": "\#(Self.digest)", "bytes": 9}"#
        let backup = ApplianceBackup(reference: "b-1.tar", sha256: Self.digest, bytes: 9, isVerified: false)
        #expect(try read(text, for: .backup) == .backup(backup))
        #expect(fault(#"{"reference": "b-1.tar"}"#, for: .backup) == "\"sha256\" is missing")
        #expect(fault(#"{"reference": "a\u0007b", "sha256": "\#(Self.digest)"}"#, for: .backup) != nil)
    }

    @Test func `G2: a certificate's export is a reference and a fingerprint`() throws {
        let text = #"{"reference": "safe/7", "fingerprint": "\#(Self.digest)", "privateKey": true}"#
        let export = CertificateExport(reference: "safe/7", fingerprint: Self.digest, hasPrivateKey: true)
        #expect(try read(text, for: .exportCertificate) == .certificate(export))
    }

    @Test(arguments: [
        (DriverVerb.stage, "staged", DriverOutcome.Answer.staged(sha256: nil)), (.install, "installed", .installed),
        (.restore, "restored", .restored),
    ])
    func `what was done is said in one word, and an empty object says nothing`(
        verb: DriverVerb, word: String, answer: DriverOutcome.Answer
    ) throws {
        #expect(try read("{\"\(word)\": true}", for: verb) == answer)
        #expect(fault("{}", for: verb) == "\"\(word)\" is missing")
        #expect(fault("{\"\(word)\": false}", for: verb) == "\"\(word)\" is not true")
        #expect(fault("[true]", for: verb) != nil)
    }

    @Test(arguments: DriverVerb.allCases) func `any verb may answer that it failed, or that it can't tell`(
        verb: DriverVerb
    ) throws {
        let reading = try AnswerReader.read(Data(#"{"error": "  no\troute \u001b[31mto it "}"#.utf8), for: verb)
        #expect(reading == .error("no route [31mto it"))
        #expect(try AnswerReader.read(Data(#"{"lost": ""}"#.utf8), for: verb) == .lost("it gave no reason"))
    }

    @Test func `a line with progress is progress, another object may be the answer, and all else is noise`() {
        func line(_ text: String) -> AnswerLine { AnswerLine(Data(text.utf8)) }
        #expect(
            line(#"{"progress": 0.5, "message": "half"}"#) == .progress(DriverProgress(fraction: 0.5, message: "half")))
        #expect(line(#"{"progress": null, "message": 7}"#) == .progress(DriverProgress(fraction: nil, message: "")))
        #expect(line(#"{"progress": 7}"#) == .progress(DriverProgress(fraction: nil, message: "")))
        #expect(line(#" {"installed": true}"#) == .object(Data(#" {"installed": true}"#.utf8)))
        for noise in ["", "copying ...", "[1]", "{broken", "\u{0}"] { #expect(line(noise) == .noise) }
    }
}
