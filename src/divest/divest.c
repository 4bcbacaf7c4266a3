// SPDX-License-Identifier: GPL-3.0-or-later
// The steps of a divestment in their order, and what they share.
#include "holdtrace/divest.h"

#include <math.h>
#include <string.h>

#include "divest/plan.h"

enum { MOST_PLACES = 12 };

const char *ht_likeness_name(enum ht_likeness which) {
    static const char *const NAMES[HT_LIKE_COUNT] = {"before",       "pro_rata",       "cash",
                                                     "min_tracking", "sector_neutral", "country_neutral"};
    return NAMES[which];
}

double div_double(struct ht_decimal number) {
    double power = 1;
    for (unsigned i = 0; i < number.scale; i++)
        power *= 10;
    return (double)number.units / power;
}

struct ht_amount div_amount(double number, unsigned places) {
    static const double MOST = 9e15; // whole numbers of a double
    double power = 1;
    for (unsigned i = 0; i < places; i++)
        power *= 10;
    if (!isfinite(number) || fabs(number) * power > MOST)
        return ht_amount_unknown();
    return ht_amount_of((struct ht_decimal){llround(number * power), (uint8_t)places});
}

struct ht_amount div_size(const struct div_plan *plan, const struct ht_line *line) {
    const char *basis = plan->out->basis;
    if (!basis)
        return ht_amount_unknown();
    return strcmp(basis, "value") == 0 ? line->resolved->position->value : line->weight_pct;
}

struct ht_amount div_percent(const struct div_plan *plan, struct ht_amount amount) {
    struct ht_decimal percent;
    bool fits = amount.known && plan->out->net.known &&
                ht_decimal_percent(amount.number, plan->out->net.number, DIV_PERCENT_PLACES, &percent);
    return fits ? ht_amount_of(percent) : ht_amount_unknown();
}

struct ht_amount div_half_percent(const struct div_plan *plan, struct ht_amount amount) {
    struct ht_decimal twice, percent;
    bool fits = amount.known && plan->out->net.known &&
                ht_decimal_add(plan->out->net.number, plan->out->net.number, &twice) &&
                ht_decimal_percent(amount.number, twice, DIV_PERCENT_PLACES, &percent);
    return fits ? ht_amount_of(percent) : ht_amount_unknown();
}

double div_weight(const struct div_plan *plan, struct ht_amount amount) {
    return amount.known && plan->out->net.known ? div_double(amount.number) / div_double(plan->out->net.number) : 0;
}

// Values where all weights follow from them, else the weights themselves, else nothing that could be added.
static void find_basis(struct div_plan *plan) {
    const struct ht_account *account = plan->account;
    struct ht_divestment *out = plan->out;
    bool by_weight = strcmp(account->denominator, "file_weights") == 0;
    size_t unweighed = 0;
    const char *currency = NULL;
    for (size_t i = 0; i < account->line_count; i++) {
        const struct ht_position *position = account->lines[i].resolved->position;
        bool sized = by_weight ? account->lines[i].weight_pct.known : position->value.known;
        unweighed += sized && !account->lines[i].weight_pct.known;
        currency = currency ? currency : position->value.known ? position->currency : NULL;
    }
    plan->places = by_weight ? DIV_PERCENT_PLACES : DIV_MONEY_PLACES;
    out->net = by_weight ? ht_amount_of(ht_decimal_int(100)) : account->denominators[HT_OF_NAV];
    if (unweighed > 0 || !out->net.known) {
        out->no_basis = account->total_count > 1
                            ? "values stand in several currencies; --base-currency converts them"
                            : "the file tells no values or weights that could be set against net assets";
        out->net = ht_amount_unknown();
        return;
    }
    out->basis = by_weight ? "weight" : "value";
    out->currency = by_weight ? NULL : currency;
}

static void add_strict(struct ht_amount *sum, struct ht_amount size) {
    if (!size.known || !sum->known || !ht_amount_add(sum, size))
        *sum = ht_amount_unknown();
}

static void add_up(struct div_plan *plan) {
    const struct ht_amount zero = ht_amount_of(ht_decimal_int(0));
    struct ht_amount all = zero, held = zero;
    struct ht_divestment *out = plan->out;
    plan->freed = zero;
    for (size_t i = 0; i < out->sale_count; i++) {
        struct ht_amount size = div_size(plan, out->sales[i].line);
        add_strict(&all, size);
        add_strict(out->sales[i].restricted ? &held : &plan->freed, size);
    }
    out->excluded_pct = div_percent(plan, all);
    out->sold_pct = div_percent(plan, plan->freed);
    out->restricted_pct = div_percent(plan, held);
}

void ht_divest(struct ht_reference *ref, const struct ht_screen *screen, const struct ht_targets *targets,
               struct ht_date as_of, const struct ht_account *account, const struct ht_divest_choice *choice,
               const struct ht_divest_terms *terms, struct ht_arena *arena, struct ht_divestment *out) {
    struct div_plan plan = {.ref = ref,
                            .screen = screen,
                            .targets = targets,
                            .as_of = as_of,
                            .account = account,
                            .choice = choice,
                            .terms = terms,
                            .arena = arena,
                            .out = out};
    *out = (struct ht_divestment){.account = account};
    find_basis(&plan);
    div_choose(&plan);
    div_sell(&plan);
    add_up(&plan);
    div_group(&plan);
    div_place(&plan);
    div_measure_groups(&plan);
    div_note_kin(&plan);
}
