public import Storage

/// The transaction of a step, for callers that hand steps on without knowing the store.
public typealias StepStore = StoreTransaction

/// What an endpoint needs to know of a store's errors, without knowing the store.
public enum StoreTrouble {
    /// True when trying again later is right: too much work waits, no room, or the engine can't be reached.
    public static func isTemporary(_ error: any Error) -> Bool {
        guard let error = error as? StoreError else { return false }
        return switch error {
        case .busy, .unavailable, .full: true
        case .conflict, .corrupt: false
        }
    }
}
