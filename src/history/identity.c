// SPDX-License-Identifier: GPL-3.0-or-later
// Identities of positions.
#include "history/identity.h"

#include <stdlib.h>
#include <string.h>

#include "holdtrace/large.h"
#include "holdtrace/names.h"

enum { IDENTITY_BYTES = 8 };

const char *ht_identity_of_name(const char *name, struct ht_arena *arena) {
    const char *key = name ? ht_name_key(arena, name) : "";
    return *key ? ht_arena_format(arena, "name:%s", key) : NULL;
}

static const char *security_of(const struct ht_position *position, struct ht_arena *arena) {
    const struct {
        const char *kind, *value;
    } ids[] = {
        {"isin", position->isin}, {"cusip", position->cusip}, {"sedol", position->sedol}, {"figi", position->figi}};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
        if (ids[i].value)
            return ht_arena_format(arena, "%s:%s", ids[i].kind, ids[i].value);
    if (position->ticker) {
        const char *exchange = position->mic ? position->mic : position->exchange;
        return ht_arena_format(arena, "ticker:%s@%s", position->ticker, exchange ? exchange : "");
    }
    const char *name = ht_identity_of_name(position->name, arena);
    return name ? name : ht_arena_format(arena, "line:%ld", position->line);
}

const char *ht_identity_of(const struct ht_position *position, struct ht_arena *arena) {
    const char *security = security_of(position, arena);
    return ht_kind_is_derivative(position->kind)
               ? ht_arena_format(arena, "%s %s", ht_kind_name(position->kind), security)
               : security;
}

static void digest_of(const char *text, unsigned char *out) {
    unsigned char digest[HT_SHA256_BYTES];
    ht_sha256_bytes(text, strlen(text), digest);
    memcpy(out, digest, IDENTITY_BYTES);
}

static int by_bytes(const void *a, const void *b) {
    return memcmp(a, b, IDENTITY_BYTES);
}

static size_t without_repeats(unsigned char *bytes, size_t count) {
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (kept == 0 || memcmp(bytes + (kept - 1) * IDENTITY_BYTES, bytes + i * IDENTITY_BYTES, IDENTITY_BYTES) != 0)
            memmove(bytes + kept++ * IDENTITY_BYTES, bytes + i * IDENTITY_BYTES, IDENTITY_BYTES);
    return kept;
}

struct ht_held ht_identities_of(const struct ht_portfolio *portfolio, struct ht_arena *arena) {
    unsigned char *bytes = ht_arena_array(arena, portfolio->position_count * 2 + 1, IDENTITY_BYTES);
    struct ht_arena *scratch = ht_arena_new();
    size_t count = 0;
    for (size_t i = 0; i < portfolio->position_count; i++) {
        const struct ht_position *position = &portfolio->positions[i];
        const char *name = ht_identity_of_name(position->name, scratch);
        ht_large_rest();
        digest_of(ht_identity_of(position, scratch), bytes + count++ * IDENTITY_BYTES);
        if (name)
            digest_of(name, bytes + count++ * IDENTITY_BYTES);
        ht_arena_clear(scratch);
    }
    ht_arena_free(scratch);
    qsort(bytes, count, IDENTITY_BYTES, by_bytes);
    return (struct ht_held){bytes, without_repeats(bytes, count) * IDENTITY_BYTES};
}

static bool has(const struct ht_held *held, const char *text) {
    unsigned char digest[IDENTITY_BYTES];
    if (!text || held->size == 0)
        return false;
    digest_of(text, digest);
    return bsearch(digest, held->bytes, held->size / IDENTITY_BYTES, IDENTITY_BYTES, by_bytes) != NULL;
}

bool ht_held_has(const struct ht_held *held, const char *key, const char *name_key) {
    return has(held, key) || has(held, name_key);
}
