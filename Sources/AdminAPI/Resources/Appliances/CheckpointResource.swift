import Orchestrator
import RatchetCore

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
    init(_ view: CheckpointView) {
        let checkpoint = view.checkpoint
        self.init(
            id: checkpoint.id.text, number: view.number, appliance: ApplianceLabelResource(view.appliance),
            upgrade: checkpoint.upgrade.text,
            verb: checkpoint.verb.rawValue, package: checkpoint.package?.text,
            openedAt: checkpoint.openedAt.description,
            signedOff: checkpoint.signedOff.map { SignOff(by: $0.by, note: $0.note, at: $0.at.description) })
    }
}
