/* digest.c - SHA-256 through OpenSSL. */
#include "base/digest.h"

#include <openssl/evp.h>
#include <stdlib.h>

struct digest {
	EVP_MD_CTX *context;
};

struct digest *
digest_new(void)
{
	struct digest *digest = malloc(sizeof *digest);

	if (digest == NULL)
		return NULL;
	digest->context = EVP_MD_CTX_new();
	if (digest->context == NULL || EVP_DigestInit_ex(digest->context, EVP_sha256(), NULL) != 1) {
		digest_free(digest);
		return NULL;
	}
	return digest;
}

int
digest_update(struct digest *digest, const void *bytes, size_t length)
{
	return EVP_DigestUpdate(digest->context, bytes, length) == 1 ? 0 : -1;
}

static void
hex_write(const unsigned char bytes[DIGEST_BYTES], char hex[DIGEST_HEX_SIZE])
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < DIGEST_BYTES; i++) {
		hex[2 * i] = digits[bytes[i] >> 4];
		hex[2 * i + 1] = digits[bytes[i] & 15];
	}
	hex[2 * DIGEST_BYTES] = '\0';
}

int
digest_finish(struct digest *digest, char hex[DIGEST_HEX_SIZE])
{
	unsigned char bytes[EVP_MAX_MD_SIZE];
	unsigned int  length = 0;
	int	      rc = EVP_DigestFinal_ex(digest->context, bytes, &length);

	digest_free(digest);
	if (rc != 1 || length != DIGEST_BYTES)
		return -1;
	hex_write(bytes, hex);
	return 0;
}

void
digest_free(struct digest *digest)
{
	if (digest == NULL)
		return;
	EVP_MD_CTX_free(digest->context);
	free(digest);
}

int
digest_bytes(const void *bytes, size_t length, char hex[DIGEST_HEX_SIZE])
{
	struct digest *digest = digest_new();

	if (digest == NULL)
		return -1;
	if (digest_update(digest, bytes, length) == -1) {
		digest_free(digest);
		return -1;
	}
	return digest_finish(digest, hex);
}
