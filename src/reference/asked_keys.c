// SPDX-License-Identifier: GPL-3.0-or-later
// See asked_keys.h.
#include "reference/asked_keys.h"

#include <string.h>

#include "base/memory.h"

// WORDS: the kind and the longest of the keys that come again, an LEI.
enum { WORDS = 3, LONGEST = WORDS * 8 - 1, PLACES = 1 << 18, SHIFT = 64 - 18 };

struct place {
    uint64_t key[WORDS]; // its kind plus one, then its bytes, then zeros
    union asked_answer found;
};

struct asked_keys {
    struct place places[PLACES];
};

struct asked_keys *asked_keys_new(void) {
    return ht_heap_alloc(sizeof(struct asked_keys));
}

static bool make_key(int kind, const char *text, size_t len, uint64_t key[WORDS]) {
    unsigned char bytes[WORDS * 8] = {(unsigned char)(kind + 1)};
    if (len > LONGEST)
        return false;
    memcpy(bytes + 1, text, len);
    memcpy(key, bytes, sizeof bytes);
    return true;
}

static size_t place_of(const uint64_t key[WORDS]) {
    static const uint64_t odd = UINT64_C(0x9E3779B97F4A7C15);
    uint64_t hash = 0;
    for (size_t i = 0; i < WORDS; i++) {
        hash = (hash ^ key[i]) * odd;
        hash ^= hash >> 32;
    }
    return (size_t)(hash * odd >> SHIFT);
}

bool asked_keys_know(const struct asked_keys *asked, int kind, const char *text, size_t len,
                     union asked_answer *out) {
    uint64_t key[WORDS];
    if (!make_key(kind, text, len, key))
        return false;
    const struct place *place = &asked->places[place_of(key)];
    *out = place->found;
    return memcmp(place->key, key, sizeof key) == 0;
}

void asked_keys_note(struct asked_keys *asked, int kind, const char *text, size_t len, union asked_answer found) {
    struct place place = {.found = found};
    if (make_key(kind, text, len, place.key))
        asked->places[place_of(place.key)] = place;
}
