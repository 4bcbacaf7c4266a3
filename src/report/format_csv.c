// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The report as CSV (RFC 4180, lines ended by LF): one line a position, exposed and possible ones, or all of them.
 */
#include <string.h>

#include "holdtrace/arena.h"
#include "holdtrace/large.h"
#include "holdtrace/report_members.h"
#include "report/csv_cell.h"
#include "report/csv_columns.h"

static void write_cell(struct ht_buffer *buffer, struct ht_csv_cell cell, struct ht_arena *arena) {
    ht_csv_write_cell(buffer, cell.text, cell.ours, arena);
}

void ht_csv_header(struct ht_buffer *buffer, const struct ht_scan *scan) {
    for (size_t g = 0; g < ht_csv_group_count; g++)
        for (size_t i = 0; ht_csv_applies(scan, g) && i < ht_csv_groups[g].count; i++)
            ht_buffer_format(buffer, "%s%s", g + i ? "," : "", ht_csv_groups[g].columns[i].name);
    ht_buffer_char(buffer, '\n');
}

static void write_row(struct ht_buffer *buffer, const struct ht_scan *scan, const struct ht_csv_row *row) {
    for (size_t g = 0; g < ht_csv_group_count; g++)
        for (size_t i = 0; ht_csv_applies(scan, g) && i < ht_csv_groups[g].count; i++) {
            if (g + i)
                ht_buffer_char(buffer, ',');
            write_cell(buffer, ht_csv_groups[g].columns[i].cell(row), row->arena);
        }
    ht_buffer_char(buffer, '\n');
}

void ht_csv_account(struct ht_buffer *buffer, const struct ht_scan *scan, const struct ht_account *account,
                    struct ht_arena *arena) {
    for (size_t k = 0; k < account->line_count; k++) {
        const struct ht_line *line = &account->lines[k];
        ht_large_rest();
        if (!scan->all_positions && line->category == HT_NO_CATEGORY)
            continue;
        struct ht_csv_row row = ht_csv_row_of(scan, account, line, arena);
        write_row(buffer, scan, &row);
    }
    for (size_t k = 0; k < account->looked_through_count; k++) {
        struct ht_csv_row row = ht_csv_row_of(scan, account, &account->looked_through[k], arena);
        write_row(buffer, scan, &row);
    }
}

void ht_report_csv(const struct ht_scan *scan, struct ht_arena *arena, struct ht_buffer *buffer) {
    struct ht_report_files files = ht_report_files(scan, arena);
    ht_csv_header(buffer, scan);
    for (size_t i = 0; i < files.count; i++)
        if (files.items[i].account)
            ht_csv_account(buffer, scan, files.items[i].account, arena);
}
