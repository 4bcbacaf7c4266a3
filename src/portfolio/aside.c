// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Rows of tables that are not counted because they repeat or look through an earlier one. They are positions like the
 * others, kept apart: a company that only they name must not go unseen, and their amounts must not be added.
 */
#include "portfolio/reading.h"

static void keep(struct ht_reading *reading, const struct ht_row *row, struct ht_position position) {
    struct ht_filling *filling = ht_filling_named(reading, row);
    filling->aside = ht_arena_grow(reading->arena, filling->aside, filling->aside_count, &filling->aside_capacity,
                                   sizeof *filling->aside);
    position.table_line = reading->grid->rows[reading->table->header_row].line;
    filling->aside[filling->aside_count++] = position;
}

static void read_table(struct ht_reading *reading, const struct ht_table *table) {
    struct ht_filling *aside = reading->aside;
    ht_enter_table(reading, table);
    aside->portfolio.rows = (struct ht_row_counts){0};
    aside->sum = aside->section_sum = aside->weight = aside->section_weight = ht_amount_unknown();
    for (size_t r = table->first_row; r < table->end_row; r++) {
        struct ht_position position;
        if (ht_read_row(reading, &reading->grid->rows[r], &position) == HT_ROW_POSITION) {
            aside->portfolio.rows.positions++;
            ht_totals_add(aside, &position);
            keep(reading, &reading->grid->rows[r], position);
        }
    }
}

/*
 * What was wrong with the rows. One that could not be read is no trouble, since no total lacks it, but a company
 * in it would go unseen.
 */
void ht_tell_aside(const struct ht_reading *reading, struct ht_portfolio *portfolio) {
    const struct ht_findings *said = &reading->aside->portfolio.findings;
    for (size_t i = 0; i < said->count; i++) {
        const struct ht_finding *finding = &said->items[i];
        bool unread = finding->severity == HT_TROUBLE;
        ht_find(&portfolio->findings, unread ? HT_CODE_UNREAD_UNCOUNTED : finding->code, finding->line, "%s%s",
                unread ? "in a table that is not counted: " : "", ht_finding_part(finding));
    }
}

void ht_read_aside(struct ht_reading *reading) {
    reading->aside = ht_arena_alloc(reading->arena, sizeof *reading->aside);
    reading->aside->portfolio.findings = ht_findings_in(reading->arena);
    for (size_t i = 0; i < reading->sheet->table_count; i++)
        if (!reading->sheet->tables[i].counted)
            read_table(reading, &reading->sheet->tables[i]);
    ht_report_rest(reading->aside);
}
