// SPDX-License-Identifier: GPL-3.0-or-later
// Funds that were looked through, in the text report: which, by which files, how far, and which to change.
#include <string.h>

#include "report/text.h"
#include "report/wording.h"

enum { MOST_FUNDS = 100 };

static const char *name_of(const struct ht_held_fund *held) {
    return held->name ? held->name : held->isin ? held->isin : "(no name)";
}

static const char *share_of(struct ht_text_report *report, const struct ht_through *step) {
    struct ht_decimal pct;
    bool fits = step->share.known && ht_decimal_percent(step->share.number, ht_decimal_int(1), 6, &pct);
    return fits ? ht_word_percent(report->arena, ht_amount_of(pct)) : "an unknown share";
}

// The way to a position, the outermost fund first: "A (4 % of it, line 12 of FILE), there B (1 % of it, ...)".
static const char *way(struct ht_text_report *report, const struct ht_through *step) {
    if (!step)
        return NULL;
    const char *before = way(report, step->outer);
    const char *of = ht_arena_format(report->arena, "%s%s%s (%s of it, ", before ? before : "",
                                     before ? ", there " : "", name_of(step->fund), share_of(report, step));
    if (step->line == 0)
        return ht_arena_format(report->arena, "%swhich was not looked through)", of);
    return ht_arena_format(report->arena, "%sline %ld of %s)", of, step->line,
                           step->fund->constituents->portfolio->path);
}

void ht_text_through(struct ht_text_report *report, const struct ht_line *line) {
    const char *words = way(report, line->resolved->position->through);
    if (words)
        ht_paper_format(&report->paper, 6, 8, HT_PLAIN, "Held through %s.", words);
}

static const char *amount_of(struct ht_text_report *report, const struct ht_held_fund *held, struct ht_amount value,
                             struct ht_amount weight) {
    return held->value.known ? ht_word_money(report->arena, value, held->currency)
                             : ht_word_percent(report->arena, weight);
}

// "isin IE00B4L5Y983, FILE of 2024-03-28", or why not.
static const char *outcome_of(struct ht_text_report *report, const struct ht_held_fund *held) {
    if (held->why)
        return ht_arena_format(report->arena, "not looked through: %s", held->why);
    const struct ht_portfolio *portfolio = held->constituents->portfolio;
    return ht_arena_format(report->arena, "by %s %s%s: %s of %s", ht_fund_method_name(held->method),
                           held->matched_value, held->by_file_name ? " in the name of the file" : "", portfolio->path,
                           ht_word_date(report->arena, portfolio->holdings_date));
}

static void write_held(struct ht_text_report *report, const struct ht_held_fund *held) {
    const char *inside =
        held->through ? ht_arena_format(report->arena, " (inside %s)", name_of(held->through->fund)) : "";
    const char *rest = "";
    struct ht_amount left = held->value.known ? held->rest : held->rest_file_pct;
    if (!held->why && left.known && ht_decimal_sign(left.number) != 0)
        rest = ht_arena_format(report->arena, "; part not looked through: %s",
                               amount_of(report, held, held->rest, held->rest_file_pct));
    ht_paper_format(&report->paper, 4, 6, held->why ? HT_YELLOW : HT_PLAIN, "Line %ld, %s%s, %s: %s%s.", held->line,
                    name_of(held), inside, amount_of(report, held, held->value, held->weight_file_pct),
                    outcome_of(report, held), rest);
}

static void say_coverage(struct ht_text_report *report, const struct ht_look_through *looked) {
    struct ht_arena *arena = report->arena;
    const struct ht_fund_coverage *coverage = &looked->coverage;
    if (!coverage->effective_pct.known) {
        ht_paper_text(&report->paper, 4, 6, HT_PLAIN, "How much of the funds was looked through is not known.");
        return;
    }
    if (!coverage->told_pct.known) {
        ht_paper_format(
            &report->paper, 4, 6, HT_PLAIN,
            "Effective coverage: %s of the funds' %s was looked through; no file that could be used was found.",
            ht_word_percent(arena, coverage->effective_pct), looked->coverage_base);
        return;
    }
    ht_paper_format(&report->paper, 4, 6, HT_PLAIN,
                    "Effective coverage: %s of the funds' %s was looked through to the end. Files were found for %s; "
                    "they tell %s of that, of which %s lies in further funds that were not looked through.",
                    ht_word_percent(arena, coverage->effective_pct), looked->coverage_base,
                    ht_word_percent(arena, coverage->mapped_pct), ht_word_percent(arena, coverage->told_pct),
                    ht_word_percent(arena, coverage->lost_inside_pct));
}

static void write_by_fund(struct ht_text_report *report, const struct ht_account *account) {
    const struct ht_column_spec specs[] = {{"Which fund to change (counted exposure that it brings)", false},
                                           {"Line", true},
                                           {"Positions", true},
                                           {"Long", true},
                                           {"Short", true},
                                           {ht_word_weight_title(account->denominator), true}};
    enum { COUNT = sizeof specs / sizeof *specs };
    const char **cells = ht_arena_array(report->arena, account->by_fund_count * COUNT, sizeof *cells);
    if (account->by_fund_count == 0)
        return;
    for (size_t i = 0; i < account->by_fund_count; i++) {
        const struct ht_fund_sum *entry = &account->by_fund[i];
        const char **row = cells + i * COUNT;
        row[0] = name_of(entry->fund);
        row[1] = ht_arena_format(report->arena, "%ld", entry->fund->line);
        row[2] = ht_word_number(report->arena, (int64_t)entry->sum.positions);
        row[3] = ht_sum_has_longs(&entry->sum)
                     ? ht_word_money(report->arena, entry->sum.long_value, entry->sum.currency)
                     : "-";
        row[4] = ht_sum_has_shorts(&entry->sum)
                     ? ht_word_money(report->arena, entry->sum.short_value, entry->sum.currency)
                     : "-";
        row[5] = ht_word_percent(report->arena, entry->sum.weight_pct);
    }
    struct ht_columns columns = ht_columns_of(specs, COUNT, 2, true);
    ht_paper_gap(&report->paper);
    ht_columns_table(&columns, &report->paper, cells, account->by_fund_count);
}

void ht_text_held_funds(struct ht_text_report *report, const struct ht_account *account) {
    const struct ht_look_through *looked = account->resolution->portfolio->look_through;
    if (!looked)
        return;
    ht_paper_gap(&report->paper);
    ht_paper_format(&report->paper, 2, 4, HT_BOLD, "Looking through funds: %s",
                    looked->count ? ht_word_count(report->arena, looked->count, "fund row") : "none is held");
    if (looked->count)
        say_coverage(report, looked);
    for (size_t i = 0; i < looked->count && i < MOST_FUNDS; i++)
        write_held(report, looked->funds[i]);
    if (looked->count > MOST_FUNDS)
        ht_paper_format(&report->paper, 4, 6, HT_PLAIN, "And %s more; the json report has all.",
                        ht_word_count(report->arena, looked->count - MOST_FUNDS, "fund row"));
    write_by_fund(report, account);
}

void ht_text_funds_files(struct ht_text_report *report) {
    const struct ht_scan *scan = report->scan;
    if (!scan->funds)
        return;
    ht_paper_text(&report->paper, 0, 0, HT_BOLD, "Files to look through funds by");
    for (size_t i = 0; i < scan->funds_file_count; i++) {
        const struct ht_funds_file *file = &scan->funds_files[i];
        ht_paper_format(&report->paper, 2, 4, file->count && file->used ? HT_PLAIN : HT_YELLOW, "%s: %s, %s used%s%s",
                        file->path, ht_word_count(report->arena, file->count, "fund"),
                        ht_word_number(report->arena, (int64_t)file->used), file->sha256 ? "; SHA-256 " : "",
                        file->sha256 ? file->sha256 : "");
        for (size_t k = 0; k < file->findings.count; k++)
            if (file->findings.items[k].severity != HT_NOTE)
                ht_paper_format(&report->paper, 4, 6, HT_PLAIN, "%s %s: %s.",
                                ht_severity_name(file->findings.items[k].severity),
                                ht_code_name(file->findings.items[k].code), file->findings.items[k].message);
    }
    ht_paper_gap(&report->paper);
}
