// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Lines of totals in files that no layout describes: counted as a position, one would double the fund.
 */
#include "portfolio/reading.h"

static const char *const total_words[] = {
    "total",           "totals",          "grand total",       "sum",
    "subtotal",        "sub-total",       "sub total",         "total fund",
    "total portfolio", "portfolio total", "fund total",        "total net assets",
    "total assets",    "total holdings",  "total investments", "summe",
    "gesamt",          "gesamtsumme",     "total général",     "totaal",
    "totale",          "totalt",
};

static bool is_total_word(const char *name) {
    for (size_t i = 0; name != NULL && i < sizeof total_words / sizeof *total_words; i++) {
        if (ht_slice_same(ht_slice_of(name), ht_slice_of(total_words[i]))) {
            return true;
        }
    }
    return false;
}

static bool identified(const struct ht_position *p) {
    return p->isin != NULL || p->cusip != NULL || p->sedol != NULL || p->figi != NULL || p->lei != NULL ||
           (p->ticker != NULL && !is_total_word(p->ticker));
}

// Whether A is B but for the rounding of a printed total: half a percent.
static bool near(struct ht_amount a, struct ht_amount b) {
    struct ht_decimal difference, bound, scaled;
    return a.known && b.known && ht_decimal_sub(a.number, b.number, &difference) &&
           ht_decimal_mul(ht_decimal_abs(difference), ht_decimal_int(200), &scaled) &&
           (bound = ht_decimal_abs(b.number), ht_decimal_cmp(scaled, bound) <= 0);
}

static bool equal(struct ht_amount a, struct ht_amount b) {
    return a.known && b.known && ht_decimal_cmp(a.number, b.number) == 0;
}

static bool whole_weight(struct ht_amount weight) {
    return weight.known && ht_decimal_cmp(weight.number, ht_decimal_int(95)) >= 0 &&
           ht_decimal_cmp(weight.number, ht_decimal_int(105)) <= 0;
}

enum ht_row_result ht_read_totals(struct ht_reading *reading, const struct ht_position *p) {
    struct ht_filling *filling = reading->filling;
    bool word = is_total_word(p->name) || (p->name == NULL && is_total_word(p->ticker));
    if (identified(p) || (p->name != NULL && !word) || filling->portfolio.rows.positions < 2) {
        return HT_ROW_POSITION;
    }
    bool adds_up = word ? near(p->value, filling->sum) || near(p->value, filling->section_sum) ||
                              (!p->value.known && !p->weight_file_pct.known) || whole_weight(p->weight_file_pct)
                        : equal(p->value, filling->sum);
    if (adds_up) {
        ht_report(filling, HT_CODE_TOTAL_ROW, p->line, "a line of totals is no position; it was left out");
        filling->section_sum = ht_amount_unknown();
        return HT_ROW_IGNORED;
    }
    if (word) {
        ht_report(filling, HT_CODE_BAD_ROW, p->line,
                  "the row is called \"%s\" and is not the sum of the rows above it; it was skipped",
                  p->name != NULL ? p->name : p->ticker);
        return HT_ROW_SKIPPED;
    }
    return HT_ROW_POSITION;
}

static struct ht_amount value_in(const struct ht_reading *reading, const struct ht_row *row) {
    struct ht_slice cell = ht_cell(reading, row, HT_FIELD_VALUE);
    struct ht_number number;
    bool good = ht_number_parse(cell.data, cell.len, reading->sheet->mark, &number) == HT_NUMBER_OK;
    return good ? ht_amount_of(number.value) : ht_amount_unknown();
}

// The word of the layout that the first filled cell of ROW begins with, or NULL.
static const char *layout_total(const struct ht_reading *reading, const struct ht_row *row) {
    struct ht_slice first = {"", 0};
    for (size_t i = 0; i < row->width && first.len == 0; i++) {
        first = ht_row_cell(row, i);
    }
    for (size_t i = 0; first.len > 0 && i < reading->sheet->total_word_count; i++) {
        if (ht_text_starts(first.data, reading->sheet->total_words[i])) {
            return reading->sheet->total_words[i];
        }
    }
    return NULL;
}

enum ht_row_result ht_read_layout_totals(struct ht_reading *reading, const struct ht_row *row) {
    struct ht_filling *filling = reading->filling;
    const char *word = reading->sheet->total_word_count > 0 ? layout_total(reading, row) : NULL;
    if (word == NULL) {
        return HT_ROW_POSITION;
    }
    struct ht_amount value = value_in(reading, row);
    if (!value.known || near(value, filling->section_sum) || near(value, filling->sum)) {
        ht_report(filling, HT_CODE_TOTAL_ROW, row->line, "a line of totals is no position; it was left out");
    } else {
        ht_report(filling, HT_CODE_TOTAL_MISMATCH, row->line,
                  "the line of totals \"%s...\" is not the sum of the rows above it; it was left out", word);
    }
    filling->section_sum = ht_amount_unknown();
    return HT_ROW_IGNORED;
}
