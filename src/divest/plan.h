// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What the parts of a divestment share: which lines go, what each line measures, and the numbers' precision.
 */
#ifndef HOLDTRACE_DIVEST_PLAN_H
#define HOLDTRACE_DIVEST_PLAN_H

#include "holdtrace/divest.h"

enum { DIV_MONEY_PLACES = 2, DIV_PERCENT_PLACES = 6 };

// What becomes of a line.
enum div_role {
    DIV_ASIDE, // stays as it is: short, cash, a derivative, without a size, or counted by the screen and not chosen
    DIV_GOES,
    DIV_HELD, // would go, but its sale is restricted: stays as it is
    DIV_TAKES // stays, and may be bought
};

struct div_plan {
    struct ht_reference *ref;
    const struct ht_screen *screen;
    const struct ht_targets *targets;
    struct ht_date as_of;
    const struct ht_account *account;
    const struct ht_divest_choice *choice;
    const struct ht_divest_terms *terms;
    struct ht_arena *arena;
    struct ht_divestment *out;
    enum div_role *roles;   // by line
    unsigned places;        // of what is bought and sold
    struct ht_amount freed; // sum of the sizes of what goes, in the unit of the basis
};

// What LINE is worth, in the unit of the basis: its value or its weight; unknown when it is neither.
struct ht_amount div_size(const struct div_plan *plan, const struct ht_line *line);

// AMOUNT, in the unit of the basis, in percent of net assets.
struct ht_amount div_percent(const struct div_plan *plan, struct ht_amount amount);

// Half of it, rounded once.
struct ht_amount div_half_percent(const struct div_plan *plan, struct ht_amount amount);

// The same as a fraction of 1, for arithmetic in doubles; 0 when it is not known.
double div_weight(const struct div_plan *plan, struct ht_amount amount);
double div_double(struct ht_decimal number);

// NUMBER rounded to PLACES digits; unknown when it is not finite or does not fit.
struct ht_amount div_amount(double number, unsigned places);

// Whether LINE stands inside a fund that the scanned file holds: only that fund can be sold.
bool div_inside_fund(const struct ht_line *line);

// Sets roles, as if no sale were restricted, and what the divestment says of them.
void div_choose(struct div_plan *plan);

// Ranks the funds of the lines that are exposed INSIDE one.
void div_rank_funds(struct div_plan *plan, const bool *inside);

// The sales with their days, costs and rules, and the roles of those that are restricted; proceeds by market and by
// currency.
void div_sell(struct div_plan *plan);
void div_deal(struct div_plan *plan, struct ht_sale *sale);

/*
 * WHOLE, above zero, shared out over COUNT PARTS (none below zero, not all zero) in proportion, by largest remainder,
 * ties by order, to PLACES digits, so that the shares add up to WHOLE rounded. False when it does not fit.
 */
bool div_share_out(struct ht_decimal whole, const struct ht_decimal *parts, size_t count, unsigned places,
                   struct ht_arena *arena, struct ht_decimal *shares);

// The sector or country that the file prints of LINE; NULL when it prints none.
const char *div_group_of(enum ht_grouping by, const struct ht_line *line);

// What is bought though it is near to what goes, once all are made.
void div_note_kin(struct div_plan *plan);

// The groups of the fund; what each alternative holds in them, once all are made.
void div_group(struct div_plan *plan);
void div_measure_groups(struct div_plan *plan);

// Adds to CHANGES, which are those of the sales, what is bought within each group in proportion to what stays there.
// NULL, or why that cannot be had.
const char *div_buy_neutral(const struct div_plan *plan, enum ht_grouping by, struct ht_alternative *alternative,
                            struct ht_amount *changes);

// The alternatives: pro rata, cash and neutral; that of least tracking error is div_track's.
void div_place(struct div_plan *plan);

// Risk of all alternatives, and the one of least tracking error.
void div_track(struct div_plan *plan);

// What ALTERNATIVE, whose changes are set, is like.
void div_describe(const struct div_plan *plan, struct ht_alternative *alternative);

#endif
