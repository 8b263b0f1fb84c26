import Orchestrator
import RatchetCore

/// An error as RFC 9457 has it.
public struct ProblemResource: Codable, Sendable, Equatable {
    public struct Fault: Codable, Sendable, Equatable {
        /// Where, as the request spells it: `deadline.local`.
        public var field: String
        public var text: String
    }

    /// A package that can't be installed, or versions that can't be reached (P3, P7).
    public struct Blocked: Codable, Sendable, Equatable {
        /// Null where no single package is meant.
        @OrNull public var package: String? = nil
        /// What the appliance runs.
        public var installed: VersionsResource
        /// What is missing: what is there, and what is required.
        public var missing: [ObstacleResource]
        /// The packages that have to come first, in their order.
        public var chain: [String]
        /// How far one comes, where there is no path.
        @OrNull public var nearest: VersionsResource? = nil
    }

    /// `urn:ratchet:problem:` and the code.
    public var type: String
    /// The same for every problem with this code.
    public var title: String
    public var status: Int
    /// What happened here, to what, and what to do.
    public var detail: String
    /// Kebab-case; never changes its meaning.
    public var code: String
    /// Everything that is wrong with the request, all at once.
    public var faults: [Fault]
    /// Null unless something blocks a package or a path.
    @OrNull public var blocked: Blocked? = nil
}

extension ProblemResource.Blocked {
    init(_ blockage: Blockage) {
        self.init(
            package: blockage.package?.text, installed: VersionsResource(blockage.installed),
            missing: blockage.obstacles.map(ObstacleResource.init), chain: blockage.chain.map(\.text),
            nearest: blockage.nearest.map(VersionsResource.init))
    }
}
