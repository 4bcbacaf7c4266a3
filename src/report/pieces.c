// SPDX-License-Identifier: GPL-3.0-or-later
// What the formats share.
#include "report/pieces.h"
#include "holdtrace/large.h"

#include <stdlib.h>
#include <string.h>

const char *ht_report_file_path(const struct ht_report_file *file) {
    ht_large_rest_fund(); // what passes over all funds comes by here
    return file->account ? file->account->resolution->portfolio->path : file->unread->path;
}

const struct ht_findings *ht_report_file_findings(const struct ht_report_file *file) {
    return file->account ? &file->account->findings : &file->unread->findings;
}

// Funds of one file stand in one array, so that their addresses give their order.
static int by_path(const void *a, const void *b) {
    const struct ht_report_file *x = a, *y = b;
    int order = strcmp(ht_report_file_path(x), ht_report_file_path(y));
    if (order)
        return order;
    if (x->account && y->account)
        return (x->account > y->account) - (x->account < y->account);
    return (x->account == NULL) - (y->account == NULL);
}

struct ht_report_files ht_report_files(const struct ht_scan *scan, struct ht_arena *arena) {
    size_t count = scan->account_count + scan->unread_count;
    struct ht_report_file *items = ht_arena_array(arena, count, sizeof *items);
    for (size_t i = 0; i < scan->account_count; i++)
        items[i].account = &scan->accounts[i];
    for (size_t i = 0; i < scan->unread_count; i++)
        items[scan->account_count + i].unread = &scan->unread[i];
    if (count)
        qsort(items, count, sizeof *items, by_path);
    return (struct ht_report_files){items, count};
}

bool ht_unread_is_repeated(const struct ht_unread *unread) {
    return unread->findings.count > 0 && unread->findings.items[0].code == HT_CODE_DUPLICATE_INPUT;
}

bool ht_line_is_exposed(const struct ht_line *line) {
    ht_large_rest(); // what passes over all lines comes by here or by ht_category_is_counted
    return line->category < HT_POSSIBLE;
}

struct ht_report_lines ht_report_lines(const struct ht_account *account, enum ht_category category,
                                       struct ht_arena *arena) {
    struct ht_report_lines lines = {0};
    lines.items = ht_arena_array(arena, account->line_count + account->looked_through_count, sizeof *lines.items);
    for (size_t i = 0; i < account->line_count; i++) {
        ht_large_rest();
        if (account->lines[i].category == category)
            lines.items[lines.count++] = &account->lines[i];
    }
    for (size_t i = 0; category == HT_POSSIBLE && i < account->looked_through_count; i++)
        lines.items[lines.count++] = &account->looked_through[i];
    return lines;
}

bool ht_category_is_counted(const struct ht_screen *screen, enum ht_category category) {
    ht_large_rest();
    return category < HT_POSSIBLE && (screen->counted & 1u << category) != 0;
}

const char *ht_line_standing(const struct ht_screen *screen, const struct ht_line *line) {
    if (line->category == HT_NO_CATEGORY)
        return "none";
    if (line->category == HT_POSSIBLE)
        return "possible";
    return ht_category_is_counted(screen, line->category) ? "counted" : "tied";
}

const struct ht_exposed_designation *ht_target_speaker(const struct ht_exposed_target *target) {
    const struct ht_exposed_designation *contested = NULL;
    for (size_t i = 0; i < target->designation_count; i++) {
        const struct ht_exposed_designation *designation = &target->designations[i];
        if (!designation->selects)
            continue;
        if (designation->standing == HT_STANDING_IN_FORCE)
            return designation;
        if (designation->standing == HT_STANDING_CONTESTED && !contested)
            contested = designation;
    }
    return contested;
}

struct ht_match_basis ht_match_basis(const struct ht_resolved *resolved) {
    const struct ht_security *security = resolved->security;
    struct ht_match_basis basis = {security ? security->confidence : resolved->issuer->confidence,
                                   security ? security->source : resolved->issuer->source, false};
    basis.single = basis.source && !strchr(basis.source, '|');
    return basis;
}

enum ht_confidence ht_line_confidence(const struct ht_line *line) {
    enum ht_confidence weakest = ht_match_basis(line->resolved).confidence;
    if (line->target_count == 0)
        return weakest;
    const struct ht_path *path = &line->targets[0].tie.path;
    for (size_t i = 0; i < path->count; i++)
        if (path->steps[i].confidence > weakest)
            weakest = path->steps[i].confidence;
    const struct ht_exposed_designation *speaker = ht_target_speaker(&line->targets[0]);
    if (speaker && speaker->designation->confidence > weakest)
        weakest = speaker->designation->confidence;
    return weakest;
}

static int by_currency(const char *a, const char *b) {
    if (!a || !b)
        return (a == NULL) - (b == NULL);
    return strcmp(a, b);
}

static int by_category(const void *a, const void *b) {
    const struct ht_category_sum *x = a, *y = b;
    if (x->category != y->category)
        return x->category < y->category ? -1 : 1;
    return by_currency(x->sum.currency, y->sum.currency);
}

static struct ht_exposure_total *total_of(struct ht_exposure_totals *totals, const struct ht_category_sum *sum) {
    for (size_t i = 0; i < totals->count; i++)
        if (by_category(&totals->items[i].sum, sum) == 0)
            return &totals->items[i];
    totals->items =
        ht_arena_grow(totals->arena, totals->items, totals->count, &totals->capacity, sizeof *totals->items);
    struct ht_exposure_total *added = &totals->items[totals->count++];
    *added = (struct ht_exposure_total){
        .sum = {.category = sum->category, .sum.currency = ht_arena_string(totals->arena, sum->sum.currency)}};
    return added;
}

static void add_sum(struct ht_exposure_totals *totals, const struct ht_category_sum *sum) {
    struct ht_exposure_total *total = total_of(totals, sum);
    struct ht_sum *to = &total->sum.sum;
    // Two files that do not name their currency may well have two.
    total->broken = total->broken || (total->files++ > 0 && !sum->sum.currency);
    to->positions += sum->sum.positions;
    total->broken = total->broken || !ht_amount_add(&to->value, sum->sum.value) ||
                    !ht_amount_add(&to->long_value, sum->sum.long_value) ||
                    !ht_amount_add(&to->short_value, sum->sum.short_value);
}

void ht_exposure_totals_add(struct ht_exposure_totals *totals, const struct ht_category_sum *sums, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (sums[i].category < HT_POSSIBLE)
            add_sum(totals, &sums[i]);
}

const struct ht_category_sum *ht_exposure_totals_end(const struct ht_exposure_totals *totals, size_t *count) {
    struct ht_category_sum *sums = ht_arena_array(totals->arena, totals->count, sizeof *sums);
    *count = totals->count;
    for (size_t i = 0; i < *count; i++) {
        sums[i] = totals->items[i].sum;
        if (totals->items[i].broken)
            sums[i].sum.value = sums[i].sum.long_value = sums[i].sum.short_value = ht_amount_unknown();
    }
    if (*count)
        qsort(sums, *count, sizeof *sums, by_category);
    return sums;
}

const struct ht_category_sum *ht_report_exposure(const struct ht_scan *scan, struct ht_arena *arena, size_t *count) {
    struct ht_exposure_totals totals = {.arena = arena};
    for (size_t i = 0; i < scan->account_count; i++) {
        ht_large_rest_fund();
        ht_exposure_totals_add(&totals, scan->accounts[i].exposure, scan->accounts[i].exposure_count);
    }
    return ht_exposure_totals_end(&totals, count);
}

const char *ht_position_identifier(const struct ht_position *position, const char **kind) {
    const struct {
        const char *kind, *value;
    } ids[] = {{"isin", position->isin}, {"cusip", position->cusip}, {"sedol", position->sedol},
               {"figi", position->figi}, {"lei", position->lei},     {"ticker", position->ticker}};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        if (ids[i].value) {
            *kind = ids[i].kind;
            return ids[i].value;
        }
    }
    *kind = NULL;
    return NULL;
}
