// SPDX-License-Identifier: GPL-3.0-or-later
// One fund in the text report: what was read, totals, categories, targets, coverage, problems.
#include <string.h>

#include "report/conversion.h"
#include "report/interval_words.h"
#include "report/shares.h"
#include "report/text.h"
#include "report/wording.h"

static void say_file(struct ht_text_report *report, const struct ht_account *account) {
    const struct ht_portfolio *portfolio = account->resolution->portfolio;
    const struct ht_row_counts *rows = &portfolio->rows;
    struct ht_arena *arena = report->arena;
    ht_paper_format(&report->paper, 2, 4, HT_PLAIN, "File %s, layout %s%s%s.", portfolio->path,
                    portfolio->layout ? portfolio->layout : "not known", portfolio->encoding ? ", encoding " : "",
                    portfolio->encoding ? portfolio->encoding : "");
    ht_paper_format(&report->paper, 2, 4, HT_PLAIN, "SHA-256 %s", portfolio->sha256);
    ht_text_origin(report, &portfolio->origin);
    ht_paper_format(&report->paper, 2, 4, HT_PLAIN, "Rows: %s read = %s + %s skipped + %s without a position.",
                    ht_word_number(arena, (int64_t)rows->read), ht_word_count(arena, rows->positions, "position"),
                    ht_word_number(arena, (int64_t)rows->skipped), ht_word_number(arena, (int64_t)rows->ignored));
    if (portfolio->fund.net_assets.known)
        ht_paper_format(&report->paper, 2, 4, HT_PLAIN, "Net assets stated in the file: %s.",
                        ht_word_money(arena, portfolio->fund.net_assets, portfolio->fund.currency));
    else
        ht_paper_text(&report->paper, 2, 4, HT_PLAIN, "Net assets: not stated in the file.");
    for (size_t i = 0; i < account->total_count; i++) {
        const struct ht_sum *sum = &account->totals[i];
        ht_paper_format(&report->paper, 2, 4, HT_PLAIN, "Sum of %s: %s%s.",
                        ht_word_count(arena, sum->positions, "position"), ht_word_sides(arena, sum),
                        ht_sum_has_shorts(sum)
                            ? ht_arena_format(arena, ", net %s", ht_word_money(arena, sum->value, sum->currency))
                            : "");
    }
    if (account->weight_file_sum_pct.known)
        ht_paper_format(&report->paper, 2, 4, HT_PLAIN, "The file's own weights add up to %s.",
                        ht_word_percent(arena, account->weight_file_sum_pct));
    ht_text_sides(report, account);
    ht_text_conversion(report, portfolio);
}

static void say_interval(struct ht_text_report *report, const struct ht_account *account) {
    const char *bounds = ht_word_interval(report->arena, account);
    const char *estimate = ht_word_expectation(report->arena, &account->interval);
    if (bounds)
        ht_paper_text(&report->paper, 2, 4, HT_PLAIN, bounds);
    if (estimate)
        ht_paper_text(&report->paper, 2, 4, HT_PLAIN, estimate);
}

static const char *counted_word(struct ht_text_report *report, enum ht_category category) {
    if (category == HT_POSSIBLE)
        return "no, needs a decision";
    return ht_category_is_counted(report->scan->screen, category) ? "yes" : "no";
}

static struct ht_amount larger(struct ht_amount a, struct ht_amount b) {
    return !a.known || (b.known && ht_decimal_cmp(b.number, a.number) > 0) ? b : a;
}

static void write_categories(struct ht_text_report *report, const struct ht_account *account) {
    const struct ht_column_spec specs[] = {{"Category", false},
                                           {"Positions", true},
                                           {"Long", true},
                                           {"Short", true},
                                           {ht_word_weight_title(account->denominator), true},
                                           {"Counted", false},
                                           {"", false}};
    enum { MOST = sizeof specs / sizeof *specs };
    const size_t width = report->paper.bars ? MOST : MOST - 1;
    const char **cells = ht_arena_array(report->arena, account->exposure_count * width, sizeof *cells);
    struct ht_amount largest = ht_amount_unknown();
    if (account->exposure_count == 0)
        return;
    for (size_t i = 0; i < account->exposure_count; i++)
        largest = larger(largest, account->exposure[i].sum.weight_pct);
    for (size_t i = 0; i < account->exposure_count; i++) {
        const struct ht_sum *sum = &account->exposure[i].sum;
        const char **row = cells + i * width;
        row[0] = ht_category_name(account->exposure[i].category);
        row[1] = ht_word_number(report->arena, (int64_t)sum->positions);
        row[2] = ht_sum_has_longs(sum) ? ht_word_money(report->arena, sum->long_value, sum->currency) : "-";
        row[3] = ht_sum_has_shorts(sum) ? ht_word_money(report->arena, sum->short_value, sum->currency) : "-";
        row[4] = ht_word_percent(report->arena, sum->weight_pct);
        row[5] = counted_word(report, account->exposure[i].category);
        if (report->paper.bars)
            row[6] = ht_paper_bar(&report->paper, sum->weight_pct, largest);
    }
    struct ht_columns columns = ht_columns_of(specs, width, 2, true);
    ht_paper_gap(&report->paper);
    ht_paper_section(&report->paper, "Exposure by category");
    ht_columns_table(&columns, &report->paper, cells, account->exposure_count);
}

static bool any_short(const struct ht_entity_sum *sums, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (ht_sum_has_shorts(&sums[i].sum))
            return true;
    return false;
}

// What a table of companies shows beside names, categories and weights.
struct company_table {
    bool targets;             // with their categories
    bool sides;               // long and short where any is short, never the net alone
    struct ht_amount largest; // weight, which has a full bar
};

static size_t name_columns(const struct company_table *table, const struct ht_account *account, bool bars,
                           struct ht_column_spec *specs) {
    size_t at = 0;
    specs[at++] = (struct ht_column_spec){
        table->targets ? "Selected company (rows may overlap)" : "Head of the group (rows may overlap)", false};
    specs[at++] = (struct ht_column_spec){table->targets ? "Category" : "", false};
    specs[at++] = (struct ht_column_spec){"Positions", true};
    if (table->sides) {
        specs[at++] = (struct ht_column_spec){"Long", true};
        specs[at++] = (struct ht_column_spec){"Short", true};
    }
    specs[at++] = (struct ht_column_spec){"Net value", true};
    specs[at++] = (struct ht_column_spec){ht_word_weight_title(account->denominator), true};
    if (bars)
        specs[at++] = (struct ht_column_spec){"", false};
    return at;
}

static void fill_entity(struct ht_text_report *report, const struct ht_entity_sum *entity,
                        const struct company_table *table, const char **cells) {
    const struct ht_sum *sum = &entity->sum;
    size_t at = 0;
    cells[at++] = ht_word_entity(report->arena, entity->entity);
    cells[at++] = table->targets ? ht_category_name(entity->category) : "";
    cells[at++] = ht_word_number(report->arena, (int64_t)sum->positions);
    if (table->sides) {
        cells[at++] = ht_sum_has_longs(sum) ? ht_word_money(report->arena, sum->long_value, sum->currency) : "-";
        cells[at++] = ht_sum_has_shorts(sum) ? ht_word_money(report->arena, sum->short_value, sum->currency) : "-";
    }
    cells[at++] = ht_word_money(report->arena, sum->value, sum->currency);
    cells[at++] = ht_word_percent(report->arena, sum->weight_pct);
    if (report->paper.bars)
        cells[at] = ht_paper_bar(&report->paper, sum->weight_pct, table->largest);
}

static void write_entities(struct ht_text_report *report, const struct ht_account *account, bool targets) {
    const struct ht_entity_sum *sums = targets ? account->by_target : account->by_parent;
    size_t count = targets ? account->by_target_count : account->by_parent_count;
    struct company_table table = {targets, any_short(sums, count), ht_amount_unknown()};
    struct ht_column_spec specs[HT_COLUMNS_MAX];
    size_t width = name_columns(&table, account, report->paper.bars, specs);
    const char **cells = ht_arena_array(report->arena, count * width, sizeof *cells);
    if (count == 0)
        return;
    for (size_t i = 0; i < count; i++)
        table.largest = larger(table.largest, sums[i].sum.weight_pct);
    for (size_t i = 0; i < count; i++)
        fill_entity(report, &sums[i], &table, cells + i * width);
    struct ht_columns columns = ht_columns_of(specs, width, 2, true);
    ht_paper_gap(&report->paper);
    ht_paper_section(&report->paper, targets ? "Exposure by selected company" : "Exposure by head of the group");
    ht_columns_table(&columns, &report->paper, cells, count);
}

static void write_unresolved(struct ht_text_report *report, const struct ht_account *account) {
    const struct ht_coverage *coverage = &account->coverage;
    const struct ht_column_spec specs[] = {{"Largest unresolved", false},
                                           {"Line", true},
                                           {"Identifier", false},
                                           {"Value", true},
                                           {ht_word_weight_title(account->denominator), true}};
    enum { COUNT = sizeof specs / sizeof *specs };
    size_t rows = coverage->largest_unresolved_count;
    const char **cells = ht_arena_array(report->arena, rows * COUNT, sizeof *cells);
    if (rows == 0)
        return;
    for (size_t i = 0; i < rows; i++) {
        const struct ht_line *line = coverage->largest_unresolved[i];
        const struct ht_position *position = line->resolved->position;
        const char **row = cells + i * COUNT, *kind, *id = ht_position_identifier(position, &kind);
        row[0] = position->name ? position->name : "(no name)";
        row[1] = ht_arena_format(report->arena, "%ld", position->line);
        row[2] = id ? ht_arena_format(report->arena, "%s %s", kind, id) : "none";
        row[3] = ht_word_money(report->arena, position->value, position->currency);
        row[4] = ht_word_percent(report->arena, line->weight_pct);
    }
    struct ht_columns columns = ht_columns_of(specs, COUNT, 2, true);
    ht_paper_gap(&report->paper);
    ht_columns_table(&columns, &report->paper, cells, rows);
}

static void coverage_row(const char **cells, size_t *rows, const char *label, const char *positions,
                         const char *percent) {
    cells[*rows * 3] = label;
    cells[*rows * 3 + 1] = positions;
    cells[*rows * 3 + 2] = percent;
    ++*rows;
}

void ht_text_coverage(struct ht_text_report *report, const struct ht_account *account) {
    static const struct ht_column_spec SPECS[] = {{"", false}, {"", true}, {"", true}};
    const struct ht_coverage *coverage = &account->coverage;
    struct ht_arena *arena = report->arena;
    const struct ht_look_through *looked = account->resolution->portfolio->look_through;
    const char *cells[(5 + HT_METHOD_COUNT) * 3];
    size_t rows = 0;
    coverage_row(cells, &rows, "could be compared by identifier", "",
                 ht_word_percent(arena, coverage->comparable_pct));
    coverage_row(cells, &rows, "could be compared by name alone", "",
                 ht_word_percent(arena, coverage->comparable_by_name_pct));
    coverage_row(cells, &rows, "issuer known", "", ht_word_percent(arena, coverage->resolved_pct));
    for (int i = 0; i < HT_METHOD_COUNT; i++) {
        const struct ht_method_sum *sum = &coverage->by_method[i];
        const char *name = ht_method_name((enum ht_method)i);
        if (sum->positions > 0)
            coverage_row(cells, &rows, name ? ht_arena_format(arena, "  by %s", name) : "  issuer not known",
                         ht_word_count(arena, sum->positions, "position"), ht_word_percent(arena, sum->pct));
    }
    coverage_row(cells, &rows, "ownership of the issuer known", "",
                 ht_word_percent(arena, coverage->ownership_known_pct));
    if (looked && looked->coverage.effective_pct.known)
        coverage_row(cells, &rows, "of the funds that are held, looked through to the end", "",
                     ht_word_percent(arena, looked->coverage.effective_pct));
    ht_paper_gap(&report->paper);
    ht_paper_format(&report->paper, 2, 2, HT_BOLD, "Coverage, in shares of the gross %s without cash",
                    coverage->base ? coverage->base : "value");
    struct ht_columns columns = ht_columns_of(SPECS, 3, 2, false);
    ht_columns_table(&columns, &report->paper, cells, rows);
    ht_text_decided(report, account);
    write_unresolved(report, account);
}

// "lines 5, 9, 12 and more" of the findings of one code; "" when none has a line.
static const char *first_lines(struct ht_text_report *report, const struct ht_findings *findings, enum ht_code code) {
    enum { MOST = 8 };
    const char *words = "";
    size_t shown = 0;
    for (size_t i = 0; i < findings->count; i++) {
        const struct ht_finding *finding = &findings->items[i];
        if (finding->code != code || finding->line <= 0)
            continue;
        if (shown == MOST)
            return ht_arena_format(report->arena, "lines %s and more", words);
        words = ht_arena_format(report->arena, "%s%s%ld", words, shown ? ", " : "", finding->line);
        shown++;
    }
    return shown ? ht_arena_format(report->arena, "line%s %s", shown == 1 ? "" : "s", words) : "";
}

static void say_problem(struct ht_text_report *report, const struct ht_findings *findings, size_t first) {
    const struct ht_finding *finding = &findings->items[first];
    const char *lines = first_lines(report, findings, finding->code);
    enum ht_style style = finding->severity == HT_TROUBLE ? HT_YELLOW : HT_PLAIN;
    size_t count = 0;
    for (size_t i = first; i < findings->count; i++)
        count += findings->items[i].code == finding->code ? findings->items[i].times : 0;
    const char *where = *lines ? ht_arena_format(report->arena, " (%s)", lines) : "";
    if (count == 1)
        ht_paper_format(&report->paper, 2, 4, style, "%s %s%s: %s.", ht_severity_name(finding->severity),
                        ht_code_name(finding->code), where, ht_finding_words(report->arena, finding));
    else
        ht_paper_format(&report->paper, 2, 4, style, "%s %s, %s times%s: %s. First: %s.",
                        ht_severity_name(finding->severity), ht_code_name(finding->code),
                        ht_word_number(report->arena, (int64_t)count), where, ht_code_meaning(finding->code),
                        ht_finding_words(report->arena, finding));
}

void ht_text_problems(struct ht_text_report *report, const struct ht_findings *findings) {
    bool said[HT_CODE_COUNT] = {false};
    if (findings->count == 0)
        return;
    ht_paper_gap(&report->paper);
    ht_paper_text(&report->paper, 2, 2, HT_BOLD, "Problems in the file");
    for (int severity = HT_TROUBLE; severity >= HT_NOTE; severity--) {
        for (size_t i = 0; i < findings->count; i++) {
            const struct ht_finding *finding = &findings->items[i];
            if ((int)finding->severity != severity || said[finding->code])
                continue;
            said[finding->code] = true;
            say_problem(report, findings, i);
        }
    }
}

void ht_text_fund(struct ht_text_report *report, const struct ht_account *account) {
    struct ht_verdict verdict = ht_text_verdict(report, account);
    ht_paper_text(&report->paper, 0, 0, HT_BOLD, verdict.sentence);
    ht_paper_gap(&report->paper);
    say_file(report, account);
    say_interval(report, account);
    write_categories(report, account);
    write_entities(report, account, true);
    write_entities(report, account, false);
    ht_text_issuers(report, account);
    ht_text_company_shares(report, account);
    ht_text_benchmark(report, account);
    ht_text_course(report, account);
    if (report->pictures)
        report->pictures(report, account);
    ht_text_held_funds(report, account);
    ht_text_positions(report, account);
    ht_text_possible(report, account);
    ht_text_coverage(report, account);
    ht_text_concentration(report, account);
    ht_text_problems(report, &account->findings);
}
