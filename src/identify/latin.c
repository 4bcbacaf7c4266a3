// SPDX-License-Identifier: GPL-3.0-or-later
// Latin letters folded without ICU: latin.h.
#include "identify/latin.h"

#include <stdbool.h>
#include <string.h>

#include "holdtrace/arena.h"

enum { FIRST = 0xC0, LAST = 0x17F, MOST_BYTES = 2 };

// From U+00C0 on, as unicode.h folds them.
static const char *const folded[LAST - FIRST + 1] = {
    "a", "a",  "a",  "a",  "a", "a", "ae", "c",  "e",  "e", "e", "e",  "i",        "i",        "i", "i", "d", "n",
    "o", "o",  "o",  "o",  "o", " ", "o",  "u",  "u",  "u", "u", "y",  "th",       "ss",       "a", "a", "a", "a",
    "a", "a",  "ae", "c",  "e", "e", "e",  "e",  "i",  "i", "i", "i",  "d",        "n",        "o", "o", "o", "o",
    "o", " ",  "o",  "u",  "u", "u", "u",  "y",  "th", "y", "a", "a",  "a",        "a",        "a", "a", "c", "c",
    "c", "c",  "c",  "c",  "c", "c", "d",  "d",  "d",  "d", "e", "e",  "e",        "e",        "e", "e", "e", "e",
    "e", "e",  "g",  "g",  "g", "g", "g",  "g",  "g",  "g", "h", "h",  "h",        "h",        "i", "i", "i", "i",
    "i", "i",  "i",  "i",  "i", "i", "ij", "ij", "j",  "j", "k", "k",  "\xC4\xB8", "l",        "l", "l", "l", "l",
    "l", "l ", "l ", "l",  "l", "n", "n",  "n",  "n",  "n", "n", "'n", "\xC5\x8B", "\xC5\x8B", "o", "o", "o", "o",
    "o", "o",  "oe", "oe", "r", "r", "r",  "r",  "r",  "r", "s", "s",  "s",        "s",        "s", "s", "s", "s",
    "t", "t",  "t",  "t",  "t", "t", "u",  "u",  "u",  "u", "u", "u",  "u",        "u",        "u", "u", "u", "u",
    "w", "w",  "y",  "y",  "y", "z", "z",  "z",  "z",  "z", "z", "s",
};

// The letter of two bytes at TEXT, folded; NULL when it is none of those.
static const char *letter_at(const unsigned char *text, size_t len) {
    if (len < 2 || text[0] < 0xC3 || text[0] > 0xC5 || (text[1] & 0xC0) != 0x80)
        return NULL;
    return folded[((text[0] & 0x1Fu) << 6 | (text[1] & 0x3Fu)) - FIRST];
}

static bool is_latin(const unsigned char *text, size_t len) {
    for (size_t i = 0; i < len; i++)
        if (text[i] >= 0x80) {
            if (!letter_at(text + i, len - i))
                return false;
            i++;
        }
    return true;
}

const char *ht_latin_fold(struct ht_arena *arena, const char *text, size_t len) {
    const unsigned char *from = (const unsigned char *)text;
    size_t count = 0;
    if (!is_latin(from, len))
        return NULL;
    char *out = ht_arena_alloc(arena, MOST_BYTES * len + 1);
    for (size_t i = 0; i < len; i++) {
        if (from[i] < 0x80) {
            out[count++] = (char)(from[i] >= 'A' && from[i] <= 'Z' ? from[i] + ('a' - 'A') : from[i]);
            continue;
        }
        const char *letter = letter_at(from + i, len - i);
        size_t size = letter ? strlen(letter) : 0;
        if (size)
            memcpy(out + count, letter, size);
        count += size;
        i++;
    }
    out[count] = '\0';
    return out;
}
