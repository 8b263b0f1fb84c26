import COpenSSL
import Foundation

/// Reads one DER or BER value with a `d2i` function; nil unless it takes every octet.
func parsed(
    _ octets: Data,
    by parse: (UnsafeMutablePointer<OpaquePointer?>?, UnsafeMutablePointer<UnsafePointer<UInt8>?>?, Int) ->
        OpaquePointer?,
    freedBy free: (OpaquePointer?) -> Void
) -> OpaquePointer? {
    octets.withUnsafeBytes { buffer in
        guard let start = buffer.bindMemory(to: UInt8.self).baseAddress else { return nil }
        var position: UnsafePointer<UInt8>? = start
        let value = parse(nil, &position, buffer.count)
        guard position == start + buffer.count else {
            free(value)
            return nil
        }
        return value
    }
}

/// What an `i2d` function writes.
func encoded(
    by encode: (UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?) -> Int32
) throws(CMSError) -> Data {
    let count = Int(encode(nil))
    guard count > 0 else { throw CMSError("libcrypto could not write the message") }
    var octets = Data(count: count)
    let written = octets.withUnsafeMutableBytes { buffer in
        var position = buffer.bindMemory(to: UInt8.self).baseAddress
        return Int(encode(&position))
    }
    guard written == count else { throw CMSError("libcrypto could not write the message") }
    return octets
}

/// The octets of an ASN.1 string of libcrypto's.
func octets(of string: UnsafePointer<ASN1_STRING>?) -> Data {
    let count = Int(ASN1_STRING_length(string))
    guard count > 0, let start = ASN1_STRING_get0_data(string) else { return Data() }
    return Data(bytes: start, count: count)
}

/// An object identifier in its numbers, `1.2.840.113549.1.7.1`; empty for one that is longer than any in use.
func dotted(_ identifier: OpaquePointer?) -> String {
    var text = [CChar](repeating: 0, count: 80)
    let length = Int(OBJ_obj2txt(&text, Int32(text.count), identifier, 1))
    guard length > 0, length < text.count else { return "" }
    return String(decoding: text.prefix(length).map(UInt8.init(bitPattern:)), as: UTF8.self)
}
