// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Columns whose part in the file only their cells tell: long and short, the fund's ISIN beside that of the security,
 * identifiers that nothing uses, and values that quantity and price contradict.
 */
#include "holdtrace/identifiers.h"
#include "holdtrace/map.h"
#include "ingest/recognise.h"

enum { PROBED = 400, COMPARED_NEEDED = 3 };

static bool is_side(struct ht_slice cell) {
    static const char *const words[] = {"L", "S", "Long", "Short"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (ht_slice_same(cell, ht_slice_of(words[i])))
            return true;
    return false;
}

static bool is_isin(struct ht_slice cell) {
    char normal[HT_ID_TEXT];
    return ht_id_parse(HT_ID_ISIN, cell.data, cell.len, normal);
}

// Whether every filled cell of the column passes TEST (nine in ten where MOST), and one is filled.
static bool all_are(const struct ht_recognition *r, const struct ht_table *table, size_t index,
                    bool (*test)(struct ht_slice cell), bool most) {
    size_t seen = 0, good = 0;
    for (size_t i = table->first_row; i < table->end_row && seen < PROBED; i++) {
        struct ht_slice cell = ht_row_cell(&r->grid->rows[i], index);
        if (cell.len > 0) {
            seen++;
            good += test(cell);
        }
    }
    return seen > 0 && (most ? good * 10 >= seen * 9 : good == seen);
}

static bool may_be_side(enum ht_field field) {
    return field == HT_FIELD_NONE || field == HT_FIELD_OTHER || field == HT_FIELD_NAME ||
           field == HT_FIELD_ASSET_CLASS || field == HT_FIELD_SECURITY_TYPE;
}

// Whether the cells of a column of sides say so: by a word, or by both letters. An "S" alone may stand for a stock.
static bool tells_sides(const struct ht_recognition *r, const struct ht_table *table, size_t index) {
    bool is_long = false, is_short = false;
    for (size_t i = table->first_row; i < table->end_row; i++) {
        struct ht_slice cell = ht_row_cell(&r->grid->rows[i], index);
        if (cell.len > 1)
            return true;
        is_long = is_long || ht_slice_same(cell, ht_slice_of("L"));
        is_short = is_short || ht_slice_same(cell, ht_slice_of("S"));
    }
    return is_long && is_short;
}

static void find_side(const struct ht_recognition *r, struct ht_table *table) {
    for (size_t i = 0; i < table->column_count && ht_table_column(table, HT_FIELD_SIDE) < 0; i++) {
        struct ht_column *column = &table->columns[i];
        if (may_be_side(column->field) && all_are(r, table, column->index, is_side, false) &&
            tells_sides(r, table, column->index)) {
            column->field = HT_FIELD_SIDE;
            column->how = "content";
            column->certainty = 90;
        }
    }
}

static size_t distinct(const struct ht_recognition *r, const struct ht_table *table, size_t index) {
    struct ht_map *seen = ht_map_new(r->arena);
    size_t count = 0;
    for (size_t i = table->first_row; i < table->end_row && i < table->first_row + PROBED; i++) {
        struct ht_slice cell = ht_row_cell(&r->grid->rows[i], index);
        char *text = ht_arena_copy(r->arena, cell.data, cell.len);
        if (cell.len > 0 && ht_map_get(seen, text) == NULL) {
            ht_map_put(seen, text, text);
            count++;
        }
    }
    return count;
}

static bool is_full(const struct ht_recognition *r, const struct ht_table *table, size_t index) {
    for (size_t i = table->first_row; i < table->end_row; i++)
        if (ht_row_cell(&r->grid->rows[i], index).len == 0)
            return false;
    return true;
}

// Of two columns of ISINs the one whose ISINs come again and again is the fund's.
static void find_fund_isin(const struct ht_recognition *r, struct ht_table *table) {
    long isin = ht_table_column(table, HT_FIELD_ISIN);
    size_t rows = table->end_row - table->first_row;
    for (size_t i = 0; isin >= 0 && rows >= 2 && i < table->column_count; i++) {
        struct ht_column *column = &table->columns[i];
        bool open = column->field == HT_FIELD_NONE || column->field == HT_FIELD_OTHER;
        if (!open || !all_are(r, table, column->index, is_isin, true))
            continue;
        size_t of_isin = distinct(r, table, table->columns[isin].index), of_other = distinct(r, table, column->index);
        struct ht_column *fund = of_isin < of_other ? &table->columns[isin] : column;
        struct ht_column *security = of_isin < of_other ? column : &table->columns[isin];
        size_t less = of_isin < of_other ? of_isin : of_other, more = of_isin + of_other - less;
        if (less < more && is_full(r, table, fund->index) && less * 2 <= (rows < PROBED ? rows : PROBED)) {
            bool known = ht_table_column(table, HT_FIELD_FUND_ID) >= 0;
            fund->field = known ? HT_FIELD_OTHER : HT_FIELD_FUND_ID;
            fund->how = security->how = "content";
            fund->certainty = security->certainty = 90;
            security->field = HT_FIELD_ISIN;
            return;
        }
    }
}

// "Underlying" is a name or an ISIN.
static void settle_underlying(const struct ht_recognition *r, struct ht_table *table) {
    long name = ht_table_column(table, HT_FIELD_UNDERLYING_NAME);
    if (name >= 0 && ht_table_column(table, HT_FIELD_UNDERLYING_ID) < 0 &&
        all_are(r, table, table->columns[name].index, is_isin, true))
        table->columns[name].field = HT_FIELD_UNDERLYING_ID;
}

void ht_content_roles(const struct ht_recognition *r, struct ht_table *table) {
    settle_underlying(r, table);
    find_side(r, table);
    find_fund_isin(r, table);
}

void ht_content_unused(const struct ht_recognition *r) {
    const struct ht_table *table = &r->sheet->tables[0];
    long fund = ht_table_column(table, HT_FIELD_FUND_ID);
    for (size_t i = 0; i < table->column_count; i++) {
        const struct ht_column *column = &table->columns[i];
        bool unused = column->field == HT_FIELD_NONE || column->field == HT_FIELD_OTHER;
        bool of_fund = fund >= 0 && distinct(r, table, column->index) <= 1;
        if (unused && !of_fund && all_are(r, table, column->index, is_isin, true)) {
            ht_find(r->findings, HT_CODE_UNUSED_ID, 0,
                    "the column \"%s\" holds ISINs and is not used: what it identifies is not known; companies in it "
                    "may be missed",
                    column->header);
        }
    }
}

// The cell of FIELD in ROW as a number.
static bool figure(const struct ht_table *table, const struct ht_row *row, enum ht_field field,
                   struct ht_decimal *out) {
    long column = ht_table_column(table, field);
    struct ht_number number;
    if (column < 0)
        return false;
    struct ht_slice cell = ht_row_cell(row, table->columns[column].index);
    bool good = ht_number_parse(cell.data, cell.len, table->columns[column].mark, &number) == HT_NUMBER_OK;
    *out = number.value;
    return good && !number.percent && ht_decimal_sign(number.value) != 0;
}

// Whether PRODUCT is VALUE times 10^PLACES, but for rounding.
static bool is_times(struct ht_decimal product, struct ht_decimal value, int64_t times) {
    const struct ht_decimal one_in_hundred = {1, 2};
    struct ht_decimal scaled, difference, bound;
    return ht_decimal_mul(value, ht_decimal_int(times), &scaled) && ht_decimal_sub(product, scaled, &difference) &&
           ht_decimal_mul(ht_decimal_abs(scaled), one_in_hundred, &bound) &&
           ht_decimal_cmp(ht_decimal_abs(difference), bound) <= 0;
}

// How often quantity times price is TIMES the value as printed; *COMPARED gets the rows that tell.
static size_t agreeing(const struct ht_recognition *r, int64_t times, size_t *compared) {
    const struct ht_table *table = &r->sheet->tables[0];
    size_t agree = 0;
    *compared = 0;
    for (size_t i = table->first_row; i < table->end_row && *compared < PROBED; i++) {
        const struct ht_row *row = &r->grid->rows[i];
        struct ht_decimal quantity, price, value, product;
        if (figure(table, row, HT_FIELD_QUANTITY, &quantity) && figure(table, row, HT_FIELD_PRICE, &price) &&
            figure(table, row, HT_FIELD_VALUE, &value) && ht_decimal_mul(quantity, price, &product)) {
            (*compared)++;
            agree += is_times(product, value, times);
        }
    }
    return agree;
}

static bool holds(const struct ht_recognition *r, int64_t times) {
    size_t compared = 0, agree = agreeing(r, times, &compared);
    return compared >= COMPARED_NEEDED && agree * 20 >= compared * 19;
}

void ht_content_check_unit(const struct ht_recognition *r) {
    struct ht_table *table = &r->sheet->tables[0];
    long value = ht_table_column(table, HT_FIELD_VALUE), quantity = ht_table_column(table, HT_FIELD_QUANTITY);
    if (value < 0 || quantity < 0 || table->columns[quantity].shift != 0)
        return;
    int shift = table->columns[value].shift;
    if (shift == 0 && (holds(r, 1000) || holds(r, 1000000))) {
        ht_find(
            r->findings, HT_CODE_VALUE_UNIT, 0,
            "quantity times price is a thousand times the value or more in all rows: the column \"%s\" seems to be "
            "in thousands or millions, which nothing says; its figures were taken as printed",
            table->columns[value].header);
    } else if (shift > 0 && holds(r, 1)) {
        ht_find(
            r->findings, HT_CODE_VALUE_UNIT, 0,
            "the file says that the column \"%s\" is in a unit of 10^%d, but quantity times price is the value as "
            "printed; it was not read",
            table->columns[value].header, shift);
        table->columns[value].field = HT_FIELD_OTHER;
    }
}
