import Foundation
import RatchetCore
import Storage
import Testing

extension DomainContract {
    private static func certificate(
        _ name: String, of device: String?, _ state: CertificateRow.State = .issued, until end: Int64 = 1000
    ) -> CertificateRow {
        CertificateRow(
            fingerprint: name, device: device.map { DeviceID("device-\($0)") }, state: state, subject: "CN=\(name)",
            issuer: "CN=A", serial: "1", notBefore: at(0), notAfter: at(end), firstSeen: at(0))
    }

    static let identity = [
        Fact("a certificate is kept once, and stays as it was kept first") { store in
            _ = try store.enrol("U1")
            try store.keep(certificate("c1", of: "U1"))
            try store.keep(certificate("c1", of: nil, until: 9))
            #expect(try store.certificate("c1") == certificate("c1", of: "U1"))
            #expect(try store.certificate("c2") == nil)
        },
        Fact("binding a certificate replaces whatever the device had, and names it on the channel") { store in
            let (channel, device) = (try store.enrol("U1"), DeviceID("device-U1"))
            _ = try store.enrol("U2")
            for name in ["old", "waiting"] { try store.keep(certificate(name, of: "U1")) }
            try store.keep(certificate("other", of: "U2"))
            #expect(try store.bind("old", to: channel, of: device))
            #expect(try store.enrolment(channel)?.certificate == "old")
            try store.keep(certificate("new", of: "U1"))
            #expect(try store.bind("new", to: channel, of: device))
            #expect(try !store.bind("other", to: channel, of: device), "it belongs to another device")
            #expect(try !store.bind("old", to: channel, of: device), "it was replaced")
            #expect(try store.enrolment(channel)?.certificate == "new")
            let states = try ["old", "waiting", "new", "other"].map { try store.certificate($0)?.state }
            #expect(states == [.replaced, .replaced, .bound, .issued])
            #expect(try store.certificates(of: device).count == 3)
        },
        Fact("a certificate that nobody owned belongs to the device that binds it") { store in
            let channel = try store.enrol("U1")
            try store.keep(certificate("c1", of: nil))
            #expect(try store.bind("c1", to: channel, of: DeviceID("device-U1")))
            #expect(try store.certificate("c1")?.device == DeviceID("device-U1"))
        },
        Fact("those are to be renewed that are bound, enrolled, end soon and were not asked lately") { store in
            for (name, end) in [("U1", 300), ("U2", 100), ("U3", 900), ("U4", 50), ("U5", 10)] {
                let channel = try store.enrol(name)
                try store.keep(certificate("c-\(name)", of: name, until: Int64(end)))
                if name != "U5" { #expect(try store.bind("c-\(name)", to: channel, of: DeviceID("device-\(name)"))) }
                if name == "U4" { try store.setState(channel, .checkedOut) }
            }
            func due(_ limit: Int) throws -> [String] {
                try store.certificatesToRenew(endingBefore: at(500), askedBefore: at(40), limit: limit)
                    .map(\.fingerprint)
            }
            #expect(try due(9) == ["c-U2", "c-U1"])
            #expect(try due(1) == ["c-U2"])
            try store.noteRenewalAsked("c-U2", at: at(50))
            #expect(try due(9) == ["c-U1"])
            try store.noteRenewalAsked("c-U1", at: at(30))
            #expect(try due(9) == ["c-U1"])
        },
        Fact("a challenge is good once, until its time, for whom it was made") { store in
            _ = try store.enrol("U1")
            try store.keepChallenge(hash: "h1", name: "n1", for: nil, at: at(0), until: at(100))
            try store.keepChallenge(hash: "h2", name: "n2", for: DeviceID("device-U1"), at: at(0), until: at(100))
            #expect(try store.useChallenge(hash: "h0", at: at(1)) == .unknown)
            #expect(try store.useChallenge(hash: "h1", at: at(1)) == .taken(name: "n1", for: nil))
            #expect(try store.useChallenge(hash: "h1", at: at(2)) == .used)
            #expect(try store.useChallenge(hash: "h2", at: at(100)) == .expired)
            #expect(try store.useChallenge(hash: "h2", at: at(99)) == .taken(name: "n2", for: DeviceID("device-U1")))
            try store.removeChallenges(expiredBefore: at(101))
            #expect(try store.useChallenge(hash: "h1", at: at(2)) == .unknown)
        },
        Fact("a link is used once, and ends with its time or when somebody ends it") { store in
            for number in 1...3 {
                try store.keepLink(
                    id: "l\(number)", hash: "h\(number)", note: "n", at: at(Int64(number)), until: at(100))
            }
            #expect(try store.useLink(hash: "h1", at: at(5))?.usedAt == at(5))
            #expect(try store.useLink(hash: "h1", at: at(6)) == nil)
            #expect(try store.endLink(id: "l2", at: at(7)))
            #expect(try !store.endLink(id: "l2", at: at(8)) && !store.endLink(id: "l1", at: at(8)))
            #expect(try store.useLink(hash: "h2", at: at(8)) == nil)
            #expect(try store.useLink(hash: "h3", at: at(100)) == nil)
            #expect(try store.links(limit: 2).map(\.id) == ["l3", "l2"])
            #expect(try store.link(hash: "h1")?.usedAt == at(5) && store.link(hash: "h0") == nil)
            try store.removeLinks(expiredBefore: at(50))
            #expect(try store.links(limit: 9).map(\.id) == ["l3", "l1"])
        },
        Fact("of two authorities the first counts, and its key is sealed anew in place") { store in
            #expect(try store.authority() == nil && !store.hasSecrets())
            let first = AuthorityRow(certificate: Data([1]), sealedKey: Data([2]))
            #expect(try store.keepAuthority(first, at: at(0)) == first)
            #expect(
                try store.keepAuthority(AuthorityRow(certificate: Data([3]), sealedKey: Data([4])), at: at(1)) == first)
            #expect(try store.hasSecrets())
            try store.resealAuthority(Data([5]))
            #expect(try store.authority() == AuthorityRow(certificate: Data([1]), sealedKey: Data([5])))
        },
        Fact("the terms of enrolment are kept as they were written") { store in
            #expect(try store.enrolmentTerms() == nil)
            try store.keepEnrolmentTerms("{}", at: at(0))
            #expect(try store.enrolmentTerms() == "{}")
        },
        Fact("sealed secrets come page by page, and are sealed anew only where nobody changed them") { store in
            for name in ["U1", "U2"] { _ = try store.enrol(name) }
            for (name, kind) in [("U2", SecretKind.bootstrapToken), ("U1", .unlockToken), ("U1", .bootstrapToken)] {
                try store.keepSecret(Data(name.utf8), kind, of: DeviceID("device-\(name)"), at: at(0))
            }
            let first = try store.secrets(after: nil, limit: 2)
            #expect(
                first.map { "\($0.device) \($0.kind.rawValue)" } == [
                    "device-U1 bootstrap-token", "device-U1 unlock-token",
                ])
            let rest = try store.secrets(after: first.last, limit: 2)
            #expect(rest.map { "\($0.device) \($0.kind.rawValue)" } == ["device-U2 bootstrap-token"])
            try store.reseal(first[0], as: Data([1]))
            try store.reseal(first[0], as: Data([2]))
            #expect(try store.secret(.bootstrapToken, of: DeviceID("device-U1")) == Data([1]))
        },
    ]
}
