import AsyncHTTPClient
import Foundation
import NIOHTTP1

/// Gets a device the profile with which it enrols.
struct ProfileClient: Sendable {
    enum Outcome: Equatable, Sendable {
        case arrived(Data)
        case refused(String)
        /// Nobody answered, or not now.
        case unavailable

        var isArrived: Bool { if case .arrived = self { true } else { false } }
    }

    let wire: DeviceWire
    /// Sends a request; nothing if no answer came.
    let exchange: @Sendable (HTTPClientRequest) async -> DeviceReply?
    /// Nothing in a fleet whose devices have what they need, or need nothing.
    let enrolment: FleetEnrolment?

    /// A link works once, so one that was used in an earlier run is passed over; so many at a time.
    private static let mostLinks = 100

    func profile(for device: String) async -> Outcome {
        for _ in 0..<ProfileClient.mostLinks {
            do {
                switch try await enrolment?.invite(device) {
                case nil: return .refused("there is no profile or link left for it")
                case .profile(let bytes): return .arrived(bytes)
                case .link(let link):
                    let outcome = await fetch(link)
                    if case .refused = outcome { continue }
                    return outcome
                }
            } catch {
                return .refused("\(error)")
            }
        }
        return .refused("none of \(ProfileClient.mostLinks) links works any more")
    }

    private func fetch(_ link: String) async -> Outcome {
        guard let request = try? wire.request(.GET, ProfileClient.address(link)) else { return .refused(link) }
        guard let reply = await exchange(request), reply.status < 500 else { return .unavailable }
        return reply.status == 200 ? .arrived(reply.body) : .refused("\(reply.status)")
    }

    /// Of the profile, which the page behind a link leads to.
    static func address(_ link: String) -> String {
        let plain = link.hasSuffix("/") ? String(link.dropLast()) : link
        return plain.hasSuffix("/profile") ? plain : plain + "/profile"
    }
}
