import Ports
import RatchetCore
import Storage

/// Checks what is wanted of an appliance: everything that is wrong with it is found at once.
struct ApplianceCheck {
    /// The drivers that the configuration names.
    private let drivers: [String]
    private var reader = RequestReader()

    /// The appliance that is asked for.
    /// - Throws: `AdminProblem` with every fault.
    static func appliance(
        _ request: ApplianceRequest, drivers: [String], _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> ApplianceRecord {
        var check = ApplianceCheck(drivers: drivers)
        let name = request.name ?? ""
        if let fault = GroupName.fault(in: name) { check.reader.fault(fault.field, fault.text) }
        let product = check.reader.needed(request.product, "product", "Say which release graph its packages come from.")
        let driver = check.driver(request.driver ?? "")
        let address = check.address(request.address)
        let role = check.role(request.role ?? ApplianceRole.production.rawValue)
        let calendar = try check.calendar(request.calendar, &store)
        let mail = check.mail(request.mail)
        let (base, version) = (
            check.reader.version(request.base, "base"), check.reader.version(request.version, "version")
        )
        try check.reader.finish("appliance")
        var facts = ApplianceFacts(
            id: ApplianceID(context.ids.next()), name: name, product: product, role: role, adoptedAt: context.now)
        if base != nil || version != nil {
            let runs = InstalledVersions(base: base, product: version)
            facts.inventory.take(ApplianceInventory(installed: runs), at: context.now, ref: context.actor.person)
        }
        return ApplianceRecord(driver: driver, address: address, calendar: calendar, mail: mail, facts: facts)
    }

    /// - Throws: `AdminProblem` with every fault.
    static func apply(
        _ changes: ApplianceChanges, to record: inout ApplianceRecord, drivers: [String],
        _ store: inout StoreTransaction
    ) throws {
        var check = ApplianceCheck(drivers: drivers)
        if let driver = changes.driver { record.driver = check.driver(driver) }
        if let address = changes.address { record.address = check.address(address) }
        if let calendar = changes.calendar { record.calendar = try check.calendar(calendar, &store) }
        if let mail = changes.mail { record.mail = check.mail(mail) }
        if changes == ApplianceChanges() {
            check.reader.fault("", "Say what is to be changed: driver, address, calendar or mail.")
        }
        try check.reader.finish("appliance")
    }

    private init(drivers: [String]) { self.drivers = drivers }

    private mutating func driver(_ name: String) -> String {
        if drivers.isEmpty {
            reader.fault("driver", "The configuration has no driver; docs/drivers.md says how one is set.")
        } else if !drivers.contains(name) {
            let known = drivers.joined(separator: ", ")
            reader.fault(
                "driver", "\(AdminProblem.quoted(name)) is no driver of the configuration. There is \(known).")
        }
        return name
    }

    private mutating func address(_ text: String?) -> String {
        reader.needed(text, "address", "Say where it is, in words that its driver understands.")
    }

    private mutating func role(_ word: String) -> ApplianceRole {
        guard let role = ApplianceRole(rawValue: word) else {
            let known = ApplianceRole.allCases.map(\.rawValue).joined(separator: " or ")
            reader.fault("role", "\(AdminProblem.quoted(word)) is no role. Give \(known).")
            return .production
        }
        return role
    }

    /// Nil for none: nothing given, or an empty name.
    private mutating func calendar(_ name: String?, _ store: inout StoreTransaction) throws -> String? {
        guard let name, !name.isEmpty else { return nil }
        guard name.isWord, try store.calendar(name) != nil else {
            reader.fault(
                "calendar", "There is no calendar \(AdminProblem.quoted(name)).\(try store.nearCalendars(name))")
            return nil
        }
        return name
    }

    private mutating func mail(_ address: String?) -> String? {
        guard let address, !address.isEmpty else { return nil }
        let parts = address.split(separator: "@", omittingEmptySubsequences: false)
        let isAddress = parts.count == 2 && parts.allSatisfy { !$0.isEmpty } && address.utf8.count <= 254
        if !isAddress || !address.isPlain || address.contains(where: { $0.isWhitespace || "<>,;\"".contains($0) }) {
            reader.fault("mail", "\(AdminProblem.quoted(address)) is no mail address. Write ops@example.org.")
        }
        return address
    }
}
