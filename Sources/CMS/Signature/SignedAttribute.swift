import COpenSSL
public import Foundation

/// One attribute that a signer put under the signature beside the content.
public struct SignedAttribute: Sendable, Equatable {
    /// The values that the protocols on top of this one use.
    public enum Value: Sendable, Equatable {
        /// Written as a printable string, or where it cannot be, in UTF-8.
        case text(String)
        case octetString(Data)
        /// Of another type.
        case other
    }

    /// In its numbers, `2.16.840.1.113733.1.9.7`.
    public let identifier: String
    public let value: Value

    public init(_ identifier: String, _ value: Value) {
        (self.identifier, self.value) = (identifier, value)
    }
}

extension SignedAttribute {
    /// All of a signer's, each of which has one value; nil where there are none.
    ///
    /// - Throws: for too many, for one that comes twice, and for one without or with several values.
    static func all(of signer: OpaquePointer) throws(CMSError) -> [SignedAttribute]? {
        let count = Int(CMS_signed_get_attr_count(signer))
        guard count >= 0 else { return nil }
        guard count <= CMSLimits.signedAttributes else { throw CMSError("the signature has too many attributes") }
        var attributes: [SignedAttribute] = []
        for index in 0..<count {
            let attribute = try SignedAttribute(CMS_signed_get_attr(signer, Int32(index)))
            guard !attributes.contains(where: { $0.identifier == attribute.identifier }) else {
                throw CMSError("the signature has the attribute \(attribute.identifier) twice")
            }
            attributes.append(attribute)
        }
        return attributes
    }

    private init(_ attribute: OpaquePointer?) throws(CMSError) {
        identifier = dotted(X509_ATTRIBUTE_get0_object(attribute))
        guard !identifier.isEmpty, X509_ATTRIBUTE_count(attribute) == 1,
            let type = X509_ATTRIBUTE_get0_type(attribute, 0)
        else { throw CMSError("the signature has an attribute that cannot be read") }
        value =
            switch type.pointee.type {
            case V_ASN1_PRINTABLESTRING, V_ASN1_UTF8STRING, V_ASN1_IA5STRING:
                .text(String(decoding: octets(of: type.pointee.value.asn1_string), as: UTF8.self))
            case V_ASN1_OCTET_STRING: .octetString(octets(of: type.pointee.value.asn1_string))
            default: .other
            }
    }
}
