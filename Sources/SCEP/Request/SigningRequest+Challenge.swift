import SwiftASN1
import X509

extension ASN1ObjectIdentifier {
    /// challengePassword (PKCS#9, RFC 2985, 5.4.1).
    static let challengePassword: ASN1ObjectIdentifier = [1, 2, 840, 113_549, 1, 9, 7]
}

extension SigningRequest {
    private static let challengeLimit = 255

    /// - Throws: for a challenge that cannot be read; one that is not there is nil.
    static func challenge(of request: CertificateSigningRequest) throws(SCEPRefusal) -> String? {
        guard let attribute = request.attributes[oid: .challengePassword] else { return nil }
        guard attribute.values.count == 1, let value = attribute.values.first, let text = text(of: value),
            text.utf8.count <= challengeLimit
        else { throw SCEPRefusal(.badRequest, "the challenge cannot be read") }
        return text
    }

    /// A string of a type that clients write it in.
    private static func text(of value: ASN1Any) -> String? {
        if let text = try? ASN1UTF8String(asn1Any: value) { return String(text) }
        if let text = try? ASN1PrintableString(asn1Any: value) { return String(text) }
        if let text = try? ASN1IA5String(asn1Any: value) { return String(text) }
        return nil
    }
}
