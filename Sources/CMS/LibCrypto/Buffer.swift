import COpenSSL
import Foundation

extension Handle {
    /// Octets that libcrypto reads from, or an empty place for it to write to.
    static func buffer(_ octets: Data = Data()) throws(CMSError) -> Handle {
        let handle = try Handle(
            BIO_new(BIO_s_mem()), freedBy: { BIO_free_all($0) }, orElse: "libcrypto has no memory")
        let pointer = handle.pointer
        // Its end is the end, and not a pause as by default.
        BIO_ctrl(pointer, BIO_C_SET_BUF_MEM_EOF_RETURN, 0, nil)
        let isFilled = octets.withUnsafeBytes { buffer in
            buffer.isEmpty || BIO_write(pointer, buffer.baseAddress, Int32(clamping: buffer.count)) == buffer.count
        }
        guard isFilled else { throw CMSError("libcrypto has no memory") }
        return handle
    }

    /// What a buffer holds.
    var bufferedOctets: Data {
        var start: UnsafePointer<UInt8>?
        let count = ratchet_bio_contents(pointer, &start)
        guard let start, count > 0 else { return Data() }
        return Data(bytes: start, count: count)
    }
}
