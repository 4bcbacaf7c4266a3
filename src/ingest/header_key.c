// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What is compared of a header. Exports differ in case, accents, punctuation, full-width forms and blanks of several
 * kinds, and mean the same: "Marktwährung", "MARKTWAHRUNG"; "占净值比例（％）", "占净值比例 (%)".
 */
#include <stdint.h>

#include "holdtrace/text.h"
#include "ingest/layout_data.h"

// What U+00C0 to U+00DF are compared as; the same letters in lower case stand 32 higher.
static const char latin[] = "aaaaaaaceeeeiiiidnooooo ouuuuyts";

// Blanks and punctuation beyond ASCII.
static const struct {
    uint32_t from, to;
} gaps[] = {
    {0x00A0, 0x00A1}, {0x00A7, 0x00B4}, {0x00B6, 0x00BF}, {0x2000, 0x2027},
    {0x202F, 0x205F}, {0x3000, 0x3003}, {0x3008, 0x3011}, {0x30FB, 0x30FB},
};

enum { DROPPED = 0, GAP = ' ' };

// The code point at TEXT and its length in bytes; an invalid byte is a code point by itself.
static uint32_t decode(const char *text, size_t left, size_t *len) {
    const unsigned char *s = (const unsigned char *)text;
    *len = 1;
    if (s[0] >= 0xC2 && s[0] < 0xE0 && left >= 2) {
        *len = 2;
        return ((uint32_t)(s[0] & 0x1F) << 6) | (s[1] & 0x3F);
    }
    if (s[0] >= 0xE0 && s[0] < 0xF0 && left >= 3) {
        *len = 3;
        return ((uint32_t)(s[0] & 0x0F) << 12) | ((uint32_t)(s[1] & 0x3F) << 6) | (s[2] & 0x3F);
    }
    return s[0];
}

static uint32_t fold_ascii(uint32_t c) {
    if (c >= 'A' && c <= 'Z')
        return c + 32;
    bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '%' || c == '$';
    return kept ? c : GAP;
}

// What the code point C is compared as.
static uint32_t fold(uint32_t c) {
    if (c >= 0xFF01 && c <= 0xFF5E)
        c -= 0xFEE0; // full-width forms of ASCII
    if (c < 0x80)
        return fold_ascii(c);
    if (c >= 0xC0 && c <= 0xFF)
        return c == 0xFF ? 'y' : (uint32_t)(unsigned char)latin[(c - 0xC0) % 32];
    if (c >= 0x0300 && c <= 0x036F)
        return DROPPED; // accents that stand apart
    for (size_t i = 0; i < sizeof gaps / sizeof *gaps; i++)
        if (c >= gaps[i].from && c <= gaps[i].to)
            return GAP;
    return c;
}

struct key {
    char *text;
    size_t len;
    bool gap, full;
};

static void add(struct key *key, const char *bytes, size_t count) {
    if (key->len + count + 2 > HT_HEADER_KEY) {
        key->full = true;
        return;
    }
    if (key->gap && key->len > 0)
        key->text[key->len++] = ' ';
    key->gap = false;
    for (size_t i = 0; i < count; i++)
        key->text[key->len++] = bytes[i];
}

void ht_header_key(struct ht_slice header, char out[HT_HEADER_KEY]) {
    struct key key = {out, 0, false, false};
    for (size_t i = 0, len; i < header.len && !key.full; i += len) {
        uint32_t c = decode(header.data + i, header.len - i, &len);
        uint32_t folded = fold(c);
        char byte = (char)folded;
        if (folded == GAP) {
            key.gap = true;
        } else if (folded == '%') { // "Weight%" is "Weight (%)"
            key.gap = true;
            add(&key, "%", 1);
            key.gap = true;
        } else if (folded != DROPPED) {
            folded < 0x80 ? add(&key, &byte, 1) : add(&key, header.data + i, len);
        }
    }
    out[key.full ? 0 : key.len] = '\0';
}
