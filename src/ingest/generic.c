// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Files that no layout fits: columns by the header vocabulary. A file is read this way only when a column identifies
 * and another holds amounts; a guess is no reading.
 */
#include <string.h>

#include "holdtrace/identifiers.h"
#include "ingest/header_unit.h"
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

bool ht_generic_identifies(const struct ht_table *table) {
    bool any = false;
    for (size_t i = 0; i < table->column_count; i++)
        any = any || identifies(table->columns[i].field);
    return any;
}

bool ht_generic_counts(const struct ht_table *table) {
    bool any = false;
    for (size_t i = 0; i < table->column_count; i++)
        any = any || counts(table->columns[i].field);
    return any;
}

bool ht_generic_suffices(const struct ht_table *table) {
    return ht_generic_identifies(table) && ht_generic_counts(table);
}

// What the vocabulary knows of a row.
struct words {
    size_t known; // cells that are words of it
    size_t identifying, counting;
};

static struct words known_words(const struct ht_recognition *r, const struct ht_row *row) {
    struct words words = {0, 0, 0};
    for (size_t i = 0; i < row->width; i++) {
        struct ht_header_word word = ht_header_word(r->layouts->vocabulary, ht_row_cell(row, i));
        if (word.word != NULL) {
            words.known++;
            words.identifying += identifies(word.field);
            words.counting += counts(word.field);
        }
    }
    return words;
}

static bool is_figure(struct ht_slice cell) {
    struct ht_number number;
    return cell.len > 0 && (ht_is_digit(cell.data[0]) || (cell.data[0] == '-' && cell.len > 1)) &&
           ht_number_parse(cell.data, cell.len, HT_MARK_AUTO, &number) != HT_NUMBER_INVALID;
}

// A header holds words; a row with figures is data whose cells happen to be words ("Cash", "Equity"). They stand at
// its end, mostly, behind codes that begin with digits.
static bool has_figures(const struct ht_row *row) {
    for (size_t i = row->width; i > 0; i--)
        if (is_figure(ht_row_cell(row, i - 1)))
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
    for (size_t i = 0; i < header->width; i++) {
        struct ht_header_word word = ht_header_word(r->layouts->vocabulary, ht_row_cell(header, i));
        struct ht_slice cell = ht_row_cell(row, i);
        fitting += word.word != NULL && cell.len > 0 && cell_fits(word.field, cell);
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

// One column while its header is read.
struct reading_column {
    struct ht_header_word word;
    bool named; // it is in one currency, which the header names or calls that of the portfolio
};

// What the columns read so far mean.
struct settling {
    const struct reading_column *read;
    bool currencies;                // the row has a column of currencies
    size_t holders[HT_FIELD_COUNT]; // the column with each meaning, plus one; 0: none
};

// Of two columns with one meaning the one that counts less. Of two columns of values beside one of currencies, the
// one that is in one currency counts.
static size_t loser_of(const struct settling *s, enum ht_field field, size_t a, size_t b) {
    if (field == HT_FIELD_VALUE && s->currencies && s->read[a].named != s->read[b].named)
        return s->read[a].named ? b : a;
    return s->read[a].word.word->rank <= s->read[b].word.word->rank ? b : a;
}

// Of two columns with one meaning the loser becomes a second value, or nothing; of two second values, nothing.
static void settle(struct ht_table *table, struct settling *s, size_t column) {
    enum ht_field field = table->columns[column].field;
    while (field != HT_FIELD_OTHER && s->holders[field] != 0) {
        size_t before = s->holders[field] - 1, loser = loser_of(s, field, before, column);
        s->holders[field] = before + column - loser + 1;
        field = field == HT_FIELD_VALUE ? HT_FIELD_VALUE_OTHER : HT_FIELD_OTHER;
        table->columns[loser].field = field;
        column = loser;
    }
    s->holders[field] = field != HT_FIELD_OTHER ? column + 1 : 0;
}

static bool has_currencies(const struct ht_recognition *r, const struct ht_row *header) {
    for (size_t i = 0; i < header->width; i++)
        if (ht_header_word(r->layouts->vocabulary, ht_row_cell(header, i)).field == HT_FIELD_TRADE_CURRENCY)
            return true;
    return false;
}

// A column whose unit can be read in two ways is not read.
static void refuse_unclear(const struct ht_recognition *r, struct ht_column *column) {
    ht_find(r->findings, HT_CODE_VALUE_UNIT, 0,
            "whether the column \"%s\" is in thousands or in millions cannot be told; it was not read",
            column->header);
    column->field = HT_FIELD_OTHER;
}

static void name_column(const struct ht_recognition *r, struct ht_slice text, struct ht_column *column,
                        struct reading_column *read) {
    read->word = ht_header_word(r->layouts->vocabulary, text);
    read->named = read->word.currency[0] != '\0' || read->word.in_base;
    column->header = ht_arena_copy(r->arena, text.data, text.len);
    if (read->word.word == NULL)
        return;
    column->field = read->word.field;
    column->how = "header";
    column->certainty = 90;
    column->shift = read->word.shift;
    if (read->word.unclear)
        refuse_unclear(r, column);
}

static void take_currency(const struct ht_recognition *r, const struct ht_table *table,
                          const struct reading_column *read) {
    long value = ht_table_column(table, HT_FIELD_VALUE);
    if (value < 0 || r->sheet->value_currency != NULL)
        return;
    const struct ht_header_word *word = &read[value].word;
    if (word->currency[0] != '\0')
        r->sheet->value_currency = ht_arena_string(r->arena, word->currency);
    r->sheet->value_in_base = word->in_base;
}

void ht_generic_columns(const struct ht_recognition *r, const struct ht_row *header, struct ht_table *table) {
    struct reading_column *read = ht_arena_array(r->arena, header->width, sizeof *read);
    struct settling settling = {.read = read, .currencies = has_currencies(r, header)};
    bool units = ht_unit_row_follows(r, header);
    table->columns = ht_arena_array(r->arena, header->width, sizeof *table->columns);
    table->column_count = header->width;
    for (size_t i = 0; i < header->width; i++) {
        struct ht_column *column = &table->columns[i];
        *column = (struct ht_column){.index = i, .field = HT_FIELD_NONE, .how = "none"};
        name_column(r, units ? ht_unit_row_header(r, header, i) : ht_row_cell(header, i), column, &read[i]);
        if (column->field != HT_FIELD_NONE)
            settle(table, &settling, i);
    }
    take_currency(r, table, read);
}
