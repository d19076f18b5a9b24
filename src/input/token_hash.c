/* token_hash.c - see token_hash.h. */
#include "input/token_hash.h"

#include <endian.h>
#include <string.h>
#include <sys/random.h>

static inline uint64_t
rotate(uint64_t word, int bits)
{
	return word << bits | word >> (64 - bits);
}

static inline void
mix(uint64_t v[4])
{
	v[0] += v[1];
	v[1] = rotate(v[1], 13) ^ v[0];
	v[0] = rotate(v[0], 32);
	v[2] += v[3];
	v[3] = rotate(v[3], 16) ^ v[2];
	v[0] += v[3];
	v[3] = rotate(v[3], 21) ^ v[0];
	v[2] += v[1];
	v[1] = rotate(v[1], 17) ^ v[2];
	v[2] = rotate(v[2], 32);
}

static void
absorb(uint64_t v[4], uint64_t word)
{
	v[3] ^= word;
	mix(v);
	mix(v);
	v[0] ^= word;
}

static uint64_t
finish(uint64_t v[4])
{
	for (int i = 0; i < 4; i++)
		mix(v);
	return v[0] ^ v[1] ^ v[2] ^ v[3];
}

/* Up to eight bytes as a little-endian word. */
static uint64_t
little_endian(const unsigned char *bytes, size_t length)
{
	uint64_t word = 0;

	memcpy(&word, bytes, length);
	return le64toh(word);
}

struct token_hash
token_hash(const struct token_hash *key, const void *bytes, size_t length)
{
	const unsigned char *at = bytes;
	size_t		     rest = length % 8;
	struct token_hash    hash;
	uint64_t	     v[4] = {
		key->low ^ 0x736f6d6570736575u, key->high ^ 0x646f72616e646f6du ^ 0xee,
		key->low ^ 0x6c7967656e657261u, key->high ^ 0x7465646279746573u,
	};

	for (size_t i = 0; i + 8 <= length; i += 8)
		absorb(v, little_endian(at + i, 8));
	absorb(v, (uint64_t)length << 56 | little_endian(at + length - rest, rest));
	v[2] ^= 0xee;
	hash.low = finish(v);
	v[1] ^= 0xdd;
	hash.high = finish(v);
	return hash;
}

int
token_hash_key(struct token_hash *key)
{
	return getrandom(key, sizeof *key, 0) == (ssize_t)sizeof *key ? 0 : -1;
}
