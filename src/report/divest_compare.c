// SPDX-License-Identifier: GPL-3.0-or-later
// The ways of placing the proceeds side by side, one figure a row.
#include <stddef.h>

#include "report/divest.h"
#include "report/wording.h"

const char *ht_divest_number(struct ht_arena *arena, struct ht_amount amount) {
    return amount.known ? ht_word_grouped(arena, amount.number) : "-";
}

#define OF(member) offsetof(struct ht_alternative, member)

static const struct {
    const char *title;
    size_t offset;
} MEASURES[] = {
    {"Turnover, one way, and active share, %", OF(turnover_pct)},
    {"Tracking error a year, %", OF(tracking_pct)},
    {"Standard error of it", OF(tracking_error_pct)},
    {"Beta", OF(beta)},
    {"Moved between sectors, %", OF(shift_pct[HT_BY_SECTOR])},
    {"Moved between countries, %", OF(shift_pct[HT_BY_COUNTRY])},
    {"Effective number of issuers", OF(effective_number)},
    {"Ten largest issuers, %", OF(top_ten_pct)},
    {"Long exposure that the screen counts, %", OF(counted_pct)},
    {"Possible, until decided, %", OF(possible_pct)},
    {"Funds, not looked through, %", OF(opaque_pct)},
    {"Cash, %", OF(cash_pct)},
};

enum { MEASURE_COUNT = sizeof MEASURES / sizeof *MEASURES };

struct ht_amount ht_divest_figure(const struct ht_alternative *alternative, size_t offset) {
    return *(const struct ht_amount *)(const void *)((const char *)alternative + offset);
}

const char *ht_divest_alternative(enum ht_likeness which) {
    static const char *const TITLES[HT_LIKE_COUNT] = {"Before",         "Pro rata",       "Cash",
                                                      "Least tracking", "Sector neutral", "Country neutral"};
    return TITLES[which];
}

// One row for each category that the fund has something of; returns how many.
static size_t fill_exposure(struct ht_arena *arena, const struct ht_divestment *divestment,
                            struct ht_divest_row *rows) {
    size_t count = 0;
    for (int category = 0; category < HT_POSSIBLE; category++) {
        struct ht_amount before = divestment->alternatives[HT_LIKE_BEFORE].exposure_pct[category];
        if (!before.known || ht_decimal_sign(before.number) == 0)
            continue;
        struct ht_divest_row *row = &rows[count++];
        row->title =
            ht_arena_format(arena, "Long exposure of category %s, %%", ht_category_name((enum ht_category)category));
        for (size_t k = 0; k < divestment->alternative_count; k++)
            row->amounts[k] = divestment->alternatives[k].exposure_pct[category];
    }
    return count;
}

const struct ht_divest_row *ht_divest_rows(struct ht_arena *arena, const struct ht_divestment *divestment,
                                           size_t *count) {
    struct ht_divest_row *rows = ht_arena_array(arena, (size_t)MEASURE_COUNT + HT_CATEGORY_COUNT, sizeof *rows);
    for (size_t i = 0; i < MEASURE_COUNT; i++) {
        rows[i].title = MEASURES[i].title;
        for (size_t k = 0; k < divestment->alternative_count; k++)
            rows[i].amounts[k] = ht_divest_figure(&divestment->alternatives[k], MEASURES[i].offset);
    }
    *count = MEASURE_COUNT + fill_exposure(arena, divestment, rows + MEASURE_COUNT);
    return rows;
}

const char *ht_divest_not_made(struct ht_arena *arena, const struct ht_alternative *alternative) {
    return alternative->why_not.text
               ? ht_arena_format(arena, "%s: not made, %s.", ht_divest_alternative(alternative->which),
                                 ht_told_in(arena, alternative->why_not))
               : NULL;
}

static void table(struct ht_paper *paper, const struct ht_divestment *divestment, const char *title,
                  const struct ht_divest_row *rows, size_t count) {
    struct ht_column_spec specs[1 + HT_LIKE_COUNT] = {{title, false}};
    struct ht_arena *arena = paper->arena;
    size_t width = 1 + divestment->alternative_count;
    const char **cells = ht_arena_array(arena, count * width, sizeof *cells);
    for (size_t k = 1; k < width; k++)
        specs[k] = (struct ht_column_spec){ht_divest_alternative(divestment->alternatives[k - 1].which), true};
    for (size_t i = 0; i < count; i++) {
        cells[i * width] = rows[i].title;
        for (size_t k = 1; k < width; k++)
            cells[i * width + k] = ht_divest_number(arena, rows[i].amounts[k - 1]);
    }
    struct ht_columns columns = ht_columns_of(specs, width, 2, true);
    ht_columns_table(&columns, paper, cells, count);
}

// The figures that a picture shows, with bars, where the paper has them.
static void draw_panels(struct ht_paper *paper, const struct ht_divestment *divestment) {
    enum { COLUMNS = 3 };
    struct ht_arena *arena = paper->arena;
    size_t count, most = divestment->alternative_count;
    const struct ht_divest_panel *panels = ht_divest_panels(arena, divestment, &count);
    for (size_t i = 0; paper->bars && i < count; i++) {
        const struct ht_column_spec specs[COLUMNS] = {{panels[i].title, false}, {"of the fund", true}, {"", false}};
        struct ht_columns columns = ht_columns_of(specs, COLUMNS, 2, true);
        const char **cells = ht_arena_array(arena, most * COLUMNS, sizeof *cells);
        for (size_t k = 0; k < most; k++) {
            cells[k * COLUMNS] = ht_divest_alternative(divestment->alternatives[k].which);
            cells[k * COLUMNS + 1] = ht_divest_panel_words(arena, divestment, &panels[i], k);
            cells[k * COLUMNS + 2] = ht_paper_bar(paper, panels[i].amounts[k], panels[i].largest);
        }
        ht_columns_table(&columns, paper, cells, most);
    }
}

void ht_divest_compare(struct ht_paper *paper, const struct ht_divestment *divestment) {
    size_t count;
    const struct ht_divest_row *rows = ht_divest_rows(paper->arena, divestment, &count);
    const char *kin = ht_divest_kin_words(paper->arena, divestment);
    ht_paper_gap(paper);
    ht_paper_section(paper, "Where the proceeds could go");
    draw_panels(paper, divestment);
    table(paper, divestment, "Where the proceeds go", rows, count);
    for (size_t k = HT_LIKE_PRO_RATA; k < divestment->alternative_count; k++) {
        const struct ht_alternative *alternative = &divestment->alternatives[k];
        const char *not_made = ht_divest_not_made(paper->arena, alternative);
        const char *elsewhere = ht_divest_elsewhere(paper->arena, alternative);
        if (not_made)
            ht_paper_text(paper, 2, 4, HT_YELLOW, not_made);
        if (elsewhere)
            ht_paper_text(paper, 2, 4, HT_PLAIN, elsewhere);
    }
    if (kin)
        ht_paper_text(paper, 2, 4, HT_YELLOW, kin);
    for (int by = 0; by < HT_GROUPING_COUNT; by++) {
        rows = ht_divest_group_rows(paper->arena, divestment, (enum ht_grouping)by, &count);
        if (count == 0)
            continue;
        ht_paper_gap(paper);
        table(paper, divestment, ht_divest_groups_title((enum ht_grouping)by), rows, count);
    }
}
