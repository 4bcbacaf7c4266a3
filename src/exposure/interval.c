// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Bounds of the counted exposure: at least what is counted, at most that and all that could turn out to be exposed.
 * A bound that would leave something out is not stated.
 */
#include "exposure/expectation.h"
#include "exposure/reasons.h"
#include "holdtrace/large.h"
#include "holdtrace/lookthrough.h"

#include <string.h>

static bool is_long(const struct ht_line *line) {
    return acc_position(line)->side == HT_LONG;
}

/*
 * The weight of the long lines of a kind, from the sum of their values and divided once: weights that are rounded
 * one by one can miss a threshold that their sum reaches. A long contract at a loss has a value below zero, and takes
 * nothing from what else is held.
 */
static struct ht_amount exact_weight(struct acc_context *ctx,
                                     bool (*takes)(const struct acc_context *, enum ht_category)) {
    struct ht_amount values = ht_amount_of(ht_decimal_int(0)), weights = ht_amount_of(ht_decimal_int(0));
    struct ht_decimal pct = ht_decimal_int(0);
    for (size_t i = 0; i < ctx->account->line_count; i++) {
        const struct ht_line *line = &ctx->account->lines[i];
        if (!is_long(line) || !takes(ctx, line->category))
            continue;
        if (!line->weight_pct.known)
            return ht_amount_unknown();
        if (ht_decimal_sign(line->weight_pct.number) < 0)
            continue;
        bool by_value = acc_position(line)->value.known;
        if (!ht_amount_add(by_value ? &values : &weights, by_value ? acc_position(line)->value : line->weight_pct))
            return ht_amount_unknown();
    }
    if (ht_decimal_sign(values.number) != 0) {
        static const unsigned places[] = {18, 12, 6};
        size_t k = 0;
        while (k < 3 && !ht_decimal_percent(values.number, ctx->net.number, places[k], &pct))
            k++;
        if (k == 3)
            return ht_amount_unknown();
    }
    return ht_amount_add(&weights, ht_amount_of(pct)) ? weights : ht_amount_unknown();
}

static bool is_possible(const struct acc_context *ctx, enum ht_category category) {
    (void)ctx;
    return category == HT_POSSIBLE;
}

// The sentences of the ties of ENTITY that the facts leave open and that would count; NULL when there are none.
static const char *open_ties(struct acc_context *ctx, const struct ht_entity *entity) {
    const struct ht_ties *ties = &acc_issuer_of(ctx, entity)->ties;
    const char *all = NULL;
    for (size_t i = 0; i < ties->doubt_count; i++) {
        const struct ht_doubt *doubt = &ties->doubts[i];
        if (!acc_counts(ctx, doubt->category))
            continue;
        const char *one = ht_arena_format(ctx->arena, "%s, so it may be %s and is not counted",
                                          ht_told_part(doubt->why), ht_category_name(doubt->category));
        all = !all               ? ht_arena_format(ctx->arena, "%s: %s", entity->name, one)
              : strstr(all, one) ? all
                                 : ht_arena_format(ctx->arena, "%s; %s", all, one);
    }
    return all;
}

// What the open ties of an issuer, and of a guarantor, say, with the lines they are about.
struct open_tie {
    const char *sentence;
    struct acc_spread spread;
};

struct bounds {
    struct acc_context *ctx;
    struct acc_spread *kinds;
    struct ht_map *open; // struct open_tie by sentence
    struct acc_chances chances;
    struct acc_reasons reasons;
};

// The long ones among the rows of tables that are not counted.
static size_t count_looked_through(const struct ht_account *account) {
    size_t count = 0;
    for (size_t i = 0; i < account->looked_through_count; i++)
        count += is_long(&account->looked_through[i]);
    return count;
}

// Those of them in another sheet that nothing ties to the fund: they can be further positions.
static size_t count_elsewhere(const struct ht_account *account) {
    size_t count = 0;
    for (size_t i = 0; i < account->looked_through_count; i++) {
        const struct ht_line *line = &account->looked_through[i];
        count += is_long(line) && acc_position(line)->table_part != NULL;
    }
    return count;
}

enum kind { COUNTED, POSSIBLE, OPEN_TIE, FUND, MAY_BE_FUND, BY_NAME, NOT_COMPARABLE, CLEAR, KINDS };

static const char *open_sentence(struct acc_context *ctx, const struct ht_line *line) {
    const struct ht_entity *guarantor = acc_guarantor(line);
    const char *own = open_ties(ctx, line->resolved->issuer), *more = guarantor ? open_ties(ctx, guarantor) : NULL;
    return own && more ? ht_arena_format(ctx->arena, "%s; %s", own, more) : own ? own : more;
}

// What a long line that is no cash adds to the bounds: the first that fits. *OPEN is the sentence of OPEN_TIE.
static enum kind kind_of(struct acc_context *ctx, const struct ht_line *line, const char **open) {
    if (acc_counts(ctx, line->category))
        return COUNTED;
    if (line->category == HT_POSSIBLE)
        return POSSIBLE;
    if (acc_is_opaque(line))
        return FUND;
    if (line->resolved->issuer) {
        *open = open_sentence(ctx, line);
        return *open ? OPEN_TIE : CLEAR;
    }
    // Not every fund is called one: where a table looks through funds, what is not known may be one of them.
    if (count_looked_through(ctx->account) > count_elsewhere(ctx->account))
        return MAY_BE_FUND;
    return line->resolved->comparable ? CLEAR : line->resolved->comparable_by_name ? BY_NAME : NOT_COMPARABLE;
}

static void add_open(struct bounds *bounds, const char *sentence, const struct ht_line *line) {
    struct open_tie *tie = ht_map_get(bounds->open, sentence);
    if (!tie) {
        tie = ht_arena_alloc(bounds->ctx->arena, sizeof *tie);
        *tie = (struct open_tie){sentence, acc_spread_empty()};
        ht_map_put(bounds->open, sentence, tie);
    }
    acc_spread_add(&tie->spread, line);
}

static void take(struct bounds *bounds, const struct ht_line *line) {
    const char *open = NULL;
    enum kind kind = kind_of(bounds->ctx, line, &open);
    acc_spread_add(&bounds->kinds[kind], line);
    if (kind == OPEN_TIE)
        add_open(bounds, open, line);
    if (kind == POSSIBLE || kind == OPEN_TIE)
        acc_chances_add(&bounds->chances, line);
}

static void say_kinds(struct bounds *bounds) {
    static const struct {
        enum kind kind;
        const char *word, *one, *many;
    } what[] = {
        {POSSIBLE, "possible", "may be a target's and needs a decision", "may be a target's and need a decision"},
        {FUND, "fund", "is a fund that was not looked through", "are funds that were not looked through"},
        {MAY_BE_FUND, "may_be_fund", "may be a fund that a table of the file looks through",
         "may be funds that a table of the file looks through"},
        {BY_NAME, "by_name", "could be compared by name alone", "could be compared by name alone"},
        {NOT_COMPARABLE, "not_comparable", "could not be compared with any target",
         "could not be compared with any target"},
    };
    for (size_t k = 0; k < sizeof what / sizeof *what; k++)
        acc_reason_rows(&bounds->reasons, what[k].word, &bounds->kinds[what[k].kind], what[k].one, what[k].many);
    for (size_t i = 0; i < ht_map_count(bounds->open); i++) {
        const struct open_tie *tie = ht_map_value_at(bounds->open, i);
        acc_reason_add(&bounds->reasons, "open_tie", &tie->spread, ACC_WIDENS, tie->sentence);
    }
}

// SURE and, of every kind that may or may not count, the weights above zero (HIGH) or those below. One that is not
// known leaves no upper bound; that it is below zero nothing says.
static struct ht_amount with_ends(struct ht_amount sure, const struct acc_spread *kinds, bool high) {
    for (int k = POSSIBLE; k < CLEAR; k++)
        if (!sure.known || (high && !kinds[k].whole) ||
            !ht_amount_add(&sure, ht_amount_of(high ? kinds[k].high : kinds[k].low)))
            return ht_amount_unknown();
    return sure;
}

static void set_bounds(struct bounds *bounds) {
    struct acc_context *ctx = bounds->ctx;
    struct ht_interval *interval = &ctx->account->interval;
    const struct acc_spread *counted = &bounds->kinds[COUNTED];
    const struct ht_portfolio *portfolio = ctx->account->resolution->portfolio;
    size_t skipped = portfolio->rows.skipped + (portfolio->look_through ? portfolio->look_through->skipped_rows : 0);
    struct ht_amount sure = counted->whole ? ht_amount_of(counted->sum) : ht_amount_unknown();
    interval->at_least_pct = with_ends(sure, bounds->kinds, false);
    interval->at_most_pct = skipped ? ht_amount_unknown() : with_ends(sure, bounds->kinds, true);
    acc_expect(&bounds->chances, sure);
    if (skipped)
        acc_reason_add(&bounds->reasons, "skipped_rows", NULL, ACC_UNBOUND,
                       ht_arena_format(ctx->arena, "%zu row%s could not be read: no upper bound is stated", skipped,
                                       skipped == 1 ? "" : "s"));
    if (counted->without_weight)
        acc_reason_add(&bounds->reasons, "without_weight", NULL, ACC_UNBOUND,
                       ht_arena_format(ctx->arena, "%zu counted row%s without a weight: no bound is stated",
                                       counted->without_weight, counted->without_weight == 1 ? " is" : "s are"));
}

// No bound can hold what nobody has told the reference.
static void say_ownership(struct bounds *bounds) {
    char number[HT_FIGURE_TEXT];
    struct ht_amount known = bounds->ctx->account->coverage.ownership_known_pct;
    if (known.known && ht_decimal_cmp(known.number, ht_decimal_int(100)) < 0)
        acc_reason_add(&bounds->reasons, "ownership_unknown", NULL, ACC_BESIDE,
                       ht_arena_format(bounds->ctx->arena,
                                       "who owns the issuer is known for %s of the fund; what other owners could "
                                       "add is in neither bound",
                                       ht_told_percent(known.number, number)));
}

// What a row without a value is worth is in no sum of values, of which all percentages are shares then.
static void say_without_value(struct bounds *bounds) {
    const struct ht_account *account = bounds->ctx->account;
    size_t rows = 0;
    if (strcmp(account->denominator, "sum_of_values") != 0)
        return;
    for (size_t i = 0; i < account->line_count; i++) {
        const struct ht_line *line = &account->lines[i];
        const struct ht_position *position = acc_position(line);
        ht_large_rest();
        rows += !position->value.known && !line->weight_pct.known && !ht_kind_is_derivative(position->kind);
    }
    if (rows)
        acc_reason_add(&bounds->reasons, "without_value", NULL, ACC_BESIDE,
                       ht_arena_format(bounds->ctx->arena,
                                       "%zu row%s no value, and %s share of the fund is in neither bound", rows,
                                       rows == 1 ? " has" : "s have", rows == 1 ? "its" : "their"));
}

// Rows of tables that are not counted are worth something within the lines that such a table can look through.
// Without such a line nothing says what they are worth.
static void bound_looked_through(struct bounds *bounds) {
    struct ht_account *account = bounds->ctx->account;
    size_t longs = count_looked_through(account);
    bool held = (bounds->kinds[FUND].rows || bounds->kinds[MAY_BE_FUND].rows) && !count_elsewhere(account);
    if (!longs)
        return;
    account->possible_long_pct = ht_amount_unknown();
    if (!held)
        account->interval.at_most_pct = ht_amount_unknown();
    acc_reason_add(&bounds->reasons, "table_not_counted", NULL, held ? ACC_BESIDE : ACC_UNBOUND,
                   ht_arena_format(bounds->ctx->arena, "%zu row%s of a table that is not counted need%s a decision%s",
                                   longs, longs == 1 ? "" : "s", longs == 1 ? "s" : "",
                                   held ? ", within those funds" : ": no upper bound is stated"));
}

void acc_bound(struct acc_context *ctx) {
    struct acc_spread kinds[KINDS];
    struct bounds bounds = {.ctx = ctx,
                            .kinds = kinds,
                            .open = ht_map_new(ctx->arena),
                            .chances = {.ctx = ctx, .places = ht_map_new(ctx->arena)},
                            .reasons = {.ctx = ctx}};
    for (int k = 0; k < KINDS; k++)
        kinds[k] = acc_spread_empty();
    for (size_t i = 0; i < ctx->account->line_count; i++) {
        const struct ht_line *line = &ctx->account->lines[i];
        if (!is_long(line) || (acc_position(line)->kind == HT_KIND_CASH && line->category == HT_NO_CATEGORY))
            continue;
        take(&bounds, line);
    }
    ctx->account->counted_long_pct = exact_weight(ctx, acc_counts);
    ctx->account->possible_long_pct = exact_weight(ctx, is_possible);
    say_kinds(&bounds);
    set_bounds(&bounds);
    bound_looked_through(&bounds);
    say_without_value(&bounds);
    say_ownership(&bounds);
    acc_reasons_rank(&bounds.reasons);
}
