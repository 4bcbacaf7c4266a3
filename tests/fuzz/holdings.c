// SPDX-License-Identifier: GPL-3.0-or-later
// Holdings read whole, and what must hold of each portfolio: fuzz.h.
#include "fuzz.h"

#include <string.h>

#include "holdtrace/inspect.h"
#include "holdtrace/sums.h"
#include "portfolio/reading.h"

static bool same_currency(const char *a, const char *b) {
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

// Adds the values of PORTFOLIO's positions in CURRENCY anew; false when the sum does not fit.
static bool sum_of(const struct ht_portfolio *portfolio, const char *currency, struct ht_amount *sum, size_t *count) {
    bool fits = true;
    *sum = ht_amount_unknown();
    *count = 0;
    for (size_t i = 0; i < portfolio->position_count; i++) {
        const struct ht_position *position = &portfolio->positions[i];
        if (same_currency(position->currency, currency)) {
            fits &= !position->value.known || ht_amount_add(sum, position->value);
            (*count)++;
        }
    }
    return fits;
}

static void check_totals(const struct ht_portfolio *portfolio, struct ht_arena *arena) {
    struct ht_totals totals = ht_portfolio_totals(portfolio, arena);
    size_t positions = 0;
    for (size_t i = 0; i < totals.count; i++) {
        struct ht_amount sum;
        size_t count;
        bool fits = sum_of(portfolio, totals.items[i].currency, &sum, &count);
        const struct ht_amount *net = &totals.items[i].net;
        fuzz_expect(count == totals.items[i].positions, "a total counts the positions in its currency");
        fuzz_expect(fits || totals.overflow, "a total that does not fit is said to overflow");
        if (fits && !totals.overflow)
            fuzz_expect(net->known == sum.known && (!sum.known || ht_decimal_cmp(net->number, sum.number) == 0),
                        "a total is the sum of the positions");
        positions += count;
    }
    fuzz_expect(positions == portfolio->position_count, "every position is in one total");
}

static void check_portfolio(const struct ht_portfolio *portfolio, long lines, struct ht_arena *arena) {
    const struct ht_row_counts *rows = &portfolio->rows;
    fuzz_expect(rows->read == rows->positions + rows->skipped + rows->ignored, "rows are read, skipped or ignored");
    fuzz_expect(rows->positions == portfolio->position_count, "positions are counted");
    for (size_t i = 0; i < portfolio->position_count; i++) {
        long line = portfolio->positions[i].line;
        fuzz_expect(line >= 1 && (lines == 0 || line <= lines), "a position stands on a line of the file");
    }
    for (size_t i = 0; i < portfolio->looked_through_count; i++)
        fuzz_expect(portfolio->looked_through[i].line >= 1, "a looked-through position stands on a line");
    for (size_t i = 0; i < portfolio->findings.count; i++)
        fuzz_expect(portfolio->findings.items[i].line >= 0, "a finding has a line, or none");
    check_totals(portfolio, arena);
}

// GRID is what the only part of the file came to; NULL when that is not known.
static void check_file(const struct ht_holdings_file *file, const struct ht_grid *grid, struct ht_arena *arena) {
    size_t rows = 0;
    for (size_t i = 0; i < file->portfolio_count; i++) {
        check_portfolio(&file->portfolios[i], grid != NULL ? grid->lines : 0, arena);
        rows += file->portfolios[i].rows.read;
    }
    fuzz_expect(file->is_holdings == (file->portfolio_count > 0), "holdings are at least one portfolio");
    if (file->is_holdings && grid != NULL)
        fuzz_expect(rows == grid->count + grid->dropped, "no row of the file is lost, and none is counted twice");
    if (!file->is_holdings)
        fuzz_expect(file->findings.count > 0, "what is no holdings file is said to be none");
}

// The rows of SOURCE, when it has one part.
static const struct ht_grid *grid_of(const struct ht_source *source, struct ht_arena *arena) {
    const struct ht_reader *reader = ht_reader_of(source);
    const struct ht_reader_options options = {0};
    struct ht_findings findings = ht_findings_in(arena);
    struct ht_parts parts = {0};
    struct ht_error err;
    if (reader == NULL || reader->read(source, &options, arena, &parts, &findings, &err) != HT_OK)
        return NULL;
    return parts.count == 1 ? &parts.items[0].grid : NULL;
}

static void read_once(const struct ht_source *source, const struct ht_layouts *layouts, bool check,
                      struct ht_buffer *report) {
    struct ht_arena *arena = ht_arena_new();
    const struct ht_read_options options = {.layouts = layouts};
    struct ht_holdings_file file = {.path = source->path, .findings = ht_findings_in(arena)};
    struct ht_error err;
    fuzz_expect(ht_read_source(source, &options, arena, &file, &err) == HT_OK, "no file is a failure of the system");
    if (check) {
        check_file(&file, grid_of(source, arena), arena);
        ht_inspect_text(&file, arena, report);
        ht_buffer_clear(report);
    }
    ht_inspect_json(&file, arena, report);
    ht_arena_free(arena);
}

static void expect_same(struct ht_buffer *first, struct ht_buffer *second) {
    fuzz_expect(first->len == second->len && memcmp(first->data, second->data, first->len) == 0,
                "the same bytes give the same report");
    ht_buffer_free(first);
    ht_buffer_free(second);
}

int fuzz_holdings(const char *path, const struct ht_reader *reader, const struct ht_layouts *layouts,
                  const uint8_t *data, size_t size) {
    struct ht_buffer first = {0}, second = {0};
    struct ht_source *source = fuzz_source(path, data, size);
    bool ours = reader == NULL || ht_reader_of(source) == reader;
    if (ours) {
        read_once(source, layouts, true, &first);
        read_once(source, layouts, false, &second);
        expect_same(&first, &second);
    }
    ht_source_close(source);
    return ours ? 0 : -1;
}

static void read_container(const char *path, bool check, struct ht_buffer *report) {
    struct ht_arena *arena = ht_arena_new();
    const struct ht_read_options options = {.layouts = fuzz_layouts()};
    struct ht_holdings_files files;
    struct ht_error err;
    fuzz_expect(ht_holdings_read(path, &options, arena, &files, &err) == HT_OK, "no file is a failure of the system");
    fuzz_expect(files.count > 0, "every path is at least one file");
    for (size_t i = 0; i < files.count; i++) {
        if (check)
            check_file(&files.items[i], NULL, arena);
        ht_inspect_json(&files.items[i], arena, report);
    }
    ht_arena_free(arena);
}

int fuzz_container(const char *path) {
    struct ht_buffer first = {0}, second = {0};
    read_container(path, true, &first);
    read_container(path, false, &second);
    expect_same(&first, &second);
    return 0;
}
