import AppleMDM
import Foundation
import Testing

@Suite struct ReplyTests {
    @Test func aBootstrapTokenGoesOutUnderItsKeyAlone() throws {
        let reply = GetBootstrapTokenResponse(bootstrapToken: Data([1, 2, 3]))
        #expect(reply.plistFields == ["BootstrapToken": .data(Data([1, 2, 3]))])
        #expect(try GetBootstrapTokenResponse(plist: reply.plist()) == reply)
    }

    @Test func withoutABootstrapTokenTheDictionaryIsEmpty() throws {
        let reply = GetBootstrapTokenResponse(bootstrapToken: nil)
        #expect(String(decoding: reply.plist(), as: UTF8.self).contains("<dict></dict>"))
        #expect(try GetBootstrapTokenResponse(plist: reply.plist()) == reply)
    }

    @Test func repliesAreReadBack() throws {
        let token = GetTokenResponse(tokenData: Data("jwt".utf8))
        #expect(try GetTokenResponse(plist: token.plist()) == token)
        for user in [
            UserAuthenticateResponse(digestChallenge: "c"), UserAuthenticateResponse(authToken: ""),
            UserAuthenticateResponse(authToken: "t"),
        ] { #expect(try UserAuthenticateResponse(plist: user.plist()) == user) }
        var service = ReturnToServiceResponse(enabled: true)
        (service.wiFiProfileData, service.mdmProfileData) = (Data([1]), Data([2]))
        (service.bootstrapToken, service.shouldRetryEnrollment) = (Data([3]), false)
        #expect(try ReturnToServiceResponse(plist: service.plist()) == service)
        let gone = UnrecognizedDeviceResponse(description: "d", message: "m")
        #expect(gone.code == "com.apple.unrecognized.device")
        #expect(try UnrecognizedDeviceResponse(plist: gone.plist()) == gone)
    }

    @Test func aReplyWithoutItsKeyIsRefused() {
        let empty = xml("<dict/>")
        #expect(throws: MDMCodecError(.missingKey("TokenData"), "")) { try GetTokenResponse(plist: empty) }
        #expect(throws: MDMCodecError(.missingKey("ReturnToService"), "")) { try ReturnToServiceResponse(plist: empty) }
        #expect(throws: MDMCodecError(.missingKey("code"), "")) { try UnrecognizedDeviceResponse(plist: empty) }
    }
}
