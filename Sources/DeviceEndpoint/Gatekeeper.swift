import AppleMDM
import Orchestrator
import Ports

/// Lets in who can prove to be the device that the message speaks for.
struct Gatekeeper: Sendable {
    let identity: any CallerIdentity

    func admit(_ claimed: EnrolmentIdentity, _ request: DeviceRequest) async throws(DeviceProblem) {
        let proof = CallerProof(
            claimedIdentifier: claimed.deviceIdentifier, body: request.body, signature: request.signature)
        switch await identity.judge(proof) {
        case .accepted: return
        case .unreadable(let why):
            throw DeviceProblem(.proofUnreadable, subject: claimed.deviceIdentifier, detail: why)
        case .refused(let why): throw DeviceProblem(.proofRefused, subject: claimed.deviceIdentifier, detail: why)
        }
    }
}
