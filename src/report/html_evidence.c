// SPDX-License-Identifier: GPL-3.0-or-later
// Everything that a position's category rests on: owners, entries of lists, what is said beside them.
#include "report/html.h"
#include "report/line_words.h"
#include "report/wording.h"

static void put_response(struct ht_page *page, const struct ht_statement *response, const char *list) {
    ht_page_put(page, "<p class=\"response\">%s%s%s", list ? list : "", list ? ": " : "",
                ht_word_response(page->arena, response));
    ht_page_cite(page, response->source);
    ht_page_put(page, "</p>\n");
}

// An entry that selects, at length.
static void put_designation(struct ht_page *page, const struct ht_exposed_designation *shown,
                            const struct ht_entity *issuer) {
    const char *reach = ht_word_reach(page->arena, shown, issuer);
    ht_page_put(page, "<li>%s", ht_word_designation(page->arena, shown, page->scan->as_of));
    ht_page_cite(page, shown->designation->source);
    if (reach)
        ht_page_put(page, "<p class=\"reach\">%s</p>", ht_word_stop(page->arena, reach));
    if (shown->response)
        put_response(page, shown->response, NULL);
    ht_page_put(page, "</li>\n");
}

// The entries that select nobody, in one paragraph.
static void put_beside(struct ht_page *page, const struct ht_exposed_designation *designations, size_t count,
                       const struct ht_entity *issuer) {
    const char *beside = ht_word_beside(page->arena, designations, count, issuer, page->scan->as_of);
    if (!beside)
        return;
    ht_page_put(page, "<li class=\"beside\">%s", beside);
    for (size_t i = 0; i < count; i++)
        if (!designations[i].selects)
            ht_page_cite(page, designations[i].designation->source);
    for (size_t i = 0; i < count; i++)
        if (!designations[i].selects && designations[i].response)
            put_response(page, designations[i].response, designations[i].designation->list->id);
    ht_page_put(page, "</li>\n");
}

static void put_designations(struct ht_page *page, const struct ht_exposed_designation *designations, size_t count,
                             const struct ht_entity *issuer) {
    if (count == 0)
        return;
    ht_page_put(page, "<ul class=\"lists\">\n");
    for (size_t i = 0; i < count; i++)
        if (designations[i].selects)
            put_designation(page, &designations[i], issuer);
    put_beside(page, designations, count, issuer);
    ht_page_put(page, "</ul>\n");
}

static void put_chain(struct ht_page *page, const struct ht_exposed_target *target) {
    const struct ht_path *path = &target->tie.path;
    const char *chain = ht_word_chain(page->arena, page->scan->ref, path);
    ht_page_chain(page, path, target->tie.target->entity);
    if (!chain)
        return;
    ht_page_put(page, "<p class=\"owners\">%s", chain);
    for (size_t i = 0; i < path->count; i++)
        ht_page_cite(page, path->steps[i].source);
    ht_page_put(page, "</p>\n");
    ht_page_wrap(page, "<p>", ht_word_tie_share(page->arena, &target->tie), "</p>\n");
}

// Whether an earlier tie of LINE leads to the same company, whose listings then stand there.
static bool is_listed_above(const struct ht_line *line, size_t index) {
    for (size_t i = 0; i < index; i++)
        if (line->targets[i].tie.target == line->targets[index].tie.target)
            return true;
    return false;
}

static void put_target(struct ht_page *page, const struct ht_line *line, size_t index) {
    const struct ht_exposed_target *target = &line->targets[index];
    ht_page_put(page, "<div class=\"tie\">\n<p class=\"target\"><b class=\"tag\">%s</b> %s</p>\n",
                ht_category_name(target->tie.category), ht_word_target(page->arena, target, line->resolved->issuer));
    put_chain(page, target);
    if (target->designation_count > 0 && is_listed_above(line, index))
        ht_page_put(page, "<p>Its listings are those above.</p>\n");
    else
        put_designations(page, target->designations, target->designation_count, line->resolved->issuer);
    ht_page_put(page, "</div>\n");
}

// Listed companies that the issuer is not.
static void put_apart(struct ht_page *page, const struct ht_line *line) {
    for (size_t i = 0; i < line->apart_count; i++) {
        const struct ht_apart *apart = &line->apart[i];
        ht_page_put(page, "<div class=\"tie apart\">\n<p class=\"target\">Not to be taken for %s: %s.",
                    ht_word_entity(page->arena, apart->entity), apart->why);
        ht_page_cite(page, apart->source);
        ht_page_put(page, "</p>\n");
        put_designations(page, apart->designations, apart->designation_count, line->resolved->issuer);
        ht_page_put(page, "</div>\n");
    }
}

static void put_further(struct ht_page *page, const struct ht_line *line) {
    const char *names[HT_CATEGORY_COUNT];
    size_t count = 0;
    for (int category = 0; category < HT_CATEGORY_COUNT; category++)
        if (line->also & 1u << category)
            names[count++] = ht_category_name((enum ht_category)category);
    if (count && line->category != HT_POSSIBLE)
        ht_page_put(page, "<p>Further reasons: %s.</p>\n", ht_word_and(page->arena, names, count));
    for (size_t i = 0; i < line->doubt_count; i++) {
        const char *words = ht_word_doubt(page->arena, line->doubts, line->doubt_count, i);
        if (words && line->doubts[i].too_old)
            ht_page_put(page, "<p>%s</p>\n", words);
    }
    for (size_t i = 0; i < line->statement_count; i++) {
        ht_page_put(page, "<p class=\"response\">%s", ht_word_statement(page->arena, line->statements[i]));
        ht_page_cite(page, line->statements[i]->source);
        ht_page_put(page, "</p>\n");
    }
}

// Who stands for what the issuer owes: that decides whose listings these are.
static void put_guarantor(struct ht_page *page, const struct ht_line *line) {
    const char *words = ht_word_guarantor(page->arena, line);
    if (!words)
        return;
    ht_page_put(page, "<p>%s", words);
    ht_page_cite(page, line->resolved->security->source);
    ht_page_put(page, "</p>\n");
}

void ht_page_evidence(struct ht_page *page, const struct ht_line *line) {
    put_guarantor(page, line);
    for (size_t i = 0; i < line->target_count; i++)
        put_target(page, line, i);
    ht_page_rules(page, line);
    put_further(page, line);
    put_apart(page, line);
}
