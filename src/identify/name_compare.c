// SPDX-License-Identifier: GPL-3.0-or-later
// What an analyst would weigh of two names: the features of name_match.h.
#include <string.h>

#include "holdtrace/name_match.h"
#include "identify/name_pairing.h"
#include "identify/name_words.h"

// Weights that count as 1; what must be shared for a match to be thought of.
static const float whole_share = 20, whole_weight = 10, least_shared = 3;

// One side's words that have no answer.
struct left {
    float rarest; // of those that tell a company
    bool read;    // which was read from another script
    bool number, place, bracketed;
    float country;
};

static float lesser(float a, float b) {
    return a < b ? a : b;
}

static float greater(float a, float b) {
    return a > b ? a : b;
}

// Whether NAME has the number of WORD: "13th Institute (CETC 13)" says it twice.
static bool has_number(const struct ht_prepared_name *name, const struct ht_name_word *word) {
    for (size_t i = 0; i < name->count && word->number >= 0; i++)
        if (name->words[i].number == word->number)
            return true;
    return false;
}

static void add_left(struct left *left, const struct ht_name_word *word) {
    left->read = word->weight > left->rarest ? (word->flags & HT_WORD_READ) != 0 : left->read;
    left->rarest = greater(left->rarest, word->weight);
}

static struct left left_of(const struct ht_prepared_name *name, const struct ht_prepared_name *other,
                           uint32_t words) {
    struct left left = {0};
    for (size_t i = 0; i < name->count; i++) {
        const struct ht_name_word *word = &name->words[i];
        if (!ht_word_in(words, i))
            continue;
        bool number = (word->flags & HT_WORD_NUMBER) != 0;
        bool place = (word->flags & HT_WORD_PLACE) != 0;
        left.number = left.number || (number && !has_number(other, word));
        left.place = left.place || place;
        left.bracketed = left.bracketed || (word->flags & HT_WORD_BRACKETED) != 0;
        if ((word->flags & HT_WORD_COUNTRY) != 0)
            left.country = greater(left.country, i > 0 ? 1 : 0.5F);
        if (!number && !place && (word->flags & (HT_WORD_SMALL | HT_WORD_FORM)) == 0)
            add_left(&left, word);
    }
    return left;
}

// Words of the whole name that stand behind the last one found, when PRINTED was cut there, say nothing.
static uint32_t left_before_cut(const struct ht_pairing *p) {
    uint32_t left = p->left_name;
    if (!p->printed->cut)
        return left;
    size_t last = 0;
    for (size_t i = 0; i < p->count; i++)
        last = p->pairs[i].other > last ? p->pairs[i].other : last;
    return left & ht_words_below(last + 1);
}

// The first word that tells something.
static size_t first_telling(const struct ht_prepared_name *name) {
    for (size_t i = 0; i < name->count; i++)
        if ((name->words[i].flags & (HT_WORD_PLACE | HT_WORD_SMALL | HT_WORD_FORM)) == 0)
            return i;
    return 0;
}

// Sets the feature of how the legal forms differ, if they do.
static void compare_forms(const struct ht_prepared_name *a, const struct ht_prepared_name *b, float *f) {
    if (a->form == b->form || a->form <= HT_FORM_ANY || b->form <= HT_FORM_ANY || a->form == HT_FORM_OTHER ||
        b->form == HT_FORM_OTHER)
        return;
    f[a->form <= HT_FORM_LLC && b->form <= HT_FORM_LLC ? HT_NAME_FORMS_MIXED : HT_NAME_FORMS] = 1;
}

// Sums over the pairs.
struct shared {
    float weight, credited, rarest, abbreviated, mistyped, read, translated, letters;
    bool joined, initials, wrong_first, wrong_known, telling;
};

enum { TELLS_NOTHING = HT_WORD_COMMON | HT_WORD_PLACE | HT_WORD_NUMBER | HT_WORD_SMALL | HT_WORD_FORM };

static void add_pair(struct shared *sum, const struct ht_name_word *a, const struct ht_name_word *b,
                     const struct ht_word_pair *pair) {
    float credited = pair->weight * pair->credit;
    unsigned either = (unsigned)a->flags ^ b->flags;
    bool small = ((a->flags | b->flags) & (HT_WORD_SMALL | HT_WORD_FORM)) != 0;
    sum->weight += pair->weight;
    sum->credited += credited;
    sum->rarest = greater(sum->rarest, small ? 0 : credited);
    sum->abbreviated += pair->how == HT_WORD_SHORT || pair->how == HT_WORD_CUT ? pair->weight : 0;
    sum->mistyped += pair->weight * pair->wrong;
    sum->translated += (either & HT_WORD_TRANSLATED) != 0 ? pair->weight : 0;
    sum->read += (either & (HT_WORD_READ | HT_WORD_TRANSLATED)) == HT_WORD_READ ? pair->weight : 0;
    bool same = pair->how == HT_WORD_EQUAL || pair->how == HT_WORD_JOINED;
    sum->telling = sum->telling || (same && ((a->flags | b->flags) & TELLS_NOTHING) == 0);
    sum->joined = sum->joined || pair->how == HT_WORD_JOINED;
    sum->initials = sum->initials || pair->how == HT_WORD_INITIALS;
    sum->wrong_first = sum->wrong_first || (pair->how == HT_WORD_MISTYPED && a->text[0] != b->text[0]);
    sum->wrong_known = sum->wrong_known || (pair->how == HT_WORD_MISTYPED && a->names > 0 && b->names > 0);
    sum->letters += pair->credit * (1 - pair->wrong) * (float)(a->len < b->len ? a->len : b->len);
}

static struct shared shared_of(const struct ht_pairing *p) {
    struct shared sum = {0};
    for (size_t i = 0; i < p->count; i++)
        add_pair(&sum, &p->printed->words[p->pairs[i].first], &p->name->words[p->pairs[i].other], &p->pairs[i]);
    return sum;
}

static bool in_other_order(const struct ht_pairing *p) {
    uint8_t other[HT_NAME_WORDS] = {0};
    uint32_t found = 0;
    int last = -1;
    for (size_t i = 0; i < p->count; i++) {
        other[p->pairs[i].first] = p->pairs[i].other;
        bool telling = p->pairs[i].weight > 1;
        found |= (uint32_t)telling << p->pairs[i].first;
    }
    for (size_t i = 0; i < p->printed->count; i++) {
        if (!ht_word_in(found, i))
            continue;
        if (other[i] < last)
            return true;
        last = other[i];
    }
    return false;
}

static bool first_are_paired(const struct ht_pairing *p) {
    size_t i = first_telling(p->printed), j = first_telling(p->name);
    for (size_t k = 0; k < p->count; k++)
        if (p->pairs[k].first == i && p->pairs[k].other == j)
            return p->pairs[k].how != HT_WORD_MISTYPED;
    return false;
}

static float part(float weight, float of) {
    return of > 0 ? weight / of : 0;
}

static enum ht_name_feature numbers_feature(const struct ht_pairing *p, const struct left *printed,
                                            const struct left *name) {
    if (p->printed->series && p->name->series && printed->rarest + name->rarest == 0)
        return HT_NAME_SERIES;
    return printed->number && name->number ? HT_NAME_NUMBERS : HT_NAME_NUMBER_ADDED;
}

// Whether NAME is a short name of a Chinese exchange, of which every word is found, and one that tells the company:
// 中国电子, China Electronics, is in the names of several.
static bool is_short_in(const struct ht_prepared_name *name, const struct left *left, const struct shared *sum) {
    return name->short_name && sum->telling && sum->mistyped == 0 && left->rarest == 0 && !left->place &&
           !left->number;
}

static void fill_left(const struct ht_pairing *p, const struct shared *sum, float *f) {
    struct left printed = left_of(p->printed, p->name, p->printed->names_other ? 0 : p->left_printed);
    struct left name = left_of(p->name, p->printed, left_before_cut(p));
    float replaced = lesser(printed.rarest, name.rarest) / whole_weight;
    f[printed.read != name.read ? HT_NAME_READ_OTHERWISE : HT_NAME_REPLACED] = replaced;
    f[HT_NAME_ADDED] = greater(printed.rarest, name.rarest) / whole_weight - replaced;
    f[HT_NAME_BRACKETED] = printed.bracketed || name.bracketed;
    f[HT_NAME_SHORT_NAME] = is_short_in(p->printed, &printed, sum) || is_short_in(p->name, &name, sum);
    bool numbers = printed.number || name.number;
    f[numbers_feature(p, &printed, &name)] = numbers;
    f[HT_NAME_PLACES] = printed.place && name.place;
    f[HT_NAME_COUNTRY] = f[HT_NAME_PLACES] > 0 ? 0 : greater(printed.country, name.country);
    f[HT_NAME_BOTH_LACK] = replaced > 0;
    bool whole = printed.rarest + name.rarest == 0 && !numbers && !sum->initials && !printed.place && !name.place;
    f[HT_NAME_WHOLE] = whole && sum->mistyped == 0;
    f[HT_NAME_SPELLED] = whole && sum->mistyped > 0 && !sum->wrong_known;
}

static void fill(const struct ht_pairing *p, const struct shared *sum, float *f) {
    fill_left(p, sum, f);
    f[HT_NAME_SHARED] = lesser(sum->credited / whole_share, 1);
    f[HT_NAME_RAREST] = sum->rarest / whole_weight;
    f[HT_NAME_FIRST] = first_are_paired(p);
    f[HT_NAME_ABBREVIATED] = part(sum->abbreviated, sum->weight);
    f[HT_NAME_MISTYPED] = part(sum->mistyped, sum->weight);
    f[HT_NAME_MISTYPED_FIRST] = sum->wrong_first;
    f[HT_NAME_MISTYPED_KNOWN] = sum->wrong_known;
    f[HT_NAME_JOINED] = sum->joined;
    f[HT_NAME_INITIALS] = sum->initials;
    f[HT_NAME_REORDERED] = in_other_order(p);
    compare_forms(p->printed, p->name, f);
    f[HT_NAME_SCRIPT] = part(sum->read, sum->weight);
    f[HT_NAME_TRANSLATED] = part(sum->translated, sum->weight);
}

static float letters_of(const struct ht_prepared_name *name) {
    float sum = 0;
    for (size_t i = 0; i < name->count; i++)
        sum += name->words[i].len;
    return sum;
}

// Of letters alone; a little more when even the signs are the same.
static double likeness_of(const struct ht_pairing *p, const struct shared *sum) {
    static const double signs = 0.001;
    float all = letters_of(p->printed) + letters_of(p->name);
    double part_shared = all > 0 ? (double)(2 * sum->letters / all) : 0;
    return (1 - signs) * (part_shared < 1 ? part_shared : 1) + signs * (strcmp(p->printed->name, p->name->name) == 0);
}

static void tell_words(const struct ht_pairing *p, struct ht_name_match *out) {
    for (size_t i = 0; i < p->count; i++) {
        out->how[p->pairs[i].first] = p->pairs[i].how;
        out->at[p->pairs[i].first] = p->pairs[i].other;
    }
    // Further words of a joined group have no pair of their own.
    for (size_t i = 1; i < p->printed->count; i++) {
        if (!ht_word_in(p->left_printed, i) && out->how[i] == HT_WORD_ALONE) {
            out->how[i] = out->how[i - 1];
            out->at[i] = out->at[i - 1];
        }
    }
    out->found = ht_words_below(p->name->count) & ~p->left_name;
}

void ht_name_compare(const struct ht_prepared_name *printed, const struct ht_prepared_name *name,
                     const struct ht_name_context *context, struct ht_name_match *out) {
    struct ht_pairing pairing;
    memset(out, 0, sizeof *out);
    ht_pair_words(printed, name, &pairing);
    struct shared sum = shared_of(&pairing);
    fill(&pairing, &sum, out->feature);
    if (context != NULL)
        out->context = *context;
    tell_words(&pairing, out);
    out->likeness = likeness_of(&pairing, &sum);
    out->probability =
        sum.credited >= least_shared ? ht_name_probability(out->feature, context) : HT_NAME_NOTHING_SHARED;
}
