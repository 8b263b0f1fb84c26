import AdminAPI
import ArgumentParser
import Foundation

extension AdminClient {
    /// The server at an admin address that an option names.
    init(at address: String, option: String) throws {
        _ = try ServerOptions.url(address, option)
        self = try ServerOptions.parse(["--server=\(address)"]).client()
    }

    /// A one-time link for a simulated device.
    func enrolmentLink(for device: String) async throws -> String {
        let body = EnrolmentBody(accept: true, note: "simulated \(device)", lifetime: AdminClient.linkLifetime)
        let link: EnrolmentLinkResource = try await post(["enrolment", "links"], body)
        guard let url = link.url else { throw CommandFailure(.refused, "\(base) made a link and did not say which.") }
        return url
    }

    /// In seconds. It is fetched at once.
    private static let linkLifetime: Int64 = 3_600
}
