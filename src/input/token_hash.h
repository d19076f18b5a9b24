/*
 * token_hash.h - SipHash-2-4 with 128 bits: tells respondents apart without keeping their tokens.
 *
 * Aumasson, Bernstein: SipHash, a fast short-input PRF (2012). With a secret key nobody can make two tokens meet.
 */
#ifndef INPUT_TOKEN_HASH_H
#define INPUT_TOKEN_HASH_H

#include <stddef.h>
#include <stdint.h>

struct token_hash {
	uint64_t low;
	uint64_t high;
};

/* key: 16 bytes as two little-endian words. */
struct token_hash token_hash(const struct token_hash *key, const void *bytes, size_t length);

/* A key for this run. -1 if the kernel gives no random bytes. */
int token_hash_key(struct token_hash *key);

#endif
