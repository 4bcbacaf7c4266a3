// SPDX-License-Identifier: GPL-3.0-or-later
// The report as a workbook, told in lines that the helper holdtrace-xlsx makes a file of.
#include "report/xlsx.h"

// In the order of the tabs. FILLED is the order in which they are written: the formulas of the summary are about the
// positions, and the sources of the method are those that the others cite.
static const struct {
    const char *name;
    bool several; // only where there are several files
    void (*write)(struct ht_workbook *workbook);
    unsigned filled;
} SHEETS[] = {
    {"Summary", false, ht_sheet_summary, 1},
    {"Funds", true, ht_sheet_funds, 2},
    {"Positions", false, ht_sheet_positions, 0},
    {"Evidence", false, ht_sheet_evidence, 3},
    {"Groups", false, ht_sheet_groups, 4},
    {"Coverage", false, ht_sheet_coverage, 5},
    {"Possible matches", false, ht_sheet_possible, 6},
    {"Problems", false, ht_sheet_problems, 7},
    {"Method", false, ht_sheet_method, 8},
};

enum { SHEET_COUNT = sizeof SHEETS / sizeof *SHEETS };

static bool has_sheet(const struct ht_workbook *workbook, size_t index) {
    return !SHEETS[index].several || workbook->files.count > 1;
}

void ht_report_xlsx(const struct ht_scan *scan, struct ht_arena *arena, struct ht_buffer *buffer) {
    struct ht_workbook workbook = {
        .scan = scan,
        .arena = arena,
        .book = ht_book_begin(buffer, arena, scan->as_of, "holdtrace: exposure to listed companies"),
        .words = {.scan = scan,
                  .arena = arena,
                  .cited = ht_cited_new(arena),
                  .identified = ht_targets_identified(scan->ref, scan->targets)},
        .files = ht_report_files(scan, arena),
    };
    for (size_t i = 0; i < SHEET_COUNT; i++)
        if (has_sheet(&workbook, i))
            ht_book_tab(&workbook.book, SHEETS[i].name);
    for (unsigned turn = 0; turn < SHEET_COUNT; turn++)
        for (size_t i = 0; i < SHEET_COUNT; i++)
            if (SHEETS[i].filled == turn && has_sheet(&workbook, i))
                SHEETS[i].write(&workbook);
    ht_book_end(&workbook.book);
}
