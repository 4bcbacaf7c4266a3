// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The one place of the identify stage that knows Unicode (ICU's common library; no transliterator, whose opening
 * alone takes longer than a run).
 */
#ifndef HOLDTRACE_IDENTIFY_UNICODE_H
#define HOLDTRACE_IDENTIFY_UNICODE_H

#include <stddef.h>
#include <stdint.h>

struct ht_arena;

/*
 * The LEN bytes of UTF-8 at TEXT case folded (NFKC), without accents on Latin, Greek and Cyrillic letters, with the
 * Latin letters that carry a stroke instead of an accent written plainly ("ø" as "o", "ł" as "l"). Signs outside
 * ASCII become blanks, quotation marks that stand for an apostrophe become "'". Invalid bytes become U+FFFD, then
 * blanks.
 */
const char *ht_unicode_fold(struct ht_arena *arena, const char *text, size_t len);

// Text as ICU has it.
struct ht_utf16 {
    uint16_t *data;
    int32_t len;
};

// The LEN bytes of UTF-8 at TEXT in ARENA, with room for CAPACITY units, at least LEN; and back again.
struct ht_utf16 ht_utf16_of(struct ht_arena *arena, const char *text, int32_t len, int32_t capacity);
const char *ht_utf8_of(struct ht_arena *arena, struct ht_utf16 text);

#endif
