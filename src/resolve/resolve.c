// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Position to issuer. Every identifier of a row is asked, strongest first; when they agree, the strongest is the
 * match; when they do not, the row is only possible. The name is asked where no identifier knew anything.
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "holdtrace/large.h"
#include "holdtrace/lookthrough.h"
#include "holdtrace/text.h"

#include "resolve/row.h"

// The methods in the order of their strength. A new one is a line here and a function of row.h.
static const struct {
    enum ht_method method;
    const char *name;
    void (*try)(struct row *row);
    bool identifier; // asked of every row, so that contradictions show; the others only of rows still unknown
} methods[] = {
    {HT_BY_ISIN, "isin", try_isin, true},
    {HT_BY_CUSIP, "cusip", try_cusip, true}, // the row's own, and the one inside a US or CA ISIN
    {HT_BY_SEDOL, "sedol", try_sedol, true}, // the row's own, and the one inside a GB or IE ISIN
    {HT_BY_FIGI, "figi", try_figi, true},
    {HT_BY_LEI, "lei", try_lei, true},
    {HT_BY_TICKER, "ticker+exchange", try_ticker, true}, // as of the holdings date
    {HT_BY_NAME, "name", try_name, false},               // exact after normalisation; see by_name.c
    {HT_BY_DECISION, "decision", NULL, false},           // an analyst's, asked of whole tables; see decide.c
    {HT_BY_SIMILAR, "similar", try_similar, false},      // never a match: what is like a name; see similar.c
};

const char *ht_method_name(enum ht_method method) {
    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++)
        if (methods[i].method == method)
            return methods[i].name;
    return NULL;
}

static void try_methods(struct row *row, bool identifier) {
    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++)
        if (methods[i].try && methods[i].identifier == identifier)
            methods[i].try(row);
}

static const struct claim *claim_by(const struct row *row, enum ht_method method) {
    for (size_t i = 0; i < row->claim_count; i++)
        if (row->claims[i].method == method)
            return &row->claims[i];
    return NULL;
}

// Whether the row's own ISIN or CUSIP, unknown to the reference, is another than that of the security CLAIM found:
// then the row mixes two securities.
static bool is_contradicted(const struct row *row, const struct claim *claim) {
    const struct ht_position *p = row->position;
    char cusip[HT_ID_TEXT];
    if (!claim->security || !claim->security->isin)
        return false;
    if (p->isin)
        return strcmp(p->isin, claim->security->isin) != 0;
    return p->cusip && ht_isin_to_cusip(claim->security->isin, cusip) && strcmp(p->cusip, cusip) != 0;
}

static bool claims_differ(const struct row *row) {
    for (size_t i = 1; i < row->claim_count; i++)
        if (!same_entity(row->claims[i].entity, row->claims[0].entity))
            return true;
    return false;
}

// Makes candidates of claims that contradict each other, or the row's own unknown ISIN or CUSIP.
static void judge_identifiers(struct row *row) {
    const struct ht_position *p = row->position;
    if (row->claim_count == 0)
        return;
    const struct claim *first = &row->claims[0];
    if (claims_differ(row)) {
        const struct claim *other = first;
        for (size_t i = 0; i < row->claim_count; i++) {
            const struct claim *claim = &row->claims[i];
            other = same_entity(other->entity, first->entity) ? claim : other;
            row_candidate(row, claim->entity, "%s %s is %s's; another identifier of the row is another company's",
                          claim->on, claim->value, claim->entity->name);
        }
        run_find(row->run, HT_CODE_CONFLICT, p->line, "%s %s is %s's, %s %s is %s's; the row is only possible",
                 first->on, first->value, first->entity->name, other->on, other->value, other->entity->name);
        row->conflict = true;
    } else if (first->method != HT_BY_ISIN && !claim_by(row, HT_BY_LEI) && is_contradicted(row, first)) {
        if (first->method == HT_BY_CUSIP && !p->isin)
            return;
        const char *kind = p->isin ? "ISIN" : "CUSIP", *own = p->isin ? p->isin : p->cusip;
        row_candidate(row, first->entity, "%s %s is %s's, whose ISIN is %s; the row's %s %s is not known", first->on,
                      first->value, first->entity->name, first->security->isin, kind, own);
        run_find(row->run, HT_CODE_CONFLICT, p->line,
                 "%s %s is %s's with ISIN %s, but the row's %s is %s; the row is only possible", first->on,
                 first->value, first->entity->name, first->security->isin, kind, own);
        row->conflict = true;
    }
    row->claim_count = row->conflict ? 0 : row->claim_count;
}

static const struct ht_exclusion *exclusion_by_id(const struct row *row, struct claim *claim) {
    const struct ht_position *p = row->position;
    const struct {
        enum ht_method method;
        enum ht_id_kind kind;
        const char *value;
    } own[] = {{HT_BY_ISIN, HT_ID_ISIN, p->isin},
               {HT_BY_CUSIP, HT_ID_CUSIP, p->cusip},
               {HT_BY_SEDOL, HT_ID_SEDOL, p->sedol},
               {HT_BY_FIGI, HT_ID_FIGI, p->figi},
               {HT_BY_LEI, HT_ID_LEI, p->lei}};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
        const struct ht_exclusion *found =
            own[i].value ? ht_exclusions_by_id(row->run->exclusions, own[i].kind, own[i].value) : NULL;
        if (found) {
            *claim = (struct claim){own[i].method, found->entity, NULL, ht_id_name(own[i].kind), own[i].value, true};
            return found;
        }
    }
    return NULL;
}

static const struct ht_exclusion *exclusion_by_name(struct row *row, struct claim *claim) {
    const struct ht_position *p = row->position;
    if (!p->name || !kind_rule_of(p->kind).name || kind_rule_of(p->kind).name_is_candidate)
        return NULL;
    row_name_keys(row);
    const char *keys[] = {row->whole_key, row->issuer_key};
    const char *countries[] = {p->country, p->incorporation ? p->incorporation : p->country};
    for (size_t i = 0; i < 4; i++) {
        const char *key = keys[i / 2];
        const struct ht_exclusion *found =
            key[0] ? ht_exclusions_by_name(row->run->exclusions, key, countries[i % 2]) : NULL;
        if (found) {
            *claim = (struct claim){HT_BY_NAME, found->entity, NULL, "name", found->name, true};
            return found;
        }
    }
    return NULL;
}

// The reader's own lines that the reference does not know: they decide where the reference says nothing; where it
// names a company, or contradicts itself, the line is kept beside that.
static const struct ht_exclusion *ask_exclusions(struct row *row) {
    struct claim claim;
    if (!row->run->exclusions || row->run->exclusions->count == 0)
        return NULL;
    const struct ht_exclusion *found = exclusion_by_id(row, &claim);
    found = found ? found : exclusion_by_name(row, &claim);
    if (!found)
        return NULL;
    bool uncertain = claim.method == HT_BY_LEI && row->position->lei_uncertain;
    if (row->conflict || uncertain) {
        row_candidate(row, found->entity, "%s %s is on line %ld of the reader's list%s", claim.on, claim.value,
                      found->line, uncertain ? ", and may be that of the other party of the contract" : "");
    } else if (row->claim_count == 0) {
        row_claim(row, claim);
    } else if (!found->tied && !same_entity(row->claims[0].entity, found->entity)) {
        run_find(row->run, HT_CODE_EXCLUSION_LOOSE, row->position->line,
                 "line %ld of %s fits this row too, by its %s; the reference knows the row as %s", found->line,
                 row->run->exclusions->path, claim.on, row->claims[0].entity->name);
    }
    return uncertain ? NULL : found;
}

// Whether the row carries an identifier of a kind by which the reference knows its securities, so that no company of
// the reference could hide behind it. SEDOL numbers are not shipped, and CUSIP numbers only those inside US and CA
// ISINs: one that begins with a letter stands for a foreign security.
bool row_is_comparable(const struct ht_position *p) {
    return p->isin || p->figi || (p->lei && !p->lei_uncertain) ||
           (p->cusip && p->cusip[0] >= '0' && p->cusip[0] <= '9') ||
           (p->ticker && p->mic && !p->ticker_uncertain && kind_rule_of(p->kind).ticker);
}

static void finish(struct row *row, struct ht_resolved *out) {
    const struct claim *claim = row->claim_count ? &row->claims[0] : NULL;
    out->method = row->candidate_count ? HT_BY_SIMILAR : HT_UNMATCHED;
    if (claim) {
        out->issuer = claim->entity;
        for (size_t i = 0; i < row->claim_count && !out->security; i++)
            out->security = row->claims[i].security;
        out->method = claim->method;
        out->score = claim->exact ? ht_amount_of(ht_decimal_int(1)) : ht_amount_unknown();
        out->matched_on = claim->on;
        out->matched_value = ht_arena_string(row->run->arena, claim->value);
    } else {
        row_note_lookalikes(row);
    }
    out->candidates = row->candidates;
    out->candidate_count = row->candidate_count;
    out->conflict = row->conflict;
    out->comparable = row_is_comparable(row->position) || (claim && claim->method < HT_BY_NAME);
    out->comparable_by_name = !out->comparable && ((claim && claim->method == HT_BY_NAME) || name_is_usable(row));
}

// Makes POSITION the row's, with nothing remembered of what was asked of another name.
static void look_again_as(struct row *row, const struct ht_position *position) {
    row->position = position;
    row->has_keys = row->has_names = row->has_lookalikes = false;
    row->names = (struct ht_names){0};
    row->lookalike_count = 0;
}

// ROW again under another name that the file gives it: of what a derivative is written on, or of the issuer.
static void try_as(struct row *row, const char *name) {
    if (ht_text_empty(name) || row->claim_count > 0 || row->conflict)
        return;
    const struct ht_position *own = row->position;
    struct ht_position *renamed = ht_arena_alloc(row->run->arena, sizeof *renamed);
    *renamed = *own;
    renamed->name = name;
    renamed->name_raw_length = ht_utf8_length(name);
    look_again_as(row, renamed);
    try_name(row);
    try_similar(row);
    look_again_as(row, own);
}

// A group that the file names is no proof of control by itself, but worth a look.
static void note_group(struct row *row) {
    const char *lei = row->position->group_lei;
    const struct ht_entity *group = lei ? ht_reference_entity_by_lei(row->run->ref, lei) : NULL;
    if (group && row->claim_count == 0) {
        row_candidate(row, group, "the file says that the issuer belongs to the group with LEI %s, which is %s", lei,
                      group->name);
    }
}

void row_note_twins(struct row *row) {
    const struct ht_entity *issuer = row->claims[0].entity;
    struct ht_twins twins = issuer->key > 0 ? ht_reference_twins(row->run->ref, issuer) : (struct ht_twins){0};
    row->candidate_count = 0;
    for (size_t i = 0; i < twins.count; i++) {
        row_candidate(row, twins.items[i],
                      "the issuer by the row's %s is %s (%s), a record beside that of %s (%s) with the same name and "
                      "country; no source says whether they are one company",
                      row->claims[0].on, issuer->name, issuer->id, twins.items[i]->name, twins.items[i]->id);
    }
}

static void resolve_row(struct run *run, const struct ht_position *position, struct ht_resolved *out) {
    struct row row = {.run = run, .position = position};
    out->position = position;
    out->score = ht_amount_unknown();
    try_methods(&row, true);
    judge_identifiers(&row);
    const struct ht_exclusion *line = ask_exclusions(&row);
    out->exclusion = line && !line->tied ? line : NULL;
    if (row.claim_count == 0 && !row.conflict) {
        try_methods(&row, false);
        try_as(&row, position->underlying_name);
        try_as(&row, position->issuer_name);
        note_group(&row);
    }
    if (row.claim_count > 0)
        row_note_twins(&row);
    finish(&row, out);
}

// A row of a fund that was looked through is read as of the date of that fund's own file; what is left of a fund is a
// row of the file that holds it.
static struct ht_date date_of(const struct ht_portfolio *portfolio, const struct ht_position *position) {
    const struct ht_through *through = position->through;
    if (through && through->line == 0)
        through = through->outer;
    return through ? through->fund->constituents->portfolio->holdings_date : portfolio->holdings_date;
}

/*
 * Tells the reference which ISINs come, as far as that is worth it: a small one lies in memory anyway, and what is
 * read of a large one for few rows is in no order. The ISINs are copied, as positions of a large file may lie in a
 * file.
 */
static void expect_isins(struct run *run, const struct ht_position *positions, size_t count) {
    enum { FEW_ROWS = 2048, FEW_SECURITIES = 100000 };
    if (count < FEW_ROWS || ht_reference_info(run->ref)->securities < FEW_SECURITIES)
        return;
    struct ht_isin *isins = ht_heap_resize(NULL, count * sizeof *isins);
    size_t found = 0;
    for (size_t i = 0; i < count; i++)
        if (positions[i].isin && strlen(positions[i].isin) < sizeof isins->text)
            strcpy(isins[found++].text, positions[i].isin);
    ht_reference_expect_isins(run->ref, isins, found);
    free(isins);
}

static struct ht_resolved *resolve_rows(struct run *run, const struct ht_decisions *decisions,
                                        const struct ht_portfolio *portfolio, const struct ht_position *positions,
                                        size_t count) {
    struct ht_resolved *rows = ht_arena_array(run->arena, count, sizeof *rows);
    enum { EXPECTED = 262144 }; // rows whose ISINs are told at once
    for (size_t i = 0; i < count; i++) {
        if (i % EXPECTED == 0)
            expect_isins(run, &positions[i], count - i < EXPECTED ? count - i : EXPECTED);
        run->date = date_of(portfolio, &positions[i]);
        resolve_row(run, &positions[i], &rows[i]);
        ht_large_rest();
        ht_arena_clear(run->scratch);
    }
    run->date = portfolio->holdings_date;
    doubt_shared_isins(run, rows, count);
    decide_rows(run, decisions, rows, count);
    return rows;
}

void ht_resolve(struct ht_reference *ref, const struct ht_exclusions *exclusions,
                const struct ht_portfolio *portfolio, struct ht_arena *arena, struct ht_resolution *out) {
    ht_resolve_decided(ref, exclusions, NULL, portfolio, arena, out);
}

void ht_resolve_decided(struct ht_reference *ref, const struct ht_exclusions *exclusions,
                        const struct ht_decisions *decisions, const struct ht_portfolio *portfolio,
                        struct ht_arena *arena, struct ht_resolution *out) {
    *out = (struct ht_resolution){.portfolio = portfolio,
                                  .count = portfolio->position_count,
                                  .looked_through_count = portfolio->looked_through_count};
    out->findings = ht_findings_in(arena);
    ht_findings_add(&out->findings, &portfolio->findings);
    struct run run = {ref, exclusions, arena, ht_arena_new(), portfolio->holdings_date, &out->findings, {{0}}};
    out->rows = resolve_rows(&run, decisions, portfolio, portfolio->positions, out->count);
    out->looked_through =
        resolve_rows(&run, decisions, portfolio, portfolio->looked_through, out->looked_through_count);
    set_aside(&run, out->looked_through, out->looked_through_count);
    ht_tally_rest(&run.tally, &out->findings);
    ht_arena_free(run.scratch);
}
