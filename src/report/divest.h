// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The formats of a divestment, and the words that they share.
 */
#ifndef HOLDTRACE_REPORT_DIVEST_H
#define HOLDTRACE_REPORT_DIVEST_H

#include "holdtrace/divest_report.h"
#include "report/figures.h"
#include "report/paper.h"

#define HT_DIVEST_DISCLAIMER "A what-if on the holdings as given; neither legal nor investment advice."

typedef void ht_divest_writer(const struct ht_divest_report *report, struct ht_arena *arena,
                              struct ht_buffer *buffer);
ht_divest_writer ht_divest_text, ht_divest_markdown, ht_divest_json, ht_divest_csv, ht_divest_html, ht_divest_pdf,
    ht_divest_xlsx;

// What the figures of DIVESTMENT rest on, one sentence each; *COUNT of them, in ARENA.
const char *const *ht_divest_assumptions(const struct ht_divest_report *report,
                                         const struct ht_divestment *divestment, struct ht_arena *arena,
                                         size_t *count);

// What no figure of a divestment can tell, for a reader who sees them for the first time.
extern const char ht_divest_limits[];
// What stands below the ranking of funds to change.
extern const char ht_divest_funds_note[];

// AMOUNT with a comma between groups of three digits; "-" when it is not known.
const char *ht_divest_number(struct ht_arena *arena, struct ht_amount amount);

// The fund's name, else the path of its file.
const char *ht_divest_fund_name(const struct ht_divestment *divestment);

// "selling 5 positions would free USD 1.00, 2 % of net assets.": what heads a fund, after its name.
const char *ht_divest_lead(struct ht_arena *arena, const struct ht_divestment *divestment);

// The figures below it; returns how many.
size_t ht_divest_figures(struct ht_arena *arena, const struct ht_divestment *divestment,
                         struct ht_figure figures[HT_FIGURES_MAX]);

// "USD 1,000.00 + EUR 3.00": what is sold, or what stays HELD by a rule; "nothing".
const char *ht_divest_money(struct ht_arena *arena, const struct ht_divestment *divestment, bool held);

// What is said below it: positions that stay held by a rule, that stay by choice, that are short. NULL: there are
// none.
const char *ht_divest_held(struct ht_arena *arena, const struct ht_divestment *divestment);
const char *ht_divest_kept(struct ht_arena *arena, const struct ht_divestment *divestment);
const char *ht_divest_shorts(struct ht_arena *arena, const struct ht_divestment *divestment);

// How a position is called, its lot included.
const char *ht_divest_name(struct ht_arena *arena, const struct ht_position *position);

// One figure of the alternatives side by side.
struct ht_divest_row {
    const char *title; // with its unit
    struct ht_amount amounts[HT_LIKE_COUNT];
};
const struct ht_divest_row *ht_divest_rows(struct ht_arena *arena, const struct ht_divestment *divestment,
                                           size_t *count);

// The figure at OFFSET of ALTERNATIVE, a struct ht_amount.
struct ht_amount ht_divest_figure(const struct ht_alternative *alternative, size_t offset);

// "Pro rata"; why ALTERNATIVE was not made, NULL when it was.
const char *ht_divest_alternative(enum ht_likeness which);
const char *ht_divest_not_made(struct ht_arena *arena, const struct ht_alternative *alternative);

// One figure of a picture of the alternatives, in percent of the fund, to a scale of its own.
struct ht_divest_panel {
    const char *title;
    struct ht_amount amounts[HT_LIKE_COUNT]; // by alternative
    struct ht_amount errors[HT_LIKE_COUNT];  // one standard error to either side; unknown: none is drawn
    struct ht_amount largest;                // error included
    bool exposed;                            // in the colour of what is counted
    bool has_errors;
};

// Those of which any figure is known; what is written beside the bar of alternative INDEX.
const struct ht_divest_panel *ht_divest_panels(struct ht_arena *arena, const struct ht_divestment *divestment,
                                               size_t *count);
const char *ht_divest_panel_words(struct ht_arena *arena, const struct ht_divestment *divestment,
                                  const struct ht_divest_panel *panel, size_t index);

// The sectors or countries that shift most, and the others together; none where the file tells none.
const char *ht_divest_groups_title(enum ht_grouping by);
const struct ht_divest_row *ht_divest_group_rows(struct ht_arena *arena, const struct ht_divestment *divestment,
                                                 enum ht_grouping by, size_t *count);

// What is bought though it is near to what goes, one sentence; NULL: nothing is.
const char *ht_divest_kin_words(struct ht_arena *arena, const struct ht_divestment *divestment);

// What a neutral ALTERNATIVE could not place where it came from; NULL: nothing.
const char *ht_divest_elsewhere(struct ht_arena *arena, const struct ht_alternative *alternative);

// These rows as tables, and why an alternative was not made.
void ht_divest_compare(struct ht_paper *paper, const struct ht_divestment *divestment);

// What RULE says, and whether it stands behind a sale of DIVESTMENT.
const char *ht_divest_rule(struct ht_arena *arena, const struct ht_dealing_rule *rule);
bool ht_divest_rule_is_met(const struct ht_divestment *divestment, const struct ht_dealing_rule *rule);

// An entry whose rule is told once for all sales; the lists behind SALE of which no rule is known, NULL: none.
const char *ht_divest_dealing(struct ht_arena *arena, const struct ht_dealing *dealing);
const char *ht_divest_without_rule(struct ht_arena *arena, const struct ht_sale *sale);

// Which sales have no days for the reason that sale INDEX has none; NULL when it has, or an earlier one said it.
const char *ht_divest_untimed(struct ht_arena *arena, const struct ht_divestment *divestment, size_t index);

// Whether the entry INDEX of SALE stood before it already: one target may be met by several ties.
bool ht_dealing_is_repeated(const struct ht_sale *sale, size_t index);

// Why SALE, which is restricted, is no order: whom which rule binds since when, with its citation.
const char *ht_divest_restriction(const struct ht_sale *sale, struct ht_arena *arena);

// Which rules would restrict SALE if they reached its issuer, which is not known; NULL: none.
const char *ht_divest_doubt(const struct ht_sale *sale, struct ht_arena *arena);

#endif
