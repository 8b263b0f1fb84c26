import RatchetCore

/// Members are written in the order of their names, and read in it where they stand so.
extension FactsDocument {
    var text: String {
        var writer = DocumentWriter()
        writer.object { writer in
            writer.member("appleSilicon", appleSilicon) { $0.fact($1) { $0.bool($1) } }
            writer.member("availableCapacity", availableCapacity) { $0.fact($1) { $0.double($1) } }
            writer.member("awaitingConfiguration", awaitingConfiguration)
            writer.member("batteryLevel", batteryLevel) { $0.fact($1) { $0.double($1) } }
            writer.member("bootstrapTokenRequired", bootstrapTokenRequired) { $0.fact($1) { $0.bool($1) } }
            writer.member("bootstrapTokenUse", bootstrapTokenUse) { $0.fact($1) { $0.string($1) } }
            writer.member("capabilities", capabilities) { $0.fact($1) { $0.capabilities($1) } }
            writer.member("declarations", declarations) { $0.fact($1) { $0.array($1) { $0.judged($1) } } }
            writer.member("enrolment", enrolment)
            writer.member("failure", failure) { $0.fact($1) { $0.failure($1) } }
            writer.member("installReason", installReason) { $0.fact($1) { $0.whyInstalled($1) } }
            writer.member("installState", installState) { $0.fact($1) { $0.string($1) } }
            writer.member("installed", installed) { $0.fact($1) { $0.os($1) } }
            writer.member("kind", kind)
            writer.member("name", name)
            writer.member("passcode", passcode) { $0.fact($1) { $0.bool($1) } }
            writer.member("pendingVersion", pendingVersion) { $0.fact($1) { $0.pending($1) } }
            writer.member("productName", productName)
            writer.member("queriedFeedKey", queriedFeedKey) { $0.fact($1) { $0.string($1) } }
            writer.member("serialNumber", serialNumber)
            writer.member("statusFeedKey", statusFeedKey) { $0.fact($1) { $0.string($1) } }
            writer.member("supervised", supervised) { $0.fact($1) { $0.bool($1) } }
            writer.member("timeZone", timeZone)
            writer.member("tokenEscrowedAt", tokenEscrowedAt)
            writer.member("tokenMissedAt", tokenMissedAt)
            writer.member("tokenServedAt", tokenServedAt)
            writer.member("version", version)
        }
        return writer.text
    }

    /// - Throws: `StoreError.corrupt`.
    init(text: String) throws(StoreError) {
        var object = try DocumentReader(text).object()
        appleSilicon = try object.fact("appleSilicon") { value throws(StoreError) in try value.bool() }
        availableCapacity = try object.fact("availableCapacity") { value throws(StoreError) in try value.double() }
        awaitingConfiguration = try object.bool("awaitingConfiguration")
        batteryLevel = try object.fact("batteryLevel") { value throws(StoreError) in try value.double() }
        bootstrapTokenRequired = try object.fact("bootstrapTokenRequired") { value throws(StoreError) in
            try value.bool()
        }
        bootstrapTokenUse = try object.fact("bootstrapTokenUse") { value throws(StoreError) in try value.string() }
        capabilities = try object.fact("capabilities", CapabilitySets.init)
        declarations = try object.fact("declarations") { value throws(StoreError) in try value.array(Judged.init) }
        enrolment = try object.string("enrolment")
        failure = try object.fact("failure", Failure.init)
        installReason = try object.fact("installReason", WhyInstalled.init)
        installState = try object.fact("installState") { value throws(StoreError) in try value.string() }
        installed = try object.fact("installed", OS.init)
        kind = try object.string("kind")
        name = try object.optionalString("name")
        passcode = try object.fact("passcode") { value throws(StoreError) in try value.bool() }
        pendingVersion = try object.fact("pendingVersion", Pending.init)
        productName = try object.optionalString("productName")
        queriedFeedKey = try object.fact("queriedFeedKey") { value throws(StoreError) in try value.string() }
        serialNumber = try object.optionalString("serialNumber")
        statusFeedKey = try object.fact("statusFeedKey") { value throws(StoreError) in try value.string() }
        supervised = try object.fact("supervised") { value throws(StoreError) in try value.bool() }
        timeZone = try object.optionalString("timeZone")
        tokenEscrowedAt = try object.optionalInt("tokenEscrowedAt")
        tokenMissedAt = try object.optionalInt("tokenMissedAt")
        tokenServedAt = try object.optionalInt("tokenServedAt")
        version = Int(try object.int("version"))
    }
}

extension DocumentWriter {
    fileprivate mutating func fact<Value>(
        _ fact: FactsDocument.Fact<Value>, _ value: (inout DocumentWriter, Value) -> Void
    ) {
        object { writer in
            writer.member("at", fact.at)
            writer.member("kind", fact.kind)
            writer.member("ref", fact.ref)
            writer.member("value", fact.value, value)
        }
    }

    fileprivate mutating func capabilities(_ sets: FactsDocument.CapabilitySets) {
        object { writer in
            writer.member("declarations", sets.declarations) { $0.array($1) { $0.string($1) } }
            writer.member("statusItems", sets.statusItems) { $0.array($1) { $0.string($1) } }
        }
    }

    fileprivate mutating func failure(_ failure: FactsDocument.Failure) {
        object { writer in
            writer.member("count", failure.count)
            writer.member("reason", failure.reason)
            writer.member("timestamp", failure.timestamp)
        }
    }

    fileprivate mutating func judged(_ judged: FactsDocument.Judged) {
        object { writer in
            writer.member("active", judged.active)
            writer.member("identifier", judged.identifier)
            writer.member("reasons", judged.reasons) { $0.array($1) { $0.reason($1) } }
            writer.member("serverToken", judged.serverToken)
            writer.member("valid", judged.valid)
        }
    }

    mutating func reason(_ reason: ReasonDocument) {
        object { writer in
            writer.member("code", reason.code)
            writer.member("text", reason.text)
        }
    }

    fileprivate mutating func whyInstalled(_ why: FactsDocument.WhyInstalled) {
        object { writer in
            writer.member("declarationID", why.declarationID)
            writer.member("reasons", why.reasons) { $0.array($1) { $0.string($1) } }
        }
    }

    fileprivate mutating func os(_ os: FactsDocument.OS) {
        object { writer in
            writer.member("build", os.build)
            writer.member("supplementalBuild", os.supplementalBuild)
            writer.member("supplementalLetter", os.supplementalLetter)
            writer.member("version", os.version)
        }
    }

    fileprivate mutating func pending(_ pending: FactsDocument.Pending) {
        object { writer in
            writer.member("build", pending.build)
            writer.member("targetLocalDateTime", pending.targetLocalDateTime)
            writer.member("version", pending.version)
        }
    }
}

extension DocumentObject {
    fileprivate mutating func fact<Value>(
        _ name: StaticString, _ read: (DocumentReader) throws(StoreError) -> Value
    ) throws(StoreError) -> FactsDocument.Fact<Value>? {
        guard let value = value(name) else { return nil }
        var object = try value.object()
        let (at, kind, ref) = (try object.int("at"), try object.string("kind"), try object.string("ref"))
        return FactsDocument.Fact(value: try object.required("value", read), kind: kind, at: at, ref: ref)
    }

    fileprivate mutating func strings(_ name: StaticString) throws(StoreError) -> [String] {
        try array(name) { value throws(StoreError) in try value.string() }
    }
}

extension FactsDocument.CapabilitySets {
    fileprivate init(_ value: DocumentReader) throws(StoreError) {
        var object = try value.object()
        declarations = try object.strings("declarations")
        statusItems = try object.strings("statusItems")
    }
}

extension FactsDocument.Failure {
    fileprivate init(_ value: DocumentReader) throws(StoreError) {
        var object = try value.object()
        count = Int(try object.int("count"))
        reason = try object.optionalString("reason")
        timestamp = try object.optionalString("timestamp")
    }
}

extension FactsDocument.Judged {
    fileprivate init(_ value: DocumentReader) throws(StoreError) {
        var object = try value.object()
        active = try object.bool("active")
        identifier = try object.string("identifier")
        reasons = try object.array("reasons", ReasonDocument.init)
        serverToken = try object.string("serverToken")
        valid = try object.string("valid")
    }
}

extension FactsDocument.WhyInstalled {
    fileprivate init(_ value: DocumentReader) throws(StoreError) {
        var object = try value.object()
        declarationID = try object.optionalString("declarationID")
        reasons = try object.strings("reasons")
    }
}

extension FactsDocument.OS {
    fileprivate init(_ value: DocumentReader) throws(StoreError) {
        var object = try value.object()
        build = try object.optionalString("build")
        supplementalBuild = try object.optionalString("supplementalBuild")
        supplementalLetter = try object.optionalString("supplementalLetter")
        version = try object.string("version")
    }
}

extension FactsDocument.Pending {
    fileprivate init(_ value: DocumentReader) throws(StoreError) {
        var object = try value.object()
        build = try object.string("build")
        targetLocalDateTime = try object.optionalString("targetLocalDateTime")
        version = try object.string("version")
    }
}

extension ReasonDocument {
    init(_ value: DocumentReader) throws(StoreError) {
        var object = try value.object()
        code = try object.string("code")
        text = try object.string("text")
    }
}
