// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The method `decision`: what analysts decided of the rows that the methods before it left open. It never overrides
 * an identifier or an exact name, and takes no lookalike for the company it resembles; where a decision says
 * otherwise than these, that is said. It comes after all rows of a table are known, since they may cast doubt on each
 * other.
 */
#include <stdlib.h>
#include <string.h>

#include "holdtrace/large.h"
#include "holdtrace/text.h"
#include "resolve/row.h"

struct deciding {
    struct run *run;
    const struct ht_decisions *decisions;
    struct ht_resolved *row;
    struct ht_decision described;
    struct ht_decided *items;
    size_t count, capacity;
    const struct ht_decided *accepted; // of which there is one alone
    size_t accepted_count;
};

static void keep(struct deciding *deciding, struct ht_decided item) {
    struct ht_arena *arena = deciding->run->arena;
    deciding->items =
        ht_arena_grow(arena, deciding->items, deciding->count, &deciding->capacity, sizeof *deciding->items);
    deciding->items[deciding->count++] = item;
}

static const struct ht_candidate *candidate_of(const struct ht_resolved *row, const char *id) {
    for (size_t i = 0; i < row->candidate_count; i++)
        if (strcmp(row->candidates[i].entity->id, id) == 0)
            return &row->candidates[i];
    return NULL;
}

// The candidates of ROW without ENTITY, and with EXTRA after them (NULL: none).
static void change_candidates(struct deciding *deciding, const struct ht_entity *without,
                              const struct ht_candidate *extra) {
    struct ht_resolved *row = deciding->row;
    struct ht_candidate *left = ht_arena_array(deciding->run->arena, row->candidate_count + 1, sizeof *left);
    size_t count = 0;
    for (size_t i = 0; i < row->candidate_count; i++)
        if (!same_entity(row->candidates[i].entity, without))
            left[count++] = row->candidates[i];
    if (extra)
        left[count++] = *extra;
    row->candidates = left;
    row->candidate_count = count;
    if (!row->issuer)
        row->method = count ? HT_BY_SIMILAR : HT_UNMATCHED;
}

// What of the evidence is no longer as it was decided on.
static const char *change_of(struct deciding *deciding, const struct ht_decision *decision,
                             const struct ht_evidence *now) {
    const char *facts = decision->cells[HT_D_FACTS];
    if (strcmp(decision->cells[HT_D_EVIDENCE], now->sha256) == 0)
        return "the cells of its line are no longer those that its evidence was taken of";
    const char *change = facts ? ht_evidence_change(facts, now->facts, deciding->run->arena) : NULL;
    return change ? change : "its evidence has changed, and its line does not hold the facts";
}

static void note_open(struct deciding *deciding, struct ht_decided item) {
    struct ht_arena *arena = deciding->run->arena;
    const char *words = ht_decision_words(item.decision, arena), *subject = ht_decision_subject(&deciding->described);
    bool conflict = item.choice == HT_STANDS_CONFLICT;
    if (conflict)
        item.what = ht_arena_format(arena, "the %s and the %s contradict each other", words,
                                    ht_decision_words(item.other, arena));
    else
        item.what = ht_arena_format(arena, "the %s is reopened: %s", words, item.what);
    run_find(deciding->run, conflict ? HT_CODE_DECISION_CONFLICT : HT_CODE_DECISION_REOPENED,
             deciding->row->position->line, "%s as %s: %s; the row is not counted by it", subject, item.entity->id,
             item.what);
    keep(deciding, item);
    struct ht_candidate candidate = {item.entity, ht_amount_unknown(), item.what};
    if (!candidate_of(deciding->row, item.entity->id))
        change_candidates(deciding, NULL, &candidate);
}

static void note_contradiction(struct deciding *deciding, struct ht_decided item, const char *what) {
    struct ht_arena *arena = deciding->run->arena;
    item.choice = HT_STANDS_CONTRADICTED;
    item.what = ht_arena_format(arena, "the %s is not used: %s", ht_decision_words(item.decision, arena), what);
    run_find(deciding->run, HT_CODE_DECISION_CONTRADICTED, deciding->row->position->line, "%s as %s: %s",
             ht_decision_subject(&deciding->described), item.entity->id, item.what);
    keep(deciding, item);
}

// Of a row whose issuer is known.
static void judge_known(struct deciding *deciding, struct ht_decided item) {
    const struct ht_resolved *row = deciding->row;
    bool is_issuer = same_entity(row->issuer, item.entity), is_twin = candidate_of(row, item.entity->id);
    bool accepts = item.decision->choice == HT_ACCEPT, rejects = item.decision->choice == HT_REJECT;
    if (item.choice == HT_STANDS_REJECT && is_twin && !is_issuer) {
        change_candidates(deciding, item.entity, NULL);
        keep(deciding, item);
    } else if (item.choice == HT_STANDS_CONFLICT || item.choice == HT_STANDS_LATER) {
        if (is_twin)
            keep(deciding, item);
    } else if (item.choice == HT_STANDS_REOPENED && rejects && is_twin && !is_issuer) {
        note_open(deciding, item);
    } else if ((accepts && !is_issuer) || (rejects && is_issuer)) {
        const char *what =
            ht_arena_format(deciding->run->arena, "the row's %s %s is that of %s (%s)", row->matched_on,
                            row->matched_value ? row->matched_value : "", row->issuer->name, row->issuer->id);
        note_contradiction(deciding, item, what);
    }
}

// Why the row cannot be ENTITY, whoever says so; NULL when it can.
static const char *objection(struct deciding *deciding, const struct ht_entity *entity) {
    struct row row = {.run = deciding->run, .position = deciding->row->position};
    if (!ht_confidence_counts(entity->confidence))
        return "no source was read for the company";
    if (entity->key > 0 && row_lookalike(&row, entity))
        return "the row is known to be another company, which resembles it";
    return NULL;
}

// Of a row whose issuer is not known.
static void judge_open(struct deciding *deciding, struct ht_decided item) {
    bool candidate = candidate_of(deciding->row, item.entity->id) != NULL;
    bool accepts = item.decision->choice == HT_ACCEPT || (item.other && item.other->choice == HT_ACCEPT);
    const char *against = accepts ? objection(deciding, item.entity) : NULL;
    if (against) {
        note_contradiction(deciding, item, against);
    } else if (item.choice == HT_STANDS_ACCEPT) {
        deciding->accepted_count++;
        keep(deciding, item);
    } else if (item.choice == HT_STANDS_REJECT && candidate) {
        change_candidates(deciding, item.entity, NULL);
        keep(deciding, item);
    } else if (item.choice == HT_STANDS_LATER && candidate) {
        keep(deciding, item);
    } else if ((item.choice == HT_STANDS_REOPENED || item.choice == HT_STANDS_CONFLICT) && (candidate || accepts)) {
        note_open(deciding, item);
    }
}

// What stands for the row and the company with ID.
static void judge(struct deciding *deciding, const char *id) {
    struct run *run = deciding->run;
    const struct ht_candidate *candidate = candidate_of(deciding->row, id);
    const struct ht_entity *entity = candidate ? candidate->entity : ht_reference_entity(run->ref, id);
    if (!entity) {
        run_find(run, HT_CODE_DECISION_REOPENED, deciding->row->position->line,
                 "%s as %s: a decision is not used, because the reference has no such company",
                 ht_decision_subject(&deciding->described), id);
        return;
    }
    struct ht_evidence now =
        ht_evidence_of(run->ref, deciding->row->position, deciding->row->conflict, entity, run->arena);
    struct ht_stance stance = ht_decisions_ask(deciding->decisions, &deciding->described, id, now.sha256);
    if (stance.choice == HT_STANDS_NOTHING)
        return;
    struct ht_decided item = {entity, stance.choice, stance.decision, stance.other, NULL};
    if (stance.choice == HT_STANDS_REOPENED)
        item.what = change_of(deciding, stance.decision, &now);
    if (deciding->row->issuer)
        judge_known(deciding, item);
    else
        judge_open(deciding, item);
}

// Makes the company of ITEM the issuer; candidates are left only where other records may be the same company's.
static void accept(struct deciding *deciding, const struct ht_decided *item) {
    struct ht_resolved *resolved = deciding->row;
    struct row row = {.run = deciding->run, .position = resolved->position};
    row_claim(&row, (struct claim){HT_BY_DECISION, item->entity, NULL, "accepted match", NULL, true});
    if (row.claim_count > 0)
        row_note_twins(&row);
    resolved->issuer = item->entity;
    resolved->security = NULL;
    resolved->method = HT_BY_DECISION;
    resolved->score = ht_amount_unknown();
    resolved->candidates = row.candidates;
    resolved->candidate_count = row.candidate_count;
    resolved->comparable_by_name = !resolved->comparable;
    deciding->accepted = item;
    // What was found before says that the row is only possible.
    if (resolved->conflict) {
        run_find(deciding->run, HT_CODE_CONFLICT, resolved->position->line,
                 "the row, whose identifiers contradict each other, counts as %s's by the %s", item->entity->name,
                 ht_decision_words(item->decision, deciding->run->arena));
    }
}

// One company accepted is the issuer; several contradict each other.
static void settle(struct deciding *deciding) {
    struct ht_resolved *row = deciding->row;
    for (size_t i = 0; i < deciding->count; i++) {
        struct ht_decided *item = &deciding->items[i];
        if (item->choice != HT_STANDS_ACCEPT)
            continue;
        if (deciding->accepted_count > 1) {
            item->choice = HT_STANDS_CONFLICT;
            item->what = "the row was accepted as several companies";
            run_find(deciding->run, HT_CODE_DECISION_CONFLICT, row->position->line,
                     "%s as %s: by the %s; but the row was accepted as another company too; it is not counted",
                     ht_decision_subject(&deciding->described), item->entity->id,
                     ht_decision_words(item->decision, deciding->run->arena));
            struct ht_candidate candidate = {item->entity, ht_amount_unknown(), item->what};
            if (!candidate_of(row, item->entity->id))
                change_candidates(deciding, NULL, &candidate);
            continue;
        }
        accept(deciding, item);
    }
}

// Whether something is kept of the company with ID.
static bool is_judged(const struct deciding *deciding, const char *id) {
    for (size_t i = 0; i < deciding->count; i++)
        if (strcmp(deciding->items[i].entity->id, id) == 0)
            return true;
    return false;
}

static int by_bytes(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void decide_row(struct run *run, const struct ht_decisions *decisions, struct ht_resolved *row) {
    struct deciding deciding = {.run = run, .decisions = decisions, .row = row};
    size_t count;
    ht_decision_describe(row->position, run->scratch, &deciding.described);
    const char **ids = ht_decisions_about(decisions, &deciding.described, run->scratch, &count);
    if (count == 0)
        return;
    qsort(ids, count, sizeof *ids, by_bytes); // whatever the order of the ledgers
    for (size_t i = 0; i < count; i++)
        judge(&deciding, ids[i]);
    if (!row->issuer)
        settle(&deciding);
    // What was decided of records beside that of the company accepted.
    for (size_t i = 0; i < count && deciding.accepted && row->candidate_count > 0; i++)
        if (candidate_of(row, ids[i]) && !is_judged(&deciding, ids[i]))
            judge(&deciding, ids[i]);
    if (deciding.count == 0)
        return;
    struct ht_row_decisions *out = ht_arena_alloc(run->arena, sizeof *out);
    *out = (struct ht_row_decisions){deciding.items, deciding.count, deciding.accepted};
    row->decided = out;
}

void decide_rows(struct run *run, const struct ht_decisions *decisions, struct ht_resolved *rows, size_t count) {
    if (!decisions || decisions->count == 0)
        return;
    for (size_t i = 0; i < count; i++) {
        decide_row(run, decisions, &rows[i]);
        ht_large_rest();
        ht_arena_clear(run->scratch);
    }
}
