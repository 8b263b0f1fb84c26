public import RatchetCore

/// All that a message may change which brings news of its device.
public struct News: Sendable, Equatable {
    public let contact: Contact
    public let work: DeviceAtWork
    /// What the channel that it came on has said so far.
    public let items: [StatusItemRow]
}

/// News of devices.
public protocol NewsStore {
    /// The first statement of a unit of work that saves the device at its end: holds the device's row lock, as a contact does,
    /// and asks once for all that the message may change. The contact is noted when the device is saved. Nil for a device
    /// channel that is not there.
    ///
    /// - Parameters:
    ///   - channel: the device channel.
    ///   - speaker: the channel that the message came on.
    ///   - configuration: the declaration whose server token is wanted.
    func hearNews(on channel: EnrolmentID, from speaker: EnrolmentID, configuration: String) throws(StoreError) -> News?
}

enum NewsSQL {
    private static let device = "(SELECT device_id FROM enrolment WHERE enrolment.id = $1)"
    static let hold = SQLStatement(
        "SELECT \(DeviceSQL.columns), lacks_inventory FROM device WHERE id = \(device) {hold}")
    static let enforcement = SQLStatement(EnforcementSQL.open(of: device))
    static let plans = SQLStatement(PlanSQL.covering(device))
    static let all = [hold, enforcement, plans]
}

extension StoreTransaction: NewsStore {
    public func hearNews(
        on channel: EnrolmentID, from speaker: EnrolmentID, configuration: String
    ) throws(StoreError) -> News? {
        let id = SQLValue.text(channel.text)
        let answers = try runAll([
            SQLRequest(NewsSQL.hold, [id]), SQLRequest(ContactSQL.channel, [id]),
            SQLRequest(NewsSQL.enforcement, [id]),
            SQLRequest(ManifestSQL.wantedServerToken, [id, .text("configuration"), .text(configuration)]),
            SQLRequest(NewsSQL.plans, [id]), SQLRequest(CatalogSQL.status),
            SQLRequest(ReportSQL.items, [.text(speaker.text)]),
        ])
        guard let held = answers[0].first, let row = answers[1].first else { return nil }
        let device = try DeviceRow(held)
        return News(
            contact: try Contact(row, mayLackInventory: held.bool(DeviceRow.columnCount)),
            work: DeviceAtWork(
                device: device, enforcement: try answers[2].first.map(Enforcement.init),
                serverToken: try answers[3].first?.text(0),
                basis: try PlanningBasis(plans: answers[4], catalog: answers[5], covering: device.id)),
            items: try answers[6].map(StatusItemRow.init))
    }
}
