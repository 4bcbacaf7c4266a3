// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Lines of totals: counted as a position, one would double the fund. They check the sum of the rows read, and are
 * left out. In a file that a layout describes, a line is taken for one only when it adds up: a company may be called
 * Total.
 */
#include <string.h>

#include "holdtrace/told.h"
#include "portfolio/reading.h"

// In lower case.
static const char *const total_words[] = {
    "total",
    "totals",
    "grand total",
    "sum",
    "subtotal",
    "sub-total",
    "sub total",
    "total fund",
    "total portfolio",
    "portfolio total",
    "fund total",
    "total net assets",
    "total assets",
    "total holdings",
    "total investments",
    "total value",
    "overall total",
    "net assets",
    // German, French, Dutch
    "summe",
    "gesamt",
    "gesamtsumme",
    "zwischensumme",
    "total fonds",
    "fondsvermögen",
    "gesamtvermögen",
    "insgesamt",
    "total général",
    "sous-total",
    "total portefeuille",
    "actif net",
    "total actif net",
    "totaal",
    "subtotaal",
    "totaal fonds",
    "eindtotaal",
    // Spanish, Italian, Portuguese
    "suma",
    "total general",
    "total cartera",
    "total fondo",
    "patrimonio",
    "totale",
    "totale generale",
    "totale portafoglio",
    "subtotale",
    "somma",
    "total geral",
    "total da carteira",
    "soma",
    // Swedish, Norwegian, Danish
    "summa",
    "totalt",
    "delsumma",
    "delsum",
    "i alt",
    "ialt",
    "sum total",
    "summa totalt",
    // Chinese, Japanese
    "合计",
    "总计",
    "小计",
    "总和",
    "合計",
    "總計",
    "小計",
    "總和",
    "総計",
    "総合計",
};

static const char *const total_beginnings[] = {"total ", "totals ", "subtotal ",   "sub-total ",    "sum ",
                                               "summe ", "gesamt ", "sous-total ", "totaal ",       "totale ",
                                               "suma ",  "summa ",  "sum of ",     "zwischensumme "};

static bool is_total_word(struct ht_slice text) {
    while (text.len > 0 && (text.data[text.len - 1] == ':' || text.data[text.len - 1] == ' '))
        text.len--;
    // Asked for every name: the first letter tells most of them apart.
    char first = text.len > 0 ? ht_to_lower(text.data[0]) : '\0';
    for (size_t i = 0; i < sizeof total_words / sizeof *total_words; i++)
        if (total_words[i][0] == first && ht_slice_same(text, ht_slice_of(total_words[i])))
            return true;
    return false;
}

// Whether the name of the row, or the first cell that is filled, says that it is a line of totals.
static bool says_total(const struct ht_row *row, const struct ht_position *p) {
    size_t i = 0;
    while (i < row->width && ht_row_cell(row, i).len == 0)
        i++;
    return is_total_word(ht_row_cell(row, i)) || (p->name != NULL && is_total_word(ht_slice_of(p->name)));
}

// "Total equities".
bool ht_name_begins_total(const char *name) {
    for (size_t i = 0; name != NULL && i < sizeof total_beginnings / sizeof *total_beginnings; i++)
        if (ht_text_starts(name, total_beginnings[i]))
            return true;
    return false;
}

bool ht_position_identified(const struct ht_position *p) {
    return p->isin != NULL || p->cusip != NULL || p->sedol != NULL || p->figi != NULL || p->lei != NULL ||
           (p->ticker != NULL && !is_total_word(ht_slice_of(p->ticker)));
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

bool ht_weight_is_whole(struct ht_amount weight) {
    return weight.known && ht_decimal_cmp(weight.number, ht_decimal_int(95)) >= 0 &&
           ht_decimal_cmp(weight.number, ht_decimal_int(105)) <= 0;
}

// Whether the amounts of a line that is called a total are those of the rows above it, or it has none.
static bool adds_up(const struct ht_filling *filling, const struct ht_position *p) {
    if (p->value.known)
        return near(p->value, filling->sum) || near(p->value, filling->section_sum);
    return !p->weight_file_pct.known || ht_weight_is_whole(p->weight_file_pct) ||
           near(p->weight_file_pct, filling->section_weight) || near(p->weight_file_pct, filling->weight);
}

static enum ht_row_result leave_out(struct ht_filling *filling, const struct ht_position *p) {
    struct ht_amount sum = near(p->value, filling->sum) ? filling->sum : filling->section_sum;
    char said[HT_FIGURE_TEXT], read[HT_FIGURE_TEXT];
    if (p->value.known && sum.known && !equal(p->value, sum)) {
        ht_report(filling, HT_CODE_TOTAL_ROW, p->line,
                  "a line of totals is no position; it was left out (it says %s, the rows above sum to %s)",
                  ht_told_number(p->value.number, said), ht_told_number(sum.number, read));
    } else {
        ht_report(filling, HT_CODE_TOTAL_ROW, p->line, "a line of totals is no position; it was left out");
    }
    filling->section_sum = filling->section_weight = ht_amount_unknown();
    return HT_ROW_IGNORED;
}

// A total above the rows it sums up is kept until they are read.
static enum ht_row_result await(struct ht_filling *filling, const struct ht_position *p) {
    filling->stated_total = p->value;
    filling->stated_total_line = p->line;
    ht_report(filling, HT_CODE_TOTAL_ROW, p->line, "a line of totals is no position; it was left out");
    return HT_ROW_IGNORED;
}

void ht_totals_add(struct ht_filling *filling, const struct ht_position *position) {
    ht_amount_add(&filling->sum, position->value);
    ht_amount_add(&filling->section_sum, position->value);
    ht_amount_add(&filling->weight, position->weight_file_pct);
    ht_amount_add(&filling->section_weight, position->weight_file_pct);
}

void ht_totals_finish(struct ht_filling *filling) {
    char said[HT_FIGURE_TEXT], read[HT_FIGURE_TEXT];
    if (filling->stated_total.known && filling->sum.known && !near(filling->stated_total, filling->sum)) {
        ht_report(filling, HT_CODE_TOTAL_MISMATCH, filling->stated_total_line,
                  "the line of totals says %s and the rows read sum to %s",
                  ht_told_number(filling->stated_total.number, said), ht_told_number(filling->sum.number, read));
    }
}

enum ht_row_result ht_read_totals(struct ht_reading *reading, const struct ht_row *row, const struct ht_position *p) {
    struct ht_filling *filling = reading->filling;
    bool by_layout = strcmp(reading->sheet->layout, "generic") != 0;
    size_t above = filling->portfolio.rows.positions;
    if (ht_position_identified(p))
        return HT_ROW_POSITION;
    if (!says_total(row, p)) {
        bool nameless = p->name == NULL && !by_layout && above >= 2;
        bool sums_up = equal(p->value, filling->sum) || (p->name != NULL && equal(p->value, filling->section_sum));
        return (nameless || (above > 0 && ht_name_begins_total(p->name))) && sums_up ? leave_out(filling, p)
                                                                                     : HT_ROW_POSITION;
    }
    if (above > 0 && adds_up(filling, p))
        return leave_out(filling, p);
    if (by_layout)
        return HT_ROW_POSITION;
    if (above == 0)
        return await(filling, p);
    if (reading->table->counted) {
        filling->awaited = ht_arena_grow(reading->arena, filling->awaited, filling->awaited_count,
                                         &filling->awaited_capacity, sizeof *filling->awaited);
        filling->awaited[filling->awaited_count++] = p->line;
        return HT_ROW_AWAITED;
    }
    ht_report(filling, HT_CODE_BAD_ROW, p->line,
              "the row is called \"%s\" and is not the sum of the rows above it; it was skipped",
              p->name != NULL ? p->name : "a total");
    return HT_ROW_SKIPPED;
}

static struct ht_amount value_in(const struct ht_reading *reading, const struct ht_row *row) {
    struct ht_slice cell = ht_cell(reading, row, HT_FIELD_VALUE);
    struct ht_number number;
    bool good = ht_number_parse(cell.data, cell.len, reading->marks[HT_FIELD_VALUE], &number) == HT_NUMBER_OK;
    return good ? ht_amount_of(number.value) : ht_amount_unknown();
}

// The word of the layout that the first filled cell of ROW begins with, or NULL.
static const char *layout_total(const struct ht_reading *reading, const struct ht_row *row) {
    struct ht_slice first = {"", 0};
    size_t words = reading->sheet->total_word_count;
    for (size_t i = 0; i < row->width && first.len == 0 && words > 0; i++)
        first = ht_row_cell(row, i);
    for (size_t i = 0; first.len > 0 && i < words; i++)
        if (ht_text_starts(first.data, reading->sheet->total_words[i]))
            return reading->sheet->total_words[i];
    return NULL;
}

bool ht_row_is_layout_total(const struct ht_reading *reading, const struct ht_row *row) {
    return layout_total(reading, row) != NULL;
}

enum ht_row_result ht_read_layout_totals(struct ht_reading *reading, const struct ht_row *row) {
    struct ht_filling *filling = reading->filling;
    const char *word = layout_total(reading, row);
    if (word == NULL)
        return HT_ROW_POSITION;
    struct ht_amount value = value_in(reading, row);
    if (!value.known || near(value, filling->section_sum) || near(value, filling->sum)) {
        ht_report(filling, HT_CODE_TOTAL_ROW, row->line, "a line of totals is no position; it was left out");
    } else {
        ht_report(filling, HT_CODE_TOTAL_MISMATCH, row->line,
                  "the line of totals \"%s...\" is not the sum of the rows above it; it was left out", word);
    }
    filling->section_sum = filling->section_weight = ht_amount_unknown();
    return HT_ROW_IGNORED;
}
