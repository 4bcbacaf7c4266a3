// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Layouts: what the columns of a grid mean. Layouts are data (reference/layouts/NAME.ini, holdtrace-layouts(5)); the
 * built-in ones are compiled into the program, further ones are given by file.
 *
 * A layout is chosen when ALL the headers it requires stand in one row. A file that no layout fits is read by the
 * header vocabulary and by what its columns hold. Nothing here reads values into numbers; the portfolio stage does.
 */
#ifndef HOLDTRACE_LAYOUT_H
#define HOLDTRACE_LAYOUT_H

#include "holdtrace/diag.h"
#include "holdtrace/grid.h"
#include "holdtrace/pairs.h"
#include "holdtrace/status.h"
#include "holdtrace/values.h"

// What a column can mean. Names as layouts and `inspect` write them.
enum ht_field {
    HT_FIELD_NONE,
#define HT_FIELD(symbol, name, meaning) HT_FIELD_##symbol,
#include "holdtrace/fields.h"
#undef HT_FIELD
    HT_FIELD_COUNT
};

const char *ht_field_name(enum ht_field field);
enum ht_field ht_field_named(const char *name); // HT_FIELD_NONE when unknown

enum ht_weight_unit { HT_WEIGHT_AUTO, HT_WEIGHT_PERCENT, HT_WEIGHT_FRACTION };

enum ht_table_rule {
    HT_TABLES_SUM,  // several tables hold different positions: all count
    HT_TABLES_FIRST // later tables look through the first one: only the first counts, the others are read beside it
};

struct ht_layout; // private to layout.c and layout_file.c

struct ht_column {
    size_t index;       // cell number in the row, from 0
    const char *header; // as printed; "" when the file has no header
    enum ht_field field;
    const char *how;           // "layout", "header", "content" or "none"
    int certainty;             // 0 to 100
    enum ht_decimal_mark mark; // of a column of numbers; HT_MARK_AUTO: cells that can be read one way only are read
    int shift;                 // power of ten of its unit, by its header or a line above it: 3 for thousands
};

// A cell of the columns CLASS and MANAGEMENT that begins so, and the cells that then hold the name, the best first.
struct ht_name_rule {
    const char *asset_class; // "" fits any
    const char *management;  // "" fits any
    long columns[4];         // cell numbers; -1 after the last
};

struct ht_table {
    size_t header_row; // index into the grid; == first_row when there is no header
    size_t first_row;  // first data row, index into the grid
    size_t end_row;    // one past the last data row
    bool counted;      // false: it repeats or looks through an earlier table
    bool continues;    // it is a further page of the table before it
    struct ht_column *columns;
    size_t column_count;
    const char *kind;                // name of the kind that the layout gives to its rows; NULL: none
    struct ht_name_rule *name_rules; // which column is the name, where that differs from row to row
    size_t name_rule_count;
};

// What was understood of a grid.
struct ht_sheet {
    const char *layout; // name of the layout, "generic", or NULL when nothing could be recognised
    struct ht_table *tables;
    size_t table_count;
    // Facts from labelled lines, file name or layout; NULL when absent. Text as printed.
    const char *fund_name;
    const char *fund_id;
    const char *as_of;
    const char *as_of_basis; // "file" or "file-name"; NULL when as_of is
    const char *net_assets;
    const char
        *doubtful_values; // columns that may be the values and why they were not read; NULL: none, or not needed
    const char *value_currency; // ISO code, when the layout or a header fixes it
    bool value_in_base;         // the header says that values are in the one currency of the portfolio, unnamed
    // How values are written.
    enum ht_decimal_mark mark; // of numbers beside the tables
    enum ht_weight_unit weight_unit;
    enum ht_date_order date_order;
    bool trade_currency_is_value_currency; // the layout's only currency column is that of its values
    size_t ignored_rows;                   // preamble, headers, separators, footers, tables that do not count
    const struct ht_grid *grid;            // what was recognised; lives as long as the reader that made it
    const struct ht_pairs *own_kind_words; // the same in this layout; asked first; NULL: none
    const struct ht_pairs *id_words;       // what security_id_kind prints -> "isin", "cusip", ...; NULL: nothing
    const char *const *total_words;        // how the first cell of a line of totals begins, by the layout
    size_t total_word_count;
    const struct ht_pairs *kind_words; // asset class (as ht_sheet_kind_word looks it up) -> name of a kind
};

/*
 * The name of the kind ("equity", "bond") that the asset class WORD stands for by the vocabulary, or NULL.
 */
const char *ht_sheet_kind_word(const struct ht_sheet *sheet, struct ht_slice word);

/*
 * Whether ROW can be a position of TABLE: three cells of columns with a meaning are filled, or two of which one is in
 * a column of amounts or a valid ISIN. Labels, separators and footers fill fewer.
 */
bool ht_table_row_is_data(const struct ht_table *table, const struct ht_row *row);

struct ht_layouts;

// The built-in layouts and header vocabulary, to which files can be added. Lives in ARENA.
struct ht_layouts *ht_layouts_builtin(struct ht_arena *arena);

// Adds the layout in the INI file PATH before the others.
enum ht_status ht_layouts_add_file(struct ht_layouts *layouts, const char *path, struct ht_error *err);

// What HEADER means by the vocabulary, whatever its currency; HT_FIELD_NONE when it is no word of it.
enum ht_field ht_layouts_header_field(const struct ht_layouts *layouts, struct ht_slice header);

// Number of layouts, and the name and title of each, for listings.
size_t ht_layouts_count(const struct ht_layouts *layouts);
const char *ht_layouts_name(const struct ht_layouts *layouts, size_t index);
const char *ht_layouts_title(const struct ht_layouts *layouts, size_t index);

/*
 * Recognises the tables of GRID. PATH is the file's name, for dates that stand only there. A file in which nothing
 * can be recognised gives layout NULL and a finding.
 */
void ht_layout_recognise(const struct ht_layouts *layouts, const struct ht_grid *grid, const char *path,
                         struct ht_arena *arena, struct ht_sheet *out, struct ht_findings *findings);

/*
 * Adds to OUT the draft of a layout file for what SHEET holds; PATH names the file in its title. False when nothing
 * that could be a table was seen in it, or its rows are gone.
 */
bool ht_layout_draft(const struct ht_layouts *layouts, const struct ht_sheet *sheet, const char *path,
                     struct ht_arena *arena, struct ht_buffer *out);

#endif
