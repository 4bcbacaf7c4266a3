// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Words are paired from the surest kind of likeness to the weakest, so that a weak one never takes a word away from a
 * sure one.
 */
#include "identify/name_pairing.h"

#include <string.h>

#include "holdtrace/names.h"
#include "identify/chinese_words.h"

// What a kind of likeness is worth of the whole word's weight.
static const float credit_of[] = {
    [HT_WORD_ALONE] = 0,   [HT_WORD_EQUAL] = 1,       [HT_WORD_INFLECTED] = 0.95F, [HT_WORD_SHORT] = 0.95F,
    [HT_WORD_CUT] = 0.95F, [HT_WORD_MISTYPED] = 0.9F, [HT_WORD_JOINED] = 0.97F,    [HT_WORD_INITIALS] = 0.8F,
};

static float lesser(float a, float b) {
    return a < b ? a : b;
}

static void add(struct ht_pairing *p, enum ht_word_match how, size_t i, size_t j, float weight, float wrong) {
    if (p->count == HT_NAME_WORDS)
        return;
    p->pairs[p->count++] = (struct ht_word_pair){.how = (uint8_t)how,
                                                 .first = (uint8_t)i,
                                                 .other = (uint8_t)j,
                                                 .weight = weight,
                                                 .credit = credit_of[how],
                                                 .wrong = wrong};
    p->left_printed &= ~(UINT32_C(1) << i);
    p->left_name &= ~(UINT32_C(1) << j);
}

static void add_one(struct ht_pairing *p, enum ht_word_match how, size_t i, size_t j, float wrong) {
    add(p, how, i, j, lesser(p->printed->words[i].weight, p->name->words[j].weight), wrong);
}

static void pair_equal(struct ht_pairing *p) {
    for (size_t i = 0; i < p->printed->count; i++) {
        const struct ht_name_word *word = &p->printed->words[i];
        for (size_t k = 0; k < p->name->count; k++) {
            size_t j = (i + k) % p->name->count; // the word in the same place first
            if (ht_word_in(p->left_name, j) && ht_words_equal(word, &p->name->words[j])) {
                add_one(p, HT_WORD_EQUAL, i, j, 0);
                break;
            }
        }
    }
}

// The last word of a cut name, as the start of WORD.
static bool is_cut_word(const struct ht_pairing *p, size_t i, const struct ht_name_word *word) {
    enum { LEAST = 2 };
    const struct ht_name_word *last = &p->printed->words[i];
    return p->printed->cut && i + 1 == p->printed->count && last->len >= LEAST && last->len < word->len &&
           memcmp(last->text, word->text, last->len) == 0;
}

// Whether SHORTER, two Chinese characters or more, is the start or the end of LONGER, or, three or more, drawn from
// it.
static bool is_short_of(const char *shorter, const char *longer) {
    enum { LEAST = 6 };
    size_t len = shorter != NULL ? strlen(shorter) : 0, whole = longer != NULL ? strlen(longer) : 0;
    if (len < LEAST || len >= whole)
        return false;
    return strncmp(longer, shorter, len) == 0 || strcmp(longer + whole - len, shorter) == 0 ||
           ht_name_is_chinese_short(shorter, longer);
}

static bool is_other_translation(const struct ht_name_word *translated, const struct ht_name_word *word) {
    return (translated->flags & HT_WORD_TRANSLATED) != 0 && ht_chinese_also(translated->text, word->text);
}

// How word I of the printed name is like word J of the other, when each has none that is the same.
static enum ht_word_match likeness(const struct ht_pairing *p, size_t i, size_t j, float *wrong) {
    enum { MANY = 50 };
    const struct ht_name_word *a = &p->printed->words[i], *b = &p->name->words[j];
    unsigned either = (unsigned)a->flags | b->flags, both = (unsigned)a->flags & b->flags;
    *wrong = 0;
    if ((either & HT_WORD_NUMBER) != 0)
        return HT_WORD_ALONE;
    if (a->han != 0 && b->han != 0)
        return is_short_of(a->chinese, b->chinese) || is_short_of(b->chinese, a->chinese) ? HT_WORD_SHORT
                                                                                          : HT_WORD_ALONE;
    if (ht_words_inflected(a, b) || is_other_translation(a, b) || is_other_translation(b, a))
        return HT_WORD_INFLECTED;
    if (ht_word_abbreviates(a, b) || ht_word_abbreviates(b, a))
        return HT_WORD_SHORT;
    if (is_cut_word(p, i, b))
        return HT_WORD_CUT;
    // Two words that many names have are two words.
    if ((both & HT_WORD_COMMON) != 0 || (a->names >= MANY && b->names >= MANY))
        return HT_WORD_ALONE;
    // How a character is read varies, and is not mistyped.
    if ((either & HT_WORD_READ) != 0 && a->text[0] != b->text[0])
        return HT_WORD_ALONE;
    size_t longer = a->len > b->len ? a->len : b->len;
    unsigned most = ht_errors_allowed(longer);
    if ((either & HT_WORD_SMALL) != 0 && longer == 3)
        most = 1; // "acd" for "and"
    unsigned errors = most > 0 ? ht_word_distance(a, b, most) : 1;
    *wrong = (float)errors / (float)longer;
    return errors <= most ? HT_WORD_MISTYPED : HT_WORD_ALONE;
}

static void pair_alike(struct ht_pairing *p) {
    for (size_t i = 0; i < p->printed->count; i++) {
        enum ht_word_match best = HT_WORD_ALONE;
        size_t at = 0;
        float wrong = 1, best_wrong = 1;
        for (size_t j = 0; j < p->name->count && ht_word_in(p->left_printed, i); j++) {
            enum ht_word_match how = ht_word_in(p->left_name, j) ? likeness(p, i, j, &wrong) : HT_WORD_ALONE;
            bool better =
                how != HT_WORD_ALONE && (best == HT_WORD_ALONE || how < best || (how == best && wrong < best_wrong));
            if (better) {
                best = how;
                at = j;
                best_wrong = wrong;
            }
        }
        if (best != HT_WORD_ALONE)
            add_one(p, best, i, at, best_wrong);
    }
}

// How many words of NAME from AT on, all in LEFT, are WORD when they are joined; 0 for none.
static size_t joined(const struct ht_name_word *word, const struct ht_prepared_name *name, uint32_t left, size_t at,
                     float *weight) {
    size_t used = 0, len = 0;
    *weight = 0;
    while (at + used < name->count && ht_word_in(left, at + used) && len < word->len) {
        const struct ht_name_word *part = &name->words[at + used];
        if (len + part->len > word->len || memcmp(word->text + len, part->text, part->len) != 0)
            return 0;
        len += part->len;
        *weight += part->weight;
        used++;
    }
    return len == word->len && used > 1 ? used : 0;
}

// Whether words AT and AT + 1 of NAME, both in LEFT, are WORD but for one letter: "Exxon Mobile".
static bool joined_with_error(const struct ht_name_word *word, const struct ht_prepared_name *name, uint32_t left,
                              size_t at) {
    enum { LEAST = 8, LONGEST = 40 };
    char text[LONGEST + 1];
    if (word->len < LEAST || at + 1 >= name->count || !ht_word_in(left, at) || !ht_word_in(left, at + 1))
        return false;
    const struct ht_name_word *a = &name->words[at], *b = &name->words[at + 1];
    size_t len = (size_t)a->len + b->len;
    if (len > LONGEST || len > word->len + 1U || word->len > len + 1 || (a->flags & b->flags & HT_WORD_COMMON) != 0)
        return false;
    memcpy(text, a->text, a->len);
    memcpy(text + a->len, b->text, b->len);
    struct ht_name_word both = {.text = text, .letters = a->letters | b->letters, .len = (uint8_t)len};
    return ht_word_distance(word, &both, 1) == 1;
}

// Words of one name that are several joined of the other; PRINTED tells which is the one.
static void pair_joined(struct ht_pairing *p, bool printed) {
    enum { LEAST = 4 };
    const struct ht_prepared_name *whole = printed ? p->printed : p->name, *parts = printed ? p->name : p->printed;
    uint32_t *left_whole = printed ? &p->left_printed : &p->left_name;
    uint32_t *left_parts = printed ? &p->left_name : &p->left_printed;
    for (size_t i = 0; i < whole->count; i++) {
        const struct ht_name_word *word = &whole->words[i];
        for (size_t j = 0; j < parts->count && ht_word_in(*left_whole, i) && word->len >= LEAST; j++) {
            float weight;
            size_t used = joined(word, parts, *left_parts, j, &weight);
            bool wrong = used == 0 && joined_with_error(word, parts, *left_parts, j);
            if (wrong) {
                used = 2;
                weight = parts->words[j].weight + parts->words[j + 1].weight;
            }
            if (used > 0) {
                add(p, HT_WORD_JOINED, printed ? i : j, printed ? j : i, lesser(word->weight, weight),
                    wrong ? 1 / (float)word->len : 0);
                *left_parts &= ~(ht_words_below(used) << j);
            }
        }
    }
}

// How many words of NAME from AT on have WORD's letters as their first; the last letter may stand for the legal form.
static size_t initials(const struct ht_name_word *word, const struct ht_prepared_name *name, uint32_t left, size_t at,
                       float *weight) {
    enum { LEAST = 3, LONGEST = 6 };
    size_t used = 0;
    *weight = 0;
    if (word->len < LEAST || word->len > LONGEST || (word->flags & (HT_WORD_COMMON | HT_WORD_NUMBER)) != 0)
        return 0;
    while (used < word->len && at + used < name->count && ht_word_in(left, at + used) &&
           name->words[at + used].text[0] == word->text[used]) {
        *weight += name->words[at + used].weight;
        used++;
    }
    bool form = used + 1 == word->len && at + used == name->count && name->form != 0 && word->text[used] == 'c';
    bool all = used == word->len || form;
    return all && used >= LEAST ? used : 0;
}

static void pair_initials(struct ht_pairing *p, bool printed) {
    const struct ht_prepared_name *whole = printed ? p->printed : p->name, *parts = printed ? p->name : p->printed;
    uint32_t *left_whole = printed ? &p->left_printed : &p->left_name;
    uint32_t *left_parts = printed ? &p->left_name : &p->left_printed;
    for (size_t i = 0; i < whole->count; i++) {
        const struct ht_name_word *word = &whole->words[i];
        for (size_t j = 0; j < parts->count && ht_word_in(*left_whole, i); j++) {
            const struct ht_name_word *part = &parts->words[j];
            float weight = part->weight;
            bool syllables = part->initials != NULL && part->initials[1] != '\0' && ht_word_in(*left_parts, j) &&
                             strcmp(part->initials, word->text) == 0 &&
                             (word->flags & (HT_WORD_SMALL | HT_WORD_COMMON)) == 0;
            size_t used = syllables ? 1 : initials(word, parts, *left_parts, j, &weight);
            if (used > 0) {
                add(p, HT_WORD_INITIALS, printed ? i : j, printed ? j : i, lesser(word->weight, weight), 0);
                *left_parts &= ~(ht_words_below(used) << j);
            }
        }
    }
}

static void pair(const struct ht_prepared_name *printed, const struct ht_prepared_name *name,
                 struct ht_pairing *out) {
    out->printed = printed;
    out->name = name;
    out->count = 0;
    out->left_printed = ht_words_below(printed->count);
    out->left_name = ht_words_below(name->count);
    pair_equal(out);
    if (out->left_printed == 0 || out->left_name == 0)
        return;
    pair_joined(out, true);
    pair_joined(out, false);
    pair_initials(out, true);
    pair_initials(out, false);
    pair_alike(out);
}

// Some order of names, by their words.
static bool goes_before(const struct ht_prepared_name *a, const struct ht_prepared_name *b) {
    if (a->count != b->count)
        return a->count < b->count;
    size_t i = 0;
    while (i + 1 < a->count && a->words[i].hash == b->words[i].hash)
        i++;
    return a->words[i].hash < b->words[i].hash;
}

static void turn(struct ht_pairing *p) {
    const struct ht_prepared_name *printed = p->name;
    uint32_t left = p->left_name;
    p->name = p->printed;
    p->printed = printed;
    p->left_name = p->left_printed;
    p->left_printed = left;
    for (size_t i = 0; i < p->count; i++) {
        uint8_t first = p->pairs[i].other;
        p->pairs[i].other = p->pairs[i].first;
        p->pairs[i].first = first;
    }
}

// Where several pairings are as good, the one that is met first stands; so that it is the same both ways, names go in
// an order of their own. Only a cut name must be the first.
void ht_pair_words(const struct ht_prepared_name *printed, const struct ht_prepared_name *name,
                   struct ht_pairing *out) {
    if (printed->cut || !goes_before(name, printed)) {
        pair(printed, name, out);
        return;
    }
    pair(name, printed, out);
    turn(out);
}
