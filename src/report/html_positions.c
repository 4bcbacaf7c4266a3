// SPDX-License-Identifier: GPL-3.0-or-later
// The positions of a fund: exposed ones by category, each with what speaks for it in sight and the rest of the
// evidence behind it; possible ones apart; the others when they are asked for.
#include <string.h>

#include "report/html.h"
#include "report/wording.h"

enum { COLUMNS = 5 };

static void columns_of(const struct ht_account *account, struct ht_page_column columns[COLUMNS]) {
    columns[0] = (struct ht_page_column){"Position", false};
    columns[1] = (struct ht_page_column){"Line", true};
    columns[2] = (struct ht_page_column){"Identifier", false};
    columns[3] = (struct ht_page_column){"Value", true};
    columns[4] = (struct ht_page_column){ht_word_weight_title(account->denominator), true};
}

static const char *name_of(const struct ht_line *line) {
    return line->resolved->position->name ? line->resolved->position->name : "(no name)";
}

// The row of LINE; gives it the anchor of number page->rows.
static void put_row(struct ht_page *page, const struct ht_line *line, const struct ht_page_column *columns) {
    const struct ht_position *position = line->resolved->position;
    ht_page_put(page, "<tr id=\"p%z\"><th scope=\"row\">%s", ++page->rows, name_of(line));
    if (position->side == HT_SHORT)
        ht_page_put(page, " <span class=\"side\">short</span>");
    ht_page_put(page, "</th>");
    ht_page_cell_text(page, &columns[1], ht_arena_format(page->arena, "%ld", position->line));
    ht_page_cell_text(page, &columns[2], ht_word_matched(page->arena, line->resolved));
    ht_page_cell(page, &columns[3]);
    ht_page_money(page, position->value, position->currency);
    ht_page_cell_end(page);
    ht_page_cell(page, &columns[4]);
    ht_page_percent(page, line->weight_pct);
    ht_page_cell_end(page);
    ht_page_put(page, "</tr>\n<tr class=\"why\"><td colspan=\"%d\">", COLUMNS);
}

// A row whose issuer has been told of: the anchor of that one, and its line.
struct told {
    size_t anchor;
    long line;
};

static const struct told *told_before(struct ht_page *page, struct ht_map *told, const struct ht_line *line) {
    const struct ht_entity *issuer = line->resolved->issuer;
    if (!issuer)
        return NULL;
    const struct told *before = ht_map_get(told, issuer->id);
    if (before)
        return before;
    struct told *now = ht_arena_alloc(page->arena, sizeof *now);
    *now = (struct told){page->rows, line->resolved->position->line};
    ht_map_put(told, issuer->id, now);
    return NULL;
}

// What speaks for LINE, in sight: the chain of owners, whose listing it is where it is not the issuer's own, and the
// entry of the list; CITED: with its sources.
static void put_speaker(struct ht_page *page, const struct ht_line *line, bool cited) {
    if (line->target_count == 0)
        return;
    const struct ht_exposed_target *target = &line->targets[0];
    const struct ht_exposed_designation *speaker = ht_target_speaker(target);
    const char *chain = ht_word_chain(page->arena, page->scan->ref, &target->tie.path);
    ht_page_wrap(page, "<p class=\"speaker\">", chain, "</p>");
    if (!speaker || chain)
        ht_page_put(page, "<p class=\"speaker\">%s</p>", ht_word_target(page->arena, target, line->resolved->issuer));
    if (!speaker)
        return;
    ht_page_put(page, "<p class=\"speaker\">%s", ht_word_designation(page->arena, speaker, page->scan->as_of));
    if (cited)
        ht_page_cite(page, speaker->designation->source);
    ht_page_put(page, "</p>");
}

static void put_evidence(struct ht_page *page, const struct ht_line *line, const struct told *before) {
    ht_page_put(page, "<details><summary>%s</summary>\n<div class=\"evidence\">\n",
                line->resolved->issuer ? "Evidence" : "What the file says");
    ht_page_facts(page, line, !before);
    if (before)
        ht_page_put(page,
                    "<p>The same issuer as <a href=\"#p%z\">line %l</a>: lists, owners and sources there.</p>\n",
                    before->anchor, before->line);
    else
        ht_page_evidence(page, line);
    ht_page_put(page, "</div></details>");
}

static void put_category(struct ht_page *page, const struct ht_account *account, enum ht_category category) {
    struct ht_report_lines lines = ht_report_lines(account, category, page->arena);
    struct ht_page_column columns[COLUMNS];
    struct ht_map *told = ht_map_new(page->arena);
    bool counted = ht_category_is_counted(page->scan->screen, category);
    if (lines.count == 0)
        return;
    columns_of(account, columns);
    ht_page_put(page, "<h4>%s <span class=\"what\">%s%s</span></h4>\n", ht_category_name(category),
                ht_word_category(category), counted ? "" : "; not counted by this screen");
    ht_page_table(page, counted ? "stack positions counted" : "stack positions tied",
                  ht_word_count(page->arena, lines.count, "position"), columns, COLUMNS);
    for (size_t i = 0; i < lines.count; i++) {
        ht_page_put(page, "<tbody>\n");
        put_row(page, lines.items[i], columns);
        const struct told *before = told_before(page, told, lines.items[i]);
        put_speaker(page, lines.items[i], !before);
        put_evidence(page, lines.items[i], before);
        ht_page_put(page, "</td></tr>\n</tbody>\n");
    }
    ht_page_table_end(page);
}

void ht_page_positions(struct ht_page *page, const struct ht_account *account) {
    bool any = false;
    for (size_t i = 0; i < account->line_count && !any; i++)
        any = ht_line_is_exposed(&account->lines[i]);
    if (!any)
        return;
    ht_page_section(page, "positions", "Exposed positions and their evidence");
    for (int category = 0; category < HT_POSSIBLE; category++)
        put_category(page, account, (enum ht_category)category);
    ht_page_section_end(page);
}

// Decisions on LINE that leave it possible.
static void put_undecided(struct ht_page *page, const struct ht_row_decisions *decided) {
    for (size_t i = 0; decided && i < decided->count; i++) {
        const struct ht_decided *item = &decided->items[i];
        const char *entity = ht_word_entity(page->arena, item->entity);
        const char *words = ht_decision_words(item->decision, page->arena), *why = item->decision->cells[HT_D_WHY];
        if (item->choice == HT_STANDS_LATER)
            ht_page_put(page, "<li>Left open for %s by the %s: %s.</li>\n", entity, words, why);
        else if (item->choice == HT_STANDS_REJECT)
            ht_page_put(page, "<li>Not %s, by the %s: %s.</li>\n", entity, words, why);
        else if (item->what)
            ht_page_put(page, "<li>%s: %s.</li>\n", entity, item->what);
    }
}

static void put_candidate(struct ht_page *page, const struct ht_candidate *candidate) {
    char score[HT_DECIMAL_TEXT];
    ht_page_put(page, "<li>May be %s", ht_word_entity(page->arena, candidate->entity));
    if (candidate->score.known)
        ht_page_put(page, ", score %s", ht_decimal_text(candidate->score.number, score));
    ht_page_put(page, ": %s.</li>\n", candidate->why ? candidate->why : "no reason is stated");
}

// What makes LINE possible. Whose a row of a table that is not counted is may be known.
static void put_doubt(struct ht_page *page, const struct ht_line *line, struct ht_map *told) {
    const struct ht_resolved *resolved = line->resolved;
    if (resolved->conflict)
        ht_page_put(page, "<p>The identifiers of this row contradict each other.</p>");
    ht_page_put(page, "<ul class=\"candidates\">\n");
    if (resolved->issuer)
        ht_page_put(page, "<li>Not counted: %s.</li>\n",
                    resolved->candidate_count ? resolved->candidates[0].why : "it needs a decision");
    for (size_t i = 0; i < resolved->candidate_count && !resolved->issuer; i++)
        put_candidate(page, &resolved->candidates[i]);
    put_undecided(page, resolved->decided);
    ht_page_put(page, "</ul>\n");
    put_evidence(page, line, told_before(page, told, line));
}

void ht_page_possible(struct ht_page *page, const struct ht_account *account) {
    struct ht_report_lines lines = ht_report_lines(account, HT_POSSIBLE, page->arena);
    struct ht_page_column columns[COLUMNS];
    struct ht_map *told = ht_map_new(page->arena);
    if (lines.count == 0)
        return;
    columns_of(account, columns);
    ht_page_section(page, "possible", "Possible matches, which need a decision");
    ht_page_put(page, "<p class=\"note\">None of these is counted anywhere in this report.</p>\n");
    ht_page_table(page, "stack positions possible", ht_word_count(page->arena, lines.count, "position"), columns,
                  COLUMNS);
    for (size_t i = 0; i < lines.count; i++) {
        ht_page_put(page, "<tbody>\n");
        put_row(page, lines.items[i], columns);
        put_doubt(page, lines.items[i], told);
        ht_page_put(page, "</td></tr>\n</tbody>\n");
    }
    ht_page_table_end(page);
    ht_page_section_end(page);
}

// A row without evidence, as short as it can be written: there may be very many.
static void put_other(struct ht_page *page, const struct ht_line *line) {
    const struct ht_position *position = line->resolved->position;
    ht_page_put(page, "<tr><th scope=\"row\">%s%s", name_of(line), position->side == HT_SHORT ? " (short)" : "");
    for (size_t i = 0; i < line->doubt_count; i++)
        ht_page_wrap(page, "<p>", ht_word_doubt(page->arena, line->doubts, line->doubt_count, i), "</p>");
    ht_page_put(page, "</th><td class=\"n\">%l</td><td>%s</td><td class=\"n\">", position->line,
                ht_word_matched(page->arena, line->resolved));
    ht_page_money(page, position->value, position->currency);
    ht_page_put(page, "</td><td class=\"n\">");
    ht_page_percent(page, line->weight_pct);
    ht_page_put(page, "</td></tr>\n");
}

void ht_page_others(struct ht_page *page, const struct ht_account *account) {
    struct ht_report_lines lines = ht_report_lines(account, HT_NO_CATEGORY, page->arena);
    struct ht_page_column columns[COLUMNS];
    if (!page->scan->all_positions || lines.count == 0)
        return;
    columns_of(account, columns);
    ht_page_section(page, "others", "Positions without a tie to a selected company");
    ht_page_put(page, "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"f%z-h f%z-others\">\n",
                page->fund, page->fund);
    ht_page_table(page, "plain", ht_word_count(page->arena, lines.count, "position"), columns, COLUMNS);
    ht_page_put(page, "<tbody>\n");
    for (size_t i = 0; i < lines.count; i++)
        put_other(page, lines.items[i]);
    ht_page_put(page, "</tbody>\n");
    ht_page_table_end(page);
    ht_page_put(page, "</div>\n");
    ht_page_section_end(page);
}
