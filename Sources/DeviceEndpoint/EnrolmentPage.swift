import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Orchestrator

/// A page for people on the device that is to enrol: nothing from elsewhere, no script.
struct EnrolmentPage {
    private let status: HTTPResponse.Status
    private let title: String
    private let content: String

    /// - Parameter secret: the secret part of the link, which is known to be ours.
    static func offer(_ offer: EnrolmentOffer, _ secret: String) -> EnrolmentPage {
        let rights = offer.rights.map { "<li>\(escaped($0))</li>" }.joined(separator: "\n")
        return EnrolmentPage(
            status: .ok, title: "Enrol this device",
            content: """
                <p>\(escaped(offer.organization)) keeps the software of this device current. Once it has enrolled, \
                \(escaped(offer.organization)) can</p>
                <ul>
                \(rights)
                </ul>
                <p>and nothing else. Mail, messages, photos and places stay yours.</p>
                <p><a class="button" href="/enroll/\(escaped(secret))/profile">Download the profile</a></p>
                <ol>
                <li>Download the profile; this works once.</li>
                <li>iPhone and iPad: open Settings, tap Profile Downloaded, then Install.
                Mac: open System Settings, General, Device Management, and double-click the profile.</li>
                <li>The device enrols by itself and is asked nothing more.</li>
                </ol>
                """)
    }

    static func refusal(_ organization: String) -> EnrolmentPage {
        EnrolmentPage(
            status: .gone, title: "This link does not work any more",
            content: """
                <p>A link works for one device and for a limited time. Ask whoever sent it to you at \(escaped(organization))
                for a new one.</p>
                """)
    }

    var response: Response {
        Response(
            status: status,
            headers: [
                .contentType: "text/html; charset=utf-8", .cacheControl: "no-store",
                .contentSecurityPolicy: "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
                .xContentTypeOptions: "nosniff", HTTPField.Name("Referrer-Policy") ?? .referer: "no-referrer",
            ], body: ResponseBody(byteBuffer: ByteBuffer(string: html)))
    }

    private var html: String {
        """
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <title>\(title)</title>
        <style>body{font:1.05em/1.5 system-ui,sans-serif;max-width:34em;margin:2em auto;padding:0 1em;color:#222;background:#fff}
        .button{display:inline-block;padding:.7em 1.2em;border-radius:.5em;background:#14508c;color:#fff;text-decoration:none}
        @media (prefers-color-scheme:dark){body{color:#eee;background:#181818}.button{background:#7db4ec;color:#111}}</style>
        </head>
        <body><h1>\(title)</h1>
        \(content)
        </body></html>

        """
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }
}
