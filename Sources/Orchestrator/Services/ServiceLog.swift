import Logging

extension Logger {
    /// Says that a piece of a service's work failed. What was called off because the service ends has not failed.
    func failed(_ message: Logger.Message, _ error: any Error, _ metadata: Logger.Metadata = [:]) {
        let isCalledOff = error is CancellationError || Task.isCancelled
        let metadata = metadata.merging(["error": "\(error)"]) { $1 }
        log(level: isCalledOff ? .debug : .error, message, metadata: metadata)
    }
}
