// SPDX-License-Identifier: GPL-3.0-or-later
// The ways of placing the proceeds side by side, one figure a row.
#include "report/divest.h"

const char *ht_divest_number(struct ht_arena *arena, struct ht_amount amount) {
    char text[HT_DECIMAL_TEXT];
    return amount.known ? ht_arena_string(arena, ht_decimal_text_grouped(amount.number, text)) : "-";
}

typedef struct ht_amount measure(const struct ht_alternative *alternative);

static struct ht_amount turnover(const struct ht_alternative *alternative) {
    return alternative->turnover_pct;
}

static struct ht_amount active_share(const struct ht_alternative *alternative) {
    return alternative->active_share_pct;
}

static struct ht_amount tracking(const struct ht_alternative *alternative) {
    return alternative->tracking_pct;
}

static struct ht_amount tracking_error(const struct ht_alternative *alternative) {
    return alternative->tracking_error_pct;
}

static struct ht_amount beta(const struct ht_alternative *alternative) {
    return alternative->beta;
}

static struct ht_amount effective(const struct ht_alternative *alternative) {
    return alternative->effective_number;
}

static struct ht_amount top_ten(const struct ht_alternative *alternative) {
    return alternative->top_ten_pct;
}

static struct ht_amount counted(const struct ht_alternative *alternative) {
    return alternative->counted_pct;
}

static struct ht_amount possible(const struct ht_alternative *alternative) {
    return alternative->possible_pct;
}

static struct ht_amount funds(const struct ht_alternative *alternative) {
    return alternative->opaque_pct;
}

static struct ht_amount cash(const struct ht_alternative *alternative) {
    return alternative->cash_pct;
}

static const struct {
    const char *title;
    measure *of;
} MEASURES[] = {
    {"Turnover, one way, %", turnover},
    {"Active share, %", active_share},
    {"Tracking error a year, %", tracking},
    {"  its standard error", tracking_error},
    {"Beta", beta},
    {"Effective number of issuers", effective},
    {"Ten largest issuers, %", top_ten},
    {"Long exposure that the screen counts, %", counted},
    {"Possible, until decided, %", possible},
    {"Funds, not looked through, %", funds},
    {"Cash, %", cash},
};

enum { MEASURE_COUNT = sizeof MEASURES / sizeof *MEASURES, ALTERNATIVE_COLUMNS = 1 + HT_LIKE_COUNT };

static void fill_measures(struct ht_arena *arena, const struct ht_divestment *divestment, const char **cells) {
    for (size_t i = 0; i < MEASURE_COUNT; i++) {
        cells[i * ALTERNATIVE_COLUMNS] = MEASURES[i].title;
        for (int k = 0; k < HT_LIKE_COUNT; k++)
            cells[i * ALTERNATIVE_COLUMNS + 1 + (size_t)k] =
                ht_divest_number(arena, MEASURES[i].of(&divestment->alternatives[k]));
    }
}

// One row for each category that any of the alternatives has; how many there are.
static size_t fill_exposure(struct ht_arena *arena, const struct ht_divestment *divestment, const char **cells) {
    size_t rows = 0;
    for (int category = 0; category < HT_POSSIBLE; category++) {
        struct ht_amount before = divestment->alternatives[HT_LIKE_BEFORE].exposure_pct[category];
        if (!before.known || ht_decimal_sign(before.number) == 0)
            continue;
        const char **row = &cells[rows++ * ALTERNATIVE_COLUMNS];
        row[0] =
            ht_arena_format(arena, "Long exposure of category %s, %%", ht_category_name((enum ht_category)category));
        for (int k = 0; k < HT_LIKE_COUNT; k++)
            row[1 + k] = ht_divest_number(arena, divestment->alternatives[k].exposure_pct[category]);
    }
    return rows;
}

void ht_divest_compare(struct ht_paper *paper, const struct ht_divestment *divestment) {
    static const struct ht_column_spec SPECS[ALTERNATIVE_COLUMNS] = {{"Where the proceeds go", false},
                                                                     {"Before", true},
                                                                     {"Pro rata", true},
                                                                     {"Cash", true},
                                                                     {"Least tracking", true}};
    struct ht_arena *arena = paper->arena;
    struct ht_columns columns = ht_columns_of(SPECS, ALTERNATIVE_COLUMNS, 2, true);
    const char **cells =
        ht_arena_array(arena, ((size_t)MEASURE_COUNT + HT_CATEGORY_COUNT) * ALTERNATIVE_COLUMNS, sizeof *cells);
    fill_measures(arena, divestment, cells);
    size_t rows =
        MEASURE_COUNT + fill_exposure(arena, divestment, cells + (size_t)MEASURE_COUNT * ALTERNATIVE_COLUMNS);
    ht_paper_gap(paper);
    ht_columns_table(&columns, paper, cells, rows);
    for (int k = HT_LIKE_PRO_RATA; k < HT_LIKE_COUNT; k++) {
        const struct ht_alternative *alternative = &divestment->alternatives[k];
        if (alternative->why_not)
            ht_paper_format(paper, 2, 4, HT_YELLOW, "%s: not made, %s.", SPECS[1 + k].title, alternative->why_not);
    }
}
