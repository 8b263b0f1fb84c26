import Foundation
import Identity
import Ports
import RatchetCore
import TestSupport
import Testing

/// Held against certificates that the `openssl` command made.
struct TrustedAuthoritiesTests {
    private let house: CertificateHouse
    private let authorities: TrustedAuthorities
    private let device = ["basicConstraints=critical,CA:FALSE"]

    init() throws {
        house = try CertificateHouse.shared.get()
        authorities = try TrustedAuthorities([house.der("authority"), house.der("curves")])
    }

    private func judge(_ leaf: Data, chain: [Data] = [], at now: Instant = .present) async -> ChainJudgement {
        await authorities.verify(leafDER: leaf, chain: chain, at: now)
    }

    @Test(arguments: OpenSSLCommand.Key.allCases, ["authority", "curves"])
    func `certificates of any usual key and authority are trusted`(key: OpenSSLCommand.Key, by: String) async throws {
        let authority = Fingerprint.of(try house.der(by))
        let plain = try house.plain("plain-\(key)-\(by)", key, by: by)
        let facts = try #require(CertificateFacts(der: plain))
        #expect(await judge(plain) == .trusted(facts, by: authority))
        #expect(facts.key == (key == .rsa2048 || key == .rsa4096 ? .rsa : .ec))
        #expect(facts.subject == "CN=plain-\(key)-\(by)" && facts.issuer == "CN=\(by)" && !facts.isAuthority)

        let extended = try house.extended("extended-\(key)-\(by)", key, by: by, extensions: device)
        #expect(await judge(extended) == .trusted(try #require(CertificateFacts(der: extended)), by: authority))
    }

    @Test(arguments: [
        "extendedKeyUsage=clientAuth", "extendedKeyUsage=critical,clientAuth", "extendedKeyUsage=serverAuth,clientAuth",
        "extendedKeyUsage=anyExtendedKeyUsage", "keyUsage=critical,digitalSignature",
        "1.2.3.4.5.6=ASN1:UTF8String:unknown",
        "subjectAltName=DNS:device.example.org",
    ])
    func `what a device's certificate may say is trusted`(ext: String) async throws {
        let leaf = try house.extended("says-\(UUID().uuidString)", extensions: device + [ext])
        guard case .trusted = await judge(leaf) else {
            Issue.record("\(ext) is not trusted")
            return
        }
    }

    @Test(arguments: [
        ("extendedKeyUsage=serverAuth", "it is not for client authentication"),
        ("1.2.3.4.5.6=critical,ASN1:UTF8String:unknown", "it leads to no authority that is trusted here"),
    ])
    func `what is for another purpose, or demands what is not known, is not trusted`(ext: String, reason: String)
        async throws
    {
        let leaf = try house.extended("says-\(UUID().uuidString)", extensions: device + [ext])
        #expect(await judge(leaf) == .untrusted(reason))
    }

    @Test func `an authority is no device`() async throws {
        let reason = ChainJudgement.untrusted("it is an authority's, and no device's")
        #expect(await judge(try house.der("authority")) == reason)
        let lower = try house.extended("lower", extensions: ["basicConstraints=critical,CA:TRUE"])
        #expect(await judge(lower) == reason)
    }

    @Test(arguments: ["-sha1", "-md5"])
    func `a weak signature is not trusted`(digest: String) async throws {
        let leaf = try house.plain("weak\(digest)", .p256, by: "authority", "-days 30 \(digest)")
        let judgement = await judge(leaf)
        #expect(
            judgement
                == (digest == "-md5"
                    ? .unreadable : .untrusted("it is signed with SHA-1, or in a way that is not known here")))
    }

    @Test func `nobody asks how an authority that an operator named was signed`() async throws {
        try house.openssl.makeSelfSigned("aged", .rsa2048, "-days 30 -sha1")
        let aged = try TrustedAuthorities([house.der("aged")])
        let leaf = try house.plain("young", by: "aged")
        let facts = try #require(CertificateFacts(der: leaf))
        let trusted = ChainJudgement.trusted(facts, by: Fingerprint.of(try house.der("aged")))
        #expect(await aged.verify(leafDER: leaf, chain: [], at: .present) == trusted)
    }

    @Test func `a weak key is not trusted`() async throws {
        let openssl = house.openssl
        try openssl("genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:1024 -out small.key")
        try openssl(
            "req -x509 -new -key small.key -subj /CN=small -CA authority.pem -CAkey authority.key -out small.pem")
        try openssl("x509 -in small.pem -outform DER -out small.der")
        #expect(await judge(try house.der("small")) == .unreadable)
    }

    @Test func `strangers are not trusted, whatever they call themselves`() async throws {
        let unknown = ChainJudgement.untrusted("it leads to no authority that is trusted here")
        #expect(await judge(try house.plain("foreign", by: "stranger")) == unknown)
        #expect(await judge(try house.der("stranger")) == unknown)
        let openssl = house.openssl
        try openssl.makeKey("impostor")
        try openssl("req -x509 -new -key impostor.key -subj /CN=authority -out impostor.pem")
        #expect(await judge(try house.plain("victim", by: "impostor")) == unknown)
    }

    @Test func `what lies between may come with the certificate`() async throws {
        _ = try house.extended("between", extensions: ["basicConstraints=critical,CA:TRUE"])
        let leaf = try house.plain("below", by: "between")
        let facts = try #require(CertificateFacts(der: leaf))
        guard case .untrusted = await judge(leaf) else {
            Issue.record("trusted without what lies between")
            return
        }
        let judgement = await judge(leaf, chain: [Data("rubbish".utf8), try house.der("between")])
        #expect(judgement == .trusted(facts, by: Fingerprint.of(try house.der("authority"))))
    }

    /// RFC 5280 says of version 1 that it may: every device could enrol others then.
    @Test func `a device's certificate of version 1 vouches for nobody`() async throws {
        let own = try house.plain("device-v1")
        let leaf = try house.plain("smuggled", by: "device-v1")
        #expect(await judge(leaf, chain: [own]) == .untrusted("an issuer is no authority"))
    }

    @Test func `an intermediate that an operator names is an end of the search`() async throws {
        let named = try house.extended("named", extensions: ["basicConstraints=critical,CA:TRUE"])
        let leaf = try house.plain("below-named", by: "named")
        let only = try TrustedAuthorities([named])
        let facts = try #require(CertificateFacts(der: leaf))
        #expect(await only.verify(leafDER: leaf, chain: [], at: .present) == .trusted(facts, by: Fingerprint.of(named)))
    }

    @Test func `time decides at each call, remembered or not`() async throws {
        let leaf = try house.plain("timed")
        let facts = try #require(CertificateFacts(der: leaf))
        let trusted = ChainJudgement.trusted(facts, by: Fingerprint.of(try house.der("authority")))
        for _ in 1...2 {
            #expect(await judge(leaf, at: facts.notBefore - .seconds(1)) == .notYetValid(facts))
            #expect(await judge(leaf, at: facts.notBefore) == trusted)
            #expect(await judge(leaf, at: facts.notAfter) == trusted)
            #expect(await judge(leaf, at: facts.notAfter + .seconds(1)) == .expired(facts, since: facts.notAfter))
            #expect(await judge(leaf, at: facts.notAfter + .days(300)) == .expired(facts, since: facts.notAfter))
        }
    }

    @Test func `an authority that has expired vouches for nobody, even if it was remembered`() async throws {
        try house.openssl.makeSelfSigned("brief", .p256, "-days 1")
        let leaf = try house.plain("outlives", by: "brief")
        let brief = try TrustedAuthorities([house.der("brief")])
        let facts = try #require(CertificateFacts(der: leaf))
        let authority = Fingerprint.of(try house.der("brief"))
        #expect(await brief.verify(leafDER: leaf, chain: [], at: .present) == .trusted(facts, by: authority))
        #expect(
            await brief.verify(leafDER: leaf, chain: [], at: .present + .days(2))
                == .untrusted("an authority that it leads to is not in force: CN=brief"))
    }

    @Test func `what is no certificate is unreadable`() async throws {
        let leaf = try house.plain("readable")
        for rubbish in [Data(), Data("x".utf8), leaf.dropLast(), leaf + Data([0]), Data(count: 40_000)] {
            #expect(await judge(rubbish) == .unreadable)
        }
        #expect(throws: IdentityError("one of the trusted authorities is no certificate")) {
            try TrustedAuthorities([Data("x".utf8)])
        }
    }

    @Test func `a spoilt certificate is not trusted`() async throws {
        let leaf = try house.plain("spoilt")
        for index in leaf.indices {
            var spoilt = leaf
            spoilt[index] ^= 0x11
            guard case .trusted = await judge(spoilt) else { continue }
            Issue.record("trusted with octet \(index) spoilt")
        }
    }

    @Test func `no more chains are remembered than it is told`() async throws {
        let few = try TrustedAuthorities([house.der("authority")], remembering: 2)
        for number in 1...5 {
            let leaf = try house.plain("one-of-\(number)")
            for _ in 1...2 {
                guard case .trusted = await few.verify(leafDER: leaf, chain: [], at: .present) else {
                    Issue.record("not trusted")
                    return
                }
            }
        }
    }
}
