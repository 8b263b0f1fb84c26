import AppleMDM
import Foundation
import Testing

@Suite struct CheckInMessageTests {
    static let identities = [
        EnrolmentIdentity(device: .udid("U-1")), EnrolmentIdentity(device: .enrollmentID("E-1")),
        EnrolmentIdentity(device: .udid("U-1"), user: .userID("P"), userShortName: "pat", userLongName: "Pat Ä <Q>"),
        EnrolmentIdentity(device: .enrollmentID("E-1"), user: .enrollmentUserID("P")),
    ]

    /// One message of each type with every field, and one with as few as may be.
    static func messages(_ identity: EnrolmentIdentity) -> [CheckInMessage] {
        var authenticate = Authenticate(identity: identity, topic: "com.apple.mgmt.T")
        let bareAuthenticate = authenticate
        (authenticate.osVersion, authenticate.buildVersion, authenticate.productName) = ("26.4", "25E246", "Mac14,7")
        (authenticate.serialNumber, authenticate.imei, authenticate.meid) = ("C02", "35 2", "A1")
        (authenticate.deviceName, authenticate.model, authenticate.modelName) = ("Pat's & co", "Mac14,7", "MacBook")
        var update = TokenUpdate(identity: identity, topic: "T", token: Data([0, 255]), pushMagic: "M")
        let bareUpdate = update
        (update.unlockToken, update.awaitingConfiguration, update.notOnConsole) = (Data([9]), true, false)
        let parameters = GetToken.Parameters(securityToken: "s", phoneUDID: "p", watchUDID: "w")
        return [
            .authenticate(authenticate), .authenticate(bareAuthenticate), .tokenUpdate(update),
            .tokenUpdate(bareUpdate),
            .checkOut(CheckOut(identity: identity, topic: "T")), .checkOut(CheckOut(identity: identity)),
            .setBootstrapToken(SetBootstrapToken(identity: identity, bootstrapToken: Data([1, 2]))),
            .setBootstrapToken(SetBootstrapToken(identity: identity, bootstrapToken: Data())),
            .setBootstrapToken(SetBootstrapToken(identity: identity, bootstrapToken: nil, awaitingConfiguration: true)),
            .getBootstrapToken(GetBootstrapToken(identity: identity)),
            .getBootstrapToken(GetBootstrapToken(identity: identity, awaitingConfiguration: false)),
            .declarativeManagement(DeclarativeManagement(identity: identity, endpoint: "tokens")),
            .declarativeManagement(
                DeclarativeManagement(identity: identity, endpoint: "status", data: Data("{}".utf8))),
            .getToken(GetToken(identity: identity, tokenServiceType: "com.apple.maid")),
            .getToken(
                GetToken(identity: identity, tokenServiceType: "com.apple.watch.pairing", tokenParameters: parameters)),
            .returnToService(ReturnToService(identity: identity)),
        ]
    }

    @Test(arguments: identities)
    func whatIsWrittenIsReadBack(identity: EnrolmentIdentity) throws {
        for message in Self.messages(identity) {
            #expect(try CheckInMessage(plist: message.plist()) == message)
        }
    }

    @Test(arguments: identities)
    func aBinaryMessageReadsLikeAnXMLOne(identity: EnrolmentIdentity) throws {
        for message in Self.messages(identity) {
            let value = try PropertyListSerialization.propertyList(from: message.plist(), options: [], format: nil)
            let binary = try PropertyListSerialization.data(fromPropertyList: value, format: .binary, options: 0)
            #expect(try CheckInMessage(plist: binary) == message)
        }
    }

    @Test func aUserMustBeNamedToAuthenticate() throws {
        let user = EnrolmentIdentity(device: .udid("U"), user: .userID("P"))
        for response in [nil, "", "digest"] {
            let message = CheckInMessage.userAuthenticate(UserAuthenticate(identity: user, digestResponse: response))
            #expect(try CheckInMessage(plist: message.plist()) == message)
        }
        #expect(refusal(checkIn("UserAuthenticate")) == .missingKey("UserID"))
    }

    @Test func anUnknownTypeKeepsItsName() throws {
        let message = try CheckInMessage(plist: checkIn("FutureMessage"))
        #expect(message == .unknown(messageType: "FutureMessage"))
        #expect(message.messageType == "FutureMessage")
        #expect(message.identity == nil)
        #expect(try CheckInMessage(plist: message.plist()) == message)
    }

    @Test func anUnknownKeyIsPassedOver() throws {
        let plist = checkIn(
            "CheckOut", "<key>New</key><dict><key>a</key><array><date>2026-01-01T00:00:00Z</date></array></dict>")
        #expect(try CheckInMessage(plist: plist) == .checkOut(CheckOut(identity: .sample)))
    }

    @Test func theTypesOnTheWireAreApples() {
        let names = Set(Self.messages(.sample).map(\.messageType)).union(["UserAuthenticate"])
        #expect(names == Set(CheckInMessage.MessageType.allCases.map(\.rawValue)))
    }

    @Test(arguments: [
        ("Authenticate", "", "Topic"),
        ("TokenUpdate", "<key>Topic</key><string>T</string><key>PushMagic</key><string>M</string>", "Token"),
        ("TokenUpdate", "<key>Topic</key><string>T</string><key>Token</key><data>AQ==</data>", "PushMagic"),
        ("TokenUpdate", "<key>Topic</key><string>T</string><key>Token</key><data></data>", "Token"),
        ("DeclarativeManagement", "", "Endpoint"),
        ("GetToken", "", "TokenServiceType"),
        ("", "", "MessageType"),
    ])
    func aMissingKeyIsNamed(type: String, fields: String, key: String) {
        #expect(refusal(checkIn(type, fields)) == .missingKey(key))
    }

    @Test(arguments: [
        ("Authenticate", "<key>Topic</key><integer>1</integer>", "Topic"),
        ("SetBootstrapToken", "<key>BootstrapToken</key><string>AQ==</string>", "BootstrapToken"),
        ("SetBootstrapToken", "<key>AwaitingConfiguration</key><string>yes</string>", "AwaitingConfiguration"),
        (
            "DeclarativeManagement", "<key>Endpoint</key><string>status</string><key>Data</key><string>{}</string>",
            "Data"
        ),
        (
            "GetToken", "<key>TokenServiceType</key><string>x</string><key>TokenParameters</key><array/>",
            "TokenParameters"
        ),
    ])
    func aValueOfTheWrongTypeIsNamed(type: String, fields: String, key: String) {
        #expect(refusal(checkIn(type, fields)) == .wrongType(key))
    }
}
