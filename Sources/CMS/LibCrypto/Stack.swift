import COpenSSL

/// The members of one of libcrypto's stacks, as long as its owner holds it.
func members(of stack: OpaquePointer?) -> [OpaquePointer] {
    guard let stack else { return [] }
    return (0..<max(0, OPENSSL_sk_num(stack))).compactMap { index in
        OPENSSL_sk_value(stack, index).map { OpaquePointer($0) }
    }
}

/// Frees a stack whose certificates each count one owner more for it.
func freeCertificates(_ stack: OpaquePointer?) {
    for certificate in members(of: stack) { X509_free(certificate) }
    OPENSSL_sk_free(stack)
}
