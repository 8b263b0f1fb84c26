import CMalloc

/// How the C library's allocator deals with memory that is free again.
enum FreedMemory {
    /// At the end of each of its areas, in octets.
    private static let kept: Int32 = 4 << 20

    /// Keeps a little for the next request. By itself the allocator gives all but 128 KiB back to the system at once, in each
    /// of its areas: under load thousands of times a second, each time interrupting every other processor.
    static func keepSome() { ratchet_keep_free_memory(kept) }
}
