import Foundation
import RatchetCore
import Storage

/// A mail about an alarm before it is put into words: what waits in the outbox.
public struct AlarmLetter: Sendable, Equatable {
    public let appliance: String
    /// To whom; nil for the operators' address.
    public let to: String?
    /// The alarm and its details by name, as in the timeline.
    public let fields: [String: String]

    init(_ alarm: UpgradeAlarm, appliance: String, to: String?) {
        (self.appliance, self.to, fields) = (appliance, to, alarm.fields.compactMapValues(\.self))
    }

    var body: String {
        var all = fields
        (all["-appliance"], all["-to"]) = (appliance, to)
        return EventBody.json(all)
    }

    package init(body: String) {
        var all = EventBody.fields(body)
        appliance = all.removeValue(forKey: "-appliance") ?? "-"
        to = all.removeValue(forKey: "-to")
        fields = all
    }
}
