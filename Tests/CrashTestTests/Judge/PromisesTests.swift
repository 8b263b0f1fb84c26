import AppleMDM
import FleetSimulator
import Foundation
import Testing

@testable import CrashTest

@Suite("What a server has promised")
struct PromisesTests {
    private func request(_ kind: RequestKind, _ body: Data = Data()) -> WitnessedRequest {
        WitnessedRequest(udid: "A", kind: kind, body: body)
    }

    @Test func `a report that was answered 503 is no promise`() {
        var promises = Promises()
        #expect(promises.answered(request(.status), WitnessedAnswer(status: 503, retryAfter: 60)) == nil)
        #expect(promises.reports == 0)
    }

    @Test func `a device that begins to enrol anew is no longer promised to be enrolled`() {
        var promises = Promises()
        _ = promises.answered(request(.tokenUpdate), WitnessedAnswer(status: 200))
        _ = promises.answered(request(.setBootstrapToken), WitnessedAnswer(status: 200))
        promises.sent(request(.authenticate))
        #expect(promises.devices["A"]?.enrolment == .authenticated)
        #expect(promises.devices["A"]?.hasToken == false)
    }

    @Test(
        arguments: [
            (500, nil), (502, 60), (503, nil), (400, nil), (401, nil), (404, nil), (302, nil),
        ] as [(Int, Double?)])
    func `a device never gets any other answer than 200, and 503 with the time to come again`(
        status: Int, retryAfter: Double?
    ) {
        var promises = Promises()
        let answer = WitnessedAnswer(status: status, retryAfter: retryAfter)
        #expect(promises.answered(request(.status), answer)?.kind == .answer)
    }

    @Test func `a declaration may be gone`() {
        var promises = Promises()
        #expect(promises.answered(request(.declaration), WitnessedAnswer(status: 404)) == nil)
    }

    @Test func `a command whose result was taken is not sent again`() {
        let identity = EnrolmentIdentity(device: .udid("A"))
        let command = CommandEnvelope(commandUUID: "C", command: .securityInfo(SecurityInfoCommand())).plist()
        let result = DeviceReport(identity: identity, status: .acknowledged, commandUUID: "C").plist()
        var promises = Promises()
        #expect(promises.answered(request(.idlePoll), WitnessedAnswer(status: 200, body: command)) == nil)
        #expect(promises.answered(request(.commandAnswer, result), WitnessedAnswer(status: 200)) == nil)
        let again = promises.answered(request(.idlePoll), WitnessedAnswer(status: 200, body: command))
        #expect(again?.kind == .command)
    }

    @Test func `a command that the device put off comes again`() {
        let identity = EnrolmentIdentity(device: .udid("A"))
        let command = CommandEnvelope(commandUUID: "C", command: .securityInfo(SecurityInfoCommand())).plist()
        let later = DeviceReport(identity: identity, status: .notNow, commandUUID: "C").plist()
        var promises = Promises()
        #expect(promises.answered(request(.commandAnswer, later), WitnessedAnswer(status: 200, body: command)) == nil)
    }

    @Test func `a result that was not answered is no promise`() {
        let identity = EnrolmentIdentity(device: .udid("A"))
        let command = CommandEnvelope(commandUUID: "C", command: .securityInfo(SecurityInfoCommand())).plist()
        let result = DeviceReport(identity: identity, status: .acknowledged, commandUUID: "C").plist()
        var promises = Promises()
        _ = promises.answered(request(.commandAnswer, result), WitnessedAnswer(status: 503, retryAfter: 1))
        #expect(promises.answered(request(.idlePoll), WitnessedAnswer(status: 200, body: command)) == nil)
    }
}
