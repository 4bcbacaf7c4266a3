// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * How numbers are written, where neither layout nor header says: by the numbers that can be read one way only. What
 * stays open stays open; such cells are then reported, not guessed.
 */
#include <string.h>

#include "ingest/recognise.h"

enum { PROBE_ROWS = 2000 };

static bool is_number(enum ht_field field) {
    switch (field) {
    case HT_FIELD_VALUE:
    case HT_FIELD_NOTIONAL:
    case HT_FIELD_WEIGHT:
    case HT_FIELD_QUANTITY:
    case HT_FIELD_PRICE:
        return true;
    default:
        return false;
    }
}

static bool reads_as(struct ht_slice cell, enum ht_decimal_mark mark) {
    struct ht_number number;
    return ht_number_parse(cell.data, cell.len, mark, &number) == HT_NUMBER_OK;
}

struct evidence {
    size_t point, comma;
};

static void weigh_cell(struct ht_slice cell, struct evidence *evidence) {
    if (memchr(cell.data, ',', cell.len) == NULL && memchr(cell.data, '.', cell.len) == NULL) {
        return;
    }
    bool point = reads_as(cell, HT_MARK_POINT), comma = reads_as(cell, HT_MARK_COMMA);
    evidence->point += point && !comma;
    evidence->comma += comma && !point;
}

static void decide_mark(struct ht_recognition *r) {
    struct evidence evidence = {0, 0};
    for (size_t t = 0; t < r->sheet->table_count; t++) {
        const struct ht_table *table = &r->sheet->tables[t];
        for (size_t i = table->first_row; i < table->end_row && i - table->first_row < PROBE_ROWS; i++) {
            for (size_t c = 0; c < table->column_count; c++) {
                if (is_number(table->columns[c].field)) {
                    weigh_cell(ht_row_cell(&r->grid->rows[i], table->columns[c].index), &evidence);
                }
            }
        }
    }
    if (evidence.point > 0 || evidence.comma > 0) {
        bool mixed = evidence.point > 0 && evidence.comma > 0;
        r->sheet->mark = mixed ? HT_MARK_AUTO : evidence.comma > 0 ? HT_MARK_COMMA : HT_MARK_POINT;
    }
}

static bool says_percent(const char *header) {
    char key[HT_HEADER_KEY];
    ht_header_key(ht_slice_of(header), key);
    return strchr(key, '%') != NULL || strstr(key, "percent") != NULL || strstr(key, "prozent") != NULL ||
           strstr(key, "pct") != NULL;
}

// The sum of the numbers of the weight column as printed; *PERCENT when one of them has a percent sign.
static struct ht_amount raw_sum(const struct ht_recognition *r, const struct ht_table *table, bool *percent) {
    struct ht_amount sum = ht_amount_unknown();
    long column = ht_table_column(table, HT_FIELD_WEIGHT);
    for (size_t i = table->first_row; column >= 0 && i < table->end_row; i++) {
        struct ht_number number;
        struct ht_slice cell = ht_row_cell(&r->grid->rows[i], table->columns[column].index);
        if (ht_number_parse(cell.data, cell.len, r->sheet->mark, &number) == HT_NUMBER_OK) {
            *percent = *percent || number.percent;
            ht_amount_add(&sum, ht_amount_of(number.value));
        }
    }
    return sum;
}

static bool between(struct ht_amount sum, struct ht_decimal low, struct ht_decimal high) {
    return sum.known && ht_decimal_cmp(sum.number, low) >= 0 && ht_decimal_cmp(sum.number, high) <= 0;
}

/*
 * A printed percent sign decides; else the sum: near 1 are fractions, near 100 percents; else the header. A header
 * that says percent over weights that sum to 1 contradicts itself (a workbook's percent cells saved as text): not
 * known.
 */
static enum ht_weight_unit weight_unit(const char *header, struct ht_amount sum, bool percent) {
    const struct ht_decimal low = {95, 2}, high = {105, 2};
    if (percent || between(sum, ht_decimal_int(50), ht_decimal_int(150))) {
        return HT_WEIGHT_PERCENT;
    }
    if (between(sum, low, high)) {
        return says_percent(header) ? HT_WEIGHT_AUTO : HT_WEIGHT_FRACTION;
    }
    return says_percent(header) ? HT_WEIGHT_PERCENT : HT_WEIGHT_AUTO;
}

static void decide_weight_unit(struct ht_recognition *r) {
    for (size_t t = 0; t < r->sheet->table_count; t++) {
        const struct ht_table *table = &r->sheet->tables[t];
        long column = ht_table_column(table, HT_FIELD_WEIGHT);
        if (column >= 0 && table->end_row > table->first_row) {
            bool percent = false;
            struct ht_amount sum = raw_sum(r, table, &percent);
            r->sheet->weight_unit = weight_unit(table->columns[column].header, sum, percent);
            return;
        }
    }
}

struct ht_amount ht_units_weight_sum(const struct ht_recognition *r, const struct ht_table *table) {
    bool percent = false;
    struct ht_amount sum = raw_sum(r, table, &percent);
    if (sum.known && !percent && r->sheet->weight_unit == HT_WEIGHT_FRACTION) {
        ht_decimal_mul(sum.number, ht_decimal_int(100), &sum.number);
    }
    return sum;
}

void ht_units_decide(struct ht_recognition *r) {
    // A workbook's numbers have a point whatever the language of its headers.
    if (r->layout == NULL || r->layout->mark == HT_MARK_AUTO || r->grid->typed) {
        decide_mark(r);
    }
    if (r->sheet->weight_unit == HT_WEIGHT_AUTO) {
        decide_weight_unit(r);
    }
}
