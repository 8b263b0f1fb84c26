import DriverAnswers
import Foundation
import Ports
import RatchetCore

/// What holds for whatever an operator's executable prints. The first octet says for which verb it is an answer.
enum DriverProperties {
    static func check(_ bytes: [UInt8]) {
        guard let first = bytes.first else { return }
        let (verb, line) = (DriverVerb.allCases[Int(first & 7)], Data(bytes.dropFirst()))
        let kind = AnswerLine(line)
        require(AnswerLine(line) == kind, "a line is read the same again")
        if case .progress(let progress) = kind {
            requireSentence(progress.message)
            require(progress.fraction.map { (0...1).contains($0) } ?? true, "progress is 0 to 1")
        }
        guard let reading = try? AnswerReader.read(line, for: verb) else { return }
        require((try? AnswerReader.read(line, for: verb)) == reading, "an answer is read the same again")
        switch reading {
        case .error(let reason), .lost(let reason):
            require(!reason.isEmpty, "a reason has words")
            requireSentence(reason)
        case .answer(let answer): check(answer)
        }
    }

    private static func check(_ answer: DriverOutcome.Answer) {
        switch answer {
        case .inventory(let inventory): check(inventory)
        case .health(let health):
            health.alarms.forEach(requireSentence)
            require(health.alarms.count <= 100, "no more alarms than are taken")
            for number in [health.freeBytes, health.neededBytes] { require(number ?? 0 >= 0, "no less than no octets") }
            for number in [health.sessionsOpen, health.usersLoggedIn] { require(number ?? 0 >= 0, "nobody at least") }
        case .backup(let backup):
            requireReference(backup.reference)
            requireDigest(backup.sha256)
        case .certificate(let export):
            requireReference(export.reference)
            requireDigest(export.fingerprint)
        case .staged(let sha256): sha256.map(requireDigest)
        case .supportBundle(let reference): requireReference(reference)
        case .installed, .restored: break
        }
    }

    private static func check(_ inventory: ApplianceInventory) {
        require(inventory.installed != InstalledVersions(base: nil, product: nil), "an inventory names a version")
        for id in inventory.installedPackages.map(\.text) + inventory.offered.map(\.id.text) {
            require(PackageID(id) != nil, "every id is one")
        }
        inventory.offered.forEach { requireSentence($0.reason ?? "") }
        inventory.digests.values.forEach(requireDigest)
    }

    private static func requireSentence(_ text: String) {
        requireNoNUL(text)
        require(text.unicodeScalars.count <= 501, "a sentence is no longer than it may be")
        require(!text.contains(where: \.isNewline), "a sentence is one line")
    }

    private static func requireReference(_ text: String) {
        requireNoNUL(text)
        require((1...1000).contains(text.unicodeScalars.count), "a reference is as long as it may be")
    }

    private static func requireDigest(_ text: String) {
        require(Hex.octets(text)?.count == 32, "a digest is 32 octets")
        require(text == text.lowercased(), "a digest is in lower case")
    }
}
