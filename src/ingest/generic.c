// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Files that no layout fits: columns by the header vocabulary. A file is read this way only when a column identifies
 * and another holds amounts; a guess is no reading.
 */
#include <string.h>

#include "holdtrace/identifiers.h"
#include "ingest/recognise.h"

enum { HEADER_ROWS = 60 };

static bool identifies(enum ht_field field) {
    switch (field) {
    case HT_FIELD_NAME:
    case HT_FIELD_ISIN:
    case HT_FIELD_CUSIP:
    case HT_FIELD_SEDOL:
    case HT_FIELD_FIGI:
    case HT_FIELD_SECURITY_ID:
    case HT_FIELD_TICKER:
        return true;
    default:
        return false;
    }
}

static bool counts(enum ht_field field) {
    return field == HT_FIELD_VALUE || field == HT_FIELD_WEIGHT || field == HT_FIELD_QUANTITY ||
           field == HT_FIELD_NOTIONAL;
}

bool ht_generic_suffices(const struct ht_table *table) {
    bool identified = false, counted = false;
    for (size_t i = 0; i < table->column_count; i++) {
        identified = identified || identifies(table->columns[i].field);
        counted = counted || counts(table->columns[i].field);
    }
    return identified && counted;
}

// What the vocabulary knows of a row.
struct words {
    size_t known; // cells that are words of it
    size_t identifying, counting;
};

static struct words known_words(const struct ht_recognition *r, const struct ht_row *row) {
    struct words words = {0, 0, 0};
    char currency[4];
    for (size_t i = 0; i < row->width; i++) {
        const struct ht_word *word = ht_vocabulary_find(&r->layouts->vocabulary, ht_row_cell(row, i), currency);
        if (word != NULL) {
            words.known++;
            words.identifying += identifies(word->field);
            words.counting += counts(word->field);
        }
    }
    return words;
}

static bool is_figure(struct ht_slice cell) {
    struct ht_number number;
    return cell.len > 0 && (ht_is_digit(cell.data[0]) || (cell.data[0] == '-' && cell.len > 1)) &&
           ht_number_parse(cell.data, cell.len, HT_MARK_AUTO, &number) != HT_NUMBER_INVALID;
}

// A header holds words; a row with figures is data whose cells happen to be words ("Cash", "Equity").
static bool has_figures(const struct ht_row *row) {
    for (size_t i = 0; i < row->width; i++)
        if (is_figure(ht_row_cell(row, i)))
            return true;
    return false;
}

bool ht_generic_is_header(const struct ht_recognition *r, const struct ht_row *row) {
    if (has_figures(row))
        return false;
    struct words words = known_words(r, row);
    return words.known >= 2 && words.identifying + words.counting > 0;
}

// Whether CELL can stand in a column of FIELD.
static bool cell_fits(enum ht_field field, struct ht_slice cell) {
    char normal[HT_ID_TEXT];
    if (field == HT_FIELD_ISIN)
        return ht_id_parse(HT_ID_ISIN, cell.data, cell.len, normal);
    return counts(field) || field == HT_FIELD_PRICE ? is_figure(cell) : !is_figure(cell);
}

// How many words of HEADER stand above a cell of ROW that they can mean.
static size_t words_that_fit(const struct ht_recognition *r, const struct ht_row *header, const struct ht_row *row) {
    size_t fitting = 0;
    char currency[4];
    for (size_t i = 0; i < header->width; i++) {
        const struct ht_word *word = ht_vocabulary_find(&r->layouts->vocabulary, ht_row_cell(header, i), currency);
        struct ht_slice cell = ht_row_cell(row, i);
        fitting += word != NULL && cell.len > 0 && cell_fits(word->field, cell);
    }
    return fitting;
}

// Of two headers one below the other, the upper may group the columns of the lower ("Security", "Valuation"): whether
// the row below ROW is a header too, whose words fit better what stands below it.
static bool only_groups(const struct ht_recognition *r, size_t row) {
    if (row + 2 >= r->grid->count || !ht_generic_is_header(r, &r->grid->rows[row + 1]))
        return false;
    const struct ht_row *header = &r->grid->rows[row], *cells = &r->grid->rows[row + 2];
    struct words words = known_words(r, header + 1);
    return words.identifying > 0 && words.counting > 0 &&
           words_that_fit(r, header + 1, cells) > words_that_fit(r, header, cells);
}

// The first row that names both what identifies and what counts; else the first that names one, whose other columns
// may tell by what they hold.
bool ht_generic_header(const struct ht_recognition *r, size_t *row) {
    bool found = false;
    for (size_t i = 0; i < r->grid->count && i < HEADER_ROWS; i++) {
        const struct ht_row *candidate = &r->grid->rows[i];
        if (!ht_generic_is_header(r, candidate))
            continue;
        struct words words = known_words(r, candidate);
        if (words.identifying > 0 && words.counting > 0) {
            *row = only_groups(r, i) ? i + 1 : i;
            return true;
        }
        *row = found ? *row : i;
        found = true;
    }
    return found;
}

/*
 * Of two columns with one meaning the loser becomes a second value, or nothing; of two second values, nothing.
 * HOLDERS has the column with each meaning, plus one; 0: none.
 */
static void settle(struct ht_table *table, const size_t *ranks, size_t *holders, size_t column) {
    enum ht_field field = table->columns[column].field;
    while (field != HT_FIELD_OTHER && holders[field] != 0) {
        size_t before = holders[field] - 1, loser = ranks[before] <= ranks[column] ? column : before;
        holders[field] = before + column - loser + 1;
        field = field == HT_FIELD_VALUE ? HT_FIELD_VALUE_OTHER : HT_FIELD_OTHER;
        table->columns[loser].field = field;
        column = loser;
    }
    holders[field] = field != HT_FIELD_OTHER ? column + 1 : 0;
}

void ht_generic_columns(const struct ht_recognition *recognition, const struct ht_row *header,
                        struct ht_table *table) {
    struct ht_recognition r = *recognition;
    size_t *ranks = ht_arena_array(r.arena, header->width, sizeof *ranks);
    size_t holders[HT_FIELD_COUNT] = {0};
    char(*currencies)[4] = ht_arena_array(r.arena, header->width, sizeof *currencies);
    table->columns = ht_arena_array(r.arena, header->width, sizeof *table->columns);
    table->column_count = header->width;
    for (size_t i = 0; i < header->width; i++) {
        struct ht_slice text = ht_row_cell(header, i);
        const struct ht_word *word = ht_vocabulary_find(&r.layouts->vocabulary, text, currencies[i]);
        struct ht_column *column = &table->columns[i];
        *column = (struct ht_column){
            .index = i, .header = ht_arena_copy(r.arena, text.data, text.len), .field = HT_FIELD_NONE, .how = "none"};
        if (word == NULL)
            continue;
        column->field = word->field;
        column->how = "header";
        column->certainty = 90;
        ranks[i] = word->rank;
        settle(table, ranks, holders, i);
    }
    long value = ht_table_column(table, HT_FIELD_VALUE);
    if (value >= 0 && currencies[value][0] != '\0' && r.sheet->value_currency == NULL)
        r.sheet->value_currency = currencies[value];
}
