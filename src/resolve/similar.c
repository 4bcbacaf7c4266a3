// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Names that are only like one of the reference: never a match. Asked last, of rows of which nothing is known. The
 * index gives the names that share the rarest words, the model of names how likely each is the row's company, the
 * row's country and exchange speak for or against it, and each candidate says why. What an identifier tells apart is
 * none: an ISIN or a ticker that the company cannot have, or a known lookalike.
 */
#include <stdlib.h>
#include <string.h>

#include "holdtrace/names.h"
#include "holdtrace/near_names.h"
#include "resolve/row.h"

enum { MOST_SIMILAR = 5, SCORE_PLACES = 3, SCORE_ONE = 1000 };

/*
 * From which probability on a row is shown; bench/README.md ("Candidates") tells what that gives on real exports. A
 * row with an identifier of a kind that the reference has for its targets' securities, but that it does not know, is
 * more likely another company's, the more so where a word is spelled otherwise: who prints identifiers does not type
 * names by hand. Of a row that tells nothing but a name, and not a short one, nothing else can be
 * asked. A Chinese short name says more than its characters do when it is drawn from the long one in the way of the
 * mainland's exchanges.
 */
static const double least_shown = 0.5, least_shown_beside_identifier = 0.62, least_shown_misspelled = 0.75,
                    least_shown_bare = 0.4, least_shown_chinese = 0.32;

static bool is_impossible(struct row *row, const struct ht_entity *entity) {
    return isin_contradicts(row, entity) || ticker_contradicts(row, entity) || row_lookalike(row, entity) != 0;
}

// Whether the printed name is at least as near to the name of a known lookalike of the company, cut or reordered as
// that may be, as to the company's own.
static bool is_nearer_to_lookalike(struct row *row, const struct ht_prepared_name *printed,
                                   const struct ht_near_name *item) {
    struct ht_arena *scratch = row->run->scratch;
    const struct ht_name_reading reading = {.origin = HT_NAME_PRINTED,
                                            .counts = ht_reference_word_counts(row->run->ref)};
    struct ht_lookalikes all = ht_reference_lookalikes_of(row->run->ref, item->name->entity);
    struct ht_prepared_name *other = ht_arena_alloc(scratch, sizeof *other);
    struct ht_name_match match;
    for (size_t i = 0; i < all.count; i++) {
        ht_name_prepare(scratch, all.items[i].name, &reading, other);
        ht_name_compare(printed, other, NULL, &match);
        if (ht_name_match_order(&match, &item->match) <= 0)
            return true;
    }
    return false;
}

static enum ht_agreement country_fact(const struct row *row, const struct ht_entity *entity) {
    static const enum ht_agreement facts[] = {
        [COUNTRY_UNKNOWN] = HT_UNKNOWN_FACT, [COUNTRY_AGREES] = HT_AGREES, [COUNTRY_CONTRADICTS] = HT_CONTRADICTS};
    return facts[row_country_fit(row->position, entity)];
}

// A share is traded where the company's shares are; other instruments elsewhere.
static enum ht_agreement exchange_fact(const struct row *row, const struct ht_entity *entity) {
    const char *mic = row->position->mic;
    if (!mic || row->position->kind != HT_KIND_EQUITY)
        return HT_UNKNOWN_FACT;
    struct ht_securities own = ht_reference_securities_of(row->run->ref, entity);
    bool any = false;
    for (size_t i = 0; i < own.count; i++) {
        if (own.items[i]->mic && strcmp(own.items[i]->mic, mic) == 0)
            return HT_AGREES;
        any = any || own.items[i]->mic;
    }
    return any ? HT_CONTRADICTS : HT_UNKNOWN_FACT;
}

static int best_first(const void *a, const void *b) {
    const struct ht_near_name *x = a, *y = b;
    int order = ht_name_match_order(&x->match, &y->match);
    return order ? order : strcmp(x->name->entity->id, y->name->entity->id);
}

/*
 * Whether ITEM, with what the row tells or without, is as likely as LEAST: the names alone must carry it. A country
 * that agrees makes a candidate likelier, but so many companies have it that it would lift whoever shares a province.
 */
static bool is_shown(const struct ht_near_name *item, double least) {
    return item->match.probability >= least && ht_name_probability(item->match.feature, NULL) >= least;
}

// Copies those of NEAR that are possible, with what the row tells besides, best first; nothing when the row could be
// none of them with a probability of LEAST.
static size_t weigh_with_row(struct row *row, struct ht_near_names near, double least, struct ht_near_name *out) {
    size_t count = 0;
    bool any = false;
    for (size_t i = 0; i < near.count && !any; i++)
        any = is_shown(&near.items[i], least);
    for (size_t i = 0; i < near.count && any; i++) {
        const struct ht_entity *entity = near.items[i].name->entity;
        if (near.items[i].match.probability < HT_NAME_UNLIKELY || is_impossible(row, entity) ||
            is_nearer_to_lookalike(row, near.printed, &near.items[i]))
            continue;
        struct ht_near_name *item = &out[count++];
        *item = near.items[i];
        item->match.context =
            (struct ht_name_context){.country = country_fact(row, entity), .exchange = exchange_fact(row, entity)};
        item->match.probability = ht_name_probability(item->match.feature, &item->match.context);
    }
    if (count > 1)
        qsort(out, count, sizeof *out, best_first);
    return count;
}

static struct ht_amount score_of(double probability) {
    struct ht_decimal score = ht_decimal_int((int64_t)(probability * SCORE_ONE + 0.5));
    score.scale = SCORE_PLACES;
    return ht_amount_of(score);
}

static void add_candidates(struct row *row, const struct ht_prepared_name *printed, const struct ht_near_name *items,
                           size_t count, double least) {
    for (size_t i = 0; i < count && row->candidate_count < MOST_SIMILAR; i++) {
        const struct ht_entity *entity = items[i].name->entity;
        size_t other = i == 0 ? 1 : 0;
        struct ht_name_runner_up next = {0};
        if (!is_shown(&items[i], least))
            continue;
        if (other < count)
            next = (struct ht_name_runner_up){items[other].name->entity->name, items[other].match.probability};
        const char *why =
            ht_name_match_sentence(row->run->scratch, printed, items[i].prepared, &items[i].match, entity->name,
                                   row_countries_text(row), next.name && i == 0 ? &next : NULL);
        row_candidate(row, entity, "%s", why);
        row->candidates[row->candidate_count - 1].score = score_of(items[i].match.probability);
    }
}

// From which probability on ROW is shown, whose name is nearest to BEST.
static double least_of(const struct row *row, const struct ht_near_name *best) {
    const struct ht_position *p = row->position;
    if (row_is_comparable(p))
        return best->match.feature[HT_NAME_MISTYPED] > 0 ? least_shown_misspelled : least_shown_beside_identifier;
    bool bare = !p->country && !p->incorporation && !name_is_short(row->issuer_key);
    double least = bare ? least_shown_bare : least_shown;
    if (!ht_name_is_chinese(row->issuer_key))
        return least;
    const char *key = ht_name_simplified(row->run->scratch, row->issuer_key);
    return ht_name_is_chinese_short(key, best->name->name) ? least_shown_chinese : least;
}

void try_similar(struct row *row) {
    const struct ht_position *p = row->position;
    struct kind_rule rule = kind_rule_of(p->kind);
    if (!p->name || !rule.name || rule.name_is_candidate || row->claim_count > 0 || row->candidate_count > 0 ||
        row->conflict || row_names(row).count > 0)
        return;
    bool cut = !row->names_are_whole && ht_name_may_be_cut(p->name, p->name_raw_length);
    struct ht_near_names near =
        ht_reference_near_names(row->run->ref, p->name, row->issuer_key, cut, HT_NEAR_WATCHED);
    if (near.count == 0)
        return;
    struct ht_near_name *items = ht_arena_array(row->run->scratch, near.count, sizeof *items);
    double least = least_of(row, &near.items[0]);
    add_candidates(row, near.printed, items, weigh_with_row(row, near, least, items), least);
}
