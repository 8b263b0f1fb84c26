import AdminAPI
import Foundation

extension AdminClient {
    /// The server at an admin address that an option names.
    init(at address: String) throws {
        var options = ServerOptions()
        options.server = address
        self = try options.client()
    }

    /// A one-time link for a device.
    func enrolmentLink(for device: String) async throws -> String {
        let wish = LinkWish(note: "simulated \(device)", lifetime: AdminClient.linkLifetime, accept: true)
        let link: Link = try await post(["enrolment", "links"], wish)
        return link.url
    }

    /// In seconds. It is fetched at once.
    private static let linkLifetime: Int64 = 3_600

    private struct LinkWish: Encodable {
        let note: String
        let lifetime: Int64
        let accept: Bool
    }

    private struct Link: Decodable { let url: String }
}
