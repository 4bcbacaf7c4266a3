// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The draft of a layout file from what was recognised of a file: what is known is written, what is open stands there
 * as a comment with the first cells of its column, for the reader to name.
 */
#include <string.h>

#include "ingest/recognise.h"

enum { EXAMPLES = 3, EXAMPLE_BYTES = 30, HEADER_BYTES = 120 };

// One draft being written.
struct draft {
    const struct ht_layouts *layouts;
    const struct ht_sheet *sheet;
    const struct ht_table *table;
    struct ht_arena *arena;
    struct ht_buffer *out;
};

static bool headless(const struct draft *d) {
    return d->table->header_row == d->table->first_row;
}

// Whether HEADER can stand in an INI file as an item of a list.
static bool can_be_written(const char *header) {
    size_t len = strlen(header);
    return len > 0 && len <= HEADER_BYTES && strpbrk(header, "|;\n\r\t\"") == NULL && header[0] != '#';
}

// What names column I in [columns]: its header, or its number where that is empty, unwritable or not the only one.
static const char *name_of(const struct draft *d, size_t i) {
    const struct ht_column *column = &d->table->columns[i];
    bool good = !headless(d) && can_be_written(column->header);
    for (size_t k = 0; k < i && good; k++)
        good = !ht_text_same(d->table->columns[k].header, column->header);
    return good ? column->header : ht_arena_format(d->arena, "#%zu", column->index);
}

// TEXT in one line of a comment.
static void add_line_text(struct draft *d, struct ht_slice text, size_t most) {
    char *copy = ht_arena_copy(d->arena, text.data, text.len < most ? text.len : most);
    for (char *p = copy; *p != '\0'; p++)
        *p = *p == '\n' || *p == '\r' ? ' ' : *p;
    ht_buffer_string(d->out, ht_text_harmless(d->arena, copy));
}

static void add_title(struct draft *d, const char *path) {
    const char *slash = strrchr(path, '/');
    struct ht_slice name = ht_slice_of(slash != NULL ? slash + 1 : path);
    ht_buffer_string(d->out,
                     "; A draft of a layout. See holdtrace-layouts(5); give it with --layout when it is right.\n"
                     "[layout]\ntitle = Holdings as in ");
    add_line_text(d, name, HEADER_BYTES);
    ht_buffer_char(d->out, '\n');
}

static void add_requires(struct draft *d) {
    if (headless(d)) {
        ht_buffer_format(d->out, "; The file has no header: rows of so many cells.\ncells = %zu\n",
                         d->table->column_count);
        return;
    }
    for (size_t i = 0; i < d->table->column_count; i++) {
        const char *name = name_of(d, i);
        if (name[0] != '#')
            ht_buffer_format(d->out, "requires = %s\n", name);
    }
}

static const char *delimiter_name(char delimiter) {
    switch (delimiter) {
    case ',':
        return "comma";
    case ';':
        return "semicolon";
    case '\t':
        return "tab";
    case '|':
        return "bar";
    case '\0':
        return "none";
    default:
        return "any";
    }
}

static void add_settings(struct draft *d) {
    static const char *const marks[] = {
        [HT_MARK_AUTO] = "auto", [HT_MARK_POINT] = "point", [HT_MARK_COMMA] = "comma"};
    static const char *const units[] = {
        [HT_WEIGHT_AUTO] = "auto", [HT_WEIGHT_PERCENT] = "percent", [HT_WEIGHT_FRACTION] = "fraction"};
    ht_buffer_format(d->out, "delimiter = %s\n", delimiter_name(d->sheet->grid->delimiter));
    ht_buffer_format(d->out, "; auto, point or comma\ndecimal_mark = %s\n", marks[d->sheet->mark]);
    ht_buffer_format(d->out, "; auto, percent or fraction\nweights = %s\n", units[d->sheet->weight_unit]);
    ht_buffer_string(d->out, "; auto, dmy or mdy\ndates = auto\n");
    const char *currency = d->sheet->value_currency;
    if (d->sheet->trade_currency_is_value_currency)
        ht_buffer_string(d->out, "trade_currency_is_value_currency = yes\n");
    ht_buffer_format(d->out, "%svalue_currency = %s\n",
                     currency != NULL ? "" : "; the currency of all values, when no column has it\n; ",
                     currency != NULL ? currency : "EUR");
}

// The first cells of column INDEX, as a comment.
static void add_examples(struct draft *d, size_t index) {
    size_t shown = 0;
    for (size_t i = d->table->first_row; i < d->table->end_row && shown < EXAMPLES; i++) {
        struct ht_slice cell = ht_row_cell(&d->sheet->grid->rows[i], index);
        if (cell.len > 0) {
            ht_buffer_string(d->out, shown++ > 0 ? " / " : ": ");
            add_line_text(d, cell, EXAMPLE_BYTES);
        }
    }
    ht_buffer_char(d->out, '\n');
}

static void add_columns(struct draft *d) {
    ht_buffer_string(
        d->out, "\n[columns]\n; MEANING = HEADER, or #NUMBER as inspect counts columns. Meanings are name, isin,\n"
                "; ticker, value, value_currency, weight, quantity and more; holdtrace-layouts(5) lists them.\n");
    for (size_t i = 0; i < d->table->column_count; i++) {
        const struct ht_column *column = &d->table->columns[i];
        const char *name = name_of(d, i);
        if (column->field != HT_FIELD_NONE) {
            ht_buffer_format(d->out, "%s = %s\n", ht_field_name(column->field), name);
            continue;
        }
        ht_buffer_string(d->out, "; not recognised");
        add_examples(d, column->index);
        ht_buffer_format(d->out, "other = %s\n", name);
    }
}

static void add_preamble(struct draft *d) {
    bool any = false;
    for (size_t i = 0; i < d->table->header_row; i++) {
        const char *fact, *label;
        if (ht_facts_label_of(d->layouts, &d->sheet->grid->rows[i], d->arena, &fact, &label) &&
            can_be_written(label)) {
            ht_buffer_format(d->out, "%s%s = %s\n", any ? "" : "\n[preamble]\n", fact, label);
            any = true;
        }
    }
}

bool ht_layout_draft(const struct ht_layouts *layouts, const struct ht_sheet *sheet, const char *path,
                     struct ht_arena *arena, struct ht_buffer *out) {
    if (sheet->grid == NULL || sheet->table_count == 0)
        return false;
    struct draft d = {layouts, sheet, &sheet->tables[0], arena, out};
    add_title(&d, path);
    add_settings(&d);
    add_requires(&d);
    add_columns(&d);
    add_preamble(&d);
    return true;
}
