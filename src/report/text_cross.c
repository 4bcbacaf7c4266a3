// SPDX-License-Identifier: GPL-3.0-or-later
// Selected companies by fund in the text report, where a few funds are exposed.
#include "report/cross.h"
#include "report/text.h"
#include "report/wording.h"

// Beside the column of the companies.
enum { FUNDS_MOST = HT_COLUMNS_MAX - 1 };

static void write_table(struct ht_text_report *report, const struct ht_cross *cross) {
    struct ht_column_spec specs[HT_COLUMNS_MAX] = {{"Selected company", false}};
    size_t width = 1 + cross->fund_count;
    const char **cells = ht_arena_array(report->arena, cross->target_count * width, sizeof *cells);
    for (size_t f = 0; f < cross->fund_count; f++) {
        const char *number = ht_arena_format(report->arena, "Fund %zu", f + 1);
        specs[1 + f] = (struct ht_column_spec){number, true};
        ht_paper_format(&report->paper, 2, 4, HT_PLAIN, "%s: %s, %s", number, cross->funds[f].name,
                        ht_word_denominator(cross->funds[f].denominator));
    }
    for (size_t t = 0; t < cross->target_count; t++) {
        cells[t * width] = ht_word_entity(report->arena, cross->targets[t]);
        for (size_t f = 0; f < cross->fund_count; f++) {
            const struct ht_cross_cell *cell = &cross->cells[t * cross->fund_count + f];
            cells[t * width + 1 + f] = cell->held ? ht_word_percent(report->arena, cell->weight_pct) : "-";
        }
    }
    struct ht_columns columns = ht_columns_of(specs, width, 2, true);
    ht_columns_table(&columns, &report->paper, cells, cross->target_count);
}

void ht_text_targets_by_funds(struct ht_text_report *report, const struct ht_cross_fund *funds, size_t count,
                              size_t read) {
    if (count < 2)
        return;
    const struct ht_cross cross = ht_cross_of(funds, count, read, report->arena);
    ht_paper_format(&report->paper, 0, 0, HT_BOLD, "Targets by funds, net weights of counted positions: %s",
                    ht_word_cross(report->arena, &cross));
    if (cross.fund_count <= FUNDS_MOST)
        write_table(report, &cross);
    else
        ht_paper_text(&report->paper, 2, 4, HT_PLAIN,
                      "Too many funds for a table here: the html report has it, and the csv report each position.");
    ht_paper_gap(&report->paper);
}
