/* The allocator's settings are not among what Swift sees of the C library. Others than glibc's have none. */
#include <stdlib.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

/* How much free memory at the end of each of the allocator's areas is not given back to the system, in octets. */
static inline void ratchet_keep_free_memory(int octets) {
#ifdef __GLIBC__
    mallopt(M_TRIM_THRESHOLD, octets);
    mallopt(M_TOP_PAD, octets / 4);
#else
    (void)octets;
#endif
}
