public import Hummingbird
import NIOCore

/// What a request on the devices listener knows of its connection.
public struct DeviceRequestContext: RequestContext {
    public var coreContext: CoreRequestContextStorage
    /// The connection that the request came over.
    let channel: any Channel

    public init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }
}
