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

// So many rows have an amount with a thousands mark among them, if the file writes any.
enum { MARK_ROWS = 10000 };

/*
 * The number that HEADER begins with, with its letter: "14" of "14_Identification code", "8b" of "8.b Total number".
 * Length 0 when it begins with none, or when no word follows: a figure is no header.
 */
static size_t header_number(struct ht_slice header, char out[8]) {
    size_t i = 0, len = 0;
    while (i < header.len && i < 5 && ht_is_digit(header.data[i]))
        out[len++] = header.data[i++];
    size_t letter = i;
    while (letter < header.len && (header.data[letter] == '.' || header.data[letter] == ' '))
        letter++;
    char c = letter < header.len ? ht_to_lower(header.data[letter]) : '\0';
    bool alone = letter + 1 >= header.len || !ht_is_alpha(header.data[letter + 1]);
    if (len > 0 && c >= 'a' && c <= 'd' && alone) {
        out[len++] = c;
        i = letter + 1;
    }
    out[len] = '\0';
    bool parted = i < header.len && strchr("_ .-:", header.data[i]) != NULL;
    while (i < header.len && !ht_is_alpha(header.data[i]) && header.data[i] != '%')
        i += ht_is_digit(header.data[i]) ? header.len : 1;
    return parted && i < header.len ? len : 0;
}

static bool header_is(const struct ht_layout *layout, struct ht_slice header, struct ht_slice wanted) {
    if (!layout->match_number)
        return ht_slice_same(header, wanted);
    char number[8];
    size_t len = header_number(header, number);
    return len > 0 && ht_slice_equal((struct ht_slice){number, len}, wanted);
}

// Whether the untrimmed CELL is plainly not TEXT, which most cells of a file are: it begins otherwise, and no blank
// is there that could be trimmed away.
static bool differs(const struct ht_layout *layout, struct ht_slice cell, struct ht_slice text) {
    char first = cell.len > 0 ? cell.data[0] : '\0';
    bool solid = first > ' ' && first < 0x7F;
    return cell.len < text.len ||
           (!layout->match_number && text.len > 0 && solid && ht_to_lower(first) != ht_to_lower(text.data[0]));
}

static bool row_has(const struct ht_layout *layout, const struct ht_row *row, struct ht_slice text) {
    for (size_t i = 0; i < row->width; i++)
        if (!differs(layout, row->cells[i], text) && header_is(layout, ht_row_cell(row, i), text))
            return true;
    return false;
}

static bool row_has_one_of(const struct ht_layout *layout, const struct ht_row *row, const struct ht_texts *texts) {
    for (size_t i = 0; i < texts->count; i++)
        if (row_has(layout, row, ht_slice_of(texts->items[i])))
            return true;
    return false;
}

bool ht_layout_fits(const struct ht_layout *layout, const struct ht_row *row) {
    if (row->width < layout->required_count)
        return false;
    for (size_t i = 0; i < layout->required_count; i++)
        if (!row_has_one_of(layout, row, &layout->required[i]))
            return false;
    return true;
}

// The alias "#3" of the column of that number, which says more than its header.
static const struct ht_alias *alias_at(const struct ht_layout *layout, size_t index) {
    char number[24];
    snprintf(number, sizeof number, "#%zu", index);
    for (size_t i = 0; i < layout->alias_count; i++)
        if (strcmp(layout->aliases[i].header, number) == 0)
            return &layout->aliases[i];
    return NULL;
}

static const struct ht_alias *alias_of(const struct ht_layout *layout, struct ht_slice header) {
    for (size_t i = 0; i < layout->alias_count; i++)
        if (header_is(layout, header, ht_slice_of(layout->aliases[i].header)))
            return &layout->aliases[i];
    return NULL;
}

// Whether a cell of the value column below row HEADER holds the layout's thousands mark.
static bool has_thousands_mark(const struct ht_layout *layout, const struct ht_grid *grid, size_t header) {
    for (size_t c = 0; c < grid->rows[header].width; c++) {
        const struct ht_alias *alias = alias_of(layout, ht_row_cell(&grid->rows[header], c));
        if (alias == NULL || alias->field != HT_FIELD_VALUE)
            continue;
        for (size_t r = header + 1; r < grid->count && r - header <= MARK_ROWS; r++)
            if (c < grid->rows[r].width && strstr(grid->rows[r].cells[c].data, layout->thousands) != NULL)
                return true;
    }
    return false;
}

static bool knows_all_headers(const struct ht_layout *layout, const struct ht_row *row) {
    for (size_t i = 0; i < row->width; i++) {
        struct ht_slice header = ht_row_cell(row, i);
        if (header.len > 0 && alias_of(layout, header) == NULL)
            return false;
    }
    return true;
}

static bool fits_at(const struct ht_layout *layout, const struct ht_grid *grid, size_t row) {
    char delimiter = grid->delimiter != 0 ? grid->delimiter : (char)HT_NO_DELIMITER;
    return layout->cells == 0 && (layout->delimiter == 0 || layout->delimiter == delimiter) &&
           ht_layout_fits(layout, &grid->rows[row]) &&
           (!layout->only_known_headers || knows_all_headers(layout, &grid->rows[row])) &&
           (layout->thousands == NULL || has_thousands_mark(layout, grid, row));
}

// What a layout asks for, by which the more exact of two is chosen.
static size_t demands(const struct ht_layout *layout) {
    return 2 * layout->required_count + (layout->thousands != NULL) + (layout->delimiter == HT_NO_DELIMITER);
}

// A layout of files without a header fits when most rows have as many cells as it says.
static const struct ht_layout *choose_headless(const struct ht_layouts *layouts, const struct ht_grid *grid,
                                               size_t *row) {
    char delimiter = grid->delimiter != 0 ? grid->delimiter : (char)HT_NO_DELIMITER;
    size_t width = 0;
    for (size_t i = 0; i < layouts->count; i++) {
        const struct ht_layout *layout = layouts->items[i];
        if (layout->cells > 0 && (layout->delimiter == 0 || layout->delimiter == delimiter)) {
            width = width > 0 ? width : ht_headless_width(grid, row);
            if (layout->cells == width)
                return layout;
        }
    }
    return NULL;
}

const struct ht_layout *ht_layout_choose(const struct ht_layouts *layouts, const struct ht_grid *grid, size_t *row) {
    for (size_t r = 0; r < grid->count && r < HEADER_ROWS; r++) {
        const struct ht_layout *best = NULL;
        for (size_t i = 0; i < layouts->count; i++) {
            const struct ht_layout *layout = layouts->items[i];
            if ((best == NULL || demands(layout) > demands(best)) && fits_at(layout, grid, r))
                best = layout;
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
    const struct ht_word *word = ht_vocabulary_find(r->layouts->vocabulary, header, currency);
    if (word == NULL)
        return HT_FIELD_NONE;
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
    if (alias == NULL && text.len > 0)
        alias = alias_of(r->layout, text);
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

// The cell numbers of the columns that `[names]` gives.
static void name_rules(const struct ht_recognition *r, const struct ht_row *header, struct ht_table *table) {
    const struct ht_layout *layout = r->layout;
    enum { MOST = sizeof table->name_rules->columns / sizeof *table->name_rules->columns };
    table->name_rules = ht_arena_array(r->arena, layout->names_count, sizeof *table->name_rules);
    table->name_rule_count = layout->names_count;
    for (size_t i = 0; i < layout->names_count; i++) {
        const struct ht_layout_names *names = &layout->names[i];
        struct ht_name_rule *rule = &table->name_rules[i];
        *rule = (struct ht_name_rule){names->asset_class, names->management, {-1, -1, -1, -1}};
        size_t found = 0;
        for (size_t h = 0; h < names->headers.count && found < MOST; h++) {
            for (size_t c = 0; c < header->width; c++) {
                if (header_is(layout, ht_row_cell(header, c), ht_slice_of(names->headers.items[h]))) {
                    rule->columns[found++] = (long)c;
                    break;
                }
            }
        }
    }
}

void ht_layout_columns(const struct ht_recognition *r, const struct ht_row *header, struct ht_table *table) {
    size_t *ranks = ht_arena_array(r->arena, header->width, sizeof *ranks);
    size_t holders[HT_FIELD_COUNT] = {0}; // the column with each meaning, plus one; 0: none
    table->columns = ht_arena_array(r->arena, header->width, sizeof *table->columns);
    table->column_count = header->width;
    for (size_t i = 0; i < header->width; i++) {
        struct ht_column *column = &table->columns[i];
        name_column(r, header, i, column, &ranks[i]);
        size_t *holder = &holders[column->field];
        if (column->field == HT_FIELD_NONE || column->field == HT_FIELD_OTHER)
            continue;
        if (*holder == 0) {
            *holder = i + 1;
            continue;
        }
        // Two columns of one meaning: the one that the layout names first is it.
        size_t before = *holder - 1, loser = ranks[before] <= ranks[i] ? i : before;
        *holder = before + i - loser + 1;
        table->columns[loser].field = HT_FIELD_OTHER;
    }
    name_rules(r, header, table);
    for (size_t i = 0; i < r->layout->kind_count && table->kind == NULL; i++) {
        const struct ht_kind_rule *rule = &r->layout->kinds[i];
        if (rule->header == NULL || row_has(r->layout, header, ht_slice_of(rule->header)))
            table->kind = rule->kind;
    }
}
