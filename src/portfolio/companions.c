// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Sheets that are read without a layout, beside the one that is surest to be holdings. They may hold other positions
 * of the same fund, another fund, or the same positions once more; what shows which of these they are is the columns,
 * the weights and the rows. Where nothing does, their rows are kept apart from what is counted, so that no company in
 * them goes unseen.
 */
#include <string.h>

#include "holdtrace/large.h"
#include "portfolio/reading.h"

// Weights of sheets that are taken for one fund sum to this, in percent.
static const struct ht_decimal sure_from = {995, 1}, sure_to = {1005, 1};

static bool between(struct ht_amount sum, struct ht_decimal from, struct ht_decimal to) {
    return sum.known && ht_decimal_cmp(sum.number, from) >= 0 && ht_decimal_cmp(sum.number, to) <= 0;
}

static void add_weights(struct ht_amount *sum, const struct ht_portfolio *portfolio) {
    for (size_t i = 0; i < portfolio->position_count; i++) {
        ht_large_rest();
        ht_amount_add(sum, portfolio->positions[i].weight_file_pct);
    }
}

bool ht_portfolio_whole(const struct ht_portfolio *portfolio) {
    struct ht_amount sum = ht_amount_unknown();
    add_weights(&sum, portfolio);
    return ht_weight_is_whole(sum);
}

static bool has_weights(const struct ht_portfolio *portfolio) {
    struct ht_amount sum = ht_amount_unknown();
    add_weights(&sum, portfolio);
    return sum.known;
}

static bool has_values(const struct ht_portfolio *portfolio) {
    for (size_t i = 0; i < portfolio->position_count; i++)
        if (portfolio->positions[i].value.known)
            return true;
    return false;
}

// Whether both parts have one table each that counts, with the same headers and meanings.
static bool same_columns(const struct ht_part_reading *a, const struct ht_part_reading *b) {
    const struct ht_table *one = &a->sheet.tables[0], *other = &b->sheet.tables[0];
    if (a->sheet.table_count != 1 || b->sheet.table_count != 1 || one->column_count != other->column_count)
        return false;
    for (size_t i = 0; i < one->column_count; i++) {
        const struct ht_column *x = &one->columns[i], *y = &other->columns[i];
        if (x->field != y->field || strcmp(x->header, y->header) != 0)
            return false;
    }
    return true;
}

static bool differ(const char *a, const char *b) {
    return a != NULL && b != NULL && strcmp(a, b) != 0;
}

static bool dates_differ(struct ht_date a, struct ht_date b) {
    return ht_date_known(a) && ht_date_known(b) && (a.year != b.year || a.month != b.month || a.day != b.day);
}

// Whether nothing that A and B say of their fund and day tells them apart.
static bool could_be_one(const struct ht_portfolio *a, const struct ht_portfolio *b) {
    return !differ(a->fund.name, b->fund.name) && !differ(a->fund.id, b->fund.id) &&
           !differ(a->fund.investor, b->fund.investor) && !dates_differ(a->holdings_date, b->holdings_date);
}

static const char *key_of(const struct ht_position *position) {
    const char *keys[] = {position->isin, position->cusip, position->sedol, position->figi, position->name};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (keys[i] != NULL)
            return keys[i];
    return NULL;
}

// Whether A and B name for the most part other securities: less than half of the smaller one's stand in both.
static bool other_rows(const struct ht_portfolio *a, const struct ht_portfolio *b, struct ht_arena *arena) {
    static char present;
    const struct ht_portfolio *less = a->position_count < b->position_count ? a : b, *more = less == a ? b : a;
    struct ht_map *keys = ht_map_new(arena);
    size_t shared = 0;
    for (size_t i = 0; i < more->position_count; i++) {
        const char *key = key_of(&more->positions[i]);
        if (key != NULL)
            ht_map_put(keys, key, &present);
    }
    for (size_t i = 0; i < less->position_count; i++) {
        const char *key = key_of(&less->positions[i]);
        shared += key == NULL || ht_map_get(keys, key) != NULL;
    }
    return shared * 2 < less->position_count;
}

// Parts that can be held against the one that counts: each one fund in the same columns.
static bool is_candidate(const struct ht_part_reading *reading, const struct ht_part_reading *best) {
    return reading == best || (reading->beside && reading->portfolio_count == 1 && same_columns(reading, best));
}

// Whether READING, one of the first COUNT, holds for the most part other securities than each other candidate.
static bool repeats_none(const struct ht_part_reading *reading, const struct ht_part_reading *readings, size_t count,
                         const struct ht_part_reading *best, struct ht_arena *arena) {
    for (size_t i = 0; i < count; i++) {
        bool other = &readings[i] != reading && is_candidate(&readings[i], best);
        if (other && !other_rows(&reading->portfolios[0], &readings[i].portfolios[0], arena))
            return false;
    }
    return true;
}

// The sheets of one fund that its asset classes were split over: together their weights are whole, and no two hold
// the same securities.
static bool are_one_fund(const struct ht_part_reading *readings, size_t count, const struct ht_part_reading *best,
                         struct ht_arena *arena) {
    struct ht_amount sum = ht_amount_unknown();
    size_t members = 0;
    for (size_t i = 0; i < count; i++) {
        if (!is_candidate(&readings[i], best))
            continue;
        const struct ht_portfolio *portfolio = &readings[i].portfolios[0];
        if (!could_be_one(&best->portfolios[0], portfolio) || !has_weights(portfolio))
            return false;
        add_weights(&sum, portfolio);
        members++;
    }
    if (members < 2 || !between(sum, sure_from, sure_to))
        return false;
    for (size_t i = 0; i < count; i++)
        if (is_candidate(&readings[i], best) && !repeats_none(&readings[i], readings, i, best, arena))
            return false;
    return true;
}

// Whether READING is another fund: whole by itself, and no other part holds the same.
static bool is_own_fund(const struct ht_part_reading *reading, const struct ht_part_reading *readings, size_t count,
                        const struct ht_part_reading *best, struct ht_arena *arena) {
    const struct ht_portfolio *portfolio = &reading->portfolios[0];
    if (has_weights(portfolio) ? !ht_portfolio_whole(portfolio) : !has_values(portfolio))
        return false;
    return repeats_none(reading, readings, count, best, arena);
}

static void name_fund(struct ht_part_reading *reading) {
    struct ht_fund *fund = &reading->portfolios[0].fund;
    if (fund->name == NULL) {
        fund->name = reading->part->name;
        fund->named_by_sheet = true;
    }
}

// Takes all candidates for one fund.
static void unite(struct ht_part_reading *readings, size_t count, struct ht_part_reading *best) {
    for (size_t i = 0; i < count; i++) {
        if (is_candidate(&readings[i], best) && &readings[i] != best) {
            readings[i].united = true;
            readings[i].beside = false;
            ht_find(&best->portfolios[0].findings, HT_CODE_UNITED_SHEETS, 0,
                    "%s has the same columns as %s, and together their weights add up to 100: they are taken for one "
                    "fund",
                    readings[i].label, best->label);
        }
    }
}

static void keep_apart(struct ht_part_reading *readings, size_t count, struct ht_part_reading *best,
                       struct ht_arena *arena) {
    bool *own = ht_arena_array(arena, count + 1, sizeof *own);
    for (size_t i = 0; i < count; i++) {
        own[i] = &readings[i] != best && is_candidate(&readings[i], best) &&
                 is_own_fund(&readings[i], readings, count, best, arena);
    }
    for (size_t i = 0; i < count; i++) {
        if (own[i]) {
            readings[i].chosen = true;
            readings[i].beside = false;
            name_fund(best);
            name_fund(&readings[i]);
            ht_find(&best->portfolios[0].findings, HT_CODE_SEVERAL_FUNDS, 0,
                    "%s holds other securities in the same columns as %s; each is reported as a fund of its own",
                    readings[i].label, best->label);
        }
    }
}

void ht_parts_place(struct ht_part_reading *readings, size_t count, struct ht_arena *arena) {
    struct ht_part_reading *best = NULL;
    for (size_t i = 0; i < count && best == NULL; i++)
        best = readings[i].chosen ? &readings[i] : NULL;
    if (best == NULL || strcmp(best->sheet.layout, "generic") != 0 || best->portfolio_count != 1)
        return; // beside sheets that a layout knows, one that none knows belongs to nothing for sure
    if (are_one_fund(readings, count, best, arena))
        unite(readings, count, best);
    else
        keep_apart(readings, count, best, arena);
}

static void tell_unread_rows(struct ht_portfolio *to, const struct ht_portfolio *from) {
    for (size_t i = 0; i < from->findings.count; i++) {
        const struct ht_finding *finding = &from->findings.items[i];
        if (finding->severity == HT_TROUBLE) {
            ht_find(&to->findings, HT_CODE_UNREAD_UNCOUNTED, finding->line, "in a table that is not counted: %s",
                    ht_finding_part(finding));
        }
    }
}

void ht_parts_add_beside(struct ht_portfolio *to, const struct ht_part_reading *reading, struct ht_arena *arena) {
    ht_find(
        &to->findings, HT_CODE_UNCOUNTED_SHEET, 0,
        "%s has a table of %zu rows that looks like holdings; they are not counted, since nothing tells that they "
        "are not those of another sheet, but companies that only they name are possible",
        reading->label, reading->rows);
    size_t first = to->looked_through_count;
    for (size_t i = 0; i < reading->portfolio_count; i++) {
        const struct ht_portfolio *from = &reading->portfolios[i];
        ht_portfolio_set_aside(to, reading, from->positions, from->position_count, arena);
        ht_portfolio_set_aside(to, reading, from->looked_through, from->looked_through_count, arena);
        tell_unread_rows(to, from);
    }
    for (size_t i = first; i < to->looked_through_count; i++)
        to->looked_through[i].table_part = reading->part->name != NULL ? reading->part->name : reading->label;
}
