import Foundation
import Ports
import RatchetCore

struct BackupAnswer: AnswerForm {
    let answer: DriverOutcome.Answer

    init(from decoder: any Decoder) throws {
        let fields = try AnswerFields(decoder)
        answer = .backup(
            ApplianceBackup(
                reference: try fields.required(try fields.reference("reference"), "reference"),
                sha256: try fields.required(try fields.sha256("sha256"), "sha256"), bytes: try fields.count("bytes"),
                isVerified: try fields.truth("verified") ?? false))
    }
}

struct CertificateAnswer: AnswerForm {
    let answer: DriverOutcome.Answer

    init(from decoder: any Decoder) throws {
        let fields = try AnswerFields(decoder)
        answer = .certificate(
            CertificateExport(
                reference: try fields.required(try fields.reference("reference"), "reference"),
                fingerprint: try fields.required(try fields.sha256("fingerprint"), "fingerprint"),
                hasPrivateKey: try fields.truth("privateKey") ?? false))
    }
}

struct SupportBundleAnswer: AnswerForm {
    let answer: DriverOutcome.Answer

    init(from decoder: any Decoder) throws {
        let fields = try AnswerFields(decoder)
        answer = .supportBundle(reference: try fields.required(try fields.reference("reference"), "reference"))
    }
}
