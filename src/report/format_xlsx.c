// SPDX-License-Identifier: GPL-3.0-or-later
// The report as a workbook, told in lines that the helper holdtrace-xlsx makes a file of.
#include "report/xlsx.h"

static bool of_several(const struct ht_workbook *workbook) {
    return workbook->files.count > 1;
}

static bool of_scheme(const struct ht_workbook *workbook) {
    return workbook->scan->scheme != NULL;
}

static bool of_benchmark(const struct ht_workbook *workbook) {
    return workbook->scan->benchmark != NULL;
}

static bool of_held(const struct ht_workbook *workbook) {
    return workbook->scan->funds != NULL;
}

static bool of_company_shares(const struct ht_workbook *workbook) {
    for (size_t i = 0; i < workbook->scan->account_count; i++)
        if (workbook->scan->accounts[i].company_share_count > 0)
            return true;
    return false;
}

/*
 * In the order of the tabs. Written in three turns: the formulas of the summary are about the positions, and the
 * sources of the method are those that the others cite.
 */
static const struct {
    const char *name;
    bool (*applies)(const struct ht_workbook *workbook); // NULL: always
    void (*write)(struct ht_workbook *workbook);
    unsigned turn;
} SHEETS[] = {
    {"Summary", NULL, ht_sheet_summary, 1},
    {"Funds", of_several, ht_sheet_funds, 1},
    {"Scheme", of_scheme, ht_sheet_scheme, 1},
    {"Positions", NULL, ht_sheet_positions, 0},
    {"Evidence", NULL, ht_sheet_evidence, 1},
    {"Groups", NULL, ht_sheet_groups, 1},
    {"Benchmark", of_benchmark, ht_sheet_benchmark, 1},
    {"Company shares", of_company_shares, ht_sheet_company_shares, 1},
    {"Funds held", of_held, ht_sheet_held, 1},
    {"Coverage", NULL, ht_sheet_coverage, 1},
    {"Possible matches", NULL, ht_sheet_possible, 1},
    {"Problems", NULL, ht_sheet_problems, 1},
    {"Method", NULL, ht_sheet_method, 2},
};

enum { SHEET_COUNT = sizeof SHEETS / sizeof *SHEETS, TURNS = 3 };

static bool has_sheet(const struct ht_workbook *workbook, size_t index) {
    return !SHEETS[index].applies || SHEETS[index].applies(workbook);
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
    for (unsigned turn = 0; turn < TURNS; turn++)
        for (size_t i = 0; i < SHEET_COUNT; i++)
            if (SHEETS[i].turn == turn && has_sheet(&workbook, i))
                SHEETS[i].write(&workbook);
    ht_book_end(&workbook.book);
}
