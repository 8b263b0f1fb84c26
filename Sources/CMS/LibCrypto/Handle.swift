import COpenSSL

/// An object of libcrypto's, freed when its one owner goes, however that happens.
struct Handle: ~Copyable {
    let pointer: OpaquePointer
    private let free: (OpaquePointer?) -> Void

    /// - Parameter pointer: what libcrypto just made, or nil where it couldn't.
    init(
        _ pointer: OpaquePointer?, freedBy free: @escaping (OpaquePointer?) -> Void, orElse failure: String
    ) throws(CMSError) {
        guard let pointer else { throw CMSError(failure) }
        (self.pointer, self.free) = (pointer, free)
    }

    deinit { free(pointer) }
}
