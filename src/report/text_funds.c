// SPDX-License-Identifier: GPL-3.0-or-later
// Funds that were looked through, in the text report: which, by which files, how far, and which to change.
#include "report/funds_words.h"
#include "report/text.h"
#include "report/wording.h"

enum { MOST_FUNDS = 100 };

void ht_text_through(struct ht_text_report *report, const struct ht_line *line) {
    const char *words = ht_word_held_through(report->arena, line->resolved->position);
    if (words)
        ht_paper_format(&report->paper, 6, 8, HT_PLAIN, "Held through %s.", words);
}

static void write_held(struct ht_text_report *report, const struct ht_held_fund *held) {
    const char *inside =
        held->through ? ht_arena_format(report->arena, " (inside %s)", ht_word_held_name(held->through->fund)) : "";
    ht_paper_format(&report->paper, 4, 6, held->why ? HT_YELLOW : HT_PLAIN, "Line %ld, %s%s, %s: %s.", held->line,
                    ht_word_held_name(held), inside, ht_word_held_amount(report->arena, held),
                    ht_word_held_outcome(report->arena, held));
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
        row[0] = ht_word_held_name(entry->fund);
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
        ht_paper_text(&report->paper, 4, 6, HT_PLAIN, ht_word_fund_coverage(report->arena, looked));
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
        ht_paper_format(&report->paper, 2, 4, file->count && file->used ? HT_PLAIN : HT_YELLOW, "%s: %s", file->path,
                        ht_word_funds_file(report->arena, file));
        for (size_t k = 0; k < file->findings.count; k++)
            if (file->findings.items[k].severity != HT_NOTE)
                ht_paper_format(&report->paper, 4, 6, HT_PLAIN, "%s %s: %s.",
                                ht_severity_name(file->findings.items[k].severity),
                                ht_code_name(file->findings.items[k].code),
                                ht_finding_words(report->arena, &file->findings.items[k]));
    }
    ht_paper_gap(&report->paper);
}
