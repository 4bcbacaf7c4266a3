// SPDX-License-Identifier: GPL-3.0-or-later
// The sentence that heads a fund: verdict, coverage and completeness of the lists, never one without the others.

#include <string.h>

#include "holdtrace/large.h"
#include "holdtrace/text.h"
#include "report/text.h"
#include "report/wording.h"

const char *ht_text_fund_name(const struct ht_account *account) {
    const struct ht_portfolio *portfolio = account->resolution->portfolio;
    return portfolio->fund.name ? portfolio->fund.name : portfolio->path;
}

const char *ht_text_fund_title(const struct ht_account *account) {
    const struct ht_portfolio *portfolio = account->resolution->portfolio;
    const char *slash = strrchr(portfolio->path, '/');
    if (portfolio->fund.name)
        return portfolio->fund.name;
    return slash && slash[1] ? slash + 1 : portfolio->path;
}

void ht_text_cite(struct ht_text_report *report, const char *sources) {
    ht_cite(&report->cited, sources);
}

// Adds an amount of CURRENCY to the sum of that currency; every currency of the fund has a total.
static bool add_amount(const struct ht_account *account, struct ht_amount *sums, const char *currency,
                       struct ht_amount amount) {
    for (size_t i = 0; i < account->total_count; i++)
        if (ht_text_equal(account->totals[i].currency, currency))
            return ht_amount_add(&sums[i], amount);
    return false;
}

static const char *money_words(struct ht_text_report *report, const struct ht_account *account,
                               const struct ht_amount *sums) {
    const char *words = NULL;
    for (size_t i = 0; i < account->total_count; i++) {
        if (!sums[i].known)
            continue;
        const char *money = ht_word_money(report->arena, sums[i], account->totals[i].currency);
        words = words ? ht_arena_format(report->arena, "%s + %s", words, money) : money;
    }
    return words ? words : "value not known";
}

static struct ht_verdict_side sum_side(struct ht_text_report *report, const struct ht_account *account,
                                       enum ht_side side) {
    struct ht_verdict_side out = {0};
    struct ht_amount *sums = ht_arena_array(report->arena, account->total_count, sizeof *sums);
    bool weighed = true, summed = true;
    for (size_t i = 0; i < account->line_count; i++) {
        const struct ht_line *line = &account->lines[i];
        const struct ht_position *position = line->resolved->position;
        ht_large_rest();
        if (position->side != side || !ht_category_is_counted(report->scan->screen, line->category))
            continue;
        out.positions++;
        weighed = weighed && line->weight_pct.known && ht_amount_add(&out.weight_pct, line->weight_pct);
        summed = summed && add_amount(account, sums, position->currency, position->value);
    }
    if (!weighed)
        out.weight_pct = ht_amount_unknown();
    out.money = summed ? money_words(report, account, sums) : "value not known";
    return out;
}

// The notional of counted derivatives, which stand at a market value near nothing; NULL when there are none.
static const char *derivatives_words(struct ht_text_report *report, const struct ht_account *account) {
    struct ht_amount *sums = ht_arena_array(report->arena, account->total_count, sizeof *sums);
    bool any = false, summed = true;
    for (size_t i = 0; i < account->line_count; i++) {
        const struct ht_line *line = &account->lines[i];
        const struct ht_position *position = line->resolved->position;
        ht_large_rest();
        if (!ht_kind_is_derivative(position->kind) || !ht_category_is_counted(report->scan->screen, line->category))
            continue;
        any = true;
        summed = summed && add_amount(account, sums, position->currency, position->notional);
    }
    return any ? summed ? money_words(report, account, sums) : "not known" : NULL;
}

static const char *side_words(struct ht_text_report *report, const struct ht_account *account,
                              const struct ht_verdict_side *side) {
    if (!side->weight_pct.known)
        return ht_arena_format(report->arena, "weight not known (%s)", side->money);
    bool stated = account->resolution->portfolio->fund.net_assets.known;
    return ht_arena_format(report->arena, "%s %s (%s%s)", ht_word_percent(report->arena, side->weight_pct),
                           ht_word_denominator(account->denominator), side->money,
                           stated ? "" : "; net assets are not stated");
}

// Counts LINE when it is not counted, and a tie that is left open would make it so.
static void count_open(struct ht_text_report *report, const struct ht_line *line, struct ht_verdict *verdict) {
    bool open = false;
    if (line->category == HT_POSSIBLE || ht_category_is_counted(report->scan->screen, line->category))
        return;
    for (size_t i = 0; i < line->doubt_count; i++) {
        if (ht_category_is_counted(report->scan->screen, line->doubts[i].category)) {
            open = true;
            verdict->too_old = verdict->too_old || line->doubts[i].too_old;
        }
    }
    verdict->open += open;
}

static void count_lines(struct ht_text_report *report, const struct ht_account *account, struct ht_verdict *verdict) {
    for (size_t i = 0; i < account->line_count; i++) {
        enum ht_category category = account->lines[i].category;
        ht_large_rest();
        if (category == HT_POSSIBLE)
            verdict->possible++;
        else if (ht_category_is_counted(report->scan->screen, category)) {
            verdict->counted++;
            verdict->disputed += account->lines[i].targets[0].tie.target->basis == HT_BASIS_DISPUTED;
        } else if (category != HT_NO_CATEGORY)
            verdict->uncounted++;
        count_open(report, &account->lines[i], verdict);
    }
    verdict->possible += account->looked_through_count;
    verdict->long_side = sum_side(report, account, HT_LONG);
    verdict->short_side = sum_side(report, account, HT_SHORT);
    const char *longs = side_words(report, account, &verdict->long_side);
    const char *shorts = side_words(report, account, &verdict->short_side);
    if (verdict->counted == 0)
        verdict->exposure = "none";
    else if (verdict->short_side.positions == 0)
        verdict->exposure = longs;
    else if (verdict->long_side.positions == 0)
        verdict->exposure = ht_arena_format(report->arena, "short %s", shorts);
    else
        verdict->exposure = ht_arena_format(report->arena, "long %s and short %s", longs, shorts);
}

static void say_exposure(struct ht_text_report *report, const struct ht_account *account,
                         const struct ht_verdict *verdict, struct ht_buffer *text) {
    struct ht_arena *arena = report->arena;
    size_t all = account->line_count;
    if (all == 0)
        ht_buffer_string(text, "no position could be read, so that nothing was tested");
    else if (verdict->counted == 0)
        ht_buffer_format(text, "no %sexposure found in %s", verdict->uncounted ? "counted " : "",
                         ht_word_count(arena, all, "position"));
    else
        ht_buffer_format(text, "%s of %s, %s, %s exposed", ht_word_number(arena, (int64_t)verdict->counted),
                         ht_word_count(arena, all, "position"), verdict->exposure,
                         verdict->counted == 1 ? "is" : "are");
    if (verdict->counted > 0)
        ht_text_say_companies(report, account, text);
}

// What else has to be known to read the figure.
static void say_beside(struct ht_text_report *report, const struct ht_account *account,
                       const struct ht_verdict *verdict, struct ht_buffer *text) {
    struct ht_arena *arena = report->arena;
    if (report->scan->targets && !ht_targets_of_screen(report->scan->targets))
        ht_buffer_format(text, "; the screen selects nobody on this day, %s",
                         ht_word_date(arena, report->scan->as_of));
    if (verdict->disputed > 0)
        ht_buffer_format(text, "; for %s of these positions the company's removal from its list is disputed",
                         ht_word_number(arena, (int64_t)verdict->disputed));
    const char *derivatives = derivatives_words(report, account);
    if (derivatives)
        ht_buffer_format(text, "; derivatives among them have a notional of %s", derivatives);
    if (verdict->uncounted > 0)
        ht_buffer_format(text, "; %s %s tied to a selected company in a way that this screen does not count",
                         ht_word_count(arena, verdict->uncounted, "position"),
                         verdict->uncounted == 1 ? "is" : "are");
    if (verdict->possible > 0)
        ht_buffer_format(text, "; %s need%s a decision and %s not counted",
                         ht_word_count(arena, verdict->possible, "possible position"),
                         verdict->possible == 1 ? "s" : "", verdict->possible == 1 ? "is" : "are");
    if (verdict->open > 0)
        ht_buffer_format(text, "; %s may be exposed by %s, and %s not counted",
                         ht_word_count(arena, verdict->open, verdict->counted ? "further position" : "position"),
                         verdict->too_old ? "links that are left open or too old for the screen"
                                          : "links that the facts leave open",
                         verdict->open == 1 ? "is" : "are");
    if (account->looked_through_count > 0)
        ht_buffer_format(text, " (%s in a table that is not counted)",
                         ht_word_number(arena, (int64_t)account->looked_through_count));
}

// What no share of coverage can hold, since nobody knows what it is worth.
static void say_skipped(struct ht_text_report *report, const struct ht_portfolio *portfolio, struct ht_buffer *text) {
    size_t skipped = portfolio->rows.skipped;
    if (skipped > 0)
        ht_buffer_format(text, "; %s could not be read and %s not tested",
                         ht_word_count(report->arena, skipped, "row"), skipped == 1 ? "was" : "were");
}

// Percentages of the sum of a part are too large for the fund.
static void say_part(struct ht_text_report *report, const struct ht_account *account, struct ht_buffer *text) {
    if (ht_account_is_part(account))
        ht_buffer_format(text,
                         "; the file's own weights add up to %s, so that it seems to hold a part of the fund, of "
                         "which part the percentages are",
                         ht_word_percent(report->arena, account->weight_file_sum_pct));
}

static void say_coverage(struct ht_text_report *report, const struct ht_account *account, struct ht_buffer *text) {
    const struct ht_coverage *coverage = &account->coverage;
    const char *base = coverage->base ? coverage->base : "value";
    if (!coverage->comparable_pct.known) {
        ht_buffer_format(text, "; how much of the %s could be compared is not known", base);
        return;
    }
    // An identifier is compared with nothing where a list names companies and nobody told their securities.
    size_t targets = ht_targets_count(report->scan->targets);
    ht_buffer_format(text, "; %s of the %s could be compared by identifier (held for %s of %s)",
                     ht_word_percent(report->arena, coverage->comparable_pct), base,
                     ht_word_number(report->arena, (int64_t)report->identified),
                     ht_word_count(report->arena, targets, "target"));
    if (coverage->comparable_by_name_pct.known)
        ht_buffer_format(text, " and %s by name alone",
                         ht_word_percent(report->arena, coverage->comparable_by_name_pct));
}

struct ht_verdict ht_text_verdict(struct ht_text_report *report, const struct ht_account *account) {
    const struct ht_portfolio *portfolio = account->resolution->portfolio;
    struct ht_verdict verdict = {0};
    struct ht_buffer text = {0};
    count_lines(report, account, &verdict);
    ht_buffer_format(&text, "%s, holdings of %s: ", ht_text_fund_name(account),
                     ht_word_date(report->arena, portfolio->holdings_date));
    verdict.says = text.len;
    say_exposure(report, account, &verdict, &text);
    verdict.said = text.len;
    say_beside(report, account, &verdict, &text);
    say_skipped(report, portfolio, &text);
    say_part(report, account, &text);
    say_coverage(report, account, &text);
    ht_text_say_lists(report, verdict.counted == 0, &text);
    verdict.sentence = ht_arena_copy(report->arena, text.data, text.len);
    ht_buffer_free(&text);
    return verdict;
}
