import Orchestrator
import RatchetCore
import Storage

/// Something that a person does because the driver can't, and signs off.
public struct CheckpointResource: Codable, Sendable, Equatable {
    public struct SignOff: Codable, Sendable, Equatable {
        public var by: String
        public var note: String
        public var at: String
    }

    public var id: String
    public var number: Int64
    public var appliance: ApplianceLabelResource
    public var upgrade: String
    /// What is to be done by hand: `install`.
    public var verb: String
    @OrNull public var package: String? = nil
    public var openedAt: String
    @OrNull public var signedOff: SignOff? = nil
}

public struct CheckpointListResource: Codable, Sendable, Equatable {
    public var checkpoints: [CheckpointResource]
}

extension CheckpointResource {
    init(_ record: CheckpointRecord, _ appliance: ApplianceLabelResource) {
        let checkpoint = record.checkpoint
        self.init(
            id: checkpoint.id.text, number: record.number, appliance: appliance, upgrade: checkpoint.upgrade.text,
            verb: checkpoint.verb.rawValue, package: checkpoint.package?.text,
            openedAt: checkpoint.openedAt.description,
            signedOff: checkpoint.signedOff.map { SignOff(by: $0.by, note: $0.note, at: $0.at.description) })
    }

    init(_ view: CheckpointView) { self.init(view.record, ApplianceLabelResource(view.appliance)) }
}
