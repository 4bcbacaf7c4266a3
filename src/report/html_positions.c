// SPDX-License-Identifier: GPL-3.0-or-later
// The positions of a fund: exposed ones by category, each with what speaks for it in sight and the rest of the
// evidence behind it; possible ones apart; the others when they are asked for.
#include "report/funds_words.h"
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

static const char *caption_of(struct ht_page *page, const struct ht_account *account, size_t count) {
    return ht_arena_format(page->arena, "%s; weights in percent %s", ht_word_count(page->arena, count, "position"),
                           ht_word_denominator(account->denominator));
}

static const char *name_of(const struct ht_line *line) {
    return line->resolved->position->name ? line->resolved->position->name : "(no name)";
}

// The cells behind the name of LINE.
static void put_cells(struct ht_page *page, const struct ht_line *line) {
    const struct ht_position *position = line->resolved->position;
    ht_page_put(page, "</th><td class=\"n\">%l</td><td>%s</td><td class=\"n\">", position->line,
                ht_word_matched(page->arena, line->resolved));
    ht_page_money(page, position->value, position->currency);
    ht_page_put(page, "</td><td class=\"n\">");
    ht_page_percent(page, line->weight_pct);
    ht_page_put(page, "</td></tr>\n");
}

// The row of LINE with what is said of it below; gives it the anchor of number page->rows. There may be very many, so
// that the style sheet has the titles of their cells.
static void put_row(struct ht_page *page, const struct ht_line *line) {
    const struct ht_position *position = line->resolved->position;
    ht_page_put(page, "<tr id=\"p%z\"><th scope=\"row\">%s", ++page->rows, name_of(line));
    if (position->through && position->through->line == 0)
        ht_page_put(page, " <span class=\"side\">part not looked through</span>");
    if (position->side == HT_SHORT)
        ht_page_put(page, " <span class=\"side\">short</span>");
    put_cells(page, line);
    ht_page_put(page, "<tr class=\"why\"><td colspan=\"%d\">", COLUMNS);
}

// A row whose issuer has been told of, and its anchor.
struct told {
    size_t anchor;
    const struct ht_line *line;
};

// The one before LINE that has the same issuer, and guarantor if any: its evidence is the same and stands there.
static const struct told *told_before(struct ht_page *page, struct ht_map *told, const struct ht_line *line) {
    const struct ht_entity *issuer = line->resolved->issuer, *guarantor = ht_line_guarantor(line);
    if (!issuer)
        return NULL;
    const char *key = guarantor ? ht_arena_format(page->arena, "%s|%s", issuer->id, guarantor->id) : issuer->id;
    const struct told *before = ht_map_get(told, key);
    if (before)
        return before;
    struct told *now = ht_arena_alloc(page->arena, sizeof *now);
    *now = (struct told){page->rows, line};
    ht_map_put(told, key, now);
    return NULL;
}

// What speaks for LINE, in sight: the chain of owners, whose listing it is where it is not the issuer's own, and the
// entry of the list.
static void put_speaker(struct ht_page *page, const struct ht_line *line) {
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
    ht_page_cite(page, speaker->designation->source);
    ht_page_put(page, "</p>");
}

// The way by which the fund holds LINE, where it holds other funds.
static void put_way(struct ht_page *page, const struct ht_line *line) {
    const char *way = ht_word_held_through(page->arena, line->resolved->position);
    if (way)
        ht_page_put(page, "<p class=\"way\">Held through %s.</p>", way);
}

// The evidence behind LINE; in one paragraph where that of its issuer was told BEFORE: there may be very many such.
static void put_evidence(struct ht_page *page, const struct ht_line *line, const struct told *before) {
    if (before) {
        ht_page_put(page,
                    "<p class=\"way\">The same issuer as <a href=\"#p%z\">line %l</a>: lists, owners and sources "
                    "there.",
                    before->anchor, before->line->resolved->position->line);
        ht_page_facts_in_short(page, line, before->line);
        ht_page_put(page, "</p>");
        return;
    }
    ht_page_put(page, "<details><summary>%s</summary>\n<div class=\"evidence\">\n",
                line->resolved->issuer ? "Evidence" : "What the file says");
    ht_page_facts(page, line);
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
                  caption_of(page, account, lines.count), columns, COLUMNS);
    for (size_t i = 0; i < lines.count; i++) {
        ht_page_put(page, "<tbody>\n");
        put_row(page, lines.items[i]);
        const struct told *before = told_before(page, told, lines.items[i]);
        if (!before)
            put_speaker(page, lines.items[i]);
        put_way(page, lines.items[i]);
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
    ht_page_put(page, "<li>May be %s", ht_word_entity(page->arena, candidate->entity));
    if (candidate->score.known)
        ht_page_put(page, ", score %s", ht_word_decimal(page->arena, candidate->score.number));
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
    put_way(page, line);
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
    ht_page_table(page, "stack positions possible", caption_of(page, account, lines.count), columns, COLUMNS);
    for (size_t i = 0; i < lines.count; i++) {
        ht_page_put(page, "<tbody>\n");
        put_row(page, lines.items[i]);
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
    put_cells(page, line);
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
    ht_page_table(page, "plain", caption_of(page, account, lines.count), columns, COLUMNS);
    ht_page_put(page, "<tbody>\n");
    for (size_t i = 0; i < lines.count; i++)
        put_other(page, lines.items[i]);
    ht_page_put(page, "</tbody>\n");
    ht_page_table_end(page);
    ht_page_put(page, "</div>\n");
    ht_page_section_end(page);
}
