// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The report as CSV (RFC 4180, lines ended by LF): one line a position, exposed and possible ones, or all of them.
 */
#include <string.h>

#include "holdtrace/arena.h"
#include "holdtrace/large.h"
#include "report/csv_cell.h"
#include "report/csv_columns.h"

static void write_cell(struct ht_buffer *buffer, struct ht_csv_cell cell, struct ht_arena *arena) {
    ht_csv_write_cell(buffer, cell.text, cell.ours, arena);
}

static bool applies(const struct ht_scan *scan, size_t group) {
    return !ht_csv_groups[group].applies || ht_csv_groups[group].applies(scan);
}

static void write_header(struct ht_buffer *buffer, const struct ht_scan *scan) {
    for (size_t g = 0; g < ht_csv_group_count; g++)
        for (size_t i = 0; applies(scan, g) && i < ht_csv_groups[g].count; i++)
            ht_buffer_format(buffer, "%s%s", g + i ? "," : "", ht_csv_groups[g].columns[i].name);
    ht_buffer_char(buffer, '\n');
}

static void write_row(struct ht_buffer *buffer, const struct ht_scan *scan, const struct ht_csv_row *row) {
    for (size_t g = 0; g < ht_csv_group_count; g++)
        for (size_t i = 0; applies(scan, g) && i < ht_csv_groups[g].count; i++) {
            if (g + i)
                ht_buffer_char(buffer, ',');
            write_cell(buffer, ht_csv_groups[g].columns[i].cell(row), row->arena);
        }
    ht_buffer_char(buffer, '\n');
}

// What analysts decided of RESOLVED that a reader of its line has to know.
static const struct ht_decided *decided_of(const struct ht_resolved *resolved, const struct ht_candidate *candidate) {
    const struct ht_row_decisions *all = resolved->decided;
    if (!all || all->accepted)
        return all ? all->accepted : NULL;
    for (size_t i = 0; candidate && i < all->count; i++)
        if (strcmp(all->items[i].entity->id, candidate->entity->id) == 0)
            return &all->items[i];
    return all->count ? &all->items[0] : NULL;
}

static struct ht_csv_row row_of(const struct ht_scan *scan, const struct ht_account *account,
                                const struct ht_line *line, struct ht_arena *arena) {
    const struct ht_resolved *resolved = line->resolved;
    const struct ht_exposed_target *target = line->target_count > 0 ? &line->targets[0] : NULL;
    bool possible = line->category == HT_POSSIBLE && resolved->candidate_count > 0;
    const struct ht_candidate *candidate = possible ? &resolved->candidates[0] : NULL;
    return (struct ht_csv_row){
        .account = account,
        .scheme = scan->scheme,
        .screen = scan->screen,
        .line = line,
        .position = resolved->position,
        .target = target,
        // The list columns would read as if the customer or supplier of a listed company were listed itself.
        .speaker = target && line->category != HT_LINKED ? ht_target_speaker(target) : NULL,
        .relation = target && line->category == HT_LINKED && target->tie.path.count ? target->tie.path.steps : NULL,
        .candidate = candidate,
        .decided = decided_of(resolved, candidate),
        .as_of = scan->as_of,
        .arena = arena,
    };
}

void ht_report_csv(const struct ht_scan *scan, struct ht_arena *arena, struct ht_buffer *buffer) {
    struct ht_report_files files = ht_report_files(scan, arena);
    write_header(buffer, scan);
    for (size_t i = 0; i < files.count; i++) {
        const struct ht_account *account = files.items[i].account;
        for (size_t k = 0; account && k < account->line_count; k++) {
            const struct ht_line *line = &account->lines[k];
            ht_large_rest();
            if (!scan->all_positions && line->category == HT_NO_CATEGORY)
                continue;
            struct ht_csv_row row = row_of(scan, account, line, arena);
            write_row(buffer, scan, &row);
        }
        for (size_t k = 0; account && k < account->looked_through_count; k++) {
            struct ht_csv_row row = row_of(scan, account, &account->looked_through[k], arena);
            write_row(buffer, scan, &row);
        }
    }
}
