import Foundation
import NIOCore
import NIOSSL

/// One client of the mail server that stands in, line by line.
final class SMTPConversation: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private enum Stage { case commands, login, text }

    private let server: SMTPStandIn
    private let tls: NIOSSLContext?
    private var stage = Stage.commands
    private var letter = SMTPStandIn.Letter()
    private var isEncrypted: Bool
    private var user: String?
    private var unread = ""

    init(_ server: SMTPStandIn, tls: NIOSSLContext?) {
        (self.server, self.tls) = (server, tls)
        isEncrypted = server.manners.encryption == .fromTheBeginning
    }

    func channelActive(context: ChannelHandlerContext) {
        // Under TLS from the beginning the greeting waits in the TLS handler until the handshake is done.
        say(server.manners.answers["GREETING"] ?? "220 stand-in ESMTP", context)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        unread += String(buffer: unwrapInboundIn(data))
        while let end = unread.firstRange(of: "\r\n") {
            let line = String(unread[..<end.lowerBound])
            unread.removeSubrange(..<end.upperBound)
            hear(line, context)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    private func hear(_ line: String, _ context: ChannelHandlerContext) {
        switch stage {
        case .commands: obey(line, context)
        case .login: signIn(line, context)
        case .text where line == ".":
            server.keep(letter)
            letter = SMTPStandIn.Letter()
            stage = .commands
            say(server.manners.answers["TEXT"] ?? "250 2.0.0 taken", context)
        case .text: letter.text += (line.hasPrefix(".") ? String(line.dropFirst()) : line) + "\r\n"
        }
    }

    private func obey(_ line: String, _ context: ChannelHandlerContext) {
        let words = line.split(separator: " ").map(String.init)
        let command = words.first?.uppercased() ?? ""
        server.note(command)
        if let answer = server.manners.answers[command] { return say(answer, context) }
        switch command {
        case "EHLO": say((["250-stand-in"] + offers + ["250 8BITMIME"]).joined(separator: "\r\n"), context)
        case "STARTTLS": startTLS(context)
        case "AUTH" where words.count > 2: signIn(words[2], context)
        case "AUTH":
            stage = .login
            say("334 ", context)
        case "MAIL":
            (letter.from, letter.isEncrypted, letter.user) = (SMTPConversation.address(line), isEncrypted, user)
            say("250 2.1.0 ok", context)
        case "RCPT":
            letter.to.append(SMTPConversation.address(line))
            say("250 2.1.5 ok", context)
        case "DATA":
            stage = .text
            say("354 go on", context)
        case "QUIT":
            say("221 2.0.0 bye", context)
            context.close(promise: nil)
        default: say("502 5.5.2 not known here", context)
        }
    }

    private var offers: [String] {
        (server.manners.login == nil ? [] : ["250-AUTH PLAIN"])
            + (server.manners.encryption == .onRequest && !isEncrypted ? ["250-STARTTLS"] : [])
    }

    private func startTLS(_ context: ChannelHandlerContext) {
        guard let tls else { return say("502 5.5.1 no TLS here", context) }
        say("220 2.0.0 go ahead", context)
        isEncrypted = true
        try? context.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls), position: .first)
    }

    /// RFC 4616: what to act as, who signs in, and the password, with NULs between.
    private func signIn(_ proof: String, _ context: ChannelHandlerContext) {
        stage = .commands
        let octets = Data(base64Encoded: proof) ?? Data()
        let parts = String(decoding: octets, as: UTF8.self).split(separator: "\0", omittingEmptySubsequences: false)
        guard parts.count == 3, let login = server.manners.login, parts[1] == login.user, parts[2] == login.password
        else { return say("535 5.7.8 who are you?", context) }
        user = login.user
        say("235 2.7.0 welcome", context)
    }

    private func say(_ text: String, _ context: ChannelHandlerContext) {
        if text.isEmpty { return }
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text + "\r\n")), promise: nil)
    }

    /// What stands between `<` and `>`.
    private static func address(_ line: String) -> String {
        String(line.drop { $0 != "<" }.dropFirst().prefix { $0 != ">" })
    }
}
