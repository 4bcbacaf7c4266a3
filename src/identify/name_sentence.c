// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Why a name was matched, in one sentence made of its features. Words are quoted as they were printed: how a Chinese
 * character was read is for comparing and is not shown.
 */
#include <string.h>

#include "holdtrace/arena.h"
#include "holdtrace/name_match.h"
#include "holdtrace/text.h"
#include "identify/name_pairing.h"

struct sentence {
    struct ht_buffer text;
    const struct ht_prepared_name *printed, *name;
    const struct ht_name_match *match;
    bool begun; // a first clause is there
};

static void clause(struct sentence *s, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void clause(struct sentence *s, const char *format, ...) {
    va_list args;
    ht_buffer_string(&s->text, s->begun ? ", " : "");
    s->begun = true;
    va_start(args, format);
    ht_buffer_vformat(&s->text, format, args);
    va_end(args);
}

static const char *number_word(size_t n) {
    static const char *const words[] = {"no",  "one",   "two",   "three", "four", "five",
                                        "six", "seven", "eight", "nine",  "ten"};
    return n < sizeof words / sizeof *words ? words[n] : "many";
}

// Whether word I is the same as printed, or in another script; not one that was written out.
static bool is_equal(const struct sentence *s, size_t i) {
    const struct ht_name_word *a = &s->printed->words[i], *b = &s->name->words[s->match->at[i]];
    return s->match->how[i] == HT_WORD_EQUAL &&
           (strcmp(a->printed, b->printed) == 0 || ((a->flags | b->flags) & HT_WORD_READ) != 0 || a->number >= 0);
}

// How many words from the start on are the same, in the same places.
static size_t equal_from_start(const struct sentence *s) {
    size_t n = 0;
    while (n < s->printed->count && is_equal(s, n) && s->match->at[n] == n)
        n++;
    return n;
}

static size_t equal_words(const struct sentence *s) {
    size_t n = 0;
    for (size_t i = 0; i < s->printed->count; i++)
        n += is_equal(s, i);
    return n;
}

static void tell_equal(struct sentence *s) {
    size_t start = equal_from_start(s), all = equal_words(s), count = s->printed->count;
    if (all == count && all == s->name->count && all > 0)
        clause(s, start == all ? "all words equal" : "all words equal, in another order");
    else if (all == count && all > 0)
        clause(s, all == 1 ? "the only word printed equal" : "all %s words printed equal", number_word(all));
    else if (start > 0 && start == all)
        clause(s, start == 1 ? "first word equal" : "first %s words equal", number_word(start));
    else if (all > 0)
        clause(s, "%s of %s words equal", number_word(all), number_word(count));
}

static void tell_cut(struct sentence *s, const char *word) {
    clause(s, "\"%s\" cut at the export's %zu characters", word, ht_utf8_length(s->printed->name));
}

// A is a short form of B, or B of A; at the end of a cut name, what was left of it.
static void tell_short(struct sentence *s, size_t i, const char *a, const char *b) {
    size_t len = strlen(a);
    if (s->printed->cut && i + 1 == s->printed->count && len < strlen(b) && memcmp(a, b, len) == 0)
        tell_cut(s, a);
    else
        clause(s, len < strlen(b) ? "\"%s\" short for \"%s\"" : "\"%s\" written out for \"%s\"", a, b);
}

static void tell_word(struct sentence *s, size_t i) {
    const char *a = s->printed->words[i].printed, *b = s->name->words[s->match->at[i]].printed;
    bool first = i == 0 || s->match->at[i] != s->match->at[i - 1] || s->match->how[i] != s->match->how[i - 1];
    switch ((enum ht_word_match)s->match->how[i]) {
    case HT_WORD_SHORT:
        tell_short(s, i, a, b);
        break;
    case HT_WORD_CUT:
        tell_cut(s, a);
        break;
    case HT_WORD_MISTYPED:
        clause(s, "\"%s\" spelled for \"%s\"", a, b);
        break;
    case HT_WORD_INFLECTED:
        clause(s, "\"%s\" for \"%s\"", a, b);
        break;
    case HT_WORD_JOINED:
        if (first)
            clause(s, "words joined or divided otherwise (\"%s\", \"%s\")", a, b);
        break;
    case HT_WORD_INITIALS:
        if (first)
            clause(s, "initials (\"%s\", \"%s\")", a, b);
        break;
    case HT_WORD_EQUAL:
        if (!is_equal(s, i))
            tell_short(s, i, a, b);
        break;
    case HT_WORD_ALONE:
        break;
    }
}

// Adds WHAT with the words of NAME in LEFT, legal forms and small words aside; the first three.
static void tell_left(struct sentence *s, const char *what, const struct ht_prepared_name *name, uint32_t left) {
    enum { MOST = 3 };
    size_t told = 0;
    for (size_t i = 0; i < name->count && told < MOST; i++) {
        if (!ht_word_in(left, i) || (name->words[i].flags & (HT_WORD_SMALL | HT_WORD_FORM)) != 0)
            continue;
        if (told == 0)
            clause(s, "%s \"%s\"", what, name->words[i].printed);
        else
            ht_buffer_format(&s->text, ", \"%s\"", name->words[i].printed);
        told++;
    }
}

static void tell_what_is_left(struct sentence *s) {
    uint32_t left = 0;
    for (size_t i = 0; i < s->printed->count; i++)
        left |= (uint32_t)(s->match->how[i] == HT_WORD_ALONE) << i;
    uint32_t lacking = ht_words_below(s->name->count) & ~s->match->found;
    if (!s->printed->names_other)
        tell_left(s, "printed besides", s->printed, left);
    else
        clause(s, "an instrument on another company's shares, whose issuer may be printed too");
    if (!s->printed->cut)
        tell_left(s, "not printed", s->name, lacking);
}

static void tell_differences(struct sentence *s) {
    static const struct {
        enum ht_name_feature feature;
        const char *text;
    } differences[] = {
        {HT_NAME_REORDERED, "words in another order"},
        {HT_NAME_NUMBERS, "numbers differ"},
        {HT_NAME_NUMBER_ADDED, "one has a number"},
        {HT_NAME_SERIES, "numbers differ within a series"},
        {HT_NAME_FORMS, "legal form differs"},
        {HT_NAME_FORMS_MIXED, "legal form differs"},
        {HT_NAME_PLACES, "place differs"},
        {HT_NAME_COUNTRY, "country in one name alone"},
        {HT_NAME_BRACKETED, "a word in brackets in one name alone"},
        {HT_NAME_SCRIPT, "read from another script"},
        {HT_NAME_TRANSLATED, "translated"},
    };
    bool ordered = equal_words(s) == s->printed->count && equal_words(s) == s->name->count;
    for (size_t i = 0; i < sizeof differences / sizeof *differences; i++)
        if (s->match->feature[differences[i].feature] > 0 &&
            !(ordered && differences[i].feature == HT_NAME_REORDERED)) // said already
            clause(s, "%s", differences[i].text);
}

static void tell_fact(struct sentence *s, const char *what, const char *value, enum ht_agreement agreement) {
    if (agreement == HT_UNKNOWN_FACT)
        return;
    ht_buffer_format(&s->text, "; %s%s%s %s", what, value != NULL ? " " : "", value != NULL ? value : "",
                     agreement == HT_AGREES ? "agrees" : "contradicts it");
}

const char *ht_name_match_sentence(struct ht_arena *arena, const struct ht_prepared_name *printed,
                                   const struct ht_prepared_name *name, const struct ht_name_match *match,
                                   const char *entity, const char *country, const struct ht_name_runner_up *next) {
    struct sentence s = {.printed = printed, .name = name, .match = match};
    ht_buffer_format(&s.text, "matched \"%s\" to %s: ", printed->name, entity);
    tell_equal(&s);
    for (size_t i = 0; i < printed->count; i++)
        tell_word(&s, i);
    if (!s.begun)
        clause(&s, "no word equal");
    tell_what_is_left(&s);
    tell_differences(&s);
    tell_fact(&s, "country", country, match->context.country);
    tell_fact(&s, "sector", NULL, match->context.sector);
    tell_fact(&s, "currency", NULL, match->context.currency);
    tell_fact(&s, "exchange", NULL, match->context.exchange);
    if (next != NULL)
        ht_buffer_format(&s.text, "; next best %s, %.2f", next->name, next->probability);
    const char *out = ht_arena_copy(arena, s.text.data, s.text.len);
    ht_buffer_free(&s.text);
    return out;
}
