// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The parts of recognising a grid, in the order in which layout.c calls them. Private to the ingest stage.
 */
#ifndef HOLDTRACE_RECOGNISE_H
#define HOLDTRACE_RECOGNISE_H

#include "ingest/layout_data.h"

enum { HT_NO_ROW = -1 };

// One recognition: what is read, and what has been understood so far.
struct ht_recognition {
    const struct ht_layouts *layouts;
    const struct ht_grid *grid;
    const char *path;
    struct ht_arena *arena;
    const struct ht_layout *layout; // NULL: by vocabulary and content
    struct ht_sheet *sheet;
    struct ht_findings *findings;
};

// layout_match.c: the layout whose required headers all stand in one row, and that row; NULL when none fits.
const struct ht_layout *ht_layout_choose(const struct ht_layouts *layouts, const struct ht_grid *grid, size_t *row);
bool ht_layout_fits(const struct ht_layout *layout, const struct ht_row *row);
void ht_layout_columns(const struct ht_recognition *r, const struct ht_row *header, struct ht_table *table);

// generic.c: the first row that is a header by the vocabulary; false when there is none.
bool ht_generic_header(const struct ht_recognition *r, size_t *row);
bool ht_generic_is_header(const struct ht_recognition *r, const struct ht_row *row);
// Columns by vocabulary; content.c completes them once the rows of the table are known.
void ht_generic_columns(const struct ht_recognition *r, const struct ht_row *header, struct ht_table *table);
// Whether TABLE has a column that identifies and one of amounts.
bool ht_generic_suffices(const struct ht_table *table);

// content.c: columns whose values tell what they are.
void ht_content_columns(const struct ht_recognition *r, struct ht_table *table);

// tables.c: where tables begin and end, and which of them count.
void ht_tables_find(struct ht_recognition *r, size_t first_header);
bool ht_tables_decide(struct ht_recognition *r);

// facts.c: labelled lines and the file's name.
void ht_facts_find(struct ht_recognition *r);
// Whether ROW is a labelled line of the layout.
bool ht_facts_label(const struct ht_recognition *r, const struct ht_row *row);

// number_style.c: the decimal mark of each column of numbers.
void ht_number_style_decide(struct ht_recognition *r);

// units.c: decimal marks, and the weight unit where the layout does not fix it.
void ht_units_decide(struct ht_recognition *r);
// The sum of the weights of TABLE, in percent; unknown when it has none that can be read.
struct ht_amount ht_units_weight_sum(const struct ht_recognition *r, const struct ht_table *table);

// Index of the column of FIELD in TABLE, or -1.
long ht_table_column(const struct ht_table *table, enum ht_field field);

#endif
