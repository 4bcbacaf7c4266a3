// SPDX-License-Identifier: GPL-3.0-or-later
// A scheme as one account over the accounts of its mandates: see scheme.h.
#include "holdtrace/scheme.h"

#include <stdlib.h>
#include <string.h>

#include "exposure/scheme_sums.h"
#include "holdtrace/large.h"
#include "holdtrace/text.h"
#include "holdtrace/told.h"

static const char PART_OF_FUND[] = "part_of_fund";

struct making {
    struct ht_arena *arena;
    struct ht_scheme *out;
    struct ht_reason *reasons;
    size_t reason_capacity;
};

static struct ht_amount zero(void) {
    return ht_amount_of((struct ht_decimal){0, SCHEME_PLACES});
}

static struct ht_scheme_mandate *mandate_of(struct making *making, const struct ht_scheme_row *row) {
    struct ht_scheme *out = making->out;
    for (size_t i = 0; i < out->mandate_count; i++)
        if (strcmp(out->mandates[i].name, row->mandate) == 0 && ht_text_equal(out->mandates[i].manager, row->manager))
            return &out->mandates[i];
    struct ht_scheme_mandate *made = &out->mandates[out->mandate_count++];
    *made = (struct ht_scheme_mandate){.name = row->mandate, .manager = row->manager, .unread_pct = zero()};
    made->parts = ht_arena_array(making->arena, out->part_count, sizeof(*made->parts));
    return made;
}

static void make_mandates(struct making *making) {
    struct ht_scheme *out = making->out;
    out->mandates = ht_arena_array(making->arena, out->part_count, sizeof *out->mandates);
    for (size_t i = 0; i < out->part_count; i++) {
        const struct ht_scheme_row *row = out->parts[i].row;
        struct ht_scheme_mandate *mandate = mandate_of(making, row);
        bool has_value = out->file->value.known && row->value.known, broken = false;
        bool lost = mandate->part_count > 0 && !mandate->value.known;
        mandate->parts[mandate->part_count++] = &out->parts[i];
        scheme_add(&mandate->share_pct, &broken, row->share_pct);
        if (!out->parts[i].account)
            scheme_add(&mandate->unread_pct, &broken, row->share_pct);
        scheme_add(&mandate->value, &lost, has_value ? row->value : ht_amount_unknown());
    }
}

static void add_shares(struct ht_scheme *out) {
    bool broken = false;
    struct ht_decimal rest;
    out->read_pct = out->unread_pct = zero();
    for (size_t i = 0; i < out->part_count; i++)
        scheme_add(out->parts[i].account ? &out->read_pct : &out->unread_pct, &broken, out->parts[i].row->share_pct);
    struct ht_amount all = out->read_pct;
    scheme_add(&all, &broken, out->unread_pct);
    out->outside_pct = zero();
    if (all.known && ht_decimal_sub(ht_decimal_int(100), all.number, &rest) && ht_decimal_sign(rest) > 0)
        out->outside_pct = ht_amount_of(rest);
}

// Says what the shares add up to when it is not 100; a hundredth of a point is the rounding of who wrote them.
static void check_shares(struct ht_scheme *out) {
    struct ht_amount all = out->read_pct;
    struct ht_decimal apart, slack = {1, 2};
    char sum[HT_FIGURE_TEXT], rest[HT_FIGURE_TEXT];
    if (!ht_amount_add(&all, out->unread_pct) || !ht_decimal_sub(ht_decimal_int(100), all.number, &apart) ||
        ht_decimal_cmp(ht_decimal_abs(apart), slack) <= 0)
        return;
    ht_told_percent(all.number, sum);
    if (ht_decimal_sign(apart) < 0)
        ht_find(&out->findings, HT_CODE_SCHEME_SHARES, 0,
                "the shares of the scheme add up to %s, above 100; they are kept as they are", sum);
    else
        ht_find(&out->findings, HT_CODE_SCHEME_SHARES, 0,
                "the shares of the scheme add up to %s; the other %s are not in the files and are not covered%s", sum,
                ht_told_percent(apart, rest),
                ht_decimal_cmp(all.number, ht_decimal_int(1)) <= 0
                    ? "; a share is a percentage: 25, not 0.25, is a quarter"
                    : "");
}

static void note_unread(struct ht_scheme *out) {
    for (size_t i = 0; i < out->part_count; i++) {
        const struct ht_scheme_part *part = &out->parts[i];
        char share[HT_FIGURE_TEXT];
        if (!part->account)
            ht_find(&out->findings, HT_CODE_SCHEME_UNREAD, part->row->line,
                    "mandate %s, %s: %s; its %s of the scheme are not covered", part->row->mandate, part->row->file,
                    part->why, ht_told_percent(part->row->share_pct.number, share));
    }
}

// The sum over all that was read of share x the figure that PICK takes; unknown when one of them is.
static struct ht_amount weighted(const struct ht_scheme *out,
                                 struct ht_amount (*pick)(const struct ht_account *account), bool exact) {
    struct ht_amount sum = zero();
    struct ht_decimal rounded;
    bool broken = false;
    for (size_t i = 0; i < out->part_count; i++)
        if (out->parts[i].account)
            scheme_add(&sum, &broken,
                       scheme_part_of(out->parts[i].row->share_pct, pick(out->parts[i].account), SCHEME_EXACT));
    if (!sum.known || exact)
        return sum;
    return ht_decimal_round(sum.number, SCHEME_PLACES, &rounded) ? ht_amount_of(rounded) : ht_amount_unknown();
}

static bool is_cash(const struct ht_account *account) {
    for (size_t i = 0; i < account->line_count; i++) {
        ht_large_rest();
        if (account->lines[i].resolved->position->kind != HT_KIND_CASH)
            return false;
    }
    return account->line_count > 0;
}

// A share of coverage, which a fund of nothing but cash has not: there, nothing is left to test.
static struct ht_amount covered(const struct ht_account *account, struct ht_amount pct, int64_t of_cash) {
    return !pct.known && is_cash(account) ? ht_amount_of(ht_decimal_int(of_cash)) : pct;
}

static struct ht_amount pick_comparable(const struct ht_account *account) {
    return covered(account, account->coverage.comparable_pct, 100);
}
static struct ht_amount pick_by_name(const struct ht_account *account) {
    return covered(account, account->coverage.comparable_by_name_pct, 0);
}
static struct ht_amount pick_resolved(const struct ht_account *account) {
    return covered(account, account->coverage.resolved_pct, 100);
}
static struct ht_amount pick_ownership(const struct ht_account *account) {
    return covered(account, account->coverage.ownership_known_pct, 100);
}
static struct ht_amount pick_counted(const struct ht_account *account) {
    return account->counted_long_pct;
}
static struct ht_amount pick_possible(const struct ht_account *account) {
    return account->possible_long_pct;
}
static void say(struct making *making, const char *kind, struct ht_amount widens, const char *sentence) {
    struct ht_interval *interval = &making->out->interval;
    making->reasons = ht_arena_grow(making->arena, making->reasons, interval->reason_count, &making->reason_capacity,
                                    sizeof(*making->reasons));
    making->reasons[interval->reason_count++] =
        (struct ht_reason){.kind = kind, .widens_pct = widens, .sentence = ht_told_of(making->arena, sentence)};
    interval->reasons = making->reasons;
}

static bool is_above(struct ht_amount a, struct ht_amount b) {
    return a.known && (!b.known || ht_decimal_cmp(a.number, b.number) > 0);
}

// A - B, unknown when either is.
static struct ht_amount less(struct ht_amount a, struct ht_amount b) {
    struct ht_decimal out;
    bool known = a.known && b.known && ht_decimal_sub(a.number, b.number, &out);
    return known ? ht_amount_of(out) : ht_amount_unknown();
}

// How far apart the bounds of PART are, in percentage points of the scheme.
static struct ht_amount width_of(const struct ht_scheme_part *part) {
    const struct ht_interval *interval = &part->account->interval;
    return scheme_part_of(part->row->share_pct, less(interval->at_most_pct, interval->at_least_pct), SCHEME_PLACES);
}

// What rows that may count take from what PART counts, in percentage points of the scheme: 0, or below it.
static struct ht_amount below_counted(const struct ht_scheme_part *part) {
    const struct ht_account *account = part->account;
    struct ht_amount counted = zero();
    bool broken = false;
    for (size_t i = 0; i < account->by_parent_count; i++)
        scheme_add(&counted, &broken,
                   less(account->by_parent[i].sum.weight_pct, account->by_parent[i].sum.short_pct));
    return scheme_part_of(part->row->share_pct, less(account->interval.at_least_pct, counted), SCHEME_PLACES);
}

static void say_part(struct making *making, const struct ht_scheme_part *part) {
    char share[HT_FIGURE_TEXT];
    const char *of = ht_arena_format(making->arena, "mandate %s (%s of the scheme)", part->row->mandate,
                                     ht_told_percent(part->row->share_pct.number, share));
    if (!part->account)
        say(making, "mandate_unread", part->row->share_pct, ht_arena_format(making->arena, "%s was not read", of));
    else if (!part->account->interval.at_most_pct.known)
        say(making, "mandate", ht_amount_unknown(),
            ht_arena_format(making->arena, "no upper bound is known of %s", of));
    else if (is_above(part->account->interval.at_most_pct, part->account->interval.at_least_pct))
        say(making, "mandate", width_of(part),
            ht_arena_format(making->arena, "%s may be exposed to at most %s of its own, as its file tells", of,
                            ht_told_percent(part->account->interval.at_most_pct.number, share)));
    if (part->account && ht_account_is_part(part->account))
        say(making, PART_OF_FUND, ht_amount_unknown(),
            ht_arena_format(making->arena,
                            "the file of %s seems to hold a part of its fund, whose percentages were taken", of));
}

// 0: leaves no bound; 1: lies between the bounds; 2: is in neither.
static int rank_of(const struct ht_reason *reason) {
    return strcmp(reason->kind, PART_OF_FUND) == 0 ? 2 : reason->widens_pct.known;
}

// As in the bounds of a fund: what leaves no bound first, then what widens most.
static int by_width(const void *left, const void *right) {
    const struct ht_reason *a = left, *b = right;
    int order = rank_of(a) - rank_of(b);
    if (!order && a->widens_pct.known)
        order = ht_decimal_cmp(b->widens_pct.number, a->widens_pct.number);
    return order ? order : strcmp(a->sentence.text, b->sentence.text);
}

/*
 * At least what is counted, as the tables have it (each counted position is in one group); at most that and the
 * widths of the reasons. What was not read, and what is in no file, may be exposed whole.
 */
static void bound(struct making *making) {
    struct ht_scheme *out = making->out;
    struct ht_interval *interval = &out->interval;
    char rest[HT_FIGURE_TEXT];
    bool no_least = false, no_most;
    interval->at_least_pct = zero();
    for (size_t i = 0; i < out->by_parent.count; i++)
        scheme_add(&interval->at_least_pct, &no_least, out->by_parent.items[i].sum.long_pct);
    for (size_t i = 0; i < out->part_count; i++)
        if (out->parts[i].account)
            scheme_add(&interval->at_least_pct, &no_least, below_counted(&out->parts[i]));
    interval->at_most_pct = interval->at_least_pct;
    no_most = no_least;
    for (size_t i = 0; i < out->part_count; i++)
        if (out->parts[i].account)
            scheme_add(&interval->at_most_pct, &no_most, width_of(&out->parts[i]));
    scheme_add(&interval->at_most_pct, &no_most, out->unread_pct);
    scheme_add(&interval->at_most_pct, &no_most, out->outside_pct);
    for (size_t i = 0; i < out->part_count; i++)
        say_part(making, &out->parts[i]);
    if (ht_decimal_sign(out->outside_pct.number) > 0)
        say(making, "not_in_files", out->outside_pct,
            ht_arena_format(making->arena, "%s of the scheme are not in the files",
                            ht_told_percent(out->outside_pct.number, rest)));
    if (making->reasons)
        qsort(making->reasons, interval->reason_count, sizeof *making->reasons, by_width);
}

static void note_date(struct ht_scheme *out, struct ht_date day) {
    if (!ht_date_known(day)) {
        out->undated = true;
        return;
    }
    if (!ht_date_known(out->first_date) || ht_date_first(day) < ht_date_first(out->first_date))
        out->first_date = day;
    if (!ht_date_known(out->last_date) || ht_date_last(day) > ht_date_last(out->last_date))
        out->last_date = day;
}

static void count_positions(struct ht_scheme *out, const struct ht_account *account) {
    out->positions += account->line_count;
    out->possible += account->looked_through_count;
    out->skipped += account->resolution->portfolio->rows.skipped;
    for (size_t i = 0; i < account->line_count; i++) {
        ht_large_rest();
        out->possible += account->lines[i].category == HT_POSSIBLE;
    }
    out->exposed |= account->exposed;
    out->has_possible |= account->possible;
    note_date(out, account->resolution->portfolio->holdings_date);
}

void ht_scheme_make(const struct ht_scheme_file *file, struct ht_scheme_part *parts, struct ht_arena *arena,
                    struct ht_scheme *out) {
    struct making making = {.arena = arena, .out = out};
    *out = (struct ht_scheme){.file = file, .parts = parts, .part_count = file->count};
    out->findings = ht_findings_in(arena);
    ht_findings_add(&out->findings, &file->findings);
    for (size_t i = 0; i < file->count; i++) {
        parts[i].row = &file->rows[i];
        if (parts[i].account)
            count_positions(out, parts[i].account);
    }
    make_mandates(&making);
    add_shares(out);
    scheme_sum(arena, out);
    out->comparable_pct = weighted(out, pick_comparable, false);
    out->comparable_by_name_pct = weighted(out, pick_by_name, false);
    out->resolved_pct = weighted(out, pick_resolved, false);
    out->ownership_known_pct = weighted(out, pick_ownership, false);
    out->counted_long_pct = weighted(out, pick_counted, true);
    out->possible_long_pct = weighted(out, pick_possible, true);
    bound(&making);
    note_unread(out);
    check_shares(out);
}

struct ht_amount ht_scheme_weight(const struct ht_scheme *scheme, const struct ht_account *account,
                                  const struct ht_line *line) {
    struct ht_amount sum = ht_amount_unknown();
    bool broken = false;
    for (size_t i = 0; i < scheme->part_count; i++)
        if (scheme->parts[i].account == account)
            scheme_add(&sum, &broken,
                       scheme_part_of(scheme->parts[i].row->share_pct, line->weight_pct, SCHEME_PLACES));
    return sum;
}
