// SPDX-License-Identifier: GPL-3.0-or-later
// What a picture of the alternatives shows, whatever draws it: a few figures, each of all alternatives.
#include <stddef.h>

#include "report/divest.h"
#include "report/wording.h"

#define OF(member) offsetof(struct ht_alternative, member)

static const struct {
    const char *title;
    size_t amount, error; // error: 0, none is stated
    bool exposed;
} PANELS[] = {{"Counted exposure, long", OF(counted_pct), 0, true},
              {"Value moved, and active share", OF(turnover_pct), 0, false},
              {"Tracking error a year", OF(tracking_pct), OF(tracking_error_pct), false},
              {"Cash", OF(cash_pct), 0, false}};

enum { PANEL_COUNT = sizeof PANELS / sizeof *PANELS };

// The larger of LARGEST and AMOUNT with ERROR on top.
static struct ht_amount larger(struct ht_amount largest, struct ht_amount amount, struct ht_amount error) {
    if (amount.known && error.known && !ht_amount_add(&amount, error))
        return largest;
    bool is = amount.known && (!largest.known || ht_decimal_cmp(amount.number, largest.number) > 0);
    return is ? amount : largest;
}

const struct ht_divest_panel *ht_divest_panels(struct ht_arena *arena, const struct ht_divestment *divestment,
                                               size_t *count) {
    struct ht_divest_panel *panels = ht_arena_array(arena, PANEL_COUNT, sizeof *panels);
    *count = 0;
    for (size_t i = 0; i < PANEL_COUNT; i++) {
        struct ht_divest_panel *panel = &panels[*count];
        *panel = (struct ht_divest_panel){
            .title = PANELS[i].title, .exposed = PANELS[i].exposed, .has_errors = PANELS[i].error != 0};
        for (size_t k = 0; k < divestment->alternative_count; k++) {
            const struct ht_alternative *alternative = &divestment->alternatives[k];
            panel->amounts[k] = ht_divest_figure(alternative, PANELS[i].amount);
            panel->errors[k] = PANELS[i].error ? ht_divest_figure(alternative, PANELS[i].error) : ht_amount_unknown();
            panel->largest = larger(panel->largest, panel->amounts[k], panel->errors[k]);
        }
        *count += panel->largest.known;
    }
    return panels;
}

const char *ht_divest_panel_words(struct ht_arena *arena, const struct ht_divestment *divestment,
                                  const struct ht_divest_panel *panel, size_t index) {
    if (divestment->alternatives[index].why_not.text)
        return "not made";
    return panel->amounts[index].known ? ht_word_percent(arena, panel->amounts[index]) : "not known";
}
