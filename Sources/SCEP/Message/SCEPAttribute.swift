import CMS
import Foundation

/// What the protocol puts under the signature beside the envelope (RFC 8894, 3.2.1), by object identifier.
enum SCEPAttribute: String {
    case messageType = "2.16.840.1.113733.1.9.2"
    case pkiStatus = "2.16.840.1.113733.1.9.3"
    case failInfo = "2.16.840.1.113733.1.9.4"
    case senderNonce = "2.16.840.1.113733.1.9.5"
    case recipientNonce = "2.16.840.1.113733.1.9.6"
    case transactionID = "2.16.840.1.113733.1.9.7"

    func callAsFunction(_ text: String) -> SignedAttribute { SignedAttribute(rawValue, .text(text)) }
    func callAsFunction(_ octets: Data) -> SignedAttribute { SignedAttribute(rawValue, .octetString(octets)) }
}

extension [SignedAttribute] {
    func text(_ attribute: SCEPAttribute) -> String? {
        guard case .text(let text) = value(of: attribute) else { return nil }
        return text
    }

    func octets(_ attribute: SCEPAttribute) -> Data? {
        guard case .octetString(let octets) = value(of: attribute) else { return nil }
        return octets
    }

    private func value(of attribute: SCEPAttribute) -> SignedAttribute.Value? {
        first { $0.identifier == attribute.rawValue }?.value
    }
}

extension SignedMessage {
    func text(_ attribute: SCEPAttribute) -> String? { attributes.text(attribute) }
    func octets(_ attribute: SCEPAttribute) -> Data? { attributes.octets(attribute) }
}
