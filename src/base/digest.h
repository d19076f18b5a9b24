/*
 * digest.h - SHA-256, through OpenSSL; only digest.c (and later evidence/) sees it.
 */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include <stddef.h>

enum { DIGEST_BYTES = 32, DIGEST_HEX_SIZE = 65 };

struct digest;

/* NULL when out of memory. */
struct digest *digest_new(void);
/* -1 only if OpenSSL fails. */
int digest_update(struct digest *digest, const void *bytes, size_t length);
/* Lower-case hex into hex; frees digest. -1 only if OpenSSL fails. */
int digest_finish(struct digest *digest, char hex[DIGEST_HEX_SIZE]);
void digest_free(struct digest *digest);

/* One shot. */
int digest_bytes(const void *bytes, size_t length, char hex[DIGEST_HEX_SIZE]);

#endif
