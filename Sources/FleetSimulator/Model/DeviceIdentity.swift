import SeededRandom

/// Who a simulated device is. Fixed for its life, and made from the fleet's seed.
struct DeviceIdentity: Codable, Equatable, Sendable {
    let udid: String
    let serialNumber: String
    let deviceName: String
    /// Of whoever pushes to it: what its profile says, as soon as it has one.
    var topic: String
    let pushToken: [UInt8]
    let pushMagic: String
    /// What an Apple-silicon or T2 Mac gives to the server to keep.
    let bootstrapToken: [UInt8]?
    /// The time zone that the device is in; an IANA name.
    let zone: String
    let isSupervised: Bool

    var pushTokenHex: String {
        pushToken.map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }

    /// The identity of device number `index`.
    static func make(
        index: Int, model: DeviceModel, supervised: Bool, topic: String, random: inout SeededRandom
    ) -> DeviceIdentity {
        DeviceIdentity(
            udid: udid(of: model, random: &random),
            serialNumber: serialNumber(random: &random),
            deviceName: "\(model.family.lowercased())-\(index + 1)",
            topic: topic,
            pushToken: random.bytes(32),
            pushMagic: random.uuid(),
            bootstrapToken: model.platform == .macOS ? random.bytes(48) : nil,
            zone: zones[Int.random(in: 0..<zones.count, using: &random)],
            isSupervised: supervised)
    }

    /// Handhelds carry a chip and a unique number; Intel Macs a UUID.
    private static func udid(of model: DeviceModel, random: inout SeededRandom) -> String {
        model.isAppleSilicon ? "0000\(random.hex(4))-\(random.hex(16))" : random.uuid()
    }

    private static func serialNumber(random: inout SeededRandom) -> String {
        let letters = Array("0123456789CDFGHJKLMNPQRTVWXY")
        return String((0..<10).map { _ in letters[Int.random(in: 0..<letters.count, using: &random)] })
    }

    static let zones = [
        "Europe/Berlin", "Europe/London", "America/New_York", "America/Los_Angeles", "Asia/Tokyo", "Australia/Sydney",
        "America/Sao_Paulo", "Asia/Kolkata",
    ]
}
