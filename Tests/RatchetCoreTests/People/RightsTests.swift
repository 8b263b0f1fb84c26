import RatchetCore
import Testing

@Suite("Roles and rights")
struct RightsTests {
    @Test func `an operator does not approve, an approver does not act, and an administrator may all`() {
        #expect(Role.operator.permissions == [.read, .act] && Role.approver.permissions == [.read, .approve])
        #expect(!Role.operator.covers(.approver) && !Role.approver.covers(.operator))
        for role in Role.allCases { #expect(Role.administrator.covers(role) && role.covers(.viewer)) }
    }

    @Test func `a token may what its role and its maker's both may, where it reaches`() {
        let rights = Rights([.operator, .approver], in: [.plans])
        #expect(rights.permissions == [.read])
        #expect(
            rights.allow(.read, in: .plans) && !rights.allow(.read, in: .devices) && !rights.allow(.act, in: .plans))
        #expect(rights.cover(.viewer) && !rights.cover(.operator))
        #expect(Rights([]).permissions.isEmpty)
    }
}

@Suite("A limit of attempts")
struct AttemptLimitTests {
    private let start = Instant(seconds: 1_000_000)

    @Test func `after so many the next has to wait until the window is over`() {
        var limit = AttemptLimit(most: 3, within: .minutes(15))
        for _ in 1...3 { #expect(limit.take("anna", at: start) == nil) }
        #expect(limit.take("anna", at: start + .minutes(5)) == .minutes(10))
        #expect(limit.take("bruno", at: start) == nil, "others are not concerned")
        #expect(limit.take("anna", at: start + .minutes(15)) == nil)
    }

    @Test func `whoever has proved who they are begins anew, and one attempt can be given back`() {
        var limit = AttemptLimit(most: 1, within: .minutes(15))
        #expect(limit.take("anna", at: start) == nil && limit.take("anna", at: start) != nil)
        limit.forget("anna")
        #expect(limit.take("anna", at: start) == nil)
        limit.giveBack("anna")
        #expect(limit.take("anna", at: start) == nil && limit.take("anna", at: start) != nil)
    }

    @Test func `a clock that goes back blocks nobody for ever`() {
        var limit = AttemptLimit(most: 1, within: .minutes(15))
        _ = limit.take("anna", at: start)
        #expect(limit.take("anna", at: start - .days(1)) == nil)
    }

    @Test func `it remembers a bounded number, the newest`() {
        var limit = AttemptLimit(most: 1, within: .minutes(15), keys: 10)
        for number in 0..<100 { _ = limit.take("\(number)", at: start + .seconds(number)) }
        #expect(limit.take("99", at: start + .seconds(100)) != nil)
        #expect(limit.take("1", at: start + .seconds(100)) == nil)
    }
}
