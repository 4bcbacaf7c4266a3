// SPDX-License-Identifier: GPL-3.0-or-later
// SHA-256 by nettle.
#include "holdtrace/hash.h"

#include <nettle/sha2.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/memory.h"

struct ht_sha256 {
    struct sha256_ctx context;
};

struct ht_sha256 *ht_sha256_begin(void) {
    struct ht_sha256 *digest = ht_heap_alloc(sizeof *digest);
    sha256_init(&digest->context);
    return digest;
}

void ht_sha256_add(struct ht_sha256 *digest, const void *data, size_t len) {
    sha256_update(&digest->context, len, data);
}

void ht_sha256_end(struct ht_sha256 *digest, char text[HT_SHA256_TEXT]) {
    static const char HEX[] = "0123456789abcdef";
    uint8_t bytes[SHA256_DIGEST_SIZE];
    sha256_digest(&digest->context, sizeof bytes, bytes);
    free(digest);
    for (size_t i = 0; i < sizeof bytes; i++) {
        text[2 * i] = HEX[bytes[i] >> 4];
        text[2 * i + 1] = HEX[bytes[i] & 15];
    }
    text[2 * sizeof bytes] = '\0';
}

void ht_sha256_of(const void *data, size_t len, char text[HT_SHA256_TEXT]) {
    struct ht_sha256 *digest = ht_sha256_begin();
    ht_sha256_add(digest, data, len);
    ht_sha256_end(digest, text);
}

void ht_sha256_bytes(const void *data, size_t len, unsigned char bytes[HT_SHA256_BYTES]) {
    struct sha256_ctx context;
    sha256_init(&context);
    sha256_update(&context, len, data);
    sha256_digest(&context, HT_SHA256_BYTES, bytes);
}
