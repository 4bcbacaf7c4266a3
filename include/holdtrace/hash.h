// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * SHA-256 digests, by which inputs and the reference are named in every report.
 */
#ifndef HOLDTRACE_HASH_H
#define HOLDTRACE_HASH_H

#include <stddef.h>

enum { HT_SHA256_TEXT = 65, HT_SHA256_BYTES = 32 };

struct ht_sha256;

// A running digest; ht_sha256_end gives it back and writes the digest as 64 lower-case hexadecimal digits.
struct ht_sha256 *ht_sha256_begin(void);
void ht_sha256_add(struct ht_sha256 *digest, const void *data, size_t len);
void ht_sha256_end(struct ht_sha256 *digest, char text[HT_SHA256_TEXT]);

// The digest of one piece of memory.
void ht_sha256_of(const void *data, size_t len, char text[HT_SHA256_TEXT]);

// The same as bytes.
void ht_sha256_bytes(const void *data, size_t len, unsigned char bytes[HT_SHA256_BYTES]);

#endif
