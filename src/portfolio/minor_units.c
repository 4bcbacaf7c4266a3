// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Amounts whose currency cell names hundredth parts (GBp, GBX, ZAc, ILA): London, Johannesburg and Tel Aviv quote so.
 * The price is in them; whether the value is too, quantity and price tell where the file has both.
 */
#include "portfolio/reading.h"

static void divide(struct ht_amount *amount) {
    const struct ht_decimal hundredth = {1, 2};
    struct ht_decimal number;
    if (amount->known)
        *amount = ht_decimal_mul(amount->number, hundredth, &number) ? ht_amount_of(number) : ht_amount_unknown();
}

// Whether A and B differ by less than one in a hundred.
static bool close_to(struct ht_decimal a, struct ht_decimal b) {
    const struct ht_decimal one_in_hundred = {1, 2};
    struct ht_decimal difference, bound;
    return ht_decimal_sub(a, b, &difference) && ht_decimal_mul(ht_decimal_abs(b), one_in_hundred, &bound) &&
           ht_decimal_cmp(ht_decimal_abs(difference), bound) <= 0;
}

enum unit { PARTS, WHOLES, UNCLEAR };

// What the value of P is in; its price is in the currency.
static enum unit unit_of_value(const struct ht_position *p) {
    const struct ht_decimal hundred = {100, 0};
    struct ht_decimal whole, parts;
    if (!p->quantity.known || !p->price.known || !p->value.known ||
        !ht_decimal_mul(p->quantity.number, p->price.number, &whole) || !ht_decimal_mul(whole, hundred, &parts) ||
        ht_decimal_sign(whole) == 0)
        return PARTS;
    // Of a short position some files print only the quantity or only the value with a sign.
    struct ht_decimal value = ht_decimal_abs(p->value.number);
    if (close_to(value, ht_decimal_abs(parts)))
        return PARTS;
    return close_to(value, ht_decimal_abs(whole)) ? WHOLES : UNCLEAR;
}

static const char *part_in(const struct ht_reading *reading, const struct ht_row *row, enum ht_field field) {
    const char *text = ht_cell_text(reading, row, field);
    return text != NULL && ht_currency_of_part(text) != NULL ? text : NULL;
}

void ht_settle_minor_units(struct ht_reading *reading, const struct ht_row *row, struct ht_position *out) {
    const char *of_price = part_in(reading, row, HT_FIELD_TRADE_CURRENCY);
    const char *of_value = part_in(reading, row, HT_FIELD_VALUE_CURRENCY);
    if (of_value == NULL && reading->sheet->trade_currency_is_value_currency)
        of_value = of_price;
    if (of_price != NULL && reading->shifts[HT_FIELD_PRICE] == 0)
        divide(&out->price);
    enum unit unit = of_price != NULL ? unit_of_value(out) : PARTS;
    if (of_value == NULL || reading->shifts[HT_FIELD_VALUE] < 0 || !(out->value.known || out->notional.known))
        return;
    if (unit == UNCLEAR) {
        ht_report(
            reading->filling, HT_CODE_VALUE_UNIT, row->line,
            "the currency is \"%s\", and quantity and price do not tell whether the value is in hundredth parts; "
            "it was left out",
            of_value);
        out->value = out->notional = ht_amount_unknown();
    } else if (unit == PARTS) {
        divide(&out->value);
        divide(&out->notional);
        ht_report(reading->filling, HT_CODE_MINOR_UNIT, row->line,
                  "the value is in \"%s\", hundredth parts of %s; it was divided by 100 exactly", of_value,
                  ht_currency_of_part(of_value));
    }
}
