import RatchetCore

/// What a person claims who signs a checkpoint off.
struct SignClaim {
    enum Outcome {
        case told(ToldFacts)
        case backup(ApplianceBackup)
        case certificate(CertificateExport)
        case staged(sha256: String?)
        /// Nil where it went well.
        case installed(failure: String?)
        case restored
        case supportBundle(String)
    }

    let note: String
    let outcome: Outcome
}

/// Checks what somebody says who signs a checkpoint off: everything that is wrong with it is found at once.
struct SignCheck {
    private let request: SignRequest
    private let verb: DriverVerb
    private var reader = RequestReader()

    /// - Throws: `AdminProblem` with every fault.
    static func claim(_ request: SignRequest, of verb: DriverVerb) throws -> SignClaim {
        var check = SignCheck(request, verb)
        let note = check.reader.reason(request.note, "note", why: "Say what was done, and how.")
        check.refuseOthers()
        let outcome = check.outcome()
        try check.reader.finish("sign-off")
        return SignClaim(note: note, outcome: outcome)
    }

    private init(_ request: SignRequest, _ verb: DriverVerb) { (self.request, self.verb) = (request, verb) }

    private mutating func outcome() -> SignClaim.Outcome {
        switch verb {
        case .inventory, .health: return .told(told())
        case .backup: return .backup(backup())
        case .exportCertificate: return .certificate(certificate())
        case .stage: return .staged(sha256: request.sha256.map { reader.digest($0, "sha256") })
        case .install: return .installed(failure: request.failed.map { reader.reason($0, "failed", why: "Say why.") })
        case .restore: return .restored
        case .supportBundle: return .supportBundle(reference())
        }
    }

    private mutating func told() -> ToldFacts {
        if verb == .inventory, request.read.base == nil, request.read.product == nil {
            reader.fault("product", "Say what it runs: base, product, or both.")
        }
        if verb == .health, !request.read.tellsHealth {
            reader.fault("well", "Say that it is well, or which alarms it has.")
        }
        return reader.told(request.read)
    }

    /// (G1)
    private mutating func backup() -> ApplianceBackup {
        if !request.isVerified {
            reader.fault(
                "verified", "Read the backup again, and say that it had this digest: an unread one proves nothing (G1)."
            )
        }
        if let bytes = request.bytes, bytes < 0 { reader.fault("bytes", "A size is not negative.") }
        return ApplianceBackup(
            reference: reference(), sha256: digest("sha256", request.sha256), bytes: request.bytes, isVerified: true)
    }

    /// (G2)
    private mutating func certificate() -> CertificateExport {
        if !request.hasPrivateKey {
            reader.fault("privateKey", "Export the private key too, and say so: a certificate alone is of no use (G2).")
        }
        return CertificateExport(
            reference: reference(), fingerprint: digest("fingerprint", request.fingerprint), hasPrivateKey: true)
    }

    private mutating func reference() -> String {
        reader.needed(request.reference, "reference", "Say where it is now.")
    }

    private mutating func digest(_ field: String, _ text: String?) -> String {
        guard let text else {
            reader.fault(field, "Give its SHA-256.")
            return ""
        }
        return reader.digest(text, field)
    }

    /// What goes with another verb is a mistake, not something to be passed over.
    private mutating func refuseOthers() {
        let read = request.read
        let given: [(field: String, isGiven: Bool, verbs: Set<DriverVerb>)] = [
            ("product", read.tellsVersions, [.inventory]), ("well", read.tellsHealth, [.health]),
            ("reference", request.reference != nil, [.backup, .exportCertificate, .supportBundle]),
            ("sha256", request.sha256 != nil, [.backup, .stage]), ("bytes", request.bytes != nil, [.backup]),
            ("verified", request.isVerified, [.backup]),
            ("fingerprint", request.fingerprint != nil, [.exportCertificate]),
            ("privateKey", request.hasPrivateKey, [.exportCertificate]), ("failed", request.failed != nil, [.install]),
        ]
        for (field, isGiven, verbs) in given where isGiven && !verbs.contains(verb) {
            reader.fault(field, "This does not go with a checkpoint for \(verb.rawValue).")
        }
    }
}
