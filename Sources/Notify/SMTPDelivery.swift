import CCurl
import Foundation
import Ports

/// One mail through libcurl, from connecting to the server's answer.
enum SMTPDelivery {
    /// libcurl wants to be set up once, before any thread uses it.
    private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    /// Waits until the server has answered, or the time is up.
    static func run(
        _ mail: Mail, service: MailService, password: String?, limits: MailLimits
    ) throws(MailServiceError) -> MailOutcome {
        guard isReady, let handle = curl_easy_init() else { throw MailServiceError("libcurl can't be set up") }
        let exchange = SMTPExchange(MailText.octets(of: mail, from: service.from))
        defer {
            curl_easy_cleanup(handle)
            curl_slist_free_all(exchange.recipients)
        }
        for address in mail.to { exchange.recipients = curl_slist_append(exchange.recipients, address.text) }
        try prepare(handle, for: service, password, limits)
        let context = Unmanaged.passUnretained(exchange).toOpaque()
        let codes = [
            curl_set_list(handle, CURLOPT_MAIL_RCPT, exchange.recipients),
            curl_set_function(handle, CURLOPT_READFUNCTION, SMTPExchange.give),
            curl_set_pointer(handle, CURLOPT_READDATA, context),
            curl_set_function(handle, CURLOPT_HEADERFUNCTION, SMTPExchange.hear),
            curl_set_pointer(handle, CURLOPT_HEADERDATA, context),
        ]
        guard codes.allSatisfy({ $0 == CURLE_OK }) else {
            throw MailServiceError("libcurl lacks what sending mail takes")
        }
        return withExtendedLifetime(exchange) { SMTPAnswer.outcome(perform(handle), exchange, service) }
    }

    private static func perform(_ handle: UnsafeMutableRawPointer) -> SMTPAnswer {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(CURL_ERROR_SIZE)) { buffer in
            buffer.initialize(repeating: 0)
            _ = curl_set_pointer(handle, CURLOPT_ERRORBUFFER, buffer.baseAddress)
            let code = curl_easy_perform(handle)
            var status = 0
            _ = curl_response_code(handle, &status)
            let detail = buffer.baseAddress.map { String(cString: $0) } ?? ""
            _ = curl_set_pointer(handle, CURLOPT_ERRORBUFFER, nil)
            return SMTPAnswer(code: code, status: status, detail: detail)
        }
    }

    private static func prepare(
        _ handle: UnsafeMutableRawPointer, for service: MailService, _ password: String?, _ limits: MailLimits
    ) throws(MailServiceError) {
        var codes = [
            curl_set_text(handle, CURLOPT_URL, service.url),
            curl_allow_mail_only(handle),
            curl_set_text(handle, CURLOPT_MAIL_FROM, service.from.text),
            curl_set_number(handle, CURLOPT_UPLOAD, 1),
            // No signals, for there are other threads; no proxy that the environment happens to name.
            curl_set_number(handle, CURLOPT_NOSIGNAL, 1),
            curl_set_text(handle, CURLOPT_PROXY, ""),
            curl_set_number(handle, CURLOPT_CONNECTTIMEOUT_MS, limits.connecting.milliseconds),
            curl_set_number(handle, CURLOPT_TIMEOUT_MS, limits.whole.milliseconds),
            curl_set_number(
                handle, CURLOPT_USE_SSL, Int((service.wantsTLS ? CURLUSESSL_ALL : CURLUSESSL_NONE).rawValue)),
            curl_set_number(handle, CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2)),
        ]
        if let user = service.user { codes.append(curl_set_text(handle, CURLOPT_USERNAME, user)) }
        if let password { codes.append(curl_set_text(handle, CURLOPT_PASSWORD, password)) }
        if let roots = service.roots { codes.append(curl_set_text(handle, CURLOPT_CAINFO, roots.path)) }
        guard codes.allSatisfy({ $0 == CURLE_OK }) else {
            throw MailServiceError("libcurl does not take the mail server's settings; is it built without SMTP or TLS?")
        }
    }
}

/// What libcurl asks for and hears while a mail is sent.
final class SMTPExchange {
    private var octets: ArraySlice<UInt8>
    var recipients: UnsafeMutablePointer<curl_slist>?
    /// The server's last line that refuses something: it says goodbye after that.
    private(set) var lastRefusal = ""

    init(_ octets: [UInt8]) { self.octets = octets[...] }

    /// Hands out the next octets of the mail.
    static let give: curl_octets_function = { buffer, size, count, context in
        guard let buffer, let context else { return 0 }
        let exchange = Unmanaged<SMTPExchange>.fromOpaque(context).takeUnretainedValue()
        let part = exchange.octets.prefix(size * count)
        exchange.octets = exchange.octets.dropFirst(part.count)
        UnsafeMutableRawBufferPointer(start: buffer, count: part.count).copyBytes(from: part)
        return part.count
    }

    /// Keeps what the server refuses with: 4yz or 5yz (RFC 5321, 4.2.1).
    static let hear: curl_octets_function = { buffer, size, count, context in
        guard let buffer, let context else { return size * count }
        let exchange = Unmanaged<SMTPExchange>.fromOpaque(context).takeUnretainedValue()
        let line = UnsafeRawBufferPointer(start: buffer, count: min(size * count, 512))
        if let first = line.first, [UInt8(ascii: "4"), UInt8(ascii: "5")].contains(first) {
            exchange.lastRefusal = String(decoding: line, as: UTF8.self)
        }
        return size * count
    }
}

extension Duration {
    fileprivate var milliseconds: Int {
        Int(components.seconds) * 1000 + Int(components.attoseconds / 1_000_000_000_000_000)
    }
}
