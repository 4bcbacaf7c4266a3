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

// headerless.c: the layout whose order of columns all rows of a file without a header keep, and its first row; NULL
// when there is none. Then its one table.
const struct ht_layout *ht_headerless_choose(const struct ht_recognition *r, size_t *row);
void ht_headerless_table(struct ht_recognition *r, size_t first_row);

// generic.c: the first row that is a header by the vocabulary; false when there is none.
bool ht_generic_header(const struct ht_recognition *r, size_t *row);
bool ht_generic_is_header(const struct ht_recognition *r, const struct ht_row *row);
// Columns by vocabulary; content.c completes them once the rows of the table are known.
void ht_generic_columns(const struct ht_recognition *r, const struct ht_row *header, struct ht_table *table);
// Whether TABLE has a column that identifies; and one of amounts; and both.
bool ht_generic_identifies(const struct ht_table *table);
bool ht_generic_counts(const struct ht_table *table);
bool ht_generic_suffices(const struct ht_table *table);

// unit_lines.c: whether the row below HEADER, a row of the grid, holds nothing but units ("EUR", "%", "in Tsd.").
bool ht_unit_row_follows(const struct ht_recognition *r, const struct ht_row *header);
// The header of column INDEX, with the unit that such a row below it gives it where both together are a word.
struct ht_slice ht_unit_row_header(const struct ht_recognition *r, const struct ht_row *header, size_t index);
// Gives the columns of amounts the unit that a line above the first table tells, checks units, and says what was
// done.
void ht_unit_lines_currency(struct ht_recognition *r); // before the currency of the values is decided
void ht_unit_lines_apply(struct ht_recognition *r);

// content.c: columns whose values tell what they are.
void ht_content_columns(const struct ht_recognition *r, struct ht_table *table);
// Takes back a meaning that a header gave and the cells of its column contradict; a second meaning of the word may
// fit.
void ht_content_check(const struct ht_recognition *r, struct ht_table *table);

// content_roles.c: sides, and which of two columns of ISINs is the fund's.
void ht_content_roles(const struct ht_recognition *r, struct ht_table *table);
// Says which columns of ISINs have no use, and where quantity and price speak against the unit of the values.
void ht_content_unused(const struct ht_recognition *r);
void ht_content_check_unit(const struct ht_recognition *r);

// content_amounts.c: weights and values where they are certain; the currency and the name of each row.
void ht_content_amounts(const struct ht_recognition *r, struct ht_table *table);
// Whether the cells of column INDEX differ from row to row, as names do and sectors do not.
bool ht_content_differs(const struct ht_recognition *r, const struct ht_table *table, size_t index);
void ht_content_texts(const struct ht_recognition *r, struct ht_table *table);

// headless.c: a file without a header that is known, as one table; false when its rows are no table.
bool ht_headless_table(struct ht_recognition *r);
// The number of cells that most rows have, and the first row that has so many.
size_t ht_headless_width(const struct ht_grid *grid, size_t *first_row);

// doubtful.c: the columns of TABLE without a meaning that may hold what is missing, each with what is in doubt about
// it; NULL: none.
enum ht_missing { HT_MISSING_NAMES, HT_MISSING_AMOUNTS, HT_MISSING_VALUES };
const char *ht_doubtful_columns(const struct ht_recognition *r, const struct ht_table *table,
                                enum ht_missing missing);

// tables.c: where tables begin and end, and which of them count.
void ht_tables_find(struct ht_recognition *r, size_t first_header);
// Cuts trailing rows that hold no position (separators, labels of the next table, footers) off TABLE.
void ht_table_trim_end(const struct ht_recognition *r, struct ht_table *table);
bool ht_tables_decide(struct ht_recognition *r);

// facts.c: labelled lines and the file's name.
void ht_facts_find(struct ht_recognition *r);
// Whether ROW is a labelled line of the layout.
bool ht_facts_label(const struct ht_recognition *r, const struct ht_row *row);
// The fact that ROW states by a label of the vocabulary, and that label as it is printed; false when it states none.
bool ht_facts_label_of(const struct ht_layouts *layouts, const struct ht_row *row, struct ht_arena *arena,
                       const char **fact, const char **label);

// number_style.c: the decimal mark of each column of numbers.
void ht_number_style_decide(struct ht_recognition *r);
// The mark that the cells of column INDEX speak for; HT_MARK_AUTO when they tell none.
enum ht_decimal_mark ht_number_style_of(const struct ht_recognition *r, const struct ht_table *table, size_t index);

// units.c: decimal marks, and the weight unit where the layout does not fix it.
void ht_units_decide(struct ht_recognition *r);
// The sum of the weights of TABLE, in percent; unknown when it has none that can be read.
struct ht_amount ht_units_weight_sum(const struct ht_recognition *r, const struct ht_table *table);

// Index of the column of FIELD in TABLE, or -1.
long ht_table_column(const struct ht_table *table, enum ht_field field);

#endif
