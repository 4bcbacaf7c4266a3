// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The part of a position's value that is the targets' own: value x their integrated share of its issuer. It is known
 * where that share is one number, and by definition for a target itself; not for a parent, a stake or a link, which
 * are about what the issuer owns or does.
 */
#include "exposure/account.h"
#include "holdtrace/values.h"

// The company whose ties give LINE its category: the issuer, else its guarantor.
static const struct ht_ties *ties_of(struct acc_context *ctx, const struct ht_line *line) {
    const struct ht_ties *ties = &acc_issuer_of(ctx, line->resolved->issuer)->ties;
    const struct ht_entity *guarantor = acc_guarantor(line);
    bool own = !guarantor || (ties->count && ties->items[0].category == line->category);
    return own ? ties : &acc_issuer_of(ctx, guarantor)->ties;
}

// VALUE x SHARE, rounded once, half to even, to a hundredth of the minor unit of CURRENCY; with fewer digits where
// they say all, but no fewer than VALUE has.
static struct ht_amount part_of(struct ht_decimal value, struct ht_decimal share, const char *currency) {
    unsigned most = (currency ? ht_currency_digits(currency) : 2) + 2;
    struct ht_decimal part;
    if (ht_decimal_cmp(share, ht_decimal_int(100)) == 0)
        return ht_amount_of(value);
    // A share of many digits times a value of many: those beyond the part of one's twelfth decide nothing here.
    if (!ht_decimal_mul(value, share, &part) &&
        !(ht_decimal_round(share, 10, &share) && ht_decimal_mul(value, share, &part)))
        return ht_amount_unknown();
    if (part.scale + 2 > HT_DECIMAL_MAX_SCALE && !ht_decimal_round(part, HT_DECIMAL_MAX_SCALE - 2, &part))
        return ht_amount_unknown();
    part.scale = (uint8_t)(part.scale + 2);
    if (part.scale > most && !ht_decimal_round(part, most, &part))
        return ht_amount_unknown();
    while (part.scale > value.scale && part.units % 10 == 0) {
        part.units /= 10;
        part.scale--;
    }
    return ht_amount_of(part);
}

void acc_attribute(struct acc_context *ctx, struct ht_line *line) {
    const struct ht_position *position = acc_position(line);
    if (line->category == HT_DIRECT) {
        line->attributed_value = position->value;
        return;
    }
    if (line->category != HT_OWNED && line->category != HT_CONTROLLED && line->category != HT_MINORITY)
        return;
    const struct ht_ties *ties = ties_of(ctx, line);
    bool known = ties->share.stated && ht_decimal_sign(ties->share.least) > 0;
    if (known && position->value.known)
        line->attributed_value = part_of(position->value.number, ties->share.least, position->currency);
}
