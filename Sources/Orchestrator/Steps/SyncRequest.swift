import AppleMDM
import RatchetCore
import Storage

/// A person wants to hear from a device now.
enum SyncRequest {
    /// Queues an inventory, security information, a sync of the declarations and a push. Returns the kinds of work to
    /// wake; none when the device is not enrolled.
    static func queue(
        for device: DeviceRow, store: inout StoreTransaction, context: StepContext
    ) throws -> Set<String> {
        var unit = try DeviceUnit(device, &store, context)
        guard unit.channel?.state == .enrolled else { return [] }
        try unit.settle(&store)
        try unit.queueInventory(&store)
        try unit.queue(SecurityInfoCommand.requestType, &store)
        try unit.queue(DeclarativeManagementCommand.requestType, &store)
        unit.note("device.sync-requested", actor: "admin")
        try unit.save(&store)
        return unit.wakes
    }
}
