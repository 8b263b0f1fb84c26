import Foundation
import HTTPTypes
import NIOCore
import Orchestrator
import Ports

/// Finds out who is calling, from what the request brings as proof, before anything of it is read.
struct Gatekeeper: Sendable {
    let identity: any CallerIdentity
    let clock: any WallClock

    /// - Throws: `DeviceProblem.proofUnreadable` or `.proofRefused`.
    func caller(of request: DeviceRequest) async throws(DeviceProblem) -> DeviceCaller {
        let proof = CallerProof(body: request.body, signature: request.signature, certificate: request.certificate)
        switch await identity.judge(proof, at: clock.now()) {
        case .believed: return .believed
        case .holder(let certificate, let isExpired): return .holder(of: certificate, isExpired: isExpired)
        case .unreadable(let why): throw DeviceProblem(.proofUnreadable, subject: request.peer.name, detail: why)
        case .refused(let why): throw DeviceProblem(.proofRefused, subject: request.peer.name, detail: why)
        }
    }
}
