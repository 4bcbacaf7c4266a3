// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Bounds of the counted exposure: at least what is counted, at most that and all that could turn out to be exposed.
 * A bound that would leave something out is not stated. What is expected between them is not computed here.
 */
#include "exposure/account.h"
#include "holdtrace/lookthrough.h"

#include <string.h>

// Weights added up where every one is known; one that is not makes the sum unknown for good.
struct reach_sum {
    struct ht_decimal sum;
    bool whole;
    size_t rows, without_weight;
};

static struct reach_sum empty_sum(void) {
    return (struct reach_sum){.sum = {0, 6}, .whole = true};
}

static void add_weight(struct reach_sum *sum, const struct ht_line *line) {
    sum->rows++;
    if (!line->weight_pct.known) {
        sum->without_weight++;
        sum->whole = false;
    } else if (sum->whole) {
        sum->whole = ht_decimal_add(sum->sum, line->weight_pct.number, &sum->sum);
    }
}

static struct ht_amount amount_of(const struct reach_sum *sum) {
    return sum->whole ? ht_amount_of(sum->sum) : ht_amount_unknown();
}

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

struct reasons {
    struct acc_context *ctx;
    size_t capacity;
};

static void say(struct reasons *reasons, const char *sentence) {
    struct ht_interval *interval = &reasons->ctx->account->interval;
    for (size_t i = 0; i < interval->why_count; i++)
        if (strcmp(interval->why[i], sentence) == 0)
            return;
    interval->why = ht_arena_grow(reasons->ctx->arena, interval->why, interval->why_count, &reasons->capacity,
                                  sizeof(*interval->why));
    interval->why[interval->why_count++] = sentence;
}

static void say_rows(struct reasons *reasons, const struct reach_sum *sum, const char *one, const char *many) {
    char number[HT_DECIMAL_TEXT];
    struct ht_arena *arena = reasons->ctx->arena;
    if (!sum->rows)
        return;
    const char *weight = sum->whole ? ht_arena_format(arena, "%s %%", ht_decimal_text(sum->sum, number))
                                    : "of a weight that is not known";
    say(reasons, sum->rows == 1 ? ht_arena_format(arena, "1 row (%s) %s", weight, one)
                                : ht_arena_format(arena, "%zu rows (%s) %s", sum->rows, weight, many));
}

// Whether a tie that the facts leave open would make LINE counted.
static bool has_open_tie(struct acc_context *ctx, const struct ht_entity *issuer, struct reasons *reasons) {
    const struct ht_ties *ties = &acc_issuer_of(ctx, issuer)->ties;
    bool any = false;
    for (size_t i = 0; i < ties->doubt_count; i++) {
        if (!acc_counts(ctx, ties->doubts[i].category))
            continue;
        any = true;
        say(reasons, ht_arena_format(ctx->arena, "%s: %s, so it may be %s and is not counted", issuer->name,
                                     ties->doubts[i].why, ht_category_name(ties->doubts[i].category)));
    }
    return any;
}

// The long ones among the rows of tables that are not counted.
static size_t count_looked_through(const struct ht_account *account) {
    size_t count = 0;
    for (size_t i = 0; i < account->looked_through_count; i++)
        count += is_long(&account->looked_through[i]);
    return count;
}

// Those of them in another sheet that nothing ties to the fund: they can be further positions. And those of funds
// that were looked through: nothing else is in them.
static size_t count_elsewhere(const struct ht_account *account) {
    size_t count = 0;
    for (size_t i = 0; i < account->looked_through_count; i++) {
        const struct ht_line *line = &account->looked_through[i];
        count += is_long(line) && (acc_position(line)->table_part != NULL || acc_position(line)->opaque != NULL);
    }
    return count;
}

enum kind { COUNTED, POSSIBLE, FUND, MAY_BE_FUND, OPEN_TIE, BY_NAME, NOT_COMPARABLE, CLEAR, KINDS };

// What a long line that is no cash adds to the bounds.
static enum kind kind_of(struct acc_context *ctx, const struct ht_line *line, struct reasons *reasons) {
    const struct ht_entity *issuer = line->resolved->issuer, *guarantor = acc_guarantor(line);
    if (acc_counts(ctx, line->category))
        return COUNTED;
    if (line->category == HT_POSSIBLE)
        return POSSIBLE;
    if (acc_is_opaque(line))
        return FUND;
    if (issuer) {
        bool open = has_open_tie(ctx, issuer, reasons);
        open = (guarantor && has_open_tie(ctx, guarantor, reasons)) || open;
        return open ? OPEN_TIE : CLEAR;
    }
    // Not every fund is called one: where a table looks through funds, what is not known may be one of them.
    if (count_looked_through(ctx->account) > count_elsewhere(ctx->account))
        return MAY_BE_FUND;
    return line->resolved->comparable ? CLEAR : line->resolved->comparable_by_name ? BY_NAME : NOT_COMPARABLE;
}

static void say_kinds(struct reasons *reasons, const struct reach_sum *kinds) {
    static const struct {
        const char *one, *many;
    } what[KINDS] = {
        [POSSIBLE] = {"may be a target's and needs a decision", "may be a target's and need a decision"},
        [FUND] = {"is a fund that was not looked through", "are funds that were not looked through"},
        [MAY_BE_FUND] = {"may be a fund that a table of the file looks through",
                         "may be funds that a table of the file looks through"},
        [BY_NAME] = {"could be compared by name alone", "could be compared by name alone"},
        [NOT_COMPARABLE] = {"could not be compared with any target", "could not be compared with any target"},
    };
    for (int k = 0; k < KINDS; k++)
        if (what[k].one)
            say_rows(reasons, &kinds[k], what[k].one, what[k].many);
}

static void set_bounds(struct acc_context *ctx, struct reasons *reasons, const struct reach_sum *kinds) {
    struct ht_interval *interval = &ctx->account->interval;
    const struct ht_portfolio *portfolio = ctx->account->resolution->portfolio;
    size_t skipped = portfolio->rows.skipped + (portfolio->look_through ? portfolio->look_through->skipped_rows : 0);
    interval->at_least_pct = amount_of(&kinds[COUNTED]);
    interval->at_most_pct = skipped ? ht_amount_unknown() : interval->at_least_pct;
    for (int k = 0; k < CLEAR; k++) {
        if (k == COUNTED)
            continue;
        if (!kinds[k].whole || !interval->at_most_pct.known ||
            !ht_amount_add(&interval->at_most_pct, amount_of(&kinds[k])))
            interval->at_most_pct = ht_amount_unknown();
    }
    if (skipped)
        say(reasons, ht_arena_format(ctx->arena, "%zu row%s could not be read: no upper bound is stated", skipped,
                                     skipped == 1 ? "" : "s"));
    if (kinds[COUNTED].without_weight)
        say(reasons,
            ht_arena_format(ctx->arena, "%zu counted row%s without a weight: no bound is stated",
                            kinds[COUNTED].without_weight, kinds[COUNTED].without_weight == 1 ? " is" : "s are"));
}

// No bound can hold what nobody has told the reference.
static void say_ownership(struct reasons *reasons) {
    char number[HT_DECIMAL_TEXT];
    struct ht_amount known = reasons->ctx->account->coverage.ownership_known_pct;
    if (known.known && ht_decimal_cmp(known.number, ht_decimal_int(100)) < 0)
        say(reasons,
            ht_arena_format(reasons->ctx->arena,
                            "who owns the issuer is known for %s %% of the fund; what other owners could add "
                            "is in neither bound",
                            ht_decimal_text(known.number, number)));
}

// Rows of tables that are not counted are worth something within the lines that such a table can look through.
// Without such a line nothing says what they are worth.
static void bound_looked_through(struct reasons *reasons, const struct reach_sum *kinds) {
    struct ht_account *account = reasons->ctx->account;
    size_t longs = count_looked_through(account);
    bool held = (kinds[FUND].rows || kinds[MAY_BE_FUND].rows) && !count_elsewhere(account);
    if (!longs)
        return;
    account->possible_long_pct = ht_amount_unknown();
    if (!held)
        account->interval.at_most_pct = ht_amount_unknown();
    say(reasons, ht_arena_format(reasons->ctx->arena, "%zu row%s of a table that is not counted need%s a decision%s",
                                 longs, longs == 1 ? "" : "s", longs == 1 ? "s" : "",
                                 held ? ", within those funds" : ": no upper bound is stated"));
}

void acc_bound(struct acc_context *ctx) {
    struct reasons reasons = {ctx, 0};
    struct reach_sum kinds[KINDS];
    for (int k = 0; k < KINDS; k++)
        kinds[k] = empty_sum();
    for (size_t i = 0; i < ctx->account->line_count; i++) {
        const struct ht_line *line = &ctx->account->lines[i];
        if (!is_long(line) || (acc_position(line)->kind == HT_KIND_CASH && line->category == HT_NO_CATEGORY))
            continue;
        add_weight(&kinds[kind_of(ctx, line, &reasons)], line);
    }
    ctx->account->counted_long_pct = exact_weight(ctx, acc_counts);
    ctx->account->possible_long_pct = exact_weight(ctx, is_possible);
    say_kinds(&reasons, kinds);
    set_bounds(ctx, &reasons, kinds);
    bound_looked_through(&reasons, kinds);
    say_ownership(&reasons);
}
