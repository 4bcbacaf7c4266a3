// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Where the words of a printed name lead: the rarest first, as far as a budget goes, each name scored by the weight
 * of the words it shares. A word that the index does not know is asked for as neighbours written as one, and as a
 * careless spelling.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "holdtrace/index_terms.h"
#include "holdtrace/names.h"
#include "reference/near_index.h"

enum { MOST_ASKED = 512, BUDGET = 3000, KNOWN = 3, LONGEST_JOINED = 128 };

// Less than the word itself, so that a name that has it goes first.
static const float joined_credit = 0.97F, careless_credit = 0.9F;
// What a word that leads nowhere counts at most, of what a name should share: it may be one that only exports print.
static const float most_of_unknown = 3;

// A term that leads somewhere.
struct asked {
    uint32_t term, word; // word: one term of each leads to a name
    float weight;
    uint64_t count;
    bool telling;
};

struct gathering {
    struct ht_reference *ref;
    enum name_index index;
    struct asked *asked; // MOST_ASKED of them
    size_t count;
    // Of the word that is asked for.
    uint32_t word;
    float weight;
    bool telling, found;
    float whole; // of all words
};

static void ask_term(void *user, uint32_t term) {
    struct gathering *g = user;
    uint64_t count = near_find(g->ref, g->index, term).count;
    g->found = g->found || count > 0;
    if (count > 0 && count <= NAME_PAGE_MOST && g->count < MOST_ASKED)
        g->asked[g->count++] = (struct asked){term, g->word, g->weight, count, g->telling};
}

static bool is_telling(const struct ht_name_word *word) {
    enum { LEAST = 3 };
    return word->len >= LEAST &&
           (word->flags & (HT_WORD_COMMON | HT_WORD_PLACE | HT_WORD_NUMBER | HT_WORD_SMALL | HT_WORD_FORM)) == 0;
}

// Asks for a word, as it was written out and as it is printed, for so others have it too; false when the index has
// neither.
static bool ask_word(struct gathering *g, const struct ht_name_word *word) {
    g->weight = word->weight;
    g->telling = is_telling(word);
    g->found = false;
    ht_terms_of_word(word->text, word->len, ask_term, g);
    if (strcmp(word->printed, word->text) != 0)
        ht_terms_of_word(word->printed, strlen(word->printed), ask_term, g);
    return g->found;
}

static void ask_joined_text(struct gathering *g, const char *a, const char *b) {
    char text[LONGEST_JOINED];
    int len = snprintf(text, sizeof text, "%s%s", a, b);
    if (len > 0 && (size_t)len < sizeof text)
        ask_term(g, ht_term_of(text, (size_t)len));
}

// Two words as one: neighbours that were divided, or, of words that stand in too many names, a rare pair.
static void ask_joined(struct gathering *g, const struct ht_name_word *a, const struct ht_name_word *b) {
    g->weight = joined_credit * (a->weight + b->weight);
    g->telling = true;
    ask_joined_text(g, a->text, b->text);
    if (a->printed != a->text || b->printed != b->text)
        ask_joined_text(g, a->printed, b->printed);
}

static void ask_careless(struct gathering *g, const struct ht_name_word *word) {
    // A word of several companies is one of its own.
    if (word->names > KNOWN)
        return;
    g->weight = careless_credit * word->weight;
    g->telling = true;
    ht_terms_of_careless(word->text, word->len, ask_term, g);
}

static void ask_words(struct gathering *g, const struct ht_prepared_name *printed) {
    for (size_t i = 0; i < printed->count; i++) {
        const struct ht_name_word *word = &printed->words[i];
        bool nothing = (word->flags & (HT_WORD_SMALL | HT_WORD_FORM)) != 0;
        g->word = (uint32_t)i + 1;
        bool known = nothing || ask_word(g, word);
        g->whole += known || word->weight < most_of_unknown ? word->weight : most_of_unknown;
        if (i > 0)
            ask_joined(g, word - 1, word);
        if (!known && g->index == NAMES_WATCHED)
            ask_careless(g, word);
    }
}

static void ask_two(void *user, uint32_t term) {
    enum { WEIGHTS_OF_TWO = 1000 }; // words of their own, behind those of the prepared name
    struct gathering *g = user;
    uint64_t all = near_find(g->ref, NAMES_ALL, term).count;
    const struct ht_word_counts *counts = ht_reference_word_counts(g->ref);
    // Two of a common word stand in many names.
    g->telling = all * 100 < counts->names || all <= KNOWN;
    g->weight = g->telling ? 4 : 1;
    g->word = g->word < WEIGHTS_OF_TWO ? WEIGHTS_OF_TWO : g->word + 1;
    ask_term(g, term);
}

static int rarest_first(const void *a, const void *b) {
    const struct asked *x = a, *y = b;
    if (x->count != y->count)
        return x->count < y->count ? -1 : 1;
    if (x->word != y->word)
        return x->word < y->word ? -1 : 1;
    return (x->term > y->term) - (x->term < y->term);
}

static void add_lead(struct near_memory *memory, uint64_t number, const struct asked *asked) {
    size_t at = (size_t)((number * UINT64_C(0x9E3779B97F4A7C15)) >> 32) % NEAR_LEADS;
    while (memory->leads[at].round == memory->round && memory->leads[at].number != number)
        at = (at + 1) % NEAR_LEADS;
    struct near_lead *lead = &memory->leads[at];
    if (lead->round != memory->round) {
        *lead = (struct near_lead){.number = number, .round = memory->round};
        memory->touched[memory->touched_count++] = (uint32_t)at;
    }
    if (lead->word == asked->word)
        return;
    lead->word = asked->word;
    lead->score += asked->weight;
    lead->telling = lead->telling || asked->telling;
}

void near_gather(struct ht_reference *ref, enum name_index index, const struct ht_prepared_name *printed,
                 const char *key) {
    struct near_memory *memory = near_memory(ref);
    struct asked asked[MOST_ASKED];
    struct gathering g = {.ref = ref, .index = index, .asked = asked};
    uint64_t read = 0;
    memory->touched_count = 0;
    if (++memory->round == 0)
        memory->round = 1;
    ask_words(&g, printed);
    if (ht_word_is_by_two(key, strlen(key)))
        ht_terms_of_key(ht_name_simplified(memory->scratch, key), ask_two, &g);
    memory->whole = g.whole;
    qsort(asked, g.count, sizeof *asked, rarest_first);
    for (size_t i = 0; i < g.count && read + asked[i].count <= BUDGET; i++) {
        struct name_numbers numbers = near_find(ref, index, asked[i].term);
        read += numbers.count;
        for (uint64_t number; name_numbers_next(&numbers, &number);)
            add_lead(memory, number, &asked[i]);
    }
}

// Whether any of some terms is in an index.
struct trial {
    struct ht_reference *ref;
    enum name_index index;
    bool found;
};

static void try_term(void *user, uint32_t term) {
    struct trial *trial = user;
    trial->found = trial->found || near_find(trial->ref, trial->index, term).count > 0;
}

bool near_may_lead(struct ht_reference *ref, enum name_index index, const char *key) {
    struct trial trial = {.ref = ref, .index = index};
    bool any = false;
    if (ht_word_is_by_two(key, strlen(key)))
        return true;
    for (const char *at = key; *at != '\0' && !trial.found; at += strspn(at, " ")) {
        size_t len = strcspn(at, " ");
        if (ht_word_tells(at, len)) {
            any = true;
            ht_terms_of_word(at, len, try_term, &trial);
            if (!trial.found && index == NAMES_WATCHED)
                ht_terms_of_careless(at, len, try_term, &trial);
        }
        at += len;
    }
    if (any && !trial.found)
        ht_terms_of_joined(key, try_term, &trial);
    return trial.found || !any;
}
