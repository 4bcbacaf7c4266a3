// SPDX-License-Identifier: GPL-3.0-or-later
// The whole scheme in the text report, after the files of its mandates: a verdict of its own, and who holds what.
#include "report/scheme_words.h"
#include "report/wording.h"

static bool is_zero(struct ht_amount amount) {
    return amount.known && ht_decimal_sign(amount.number) == 0;
}

static void say_file(struct ht_text_report *report, const struct ht_scheme *scheme) {
    const struct ht_scheme_file *file = scheme->file;
    ht_paper_gap(&report->paper);
    ht_paper_format(&report->paper, 2, 4, HT_PLAIN, "SHA-256 %s", file->sha256);
    ht_paper_format(&report->paper, 2, 4, HT_PLAIN, "Shares of the mandates: %s.", ht_word_scheme_shares(file));
    if (file->value.known)
        ht_paper_format(&report->paper, 2, 4, HT_PLAIN, "Value of its lines: %s.",
                        ht_word_money(report->arena, file->value, file->currency));
}

static void write_mandates(struct ht_text_report *report, const struct ht_scheme *scheme) {
    static const struct ht_column_spec SPECS[] = {{"Mandate", false},
                                                  {"Files", true},
                                                  {"% of the scheme", true},
                                                  {"Counted, % of the scheme", true},
                                                  {"Read", false}};
    enum { COUNT = sizeof SPECS / sizeof *SPECS };
    const char **cells = ht_arena_array(report->arena, scheme->mandate_count * COUNT, sizeof *cells);
    for (size_t i = 0; i < scheme->mandate_count; i++) {
        const struct ht_scheme_mandate *mandate = &scheme->mandates[i];
        const char **row = cells + i * COUNT;
        row[0] = ht_word_mandate(report->arena, mandate);
        row[1] = ht_word_number(report->arena, (int64_t)mandate->part_count);
        row[2] = ht_word_percent(report->arena, mandate->share_pct);
        row[3] = ht_mandate_is_read(mandate)
                     ? ht_word_percent(report->arena, ht_scheme_counted_part(report->scan->screen, scheme, mandate))
                     : "not tested";
        row[4] = ht_word_mandate_read(report->arena, mandate);
    }
    struct ht_columns columns = ht_columns_of(SPECS, COUNT, 2, true);
    ht_paper_gap(&report->paper);
    ht_columns_table(&columns, &report->paper, cells, scheme->mandate_count);
}

static const char *side_percent(struct ht_text_report *report, struct ht_amount pct) {
    return is_zero(pct) ? "-" : ht_word_percent(report->arena, pct);
}

// A table of SUMS, whose first column is called TITLE.
static void write_sums(struct ht_text_report *report, const struct ht_scheme *scheme, const char *title,
                       const struct ht_scheme_sums *sums) {
    bool grouped = sums->count && sums->items[0].category == HT_NO_CATEGORY;
    const struct ht_column_spec specs[] = {{title, false},      {grouped ? "" : "Category", false},
                                           {"Positions", true}, {"Long, % of the scheme", true},
                                           {"Short", true},     {"Mandates", true},
                                           {"Value", true}};
    size_t count = scheme->file->value.known ? 7 : 6;
    const char **cells = ht_arena_array(report->arena, sums->count * count, sizeof *cells);
    if (sums->count == 0)
        return;
    for (size_t i = 0; i < sums->count; i++) {
        const struct ht_scheme_sum *sum = &sums->items[i];
        const char **row = cells + i * count;
        row[0] = sum->entity ? ht_word_entity(report->arena, sum->entity)
                 : ht_category_is_counted(report->scan->screen, sum->category) ? "counted"
                                                                               : "not counted";
        row[1] = grouped ? "" : ht_category_name(sum->category);
        row[2] = ht_word_number(report->arena, (int64_t)sum->sum.positions);
        row[3] = ht_word_percent(report->arena, sum->sum.long_pct);
        row[4] = side_percent(report, sum->sum.short_pct);
        row[5] = ht_word_number(report->arena, (int64_t)sum->held_by_count);
        if (count == 7)
            row[6] = ht_word_money(report->arena, sum->sum.value, scheme->file->currency);
    }
    struct ht_columns columns = ht_columns_of(specs, count, 2, true);
    ht_paper_gap(&report->paper);
    ht_columns_table(&columns, &report->paper, cells, sums->count);
}

static void write_holders(struct ht_text_report *report, const struct ht_scheme *scheme) {
    if (scheme->by_issuer.count == 0)
        return;
    ht_paper_gap(&report->paper);
    ht_paper_text(&report->paper, 2, 2, HT_BOLD, "Who holds what, in percent of the scheme");
    for (size_t i = 0; i < scheme->by_issuer.count; i++) {
        const struct ht_scheme_sum *row = &scheme->by_issuer.items[i];
        ht_paper_format(&report->paper, 2, 4, HT_PLAIN, "%s, %s, %s: held by %s.",
                        ht_word_entity(report->arena, row->entity), ht_category_name(row->category),
                        ht_word_percent(report->arena, row->sum.weight_pct),
                        ht_word_scheme_holders(report->arena, row, true));
    }
}

void ht_text_scheme(struct ht_text_report *report, const struct ht_scheme *scheme) {
    ht_paper_text(&report->paper, 0, 0, HT_BOLD, ht_scheme_verdict(report, scheme).sentence);
    say_file(report, scheme);
    ht_paper_text(&report->paper, 2, 4, HT_PLAIN, ht_word_scheme_bounds(report->arena, scheme));
    write_mandates(report, scheme);
    write_sums(report, scheme, "Categories", &scheme->by_category);
    write_sums(report, scheme, "Selected company (rows may overlap)", &scheme->by_target);
    write_sums(report, scheme, "Head of the group (rows may overlap)", &scheme->by_parent);
    write_holders(report, scheme);
    ht_text_scheme_benchmark(report, scheme);
    ht_text_problems(report, &scheme->findings);
    ht_paper_gap(&report->paper);
}
