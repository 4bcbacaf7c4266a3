// SPDX-License-Identifier: GPL-3.0-or-later
// How single words of names are like one another: name_pairing.h.
#include <string.h>

#include "holdtrace/text.h"
#include "identify/name_pairing.h"

bool ht_words_equal(const struct ht_name_word *a, const struct ht_name_word *b) {
    if (a->number >= 0 && a->number == b->number)
        return true;
    bool same = a->hash == b->hash && a->len == b->len && memcmp(a->text, b->text, a->len) == 0;
    return same && (a->han == b->han || a->han == 0 || b->han == 0);
}

static size_t common_start(const struct ht_name_word *a, const struct ht_name_word *b) {
    size_t most = a->len < b->len ? a->len : b->len, n = 0;
    while (n < most && a->text[n] == b->text[n])
        n++;
    return n;
}

static bool is_ending(const char *text) {
    static const char *const endings[] = {"",   "s",   "es",  "e",   "y",  "ies", "al", "als", "an",
                                          "ic", "ics", "ing", "ion", "er", "ers", "ed", "ical"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (strcmp(text, endings[i]) == 0)
            return true;
    return false;
}

bool ht_words_inflected(const struct ht_name_word *a, const struct ht_name_word *b) {
    enum { LEAST_STEM = 4, LONGEST_ENDING = 4, LEAST_STEM_BEFORE_S = 3 };
    size_t same = common_start(a, b);
    bool plural = same >= LEAST_STEM_BEFORE_S && a->len + b->len == 2 * same + 1 &&
                  (a->text[same] == 's' || b->text[same] == 's');
    if (plural)
        return true;
    return same > LEAST_STEM && a->len <= same + LONGEST_ENDING && b->len <= same + LONGEST_ENDING &&
           is_ending(a->text + same) && is_ending(b->text + same);
}

// Whether the letters of SHORTER stand in LONGER in their order, the first ones first.
static bool is_drawn_from(const struct ht_name_word *shorter, const struct ht_name_word *longer) {
    size_t k = 0;
    for (size_t i = 0; i < longer->len && k < shorter->len; i++) {
        k += longer->text[i] == shorter->text[k];
        if (k == 0)
            return false;
    }
    return k == shorter->len;
}

bool ht_word_abbreviates(const struct ht_name_word *shorter, const struct ht_name_word *longer) {
    enum { LEAST = 2, LEAST_START = 3 };
    bool common = (longer->flags & HT_WORD_COMMON) != 0;
    if (shorter->len < LEAST || shorter->len >= longer->len || shorter->text[0] != longer->text[0] ||
        (shorter->letters & ~longer->letters) != 0 || ((shorter->flags | longer->flags) & HT_WORD_NUMBER) != 0)
        return false;
    bool start = shorter->len >= LEAST_START && memcmp(shorter->text, longer->text, shorter->len) == 0;
    // The start of a rare word is another word more often than not: Leon is not Leonardo.
    if (start)
        return common || (shorter->flags & HT_WORD_SHORTENED) != 0;
    bool much_shorter = 3U * shorter->len <= 2U * longer->len;
    return common && !(shorter->flags & HT_WORD_COMMON) && shorter->len >= LEAST_START && much_shorter &&
           is_drawn_from(shorter, longer);
}

unsigned ht_errors_allowed(size_t longer) {
    enum { LEAST = 4, TWO = 7, THREE = 12 };
    return longer < LEAST ? 0 : longer < TWO ? 1 : longer < THREE ? 2 : 3;
}

static unsigned bits(uint32_t set) {
    return (unsigned)__builtin_popcount(set);
}

static unsigned least(unsigned a, unsigned b) {
    return a < b ? a : b;
}

unsigned ht_word_distance(const struct ht_name_word *a, const struct ht_name_word *b, unsigned most) {
    enum { LONGEST = 40 };
    unsigned rows[3][LONGEST + 1], *before = rows[0], *last = rows[1], *row = rows[2];
    size_t gap = a->len > b->len ? (size_t)(a->len - b->len) : (size_t)(b->len - a->len);
    if (gap > most || a->len > LONGEST || b->len > LONGEST || bits(a->letters ^ b->letters) > 2 * most)
        return most + 1;
    for (unsigned j = 0; j <= b->len; j++)
        last[j] = j;
    for (unsigned i = 1; i <= a->len; i++) {
        unsigned lowest = row[0] = i;
        for (unsigned j = 1; j <= b->len; j++) {
            bool same = a->text[i - 1] == b->text[j - 1];
            row[j] = least(least(last[j], row[j - 1]) + 1, last[j - 1] + !same);
            if (i > 1 && j > 1 && a->text[i - 1] == b->text[j - 2] && a->text[i - 2] == b->text[j - 1])
                row[j] = least(row[j], before[j - 2] + 1);
            lowest = least(lowest, row[j]);
        }
        if (lowest > most)
            return most + 1;
        unsigned *oldest = before;
        before = last;
        last = row;
        row = oldest;
    }
    return least(last[b->len], most + 1);
}
