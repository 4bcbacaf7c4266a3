// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * How much of the funds was looked through, by the four shares of PACTA's analysis of funds (PACTA_analysis:
 * effective_coverage, fund_data_file_coverage, lipper_data_coverage, lost_coverage_fif).
 */
#include "holdtrace/lookthrough.h"

enum { PLACES = 6 };

// PART / WHOLE in percent; unknown when either is, or when there is nothing to divide by.
static struct ht_amount share(struct ht_amount part, struct ht_amount whole) {
    struct ht_decimal pct;
    bool fits = part.known && whole.known && ht_decimal_sign(whole.number) > 0 &&
                ht_decimal_percent(part.number, whole.number, PLACES, &pct);
    return fits ? ht_amount_of(pct) : ht_amount_unknown();
}

static struct ht_amount less(struct ht_amount a, struct ht_amount b) {
    struct ht_decimal difference;
    bool fits = a.known && b.known && ht_decimal_sub(a.number, b.number, &difference);
    return fits ? ht_amount_of(difference) : ht_amount_unknown();
}

struct ht_fund_coverage ht_fund_coverage_of(struct ht_amount value, struct ht_amount mapped, struct ht_amount missing,
                                            struct ht_amount inside) {
    struct ht_amount told = less(mapped, missing);
    return (struct ht_fund_coverage){
        .effective_pct = share(less(told, inside), value),
        .mapped_pct = share(mapped, value),
        .told_pct = share(told, mapped),
        .lost_inside_pct = share(inside, told),
    };
}
