import AppleDDM
import AppleMDM
import AppleManagement
import Foundation
import RatchetCore

/// What holds for every property list that a device sends.
enum PlistProperties {
    static func checkIn(_ bytes: [UInt8]) {
        guard let message = roundTrip(CheckInMessage.self, bytes) else { return }
        if let identity = message.identity { check(identity) }
        switch message {
        case .authenticate(let message): observe([Observation](message))
        case .declarativeManagement(let message): DeclarationProperties.endpoint(message.endpoint)
        case .setBootstrapToken(let message): require(message.tokenToStore?.isEmpty != true, "no empty token is stored")
        case .tokenUpdate(let message): require(!message.token.isEmpty, "no empty push token")
        default: break
        }
    }

    static func deviceReport(_ bytes: [UInt8]) {
        let report = roundTrip(DeviceReport.self, bytes) { report in
            var report = report
            report.unreadableKeys = []
            return report
        }
        guard let report else { return }
        check(report.identity)
        require(report.errorChain.count <= 32, "an error chain is cut")
        report.unreadableKeys.forEach(requireSafe)
        if let answer = report.queryResponses { observe([Observation](answer)) }
        if let answer = report.securityInfo { observe([Observation](answer)) }
    }

    static func command(_ bytes: [UInt8]) {
        roundTrip(CommandEnvelope.self, bytes)
        roundTrip(GetBootstrapTokenResponse.self, bytes)
        roundTrip(GetTokenResponse.self, bytes)
        roundTrip(ReturnToServiceResponse.self, bytes)
        roundTrip(UnrecognizedDeviceResponse.self, bytes)
        roundTrip(UserAuthenticateResponse.self, bytes)
    }

    static func observe(_ observations: [Observation]) {
        var facts = DeviceFacts()
        let evidence = Evidence(.checkIn, at: Instant(seconds: 0), ref: "fuzz")
        for observation in observations { facts.observe(observation, evidence) }
        _ = (facts.feedKey, facts.isMac, facts.installed?.value.name)
    }

    private static func check(_ identity: EnrolmentIdentity) {
        require(!identity.deviceIdentifier.isEmpty, "every message names its device")
        require(identity.isUserChannel == (identity.channel != .device), "a user's message has a user's channel")
        if case .user(let name) = identity.channel { require(!name.isEmpty, "a user's channel names the user") }
    }
}

extension PlistProperties {
    private static let tight = PlistLimits(maximumBytes: 2_048, maximumDepth: 3, maximumObjects: 24)

    /// - Parameter written: the message without what is not written.
    @discardableResult
    static func roundTrip<Message: PlistMessage & Equatable>(
        _ type: Message.Type, _ bytes: [UInt8], written: (Message) -> Message = { $0 }
    ) -> Message? {
        let plist = Data(bytes)
        if let small = try? Message(plist: plist, limits: tight) {
            requireSound(tight, plist)
            // An octet makes at most six when it is escaped, and the keys come on top.
            require(small.plist().count <= 6 * tight.maximumBytes + 4_096, "a small message says little")
        }
        guard let message = try? Message(plist: plist) else { return nil }
        requireSound(.message, plist)
        let fields = PlistNode.dictionary(message.plistFields)
        requireSafeTexts(fields)
        let first = message.plist()
        let again = required("what was written can be read") { try Message(plist: first) }
        require(again.plist() == first, "read and written again, the same octets")
        if !hasControlCharacter(fields) { require(again == written(message), "written and read, the same message") }
        return message
    }

    /// The tree is within the limits, and Foundation reads the same one from the same XML; binary it reads by itself.
    private static func requireSound(_ limits: PlistLimits, _ plist: Data) {
        require(plist.count <= limits.maximumBytes, "octets within the limit")
        let tree = required("what made a message makes a tree") { try PlistNode(plist: plist, limits: limits) }
        let (depth, objects) = measure(tree)
        require(depth <= limits.maximumDepth, "depth \(depth) within the limit")
        require(objects <= limits.maximumObjects, "\(objects) objects within the limit")
        guard !plist.starts(with: "bplist".utf8) else { return }
        if let root = try? PlistNode.foundation(plist) {
            require(tree.agrees(with: root), "Foundation reads the same tree")
        } else {
            require(tree.hasOther, "Foundation refuses only what has a value out of form")
        }
    }

    private static func measure(_ node: PlistNode) -> (depth: Int, objects: Int) {
        switch node {
        case .dictionary(let fields): fields.values.reduce((1, 1 + fields.count)) { join($0, measure($1)) }
        case .array(let nodes): nodes.reduce((1, 1)) { join($0, measure($1)) }
        default: (0, 1)
        }
    }

    private static func join(_ outer: (depth: Int, objects: Int), _ inner: (depth: Int, objects: Int)) -> (Int, Int) {
        (max(outer.depth, inner.depth + 1), outer.objects + inner.objects)
    }

    private static func requireSafeTexts(_ node: PlistNode) {
        switch node {
        case .string(let text): requireSafe(text)
        case .array(let nodes): nodes.forEach(requireSafeTexts)
        case .dictionary(let fields): fields.values.forEach(requireSafeTexts)
        case .integer, .real, .boolean, .data, .other: break
        }
    }

    /// XML cannot spell these, so they are not the same after a trip.
    private static func hasControlCharacter(_ node: PlistNode) -> Bool {
        switch node {
        case .string(let text): text.utf8.contains { $0 < 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
        case .array(let nodes): nodes.contains(where: hasControlCharacter)
        case .dictionary(let fields): fields.values.contains(where: hasControlCharacter)
        case .integer, .real, .boolean, .data, .other: false
        }
    }
}
