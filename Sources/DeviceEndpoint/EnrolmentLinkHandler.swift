import AppleMDM
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Orchestrator

/// `/enroll/...`: the page that somebody opens on the device that is to enrol, and its profile.
struct EnrolmentLinkHandler: Sendable {
    let runner: StepRunner

    /// The page: looking at it does not use the link up.
    func page(_ secret: String) async throws -> Response {
        do {
            let offer = try await runner.read { store, context in
                try EnrolmentLinkSteps.look(secret, &store, context)
            }
            return EnrolmentPage.offer(offer, secret).response
        } catch let problem as DeviceProblem where problem.code == .linkRefused {
            return try await refused(problem)
        }
    }

    /// The profile, once.
    func profile(_ secret: String) async throws -> Response {
        do {
            let profile = try await runner.perform { store, context in
                try EnrolmentLinkSteps.fetch(secret, &store, context)
            }
            return Response(
                status: .ok,
                headers: [
                    .contentType: EnrolmentProfile.contentType, .cacheControl: "no-store",
                    .contentDisposition: "attachment; filename=\"ratchet.mobileconfig\"",
                ], body: ResponseBody(byteBuffer: ByteBuffer(bytes: profile)))
        } catch let problem as DeviceProblem where problem.code == .linkRefused {
            return try await refused(problem)
        }
    }

    /// The same page for every reason: whoever guesses links learns nothing.
    private func refused(_ problem: DeviceProblem) async throws -> Response {
        try await runner.perform { store, context in try RefusalSteps.count(problem, &store, context) }
        return EnrolmentPage.refusal(runner.settings.organization).response
    }
}
