public import Foundation
public import Ports
public import RatchetCore

/// Reads what an operator's executable answered. Its author is trusted and its output is not: each field is bounded and of its
/// kind, or the answer can't be read.
public enum AnswerReader {
    /// What an executable's answer says.
    public enum Reading: Sendable, Equatable {
        case answer(DriverOutcome.Answer)
        /// It says itself that it failed, and why.
        case error(String)
        /// It says itself that it can't tell what was done, and why.
        case lost(String)
    }

    /// - Parameter object: a line of its output that is a JSON object.
    public static func read(_ object: Data, for verb: DriverVerb) throws(AnswerFault) -> Reading {
        do {
            let decoder = JSONDecoder()
            if let reading = try decoder.decode(Refusal.self, from: object).reading { return reading }
            return .answer(try answer(to: verb) { try decoder.decode($0, from: object) })
        } catch let fault as AnswerFault {
            throw fault
        } catch {
            throw AnswerFault("it is not a JSON object of the kind that the verb answers with")
        }
    }

    private static func answer(
        to verb: DriverVerb, decode: (any AnswerForm.Type) throws -> any AnswerForm
    ) throws -> DriverOutcome.Answer {
        switch verb {
        case .inventory: try decode(InventoryAnswer.self).answer
        case .health: try decode(HealthAnswer.self).answer
        case .backup: try decode(BackupAnswer.self).answer
        case .exportCertificate: try decode(CertificateAnswer.self).answer
        case .stage: try decode(StageAnswer.self).answer
        case .install: try decode(InstallAnswer.self).answer
        case .restore: try decode(RestoreAnswer.self).answer
        case .supportBundle: try decode(SupportBundleAnswer.self).answer
        }
    }
}

/// What a verb's answer has to look like.
protocol AnswerForm: Decodable {
    var answer: DriverOutcome.Answer { get }
}

/// Any verb may answer `{"error": "..."}` or `{"lost": "..."}` instead.
private struct Refusal: Decodable {
    let reading: AnswerReader.Reading?

    init(from decoder: any Decoder) throws {
        let fields = try AnswerFields(decoder)
        func reason(_ name: String) throws -> String? {
            try fields.sentence(name).map { $0.isEmpty ? "it gave no reason" : $0 }
        }
        if let error = try reason("error") {
            reading = .error(error)
        } else {
            reading = try reason("lost").map(AnswerReader.Reading.lost)
        }
    }
}
