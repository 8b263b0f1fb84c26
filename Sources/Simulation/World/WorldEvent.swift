import FleetSimulator
import Foundation

/// Something that happens in the world.
enum WorldEvent {
    /// A device looks at what it has to do; only the newest such plan of a device counts.
    case deviceActs(Int, plan: Int)
    /// A message reaches the server.
    case arrives(Transit)
    /// The answer reaches the device.
    case replies(Transit, SimulatedServer.Reply)
    /// The device gives up waiting.
    case silence(Transit)
    /// A push reaches the device with this token.
    case push(Data)
    /// A worker looks for work; of a life of the server.
    case work(String, life: Int)
    /// A piece of work is done and recorded.
    case settle(Int, life: Int)
    case fetchFeed(life: Int)
    case maintain(life: Int)
    case restart
    case feedChanges
    case adminActs
    case clockJumps
    case erase(Int)
    case updateByHand(Int)
    /// A device is switched off, for hours or days.
    case switchOff(Int)
    /// From here on nothing goes wrong any more.
    case calm
    /// Looks whether all is well, in the calm.
    case judge
}

/// A message on its way.
struct Transit {
    let device: Int
    /// Which request of the device it is; one that is not the newest is of no interest to it any more.
    let request: Int
    /// How often the device had been erased when it sent it.
    let erasures: Int
    let message: HandDrivenDevice.Message
    /// What the device ran when it sent it.
    let version: String
    /// False for a copy, or where the answer will be lost.
    var isHeard = true
}
