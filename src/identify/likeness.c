// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Likeness of name keys. Narrow on purpose: each likeness found costs a person's time, and half of all Chinese
 * companies are named by a city, an invented word and "technology".
 */
#include "holdtrace/likeness.h"

#include <string.h>

#include "holdtrace/text.h"
#include "identify/common_words.h"

enum { LEAST_WORDS = 2, LEAST_LETTERS = 12, LONG_NAME = 20, LEAST_PART = 3, LEAST_RARE = 4, LEAST_MISTYPED = 5 };

// The word at *AT, which moves behind it; of length 0 at the end.
static struct ht_slice next_word(const char **at) {
    const char *from = *at + strspn(*at, " ");
    size_t len = strcspn(from, " ");
    *at = from + len;
    return (struct ht_slice){from, len};
}

struct ht_letters ht_letters_of(const char *key) {
    struct ht_letters letters = {0, 0};
    for (; key[letters.length] != '\0'; letters.length++)
        letters.set |= UINT32_C(1) << ((unsigned char)key[letters.length] & 31);
    return letters;
}

static unsigned bits(uint32_t set) {
    unsigned count = 0;
    for (; set != 0; set &= set - 1)
        count++;
    return count;
}

bool ht_letters_are_near(struct ht_letters printed, struct ht_letters name) {
    enum { ERRORS = 2 };
    if (printed.length <= name.length && (printed.set & ~name.set) == 0)
        return true;
    // Each error takes at most one letter out of the set and puts one in.
    return printed.length <= name.length + ERRORS && name.length <= printed.length + ERRORS &&
           bits(printed.set ^ name.set) <= 2 * ERRORS;
}

static bool is_rare(struct ht_slice word) {
    return word.len >= LEAST_RARE && !ht_is_digit(word.data[0]) && !ht_word_is_common(word);
}

static enum ht_likeness cut_short(const char *printed, const char *name) {
    size_t words = 0, letters = 0;
    bool rare = false;
    for (struct ht_slice part; (part = next_word(&printed)).len > 0; words++) {
        struct ht_slice whole = next_word(&name);
        bool equal = part.len == whole.len;
        if (part.len > whole.len || (part.len < LEAST_PART && !equal) || memcmp(part.data, whole.data, part.len) != 0)
            return HT_UNLIKE;
        letters += part.len;
        rare = rare || (is_rare(whole) && part.len >= LEAST_RARE);
    }
    return words >= LEAST_WORDS && letters >= LEAST_LETTERS && rare ? HT_CUT_SHORT : HT_UNLIKE;
}

// Whether A and B differ by one letter left out or changed, or by two neighbours exchanged. B is not the shorter.
static bool one_error(struct ht_slice a, struct ht_slice b) {
    size_t same = 0;
    while (same < a.len && a.data[same] == b.data[same])
        same++;
    if (same == 0 || b.len > a.len + 1)
        return false;
    size_t behind = b.len - same - 1;
    if (a.len < b.len)
        return memcmp(a.data + same, b.data + same + 1, behind) == 0;
    bool changed = memcmp(a.data + same + 1, b.data + same + 1, behind) == 0;
    bool exchanged = behind > 0 && a.data[same] == b.data[same + 1] && a.data[same + 1] == b.data[same] &&
                     memcmp(a.data + same + 2, b.data + same + 2, behind - 1) == 0;
    return changed || exchanged;
}

static bool is_mistyped(struct ht_slice a, struct ht_slice b) {
    struct ht_slice shorter = a.len <= b.len ? a : b, longer = a.len <= b.len ? b : a;
    if (shorter.len + 1 < LEAST_MISTYPED || longer.len < LEAST_MISTYPED || !one_error(shorter, longer))
        return false;
    for (size_t i = 0; i < longer.len; i++)
        if (ht_is_digit(longer.data[i]) || (i < shorter.len && ht_is_digit(shorter.data[i])))
            return false;
    return true;
}

static enum ht_likeness mistyped(const char *printed, const char *name) {
    size_t words = 0, letters = 0, errors = 0;
    bool rare = false;
    for (;; words++) {
        struct ht_slice a = next_word(&printed), b = next_word(&name);
        if (a.len == 0 || b.len == 0) {
            bool both = a.len == 0 && b.len == 0;
            size_t allowed = letters > LONG_NAME ? 2 : 1;
            return both && words >= LEAST_WORDS && letters >= LEAST_LETTERS && rare && errors > 0 && errors <= allowed
                       ? HT_MISTYPED
                       : HT_UNLIKE;
        }
        bool equal = ht_slice_equal(a, b);
        if (!equal && !is_mistyped(a, b))
            return HT_UNLIKE;
        errors += !equal;
        letters += a.len;
        rare = rare || is_rare(b);
    }
}

// Whether the keys are the same but for blanks: "sense time group".
static bool divided_otherwise(const char *printed, const char *name) {
    const char *whole = name;
    size_t letters = 0;
    for (;; printed++, name++, letters++) {
        printed += strspn(printed, " ");
        name += strspn(name, " ");
        if (*printed != *name || ht_is_digit(*name))
            return false;
        if (*name == '\0')
            return letters >= LEAST_LETTERS && ht_name_can_be_resembled(whole);
    }
}

enum ht_likeness ht_name_likeness(const char *printed, const char *name) {
    enum ht_likeness cut = cut_short(printed, name);
    if (cut == HT_UNLIKE && divided_otherwise(printed, name))
        return HT_MISTYPED;
    return cut != HT_UNLIKE ? cut : mistyped(printed, name);
}

bool ht_name_can_be_resembled(const char *key) {
    size_t words = 0, letters = 0;
    bool rare = false;
    for (const char *c = key; *c != '\0'; c++)
        if ((unsigned char)*c >= 0x80)
            return false;
    for (struct ht_slice word; (word = next_word(&key)).len > 0; words++) {
        letters += word.len;
        rare = rare || is_rare(word);
    }
    return words >= LEAST_WORDS && letters >= LEAST_LETTERS && rare;
}

const char *ht_name_without_place(const char *key) {
    const char *rest = key;
    struct ht_slice first = next_word(&rest);
    return ht_word_is_place(first) && *rest == ' ' ? rest + 1 : NULL;
}
