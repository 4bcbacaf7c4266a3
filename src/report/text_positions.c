// SPDX-License-Identifier: GPL-3.0-or-later
// The positions of one fund in the text report: exposed ones by category with all their evidence, possible ones
// apart.
#include <string.h>

#include "report/conversion.h"
#include "report/line_words.h"
#include "report/rule_words.h"
#include "report/text.h"
#include "report/wording.h"

enum { POSITION_CELLS = 5 };

static void fill_cells(struct ht_text_report *report, const struct ht_line *line, const char **cells) {
    const struct ht_position *position = line->resolved->position;
    const char *side = position->side == HT_SHORT ? " (short)" : "";
    const char *rest = position->through && position->through->line == 0 ? ", part not looked through" : "";
    cells[0] = ht_arena_format(report->arena, "%s%s%s", position->name ? position->name : "(no name)", rest, side);
    if (line->resolved->issuer)
        ht_paper_latin(&report->paper, cells[0],
                       ht_arena_format(report->arena, "%s%s%s", line->resolved->issuer->name, rest, side));
    cells[1] = ht_arena_format(report->arena, "%ld", position->line);
    cells[2] = ht_word_matched(report->arena, line->resolved);
    cells[3] = ht_word_money(report->arena, position->value, position->currency);
    cells[4] = ht_word_percent(report->arena, line->weight_pct);
}

// The columns of LINES, fitted.
static struct ht_columns measure(struct ht_text_report *report, const struct ht_account *account,
                                 const struct ht_report_lines *lines) {
    const struct ht_column_spec specs[POSITION_CELLS] = {{"Position", false},
                                                         {"Line", true},
                                                         {"Identifier", false},
                                                         {"Value", true},
                                                         {ht_word_weight_title(account->denominator), true}};
    struct ht_columns columns = ht_columns_of(specs, POSITION_CELLS, 2, true);
    const char *cells[POSITION_CELLS];
    for (size_t i = 0; i < lines->count; i++) {
        fill_cells(report, lines->items[i], cells);
        ht_columns_measure(&columns, &report->paper, cells);
    }
    ht_columns_fit(&columns, &report->paper);
    return columns;
}

static void say_match(struct ht_text_report *report, const struct ht_line *line) {
    const struct ht_resolved *resolved = line->resolved;
    const struct ht_position *position = resolved->position;
    const char *method = ht_method_name(resolved->method);
    if (resolved->issuer && method)
        ht_paper_format(
            &report->paper, 6, 8, HT_PLAIN, "Matched by %s to %s%s; confidence of the %sevidence: %s.", method,
            ht_word_entity(report->arena, resolved->issuer), ht_word_match_basis(report->arena, resolved),
            resolved->method == HT_BY_DECISION ? "other " : "", ht_confidence_name(ht_line_confidence(line)));
    ht_text_decided_by(report, resolved->decided);
    for (size_t i = 0; i < position->repair_count; i++) {
        const struct ht_repair *repair = &position->repairs[i];
        ht_paper_format(&report->paper, 6, 8, HT_PLAIN, "Repaired: %s \"%s\" is read as \"%s\": %s.", repair->field,
                        repair->from, repair->to, repair->why);
    }
    if (line->exposure_value.known &&
        (!position->value.known || ht_decimal_cmp(line->exposure_value.number, position->value.number) != 0))
        ht_paper_format(&report->paper, 6, 8, HT_PLAIN, "Exposure value (notional): %s.",
                        ht_word_money(report->arena, line->exposure_value, position->currency));
}

static void say_guarantor(struct ht_text_report *report, const struct ht_line *line) {
    const char *words = ht_word_guarantor(report->arena, line);
    if (!words)
        return;
    ht_paper_text(&report->paper, 6, 8, HT_PLAIN, words);
    ht_text_cite(report, line->resolved->security->source);
}

// Ties of the issuer that the facts leave open; ONLY_OLD: those alone whose link is too old for the screen.
static void say_open_ties(struct ht_text_report *report, const struct ht_line *line, bool only_old) {
    for (size_t i = 0; i < line->doubt_count; i++) {
        const char *words = ht_word_doubt(report->arena, line->doubts, line->doubt_count, i);
        if (words && (line->doubts[i].too_old || !only_old))
            ht_paper_text(&report->paper, 6, 8, HT_PLAIN, words);
    }
}

static void say_also(struct ht_text_report *report, const struct ht_line *line) {
    const char *words = NULL;
    for (int category = 0; category < HT_CATEGORY_COUNT; category++) {
        const char *name = ht_category_name((enum ht_category)category);
        if (line->also & 1u << category)
            words = words ? ht_arena_format(report->arena, "%s, %s", words, name) : name;
    }
    if (words)
        ht_paper_format(&report->paper, 6, 8, HT_PLAIN, "Further reasons: %s.", words);
}

static void say_designation(struct ht_text_report *report, const struct ht_exposed_designation *shown,
                            const struct ht_entity *issuer) {
    const char *reach = ht_word_reach(report->arena, shown, issuer);
    ht_paper_text(&report->paper, 8, 10, HT_PLAIN, ht_word_designation(report->arena, shown, report->scan->as_of));
    ht_text_cite(report, shown->designation->source);
    if (reach)
        ht_paper_text(&report->paper, 10, 12, HT_PLAIN, ht_word_stop(report->arena, reach));
    if (shown->response) {
        ht_paper_text(&report->paper, 10, 12, HT_PLAIN, ht_word_response(report->arena, shown->response));
        ht_text_cite(report, shown->response->source);
    }
}

static void say_beside(struct ht_text_report *report, const struct ht_exposed_designation *designations, size_t count,
                       const struct ht_entity *issuer) {
    const char *beside = ht_word_beside(report->arena, designations, count, issuer, report->scan->as_of);
    if (!beside)
        return;
    ht_paper_text(&report->paper, 8, 10, HT_PLAIN, beside);
    for (size_t i = 0; i < count; i++) {
        const struct ht_exposed_designation *shown = &designations[i];
        if (shown->selects)
            continue;
        ht_text_cite(report, shown->designation->source);
        if (!shown->response)
            continue;
        ht_paper_format(&report->paper, 10, 12, HT_PLAIN, "%s: %s", shown->designation->list->id,
                        ht_word_response(report->arena, shown->response));
        ht_text_cite(report, shown->response->source);
    }
}

// Those that select at length, the others in one paragraph.
static void say_designations(struct ht_text_report *report, const struct ht_exposed_designation *designations,
                             size_t count, const struct ht_entity *issuer) {
    for (size_t i = 0; i < count; i++)
        if (designations[i].selects)
            say_designation(report, &designations[i], issuer);
    say_beside(report, designations, count, issuer);
}

static void say_tie(struct ht_text_report *report, const struct ht_exposed_target *target,
                    const struct ht_entity *issuer) {
    const struct ht_path *path = &target->tie.path;
    const char *chain = ht_word_chain(report->arena, report->scan->ref, path);
    const char *share = ht_word_tie_share(report->arena, &target->tie);
    ht_paper_format(&report->paper, 6, 8, HT_PLAIN, "%s: %s", ht_category_name(target->tie.category),
                    ht_word_target(report->arena, target, issuer));
    if (chain)
        ht_paper_text(&report->paper, 8, 10, HT_PLAIN, chain);
    if (report->chain && path->count)
        report->chain(report, path, target->tie.target->entity);
    for (size_t i = 0; i < path->count; i++)
        ht_text_cite(report, path->steps[i].source);
    if (share)
        ht_paper_text(&report->paper, 8, 10, HT_PLAIN, share);
}

// Whether an earlier tie of LINE leads to the same company, whose listings then stand there.
static bool is_listed_above(const struct ht_line *line, size_t index) {
    for (size_t i = 0; i < index; i++)
        if (line->targets[i].tie.target == line->targets[index].tie.target)
            return true;
    return false;
}

static void say_targets(struct ht_text_report *report, const struct ht_line *line) {
    for (size_t i = 0; i < line->target_count; i++) {
        const struct ht_exposed_target *target = &line->targets[i];
        say_tie(report, target, line->resolved->issuer);
        if (target->designation_count > 0 && is_listed_above(line, i))
            ht_paper_text(&report->paper, 8, 10, HT_PLAIN, "Its listings are those above.");
        else
            say_designations(report, target->designations, target->designation_count, line->resolved->issuer);
    }
}

static void say_rules(struct ht_text_report *report, const struct ht_line *line) {
    const char *words = ht_word_rules_in_short(report->arena, &line->rules);
    if (words)
        ht_paper_text(&report->paper, 6, 8, HT_PLAIN, words);
}

// Listed companies that the issuer is not.
static void say_apart(struct ht_text_report *report, const struct ht_line *line) {
    for (size_t i = 0; i < line->apart_count; i++) {
        const struct ht_apart *apart = &line->apart[i];
        ht_paper_format(&report->paper, 6, 8, HT_PLAIN, "Not to be taken for %s: %s (source %s).",
                        ht_word_entity(report->arena, apart->entity), apart->why,
                        ht_word_sources(report->arena, apart->source));
        ht_text_cite(report, apart->source);
        say_designations(report, apart->designations, apart->designation_count, line->resolved->issuer);
    }
}

// The one of LINES before number INDEX that has the same issuer, and guarantor if any: its evidence is the same and
// stands there.
static const struct ht_line *told_before(const struct ht_report_lines *lines, size_t index) {
    const struct ht_entity *issuer = lines->items[index]->resolved->issuer;
    const struct ht_entity *guarantor = ht_line_guarantor(lines->items[index]);
    for (size_t i = 0; i < index && issuer; i++)
        if (lines->items[i]->resolved->issuer == issuer && ht_line_guarantor(lines->items[i]) == guarantor)
            return lines->items[i];
    return NULL;
}

// LINES are of one category.
static void say_evidence(struct ht_text_report *report, const struct ht_report_lines *lines, size_t index) {
    const struct ht_line *line = lines->items[index], *before = told_before(lines, index);
    say_match(report, line);
    if (line->attributed_value.known && line->category != HT_DIRECT)
        ht_paper_format(&report->paper, 6, 8, HT_PLAIN, "Attributed to the selected companies: %s.",
                        ht_word_money(report->arena, line->attributed_value, line->resolved->position->currency));
    say_guarantor(report, line);
    if (before) {
        ht_paper_format(&report->paper, 6, 8, HT_PLAIN,
                        "The same issuer as line %ld: lists, owners and sources there.",
                        before->resolved->position->line);
        return;
    }
    if (line->category != HT_POSSIBLE)
        say_also(report, line);
    say_targets(report, line);
    say_rules(report, line);
    say_open_ties(report, line, true);
    for (size_t i = 0; i < line->statement_count; i++) {
        ht_paper_text(&report->paper, 6, 8, HT_PLAIN, ht_word_statement(report->arena, line->statements[i]));
        ht_text_cite(report, line->statements[i]->source);
    }
    say_apart(report, line);
}

static void say_left_out(struct ht_text_report *report, const struct ht_report_lines *lines) {
    if (lines->left_out)
        ht_paper_format(&report->paper, 2, 4, HT_PLAIN, "and %s more, in every sum but not shown (--top %s).",
                        ht_word_number(report->arena, (int64_t)lines->left_out),
                        ht_word_number(report->arena, (int64_t)report->scan->top));
}

static void write_category(struct ht_text_report *report, const struct ht_account *account,
                           enum ht_category category) {
    struct ht_report_lines lines = ht_report_shown(report->scan, account, category, report->arena);
    struct ht_columns columns = measure(report, account, &lines);
    bool counted = ht_category_is_counted(report->scan->screen, category);
    const char *cells[POSITION_CELLS], *name = ht_category_name(category);
    if (lines.count == 0)
        return;
    ht_paper_gap(&report->paper);
    if (name)
        ht_paper_format(&report->paper, 2, 4, HT_BOLD, "%s (%s%s): %s", name,
                        ht_word_count(report->arena, lines.count + lines.left_out, "position"),
                        counted ? "" : ", not counted", ht_word_category(category));
    else
        ht_paper_text(&report->paper, 2, 4, HT_BOLD, "Positions without a tie to a selected company");
    ht_columns_titles(&columns, &report->paper);
    for (size_t i = 0; i < lines.count; i++) {
        fill_cells(report, lines.items[i], cells);
        ht_columns_row(&columns, &report->paper, counted ? HT_RED : HT_PLAIN, cells);
        ht_text_original(report, lines.items[i]);
        ht_text_through(report, lines.items[i]);
        if (name)
            say_evidence(report, &lines, i);
        else
            say_open_ties(report, lines.items[i], false);
    }
    say_left_out(report, &lines);
}

void ht_text_positions(struct ht_text_report *report, const struct ht_account *account) {
    for (int category = 0; category < HT_POSSIBLE; category++)
        write_category(report, account, (enum ht_category)category);
    if (report->scan->all_positions)
        write_category(report, account, HT_NO_CATEGORY);
}

static void say_candidate(struct ht_text_report *report, const struct ht_candidate *candidate) {
    const char *scored =
        candidate->score.known
            ? ht_arena_format(report->arena, ", score %s", ht_word_decimal(report->arena, candidate->score.number))
            : "";
    ht_paper_format(&report->paper, 6, 8, HT_PLAIN, "May be %s%s: %s.",
                    ht_word_entity(report->arena, candidate->entity), scored,
                    candidate->why ? candidate->why : "no reason is stated");
}

// What makes number INDEX of LINES possible. Whose a row of a table that is not counted is may be known.
static void say_doubt(struct ht_text_report *report, const struct ht_report_lines *lines, size_t index) {
    const struct ht_resolved *resolved = lines->items[index]->resolved;
    if (resolved->conflict)
        ht_paper_text(&report->paper, 6, 8, HT_PLAIN, "The identifiers of this row contradict each other.");
    if (resolved->issuer) {
        ht_paper_format(&report->paper, 6, 8, HT_PLAIN, "Not counted: %s.", resolved->candidates[0].why);
        say_evidence(report, lines, index);
        ht_text_undecided(report, resolved);
        return;
    }
    for (size_t k = 0; k < resolved->candidate_count; k++)
        say_candidate(report, &resolved->candidates[k]);
    ht_text_undecided(report, resolved);
}

void ht_text_possible(struct ht_text_report *report, const struct ht_account *account) {
    struct ht_report_lines lines = ht_report_shown(report->scan, account, HT_POSSIBLE, report->arena);
    struct ht_columns columns = measure(report, account, &lines);
    const char *cells[POSITION_CELLS];
    if (lines.count == 0)
        return;
    ht_paper_gap(&report->paper);
    ht_paper_format(&report->paper, 2, 4, HT_BOLD, "possible (%s): need a decision, not counted",
                    ht_word_count(report->arena, lines.count + lines.left_out, "position"));
    ht_columns_titles(&columns, &report->paper);
    for (size_t i = 0; i < lines.count; i++) {
        fill_cells(report, lines.items[i], cells);
        ht_columns_row(&columns, &report->paper, HT_YELLOW, cells);
        ht_text_original(report, lines.items[i]);
        ht_text_through(report, lines.items[i]);
        say_doubt(report, &lines, i);
    }
    say_left_out(report, &lines);
}
