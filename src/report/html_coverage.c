// SPDX-License-Identifier: GPL-3.0-or-later
// How much of a fund could be tested, what was not resolved, what was decided, and what is wrong in the file.
#include "holdtrace/large.h"
#include "report/html.h"
#include "report/wording.h"

static void put_share(struct ht_page *page, const struct ht_page_column *columns, const char *label,
                      const char *positions, struct ht_amount percent) {
    ht_page_put(page, "<tr><th scope=\"row\">%s</th>", label);
    ht_page_cell_text(page, &columns[1], positions);
    ht_page_cell(page, &columns[2]);
    ht_page_percent(page, percent);
    ht_page_cell_end(page);
    ht_page_bar(page, ht_page_share(percent, ht_amount_of(ht_decimal_int(100))), false);
    ht_page_put(page, "</tr>\n");
}

static const char *method_words(struct ht_page *page, enum ht_method method) {
    if (method == HT_UNMATCHED)
        return "issuer not known";
    return method == HT_BY_SIMILAR ? "issuer not known, similar to a name alone"
                                   : ht_arena_format(page->arena, "issuer known by %s", ht_method_name(method));
}

static void put_shares(struct ht_page *page, const struct ht_account *account) {
    static const struct ht_page_column COLUMNS[] = {
        {"What", false}, {"Positions", true}, {"Share", true}, {"To scale", false}};
    static const char DASH[] = "\xE2\x80\x93";
    const struct ht_coverage *coverage = &account->coverage;
    const struct ht_look_through *looked = account->resolution->portfolio->look_through;
    ht_page_table(page, "stack coverage-shares",
                  ht_arena_format(page->arena, "In shares of the gross %s without cash",
                                  coverage->base ? coverage->base : "value"),
                  COLUMNS, sizeof COLUMNS / sizeof *COLUMNS);
    ht_page_put(page, "<tbody>\n");
    put_share(page, COLUMNS, "could be compared by identifier", DASH, coverage->comparable_pct);
    put_share(page, COLUMNS, "could be compared by name alone", DASH, coverage->comparable_by_name_pct);
    put_share(page, COLUMNS, "issuer known", DASH, coverage->resolved_pct);
    for (int i = 0; i < HT_METHOD_COUNT; i++) {
        const struct ht_method_sum *sum = &coverage->by_method[i];
        if (sum->positions > 0)
            put_share(page, COLUMNS, method_words(page, (enum ht_method)i),
                      ht_word_number(page->arena, (int64_t)sum->positions), sum->pct);
    }
    put_share(page, COLUMNS, "ownership of the issuer known", DASH, coverage->ownership_known_pct);
    if (looked && looked->coverage.effective_pct.known)
        put_share(page, COLUMNS, "of the funds that are held, looked through to the end", DASH,
                  looked->coverage.effective_pct);
    ht_page_put(page, "</tbody>\n");
    ht_page_table_end(page);
}

static void put_unresolved(struct ht_page *page, const struct ht_account *account) {
    const struct ht_coverage *coverage = &account->coverage;
    const struct ht_page_column columns[] = {{"Largest unresolved", false},
                                             {"Line", true},
                                             {"Identifier", false},
                                             {"Value", true},
                                             {ht_word_weight_title(account->denominator), true}};
    if (coverage->largest_unresolved_count == 0)
        return;
    ht_page_table(page, "stack unresolved", "The largest positions whose issuer is not known here", columns,
                  sizeof columns / sizeof *columns);
    ht_page_put(page, "<tbody>\n");
    for (size_t i = 0; i < coverage->largest_unresolved_count; i++) {
        const struct ht_line *line = coverage->largest_unresolved[i];
        const struct ht_position *position = line->resolved->position;
        const char *kind, *id = ht_position_identifier(position, &kind);
        ht_page_put(page, "<tr><th scope=\"row\">%s</th>", position->name ? position->name : "(no name)");
        ht_page_cell_text(page, &columns[1], ht_arena_format(page->arena, "%ld", position->line));
        ht_page_cell_text(page, &columns[2], id ? ht_arena_format(page->arena, "%s %s", kind, id) : "none");
        ht_page_cell(page, &columns[3]);
        ht_page_money(page, position->value, position->currency);
        ht_page_cell_end(page);
        ht_page_cell(page, &columns[4]);
        ht_page_percent(page, line->weight_pct);
        ht_page_cell_end(page);
        ht_page_put(page, "</tr>\n");
    }
    ht_page_put(page, "</tbody>\n");
    ht_page_table_end(page);
}

static void put_decided(struct ht_page *page, const struct ht_resolved *rows, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const struct ht_position *position = rows[i].position;
        ht_large_rest();
        for (size_t k = 0; rows[i].decided && k < rows[i].decided->count; k++) {
            const struct ht_decided *item = &rows[i].decided->items[k];
            const struct ht_decision *decision = item->decision;
            ht_page_put(page, "<li>Line %l, %s: %s, ", position->line, position->name ? position->name : "(no name)",
                        ht_word_entity(page->arena, item->entity));
            if (item->what)
                ht_page_put(page, "%s.</li>\n", item->what);
            else
                ht_page_put(page, "%s by %s on %s: %s.</li>\n",
                            item->choice == HT_STANDS_LATER ? "left open" : ht_standing_choice_name(item->choice),
                            decision->cells[HT_D_BY], ht_word_date(page->arena, decision->on),
                            decision->cells[HT_D_WHY]);
        }
    }
}

void ht_page_coverage(struct ht_page *page, const struct ht_account *account) {
    ht_page_section(page, "coverage", "Coverage, and what was not resolved");
    put_shares(page, account);
    put_unresolved(page, account);
    ht_page_section_end(page);
}

void ht_page_decided(struct ht_page *page, const struct ht_account *account) {
    const struct ht_resolution *resolution = account->resolution;
    bool any = false;
    for (size_t i = 0; i < resolution->count && !any; i++)
        any = resolution->rows[i].decided && resolution->rows[i].decided->count > 0;
    for (size_t i = 0; i < resolution->looked_through_count && !any; i++)
        any = resolution->looked_through[i].decided && resolution->looked_through[i].decided->count > 0;
    if (!any)
        return;
    ht_page_section(page, "decided", "What analysts decided");
    ht_page_put(page, "<ul>\n");
    put_decided(page, resolution->rows, resolution->count);
    put_decided(page, resolution->looked_through, resolution->looked_through_count);
    ht_page_put(page, "</ul>\n");
    ht_page_section_end(page);
}

void ht_page_findings(struct ht_page *page, const struct ht_findings *findings) {
    static const struct ht_page_column COLUMNS[] = {
        {"Code", false}, {"Severity", false}, {"Line", true}, {"What is wrong, and what was done", false}};
    ht_page_table(page, "stack problems", "Every finding, the gravest first", COLUMNS,
                  sizeof COLUMNS / sizeof *COLUMNS);
    ht_page_put(page, "<tbody>\n");
    for (int severity = HT_TROUBLE; severity >= HT_NOTE; severity--) {
        for (size_t i = 0; i < findings->count; i++) {
            const struct ht_finding *finding = &findings->items[i];
            if ((int)finding->severity != severity)
                continue;
            ht_page_put(page, "<tr class=\"severity-%s\"><th scope=\"row\">%s</th>",
                        ht_severity_name(finding->severity), ht_code_name(finding->code));
            ht_page_cell_text(page, &COLUMNS[1], ht_severity_name(finding->severity));
            ht_page_cell_text(page, &COLUMNS[2],
                              finding->line > 0 ? ht_arena_format(page->arena, "%ld", finding->line)
                                                : "\xE2\x80\x93");
            ht_page_cell_text(page, &COLUMNS[3], ht_finding_words(page->arena, finding));
            ht_page_put(page, "</tr>\n");
        }
    }
    ht_page_put(page, "</tbody>\n");
    ht_page_table_end(page);
}

void ht_page_problems(struct ht_page *page, const struct ht_account *account) {
    if (account->findings.count == 0)
        return;
    ht_page_section(page, "problems", "Problems in the file");
    ht_page_findings(page, &account->findings);
    ht_page_section_end(page);
}
