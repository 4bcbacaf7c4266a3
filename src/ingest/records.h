// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What a reader of a structured format found, written as a grid: labelled lines, one header row, one row a position.
 * Private to the ingest stage.
 */
#ifndef HOLDTRACE_RECORDS_H
#define HOLDTRACE_RECORDS_H

#include <stdbool.h>

#include "holdtrace/arena.h"
#include "holdtrace/grid.h"

enum { HT_RECORD_WIDTH = 64 }; // columns that a format may have

// A growing list of rows.
struct ht_record_rows {
    struct ht_row *items;
    size_t count, capacity;
};

struct ht_records {
    struct ht_arena *arena;
    const char *const *headers;
    size_t count;                    // of columns that the format knows
    size_t slots[HT_RECORD_WIDTH];   // of each column: its place in the rows + 1; 0: never filled so far
    size_t columns[HT_RECORD_WIDTH]; // of each place: the column
    size_t width;                    // places given out
    struct ht_record_rows facts, rows;
    struct ht_buffer text; // of the record being written: each filled cell ended by a NUL
    struct {
        size_t at, len; // in text; len 0: absent
    } cells[HT_RECORD_WIDTH];
};

/*
 * HEADERS, COUNT of them, outlive the grid. The first CORE columns are always in the grid, a further one when a
 * record fills it. Columns from COUNT to HT_RECORD_WIDTH may be set and are in no row: notes for the reader itself.
 * Given back by ht_records_close; the grid stays, it lives in ARENA.
 */
void ht_records_open(struct ht_records *records, struct ht_arena *arena, const char *const *headers, size_t count,
                     size_t core);
void ht_records_close(struct ht_records *records);

// A labelled line of the grid; a blank VALUE adds none. LABEL outlives the grid.
void ht_records_fact(struct ht_records *records, long line, const char *label, struct ht_slice value);

// Writes VALUE, trimmed, to COLUMN of the record at hand; what stood there is replaced.
void ht_records_set(struct ht_records *records, size_t column, struct ht_slice value);
void ht_records_set_text(struct ht_records *records, size_t column, const char *value);

// What COLUMN of the record at hand holds, NUL-terminated, "" when nothing; valid until the next ht_records_set.
const char *ht_records_get(const struct ht_records *records, size_t column);

// Adds the record at hand, found on LINE, to the rows and begins an empty one.
void ht_records_end(struct ht_records *records, long line);

// Takes back what was written to the record at hand.
void ht_records_drop(struct ht_records *records);

// Writes VALUE, which outlives the grid, to COLUMN, one of the first CORE, of the record ROW that was added before.
void ht_records_change(struct ht_records *records, size_t row, size_t column, struct ht_slice value);

// All of it: facts, the header, the records.
void ht_records_grid(struct ht_records *records, struct ht_grid *out);

#endif
