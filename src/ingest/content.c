// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Columns by what they hold. Identifiers are found by check digits that leave no doubt: nine in ten values must be
 * valid, and enough of them. And what a header says is held against the cells below it.
 */
#include "holdtrace/identifiers.h"
#include "holdtrace/large.h"
#include "ingest/header_unit.h"
#include "ingest/recognise.h"

enum { PROBE_ROWS = 400, FUNDS_NEEDED = 3 };

struct detector {
    enum ht_field field;
    enum ht_id_kind kind;
    size_t enough; // values that must be seen: one in ten or eleven random texts has a right check digit
};

static const struct detector detectors[] = {
    {HT_FIELD_ISIN, HT_ID_ISIN, 1},   {HT_FIELD_LEI, HT_ID_LEI, 1},     {HT_FIELD_FIGI, HT_ID_FIGI, 1},
    {HT_FIELD_CUSIP, HT_ID_CUSIP, 5}, {HT_FIELD_SEDOL, HT_ID_SEDOL, 8},
};

static bool absent(struct ht_slice cell) {
    for (size_t i = 0; i < cell.len; i++)
        if (cell.data[i] != '-' && cell.data[i] != ' ')
            return ht_slice_same(cell, ht_slice_of("NA")) || ht_slice_same(cell, ht_slice_of("N/A"));
    return true;
}

static bool holds(const struct ht_recognition *r, const struct ht_table *table, size_t index,
                  const struct detector *detector, int *certainty) {
    size_t seen = 0, valid = 0;
    char normal[HT_ID_TEXT];
    for (size_t i = table->first_row; i < table->end_row && seen < PROBE_ROWS; i++) {
        struct ht_slice cell = ht_row_cell(&r->grid->rows[i], index);
        ht_large_rest();
        if (!absent(cell)) {
            seen++;
            valid += ht_id_parse(detector->kind, cell.data, cell.len, normal);
        }
    }
    if (seen == 0 || valid < detector->enough || valid * 10 < seen * 9)
        return false;
    *certainty = (int)(valid * 100 / seen);
    return true;
}

static bool is_amount(enum ht_field field) {
    return field == HT_FIELD_VALUE || field == HT_FIELD_WEIGHT || field == HT_FIELD_QUANTITY ||
           field == HT_FIELD_NOTIONAL || field == HT_FIELD_PRICE;
}

// Whether a column of so many figures can hold FIELD. Damaged cells are few; a column of another meaning is whole.
static bool can_hold(enum ht_field field, size_t seen, size_t figures) {
    if (is_amount(field))
        return figures * 2 >= seen;
    return field != HT_FIELD_NAME || figures * 10 < seen * 9;
}

// Whether it can hold FIELD whatever those of MOST cells are that were not seen.
static bool must_hold(enum ht_field field, size_t most, size_t seen, size_t figures) {
    return can_hold(field, most, is_amount(field) ? figures : figures + most - seen);
}

// How many filled cells of a column there are, and how many of them are figures; no more are looked at than it takes
// to know that it can hold FIELD.
static void count_figures(const struct ht_recognition *r, const struct ht_table *table, size_t index,
                          enum ht_field field, size_t *seen, size_t *figures) {
    struct ht_number number;
    *seen = *figures = 0;
    for (size_t i = table->first_row; i < table->end_row && *seen < PROBE_ROWS; i++) {
        size_t rest = table->end_row - i, most = rest < PROBE_ROWS - *seen ? *seen + rest : PROBE_ROWS;
        if (must_hold(field, most, *seen, *figures))
            return;
        struct ht_slice cell = ht_row_cell(&r->grid->rows[i], index);
        ht_large_rest();
        enum ht_number_result result = ht_number_parse(cell.data, cell.len, HT_MARK_POINT, &number);
        if (result == HT_NUMBER_INVALID)
            result = ht_number_parse(cell.data, cell.len, HT_MARK_COMMA, &number);
        *seen += result != HT_NUMBER_ABSENT;
        *figures += result == HT_NUMBER_OK || result == HT_NUMBER_BELOW;
    }
}

// A fund that is another in each row, in a file that has no other names, is what is held.
static void check_fund_names(const struct ht_recognition *r, struct ht_table *table) {
    long fund = ht_table_column(table, HT_FIELD_FUND_NAME);
    if (fund >= 0 && ht_table_column(table, HT_FIELD_NAME) < 0 && table->end_row - table->first_row >= FUNDS_NEEDED &&
        ht_content_differs(r, table, table->columns[fund].index)) {
        table->columns[fund].field = HT_FIELD_NAME;
        table->columns[fund].certainty = 80;
    }
}

void ht_content_check(const struct ht_recognition *r, struct ht_table *table) {
    for (size_t i = 0; i < table->column_count; i++) {
        struct ht_column *column = &table->columns[i];
        struct ht_slice header = ht_slice_of(column->header);
        const struct ht_word *word = ht_header_word(r->layouts->vocabulary, header).word;
        size_t seen, figures;
        if (word == NULL || !(is_amount(word->field) || word->field == HT_FIELD_NAME))
            continue;
        count_figures(r, table, column->index, word->field, &seen, &figures);
        if (seen == 0 || can_hold(word->field, seen, figures))
            continue;
        bool fits = word->second != HT_FIELD_NONE && can_hold(word->second, seen, figures) &&
                    ht_table_column(table, word->second) < 0;
        column->field = fits ? word->second : HT_FIELD_NONE;
        column->how = fits ? "header" : "none";
        column->certainty = fits ? 80 : 0;
    }
    check_fund_names(r, table);
    ht_share_class_check(r, table);
}

void ht_content_columns(const struct ht_recognition *r, struct ht_table *table) {
    for (size_t d = 0; d < sizeof detectors / sizeof *detectors; d++) {
        if (ht_table_column(table, detectors[d].field) >= 0)
            continue;
        for (size_t i = 0; i < table->column_count; i++) {
            struct ht_column *column = &table->columns[i];
            int certainty = 0;
            bool open = column->field == HT_FIELD_NONE || column->field == HT_FIELD_SECURITY_ID;
            if (open && holds(r, table, column->index, &detectors[d], &certainty)) {
                column->field = detectors[d].field;
                column->how = "content";
                column->certainty = certainty;
                break;
            }
        }
    }
}
