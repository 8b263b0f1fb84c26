import AppleMDM

/// One device of a sample installation. Whatever is kept about it carries its twelve digits, so that a statement can make
/// thousands of devices of one.
struct SampleDevice: Sendable {
    let number: Int

    /// The device that all others are copies of.
    static let model = SampleDevice(number: 0)

    /// Twelve, which occur nowhere else.
    var digits: String { "90000\(1_000_000 + number)" }
    /// The `UDID`: 36 characters.
    var identifier: String { "564D0000-0000-4000-8000-\(digits)" }
    var identity: EnrolmentIdentity { EnrolmentIdentity(device: .udid(identifier)) }
}
