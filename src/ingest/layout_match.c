// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Choosing a layout: all headers it requires must stand in one row. Of several that fit, the one that requires most
 * is meant; the order of columns never matters.
 */
#include <stdio.h>
#include <string.h>

#include "ingest/recognise.h"

// A header is looked for in the first rows; preambles of real exports have up to 14.
enum { HEADER_ROWS = 100 };

static bool row_has(const struct ht_row *row, struct ht_slice text) {
    for (size_t i = 0; i < row->width; i++) {
        if (row->cells[i].len >= text.len && ht_slice_same(ht_row_cell(row, i), text)) {
            return true;
        }
    }
    return false;
}

static bool row_has_one_of(const struct ht_row *row, const struct ht_texts *texts) {
    for (size_t i = 0; i < texts->count; i++) {
        if (row_has(row, ht_slice_of(texts->items[i]))) {
            return true;
        }
    }
    return false;
}

bool ht_layout_fits(const struct ht_layout *layout, const struct ht_row *row) {
    if (row->width < layout->required_count) {
        return false;
    }
    for (size_t i = 0; i < layout->required_count; i++) {
        if (!row_has_one_of(row, &layout->required[i])) {
            return false;
        }
    }
    return true;
}

// The alias "#3" of the column of that number, which says more than its header.
static const struct ht_alias *alias_at(const struct ht_layout *layout, size_t index) {
    char number[24];
    snprintf(number, sizeof number, "#%zu", index);
    for (size_t i = 0; i < layout->alias_count; i++) {
        if (strcmp(layout->aliases[i].header, number) == 0) {
            return &layout->aliases[i];
        }
    }
    return NULL;
}

static const struct ht_alias *alias_of(const struct ht_layout *layout, struct ht_slice header) {
    for (size_t i = 0; i < layout->alias_count; i++) {
        if (ht_slice_same(ht_slice_of(layout->aliases[i].header), header)) {
            return &layout->aliases[i];
        }
    }
    return NULL;
}

// Whether a cell of the value column below row HEADER holds the layout's thousands mark.
static bool has_thousands_mark(const struct ht_layout *layout, const struct ht_grid *grid, size_t header) {
    for (size_t c = 0; c < grid->rows[header].width; c++) {
        const struct ht_alias *alias = alias_of(layout, ht_row_cell(&grid->rows[header], c));
        if (alias == NULL || alias->field != HT_FIELD_VALUE) {
            continue;
        }
        for (size_t r = header + 1; r < grid->count; r++) {
            if (strstr(ht_row_cell(&grid->rows[r], c).data, layout->thousands) != NULL) {
                return true;
            }
        }
    }
    return false;
}

static bool knows_all_headers(const struct ht_layout *layout, const struct ht_row *row) {
    for (size_t i = 0; i < row->width; i++) {
        struct ht_slice header = ht_row_cell(row, i);
        if (header.len > 0 && alias_of(layout, header) == NULL) {
            return false;
        }
    }
    return true;
}

static bool fits_at(const struct ht_layout *layout, const struct ht_grid *grid, size_t row) {
    return layout->cells == 0 && (layout->delimiter == 0 || layout->delimiter == grid->delimiter) &&
           ht_layout_fits(layout, &grid->rows[row]) &&
           (!layout->only_known_headers || knows_all_headers(layout, &grid->rows[row])) &&
           (layout->thousands == NULL || has_thousands_mark(layout, grid, row));
}

// What a layout asks for, by which the more exact of two is chosen.
static size_t demands(const struct ht_layout *layout) {
    return 2 * layout->required_count + (layout->thousands != NULL);
}

// A layout of files without a header fits when most rows have as many cells as it says.
static const struct ht_layout *choose_headless(const struct ht_layouts *layouts, const struct ht_grid *grid,
                                               size_t *row) {
    size_t width = 0;
    for (size_t i = 0; i < layouts->count; i++) {
        const struct ht_layout *layout = layouts->items[i];
        if (layout->cells > 0 && (layout->delimiter == 0 || layout->delimiter == grid->delimiter)) {
            width = width > 0 ? width : ht_headless_width(grid, row);
            if (layout->cells == width) {
                return layout;
            }
        }
    }
    return NULL;
}

const struct ht_layout *ht_layout_choose(const struct ht_layouts *layouts, const struct ht_grid *grid, size_t *row) {
    for (size_t r = 0; r < grid->count && r < HEADER_ROWS; r++) {
        const struct ht_layout *best = NULL;
        for (size_t i = 0; i < layouts->count; i++) {
            const struct ht_layout *layout = layouts->items[i];
            if ((best == NULL || demands(layout) > demands(best)) && fits_at(layout, grid, r)) {
                best = layout;
            }
        }
        if (best != NULL) {
            *row = r;
            return best;
        }
    }
    return choose_headless(layouts, grid, row);
}

// Identifiers are taken also from columns that the layout does not know: publishers add them.
static enum ht_field added_identifier(const struct ht_recognition *r, struct ht_slice header) {
    char currency[4];
    const struct ht_word *word = ht_vocabulary_find(&r->layouts->vocabulary, header, currency);
    if (word == NULL) {
        return HT_FIELD_NONE;
    }
    switch (word->field) {
    case HT_FIELD_ISIN:
    case HT_FIELD_CUSIP:
    case HT_FIELD_SEDOL:
    case HT_FIELD_FIGI:
    case HT_FIELD_LEI:
        return word->field;
    default:
        return HT_FIELD_NONE;
    }
}

static void name_column(const struct ht_recognition *r, const struct ht_row *header, size_t index,
                        struct ht_column *column, size_t *rank) {
    struct ht_slice text = r->layout->cells > 0 ? (struct ht_slice){"", 0} : ht_row_cell(header, index);
    const struct ht_alias *alias = alias_at(r->layout, index);
    if (alias == NULL && text.len > 0) {
        alias = alias_of(r->layout, text);
    }
    *column = (struct ht_column){.index = index,
                                 .header = ht_arena_copy(r->arena, text.data, text.len),
                                 .field = HT_FIELD_NONE,
                                 .how = "none"};
    *rank = 0;
    if (alias != NULL) {
        column->field = alias->field;
        column->how = "layout";
        column->certainty = 100;
        *rank = alias->rank;
    } else if (text.len > 0 && (column->field = added_identifier(r, text)) != HT_FIELD_NONE) {
        column->how = "header";
        column->certainty = 90;
        *rank = SIZE_MAX;
    }
}

void ht_layout_columns(const struct ht_recognition *r, const struct ht_row *header, struct ht_table *table) {
    size_t *ranks = ht_arena_array(r->arena, header->width, sizeof *ranks);
    table->columns = ht_arena_array(r->arena, header->width, sizeof *table->columns);
    table->column_count = header->width;
    for (size_t i = 0; i < header->width; i++) {
        struct ht_column *column = &table->columns[i];
        name_column(r, header, i, column, &ranks[i]);
        for (size_t k = 0; k < i && column->field > HT_FIELD_NONE && column->field != HT_FIELD_OTHER; k++) {
            if (table->columns[k].field == column->field) {
                // Two columns of one meaning: the one that the layout names first is it.
                size_t loser = ranks[k] <= ranks[i] ? i : k;
                table->columns[loser].field = HT_FIELD_OTHER;
            }
        }
    }
    for (size_t i = 0; i < r->layout->kind_count && table->kind == NULL; i++) {
        const struct ht_kind_rule *rule = &r->layout->kinds[i];
        if (rule->header == NULL || row_has(header, ht_slice_of(rule->header))) {
            table->kind = rule->kind;
        }
    }
}
