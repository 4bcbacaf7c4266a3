// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What every method asks of a row: its name keys, the reference's names and lookalikes for it, its countries; and the
 * lists of claims and candidates.
 */
#include <stdarg.h>
#include <string.h>

#include "holdtrace/names.h"
#include "holdtrace/text.h"
#include "resolve/row.h"

void run_find(struct run *run, enum ht_code code, long line, const char *format, ...) {
    if (!ht_tally_shows(&run->tally, code))
        return;
    va_list args;
    va_start(args, format);
    const char *message = ht_arena_vformat(run->findings->arena, format, args);
    va_end(args);
    ht_find(run->findings, code, line, "%s", message);
}

struct kind_rule kind_rule_of(enum ht_kind kind) {
    switch (kind) {
    case HT_KIND_CASH:    // "USD", "JPMORGAN CASH": a bank's name is where it lies, not who owes it
    case HT_KIND_FORWARD: // the name is the counterparty's
        return (struct kind_rule){.ticker = false, .name = false};
    case HT_KIND_FUTURE:
    case HT_KIND_SWAP:
    case HT_KIND_OPTION: // contract codes are not tickers of shares
        return (struct kind_rule){.ticker = false, .name = true};
    case HT_KIND_FUND: // "Schroders" is then a fund that Schroders manages
        return (struct kind_rule){.ticker = true, .name = true, .name_is_candidate = true};
    case HT_KIND_EQUITY:
    case HT_KIND_BOND:
    case HT_KIND_OTHER:
    case HT_KIND_UNKNOWN:
        break;
    }
    return (struct kind_rule){.ticker = true, .name = true};
}

bool same_entity(const struct ht_entity *a, const struct ht_entity *b) {
    return a == b || (a && b && a->key == b->key);
}

void row_claim(struct row *row, struct claim claim) {
    // What no source was read for decides nothing, not even who somebody is.
    if (!ht_confidence_counts(claim.entity->confidence))
        return;
    row->claims =
        ht_arena_grow(row->run->scratch, row->claims, row->claim_count, &row->claim_capacity, sizeof *row->claims);
    row->claims[row->claim_count++] = claim;
}

bool row_is_candidate(const struct row *row, const struct ht_entity *entity) {
    for (size_t i = 0; i < row->candidate_count; i++)
        if (same_entity(row->candidates[i].entity, entity))
            return true;
    return false;
}

void row_candidate(struct row *row, const struct ht_entity *entity, const char *format, ...) {
    if (row_is_candidate(row, entity))
        return;
    va_list args;
    va_start(args, format);
    const char *why = ht_arena_vformat(row->run->arena, format, args);
    va_end(args);
    row->candidates = ht_arena_grow(row->run->arena, row->candidates, row->candidate_count, &row->candidate_capacity,
                                    sizeof *row->candidates);
    row->candidates[row->candidate_count++] =
        (struct ht_candidate){.entity = entity, .score = ht_amount_unknown(), .why = why};
}

void row_name_keys(struct row *row) {
    if (row->has_keys)
        return;
    row->has_keys = true;
    row->whole_key = row->issuer_key = "";
    const char *name = row->position->name;
    if (ht_text_empty(name))
        return;
    row->whole_key = row->issuer_key = ht_name_key(row->run->scratch, name);
    const char *part = ht_name_issuer_part(row->run->scratch, name);
    if (part != name) {
        const char *key = ht_name_key(row->run->scratch, part);
        if (key[0] && strcmp(key, row->whole_key) != 0)
            row->issuer_key = key;
    }
}

struct ht_names row_names(struct row *row) {
    if (row->has_names)
        return row->names;
    row->has_names = true;
    row_name_keys(row);
    if (row->whole_key[0])
        row->names = ht_reference_names(row->run->ref, row->whole_key, false);
    if (row->names.count == 0 && row->issuer_key != row->whole_key)
        row->names = ht_reference_names(row->run->ref, row->issuer_key, false);
    return row->names;
}

bool row_bears_name_of(struct row *row, const struct ht_entity *entity) {
    struct ht_names names = row_names(row);
    for (size_t i = 0; i < names.count; i++)
        if (same_entity(names.items[i].entity, entity))
            return true;
    return false;
}

bool bar_list_has(const char *list, const char *code) {
    size_t len = strlen(code);
    for (const char *at = list; at; at = strchr(at, '|')) {
        at += *at == '|';
        if (strncmp(at, code, len) == 0 && (at[len] == '|' || at[len] == '\0'))
            return true;
    }
    return false;
}

enum country_fit row_country_fit(const struct ht_position *position, const struct ht_entity *entity) {
    if ((!position->country && !position->incorporation) || ht_text_empty(entity->countries))
        return COUNTRY_UNKNOWN;
    bool agrees = (position->country && bar_list_has(entity->countries, position->country)) ||
                  (position->incorporation && bar_list_has(entity->countries, position->incorporation));
    return agrees ? COUNTRY_AGREES : COUNTRY_CONTRADICTS;
}

const char *row_countries_text(const struct row *row) {
    const char *country = row->position->country, *incorporation = row->position->incorporation;
    if (country && incorporation && strcmp(country, incorporation) != 0)
        return ht_arena_format(row->run->arena, "%s and %s", country, incorporation);
    return country ? country : incorporation;
}

static bool text_equal(const char *a, const char *b) {
    return a && b && strcmp(a, b) == 0;
}

static void add_lookalikes(struct row *row, struct ht_lookalikes found, unsigned by) {
    const struct ht_position *p = row->position;
    for (size_t i = 0; i < found.count; i++) {
        const struct ht_lookalike *lookalike = &found.items[i];
        unsigned has = by;
        has |= text_equal(lookalike->isin, p->isin) ? LOOKALIKE_ISIN : 0;
        has |= text_equal(lookalike->ticker, p->ticker) && text_equal(lookalike->mic, p->mic) ? LOOKALIKE_TICKER : 0;
        row->lookalikes = ht_arena_grow(row->run->arena, row->lookalikes, row->lookalike_count,
                                        &row->lookalike_capacity, sizeof *row->lookalikes);
        row->lookalikes[row->lookalike_count++] = (struct resembled){lookalike, has};
    }
}

static void ask_lookalikes(struct row *row) {
    if (row->has_lookalikes)
        return;
    row->has_lookalikes = true;
    row_name_keys(row);
    const struct ht_position *p = row->position;
    struct ht_reference *ref = row->run->ref;
    bool ticker = p->ticker && p->mic;
    if (p->isin || ticker) {
        add_lookalikes(
            row, ht_reference_lookalikes(ref, p->isin, ticker ? p->ticker : NULL, ticker ? p->mic : NULL, NULL), 0);
    }
    if (row->whole_key[0])
        add_lookalikes(row, ht_reference_lookalikes(ref, NULL, NULL, NULL, row->whole_key), LOOKALIKE_NAME);
    if (row->issuer_key != row->whole_key)
        add_lookalikes(row, ht_reference_lookalikes(ref, NULL, NULL, NULL, row->issuer_key), LOOKALIKE_NAME);
}

bool row_prints(const struct row *row, const char *name) {
    struct ht_arena *scratch = row->run->scratch;
    const char *key = ht_name_key_with_form(scratch, name), *printed = row->position->name;
    return strcmp(key, ht_name_key_with_form(scratch, printed)) == 0 ||
           strcmp(key, ht_name_key_with_form(scratch, ht_name_issuer_part(scratch, printed))) == 0;
}

// A lookalike's name does not count where the row prints a name of the entity itself, legal form and all, and not the
// lookalike's: "SenseTime Group Limited" and its lookalike "SenseTime Group Inc." have one key without their forms.
static unsigned lookalike_has(struct row *row, const struct resembled *resembled) {
    if (!(resembled->has & LOOKALIKE_NAME) || row_prints(row, resembled->lookalike->name))
        return resembled->has;
    struct ht_names names = row_names(row);
    for (size_t i = 0; i < names.count; i++)
        if (same_entity(names.items[i].entity, resembled->lookalike->entity) && row_prints(row, names.items[i].name))
            return resembled->has & ~(unsigned)LOOKALIKE_NAME;
    return resembled->has;
}

unsigned row_lookalike(struct row *row, const struct ht_entity *entity) {
    unsigned has = 0;
    ask_lookalikes(row);
    for (size_t i = 0; i < row->lookalike_count; i++)
        if (same_entity(row->lookalikes[i].lookalike->entity, entity))
            has |= lookalike_has(row, &row->lookalikes[i]);
    return has;
}

static void say_lookalike(struct row *row, const struct ht_lookalike *lookalike) {
    const char *printed = row->position->name ? row->position->name : "the row";
    const char *known = ht_text_same(printed, lookalike->name)
                            ? printed
                            : ht_arena_format(row->run->arena, "%s (%s)", printed, lookalike->name);
    run_find(row->run, HT_CODE_LOOKALIKE, row->position->line,
             "%s was not taken for %s, which it resembles; it is another company%s%s", known, lookalike->entity->name,
             lookalike->why ? ": " : "", lookalike->why ? lookalike->why : "");
}

void row_note_lookalikes(struct row *row) {
    ask_lookalikes(row);
    for (size_t i = 0; i < row->lookalike_count; i++) {
        const struct ht_lookalike *lookalike = row->lookalikes[i].lookalike;
        unsigned has = lookalike_has(row, &row->lookalikes[i]);
        // A shared ticker alone does not tell which of its owners the row is.
        bool known = (has & (LOOKALIKE_ISIN | LOOKALIKE_NAME)) || !row_is_candidate(row, lookalike->entity);
        if (has && known) {
            say_lookalike(row, lookalike);
            return;
        }
    }
}
