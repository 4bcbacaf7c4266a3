// SPDX-License-Identifier: GPL-3.0-or-later
// The sentence that heads a fund: verdict, coverage and completeness of the lists, never one without the others.
#include <string.h>

#include "report/text.h"
#include "report/wording.h"

const char *ht_text_fund_name(const struct ht_account *account) {
    const struct ht_portfolio *portfolio = account->resolution->portfolio;
    return portfolio->fund.name ? portfolio->fund.name : portfolio->path;
}

void ht_text_cite(struct ht_text_report *report, const char *sources) {
    size_t count;
    const char **ids = ht_text_split(report->arena, sources, '|', &count);
    static char cited;
    for (size_t i = 0; i < count; i++)
        if (!ht_map_get(report->cited, ids[i]))
            ht_map_put(report->cited, ids[i], &cited);
}

static bool same_currency(const char *a, const char *b) {
    return a && b ? strcmp(a, b) == 0 : a == b;
}

// Values of the counted categories, one sum a currency.
static const char *counted_money(struct ht_text_report *report, const struct ht_account *account) {
    struct ht_sum *sums = ht_arena_array(report->arena, account->exposure_count, sizeof *sums);
    size_t count = 0;
    for (size_t i = 0; i < account->exposure_count; i++) {
        const struct ht_category_sum *part = &account->exposure[i];
        size_t at = 0;
        if (!ht_category_is_counted(report->scan->screen, part->category))
            continue;
        while (at < count && !same_currency(sums[at].currency, part->sum.currency))
            at++;
        if (at == count)
            sums[count++].currency = part->sum.currency;
        if (!ht_amount_add(&sums[at].value, part->sum.value))
            return "too large a sum to state";
    }
    const char *words = NULL;
    for (size_t i = 0; i < count; i++) {
        const char *money = ht_word_money(report->arena, sums[i].value, sums[i].currency);
        words = words ? ht_arena_format(report->arena, "%s + %s", words, money) : money;
    }
    return words ? words : "not known";
}

static void count_categories(struct ht_text_report *report, const struct ht_account *account,
                             struct ht_verdict *verdict) {
    bool weight_known = true;
    for (size_t i = 0; i < account->exposure_count; i++) {
        const struct ht_category_sum *part = &account->exposure[i];
        if (part->category == HT_POSSIBLE)
            verdict->possible += part->sum.positions;
        else if (!ht_category_is_counted(report->scan->screen, part->category))
            verdict->uncounted += part->sum.positions;
        else {
            verdict->counted += part->sum.positions;
            weight_known = weight_known && part->sum.weight_pct.known &&
                           ht_amount_add(&verdict->weight_pct, part->sum.weight_pct);
        }
    }
    if (!weight_known)
        verdict->weight_pct = ht_amount_unknown();
}

static void say_exposure(struct ht_text_report *report, const struct ht_account *account,
                         const struct ht_verdict *verdict, struct ht_buffer *text) {
    struct ht_arena *arena = report->arena;
    size_t all = account->line_count;
    if (all == 0)
        ht_buffer_string(text, "no position could be read, so that nothing was tested");
    else if (verdict->counted == 0)
        ht_buffer_format(text, "no exposure found in %s", ht_word_count(arena, all, "position"));
    else if (verdict->weight_pct.known)
        ht_buffer_format(text, "%s of %s, %s %s (%s), %s exposed", ht_word_number(arena, (int64_t)verdict->counted),
                         ht_word_count(arena, all, "position"), ht_word_percent(arena, verdict->weight_pct),
                         ht_word_denominator(account->denominator), verdict->money,
                         verdict->counted == 1 ? "is" : "are");
    else
        ht_buffer_format(text, "%s of %s (%s, weight not known), %s exposed",
                         ht_word_number(arena, (int64_t)verdict->counted), ht_word_count(arena, all, "position"),
                         verdict->money, verdict->counted == 1 ? "is" : "are");
    if (verdict->uncounted > 0)
        ht_buffer_format(text, ", and %s tied to a selected company in ways that this screen does not count",
                         ht_word_count(arena, verdict->uncounted, "position"));
    if (verdict->possible > 0)
        ht_buffer_format(text, "; %s need%s a decision and %s not counted",
                         ht_word_count(arena, verdict->possible, "possible position"),
                         verdict->possible == 1 ? "s" : "", verdict->possible == 1 ? "is" : "are");
}

static void say_coverage(struct ht_text_report *report, const struct ht_account *account, struct ht_buffer *text) {
    const struct ht_coverage *coverage = &account->coverage;
    const char *base = coverage->base ? coverage->base : "value";
    if (!coverage->comparable_pct.known) {
        ht_buffer_format(text, "; how much of the %s could be compared is not known", base);
        return;
    }
    ht_buffer_format(text, "; %s of the %s could be compared by identifier",
                     ht_word_percent(report->arena, coverage->comparable_pct), base);
    if (coverage->comparable_by_name_pct.known)
        ht_buffer_format(text, " and %s by name alone",
                         ht_word_percent(report->arena, coverage->comparable_by_name_pct));
}

static void say_lists(struct ht_text_report *report, struct ht_buffer *text) {
    const struct ht_screen *screen = report->scan->screen;
    if (screen->list_count == 0)
        ht_buffer_string(text, "; the screen asks no list");
    for (size_t i = 0; i < screen->list_count; i++) {
        const struct ht_list *list = ht_reference_list(report->scan->ref, screen->lists[i]);
        ht_buffer_format(text, "%s%s %s", i ? ", " : "; lists held: ", screen->lists[i],
                         list ? ht_word_completeness(report->arena, list) : "none");
    }
    if (report->scan->exclusions)
        ht_buffer_format(text, "; the reader's own list has %s",
                         ht_word_count(report->arena, report->scan->exclusions->count, "line"));
    ht_buffer_char(text, '.');
}

struct ht_verdict ht_text_verdict(struct ht_text_report *report, const struct ht_account *account) {
    const struct ht_portfolio *portfolio = account->resolution->portfolio;
    struct ht_verdict verdict = {.money = counted_money(report, account)};
    struct ht_buffer text = {0};
    count_categories(report, account, &verdict);
    ht_buffer_format(&text, "%s, holdings of %s: ", ht_text_fund_name(account),
                     ht_word_date(report->arena, portfolio->holdings_date));
    say_exposure(report, account, &verdict, &text);
    say_coverage(report, account, &text);
    say_lists(report, &text);
    verdict.sentence = ht_arena_copy(report->arena, text.data, text.len);
    ht_buffer_free(&text);
    return verdict;
}
