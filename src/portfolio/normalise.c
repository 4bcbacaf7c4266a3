// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * One row to one position. A value that is no number costs the row, because a total would be wrong without it; any
 * other cell that cannot be read costs that cell. Absent stays absent.
 */
#include <string.h>

#include "portfolio/reading.h"

// Cells of ROW that are filled beyond the last column of the table.
static bool overflows(const struct ht_reading *reading, const struct ht_row *row) {
    for (size_t i = reading->table->column_count; i < row->width; i++)
        if (ht_row_cell(row, i).len > 0)
            return true;
    return false;
}

static size_t used_columns(const struct ht_table *table) {
    size_t count = table->column_count;
    while (count > 0 && table->columns[count - 1].header[0] == '\0')
        count--;
    return count;
}

// A currency cell: an ISO code, or NULL. *GOOD is false when it holds something else.
static const char *read_currency(const struct ht_reading *reading, const struct ht_row *row, enum ht_field field,
                                 bool *good) {
    const char *text = ht_cell_text(reading, row, field);
    if (text == NULL)
        return NULL;
    const char *whole = ht_currency_of_part(text);
    if (whole != NULL)
        return whole;
    char code[4] = "";
    for (size_t i = 0; i < 3 && text[i] != '\0'; i++)
        code[i] = ht_to_upper(text[i]);
    if (strlen(text) != 3 || !ht_currency_known(code)) {
        *good = false;
        return NULL;
    }
    return strcmp(code, text) == 0 ? text : ht_arena_string(reading->arena, code);
}

// Moves the decimal point of VALUE by PLACES; false when the number then does not fit.
static bool shift_point(struct ht_decimal *value, int places) {
    for (; places > 0; places--)
        if (value->scale > 0)
            value->scale--;
        else if (!ht_decimal_mul(*value, ht_decimal_int(10), value))
            return false;
    for (; places < 0; places++) {
        if (value->scale >= HT_DECIMAL_MAX_SCALE)
            return false;
        value->scale++;
    }
    return true;
}

static enum ht_number_result read_number(const struct ht_reading *reading, const struct ht_row *row,
                                         enum ht_field field, struct ht_number *number) {
    struct ht_slice cell = ht_cell(reading, row, field);
    if (ht_cell_is_dash(cell))
        return HT_NUMBER_ABSENT;
    enum ht_number_result result = ht_number_parse(cell.data, cell.len, reading->marks[field], number);
    bool fits = result != HT_NUMBER_OK || number->percent || shift_point(&number->value, reading->shifts[field]);
    return fits ? result : HT_NUMBER_INVALID;
}

static void bad_cell(struct ht_reading *reading, const struct ht_row *row, enum ht_field field, const char *what) {
    struct ht_slice cell = ht_cell(reading, row, field);
    ht_report(reading->filling, HT_CODE_BAD_CELL, row->line, "%s \"%.*s\" is no %s; it was left out",
              ht_field_name(field), (int)cell.len, cell.data, what);
}

// A number that decides no total by itself.
static struct ht_amount read_amount(struct ht_reading *reading, const struct ht_row *row, enum ht_field field,
                                    bool *good) {
    struct ht_number number;
    enum ht_number_result result = read_number(reading, row, field, &number);
    if (result == HT_NUMBER_OK && !number.percent)
        return ht_amount_of(number.value);
    if (result != HT_NUMBER_ABSENT) {
        bad_cell(reading, row, field, "number");
        *good = false;
    }
    return ht_amount_unknown();
}

// Whether NUMBER is printed in another currency than the position's.
static bool is_foreign(const struct ht_position *position, const struct ht_number *number) {
    return number->currency[0] != '\0' && position->currency != NULL &&
           strcmp(number->currency, position->currency) != 0;
}

static struct ht_amount read_notional(struct ht_reading *reading, const struct ht_row *row,
                                      const struct ht_position *position, bool *good) {
    struct ht_number number;
    if (read_number(reading, row, HT_FIELD_NOTIONAL, &number) == HT_NUMBER_OK && is_foreign(position, &number)) {
        ht_report(reading->filling, HT_CODE_FOREIGN_NOTIONAL, row->line,
                  "the notional is in %s and the value in %s; the notional was left out", number.currency,
                  position->currency);
        return ht_amount_unknown();
    }
    return read_amount(reading, row, HT_FIELD_NOTIONAL, good);
}

/*
 * The currency that stands in the cell of a value. A column of trading currencies is taken for that of the values
 * only where nothing tells it better; anything else that names another currency contradicts the cell.
 */
static void read_printed_currency(struct ht_reading *reading, const char *printed, struct ht_position *out) {
    bool assumed = reading->at[HT_FIELD_VALUE_CURRENCY] < 0 && reading->sheet->trade_currency_is_value_currency;
    // A bare "$" is the dollar of several countries and gives no currency here; only a layout can say which.
    if (printed[0] == '\0' || (out->currency != NULL && strcmp(out->currency, printed) == 0))
        return;
    if (out->currency == NULL || assumed) {
        out->currency = ht_arena_string(reading->arena, printed);
        return;
    }
    ht_report(reading->filling, HT_CODE_NO_CURRENCY, out->line,
              "the value is printed in %s and should be in %s: its currency is not known", printed, out->currency);
    out->currency = NULL;
}

static bool read_value(struct ht_reading *reading, const struct ht_row *row, struct ht_position *out) {
    struct ht_number number;
    struct ht_slice cell = ht_cell(reading, row, HT_FIELD_VALUE);
    enum ht_number_result result = read_number(reading, row, HT_FIELD_VALUE, &number);
    if (result == HT_NUMBER_ABSENT)
        return true;
    if (result != HT_NUMBER_OK || number.percent) {
        ht_report(reading->filling, HT_CODE_BAD_NUMBER, row->line,
                  "the value \"%.*s\" is no number; the row was skipped", (int)cell.len, cell.data);
        return false;
    }
    out->value = ht_amount_of(number.value);
    read_printed_currency(reading, number.currency, out);
    return true;
}

static void read_weight(struct ht_reading *reading, const struct ht_row *row, struct ht_position *out, bool *good) {
    struct ht_number number;
    enum ht_number_result result = read_number(reading, row, HT_FIELD_WEIGHT, &number);
    if (result == HT_NUMBER_BELOW) {
        out->weight_file_below = true;
    } else if (result == HT_NUMBER_INVALID) {
        bad_cell(reading, row, HT_FIELD_WEIGHT, "number");
        *good = false;
    }
    if (result != HT_NUMBER_OK || (!reading->weights_readable && !number.percent))
        return;
    if (!number.percent && reading->sheet->weight_unit == HT_WEIGHT_FRACTION) {
        // A fraction as percent: the point moves, no digit changes.
        if (number.value.scale >= 2)
            number.value.scale = (uint8_t)(number.value.scale - 2);
        else if (!ht_decimal_mul(number.value, ht_decimal_int(100), &number.value))
            return;
    }
    out->weight_file_pct = ht_amount_of(number.value);
}

static enum ht_side side_of(const struct ht_position *p) {
    const struct ht_amount *const signs[] = {&p->value, &p->notional, &p->quantity, &p->weight_file_pct};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (signs[i]->known && ht_decimal_sign(signs[i]->number) != 0)
            return ht_decimal_sign(signs[i]->number) < 0 ? HT_SHORT : HT_LONG;
    return HT_LONG;
}

// The side that the file says in words governs: the sign of a swap's value tells who is winning, not who is long.
static enum ht_side read_side(struct ht_reading *reading, const struct ht_row *row,
                              const struct ht_position *position) {
    const char *text = ht_cell_text(reading, row, HT_FIELD_SIDE);
    if (text == NULL)
        return side_of(position);
    if (ht_text_same(text, "long") || ht_text_same(text, "L"))
        return HT_LONG;
    if (ht_text_same(text, "short") || ht_text_same(text, "S"))
        return HT_SHORT;
    bad_cell(reading, row, HT_FIELD_SIDE, "side that is known");
    return side_of(position);
}

static bool negate(struct ht_amount *amount) {
    bool positive = amount->known && ht_decimal_sign(amount->number) > 0;
    if (positive)
        amount->number = ht_decimal_neg(amount->number);
    return positive;
}

// Files that say "short" in a column of its own print the amounts beside it without a sign.
static void sign_short(struct ht_reading *reading, const struct ht_row *row, struct ht_position *out) {
    if (!ht_reading_is_generic(reading) || reading->at[HT_FIELD_SIDE] < 0 || out->side != HT_SHORT ||
        ht_kind_is_derivative(out->kind))
        return;
    bool value = negate(&out->value), weight = negate(&out->weight_file_pct), quantity = negate(&out->quantity);
    if (value || weight || quantity) {
        ht_report(reading->filling, HT_CODE_BY_SIDE, row->line,
                  "the file calls the position short and prints it without a sign; it is taken as negative");
    }
}

static const char *read_country(struct ht_reading *reading, const struct ht_row *row, enum ht_field field,
                                enum ht_kind kind) {
    const char *text = ht_cell_text(reading, row, field);
    const char *code = text != NULL ? ht_country_code(text) : NULL;
    // Cash and futures are placed in regions ("European Union"), which nobody needs.
    bool matters = kind == HT_KIND_EQUITY || kind == HT_KIND_BOND;
    if (text != NULL && code == NULL && matters)
        bad_cell(reading, row, field, "country that is known");
    return code;
}

static void read_currencies(struct ht_reading *reading, const struct ht_row *row, struct ht_position *out,
                            bool *good) {
    bool valid = true;
    out->trade_currency = read_currency(reading, row, HT_FIELD_TRADE_CURRENCY, &valid);
    if (!valid) {
        bad_cell(reading, row, HT_FIELD_TRADE_CURRENCY, "currency code");
        *good = false;
    }
    valid = true;
    out->currency = read_currency(reading, row, HT_FIELD_VALUE_CURRENCY, &valid);
    if (!valid) {
        bad_cell(reading, row, HT_FIELD_VALUE_CURRENCY, "currency code");
        *good = false;
    }
    if (reading->at[HT_FIELD_VALUE_CURRENCY] < 0) {
        out->currency =
            reading->sheet->trade_currency_is_value_currency ? out->trade_currency : reading->sheet->value_currency;
    }
}

static void read_texts(struct ht_reading *reading, const struct ht_row *row, struct ht_position *out) {
    out->name = ht_read_name(reading, row, &out->name_raw_length);
    out->issuer_name = ht_cell_text(reading, row, HT_FIELD_ISSUER_NAME);
    out->group_name = ht_cell_text(reading, row, HT_FIELD_GROUP_NAME);
    out->asset_class = ht_cell_text(reading, row, HT_FIELD_ASSET_CLASS);
    out->sector = ht_cell_text(reading, row, HT_FIELD_SECTOR);
    out->lot = ht_cell_text(reading, row, HT_FIELD_LOT);
    out->acquired = ht_cell_text(reading, row, HT_FIELD_ACQUIRED);
    out->exchange = ht_cell_text(reading, row, HT_FIELD_EXCHANGE);
    out->kind = ht_read_kind(reading, row, out->name);
    out->country = read_country(reading, row, HT_FIELD_COUNTRY, out->kind);
    out->incorporation = read_country(reading, row, HT_FIELD_INCORPORATION, out->kind);
}

static bool says_anything(const struct ht_position *p) {
    return p->name != NULL || p->isin != NULL || p->cusip != NULL || p->sedol != NULL || p->figi != NULL ||
           p->lei != NULL || p->ticker != NULL || p->value.known || p->notional.known || p->weight_file_pct.known;
}

// Whether TEXT heads rows: the name of a kind, a country or a currency.
static bool is_heading(const struct ht_reading *reading, struct ht_slice text) {
    char *name = ht_arena_copy(reading->arena, text.data, text.len);
    return ht_sheet_kind_word(reading->sheet, text) != NULL || ht_country_code(name) != NULL ||
           ht_currency_known(name);
}

static void note_heading(struct ht_reading *reading, const struct ht_row *row, struct ht_slice text) {
    struct ht_filling *filling = reading->filling;
    filling->headings = ht_arena_grow(reading->arena, filling->headings, filling->heading_count,
                                      &filling->heading_capacity, sizeof *filling->headings);
    filling->headings[filling->heading_count++] =
        (struct ht_heading){row->line, ht_arena_copy(reading->arena, text.data, text.len)};
}

// A row that holds no position: a heading ("Aktien") is left out, and anything else that is lost is told.
static enum ht_row_result read_other_row(struct ht_reading *reading, const struct ht_row *row) {
    size_t filled = 0, last = 0;
    for (size_t i = 0; i < row->width; i++) {
        if (ht_row_cell(row, i).len > 0) {
            filled++;
            last = i;
        }
    }
    if (filled == 1 && is_heading(reading, ht_row_cell(row, last))) {
        ht_report(reading->filling, HT_CODE_HEADING, row->line, "a line that heads the rows below it was left out");
        return HT_ROW_IGNORED;
    }
    if (filled == 1 && reading->table->counted) {
        note_heading(reading, row, ht_row_cell(row, last));
        return HT_ROW_SKIPPED;
    }
    ht_report(reading->filling, HT_CODE_BAD_ROW, row->line, "the row is no position; it was skipped");
    return HT_ROW_SKIPPED;
}

bool ht_row_names_fund(const struct ht_reading *reading, const struct ht_row *row) {
    return !ht_row_blank(row) && !ht_row_is_layout_total(reading, row) && !overflows(reading, row) &&
           ht_table_row_is_data(reading->table, row);
}

enum ht_row_result ht_read_row(struct ht_reading *reading, const struct ht_row *row, struct ht_position *out) {
    *out = (struct ht_position){.line = row->line, .kind = HT_KIND_UNKNOWN};
    if (ht_row_blank(row))
        return HT_ROW_IGNORED;
    if (!reading->table->counted)
        reading->filling = reading->aside;
    else if (ht_read_layout_totals(reading, row) == HT_ROW_IGNORED)
        return HT_ROW_IGNORED;
    // A row that cannot be read names no fund either: it is told where the row before it belongs.
    if (overflows(reading, row)) {
        ht_report(reading->filling, HT_CODE_BAD_ROW, row->line,
                  "the row has more cells than the header, so that no cell can be trusted; it was skipped");
        return HT_ROW_SKIPPED;
    }
    if (!ht_table_row_is_data(reading->table, row))
        return read_other_row(reading, row);
    bool typed = reading->grid->typed; // a sheet leaves out the empty cells at the end of a row
    bool good = true, narrow = !typed && row->width < used_columns(reading->table);
    if (reading->table->counted)
        ht_filling_note(reading, row);
    read_texts(reading, row, out);
    read_currencies(reading, row, out, &good);
    if (!read_value(reading, row, out))
        return HT_ROW_SKIPPED;
    out->notional = read_notional(reading, row, out, &good);
    out->quantity = read_amount(reading, row, HT_FIELD_QUANTITY, &good);
    out->price = read_amount(reading, row, HT_FIELD_PRICE, &good);
    ht_settle_minor_units(reading, row, out);
    read_weight(reading, row, out, &good);
    ht_read_identifiers(reading, row, out);
    ht_read_ticker(reading, row, out);
    ht_read_underlying(reading, row, out);
    out->side = read_side(reading, row, out);
    sign_short(reading, row, out);
    if (narrow && !good) {
        ht_report(reading->filling, HT_CODE_BAD_ROW, row->line,
                  "the row has fewer cells than the header, and they do not fit their columns; it was skipped");
        return HT_ROW_SKIPPED;
    }
    if (narrow || row->width > reading->table->column_count) {
        ht_report(reading->filling, HT_CODE_RAGGED_ROW, row->line,
                  "the row has %zu cells, the header %zu; missing cells count as empty", row->width,
                  reading->table->column_count);
    }
    if (!says_anything(out) && typed)
        return HT_ROW_IGNORED; // a formula filled down beside nothing
    if (!says_anything(out)) {
        ht_report(reading->filling, HT_CODE_BAD_ROW, row->line, "the row says nothing; it was skipped");
        return HT_ROW_SKIPPED;
    }
    return ht_read_totals(reading, row, out);
}
