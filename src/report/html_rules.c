// SPDX-License-Identifier: GPL-3.0-or-later
// Every rule side by side for the issuer of a position, in the HTML report: which reach it, through which owners.
#include <string.h>

#include "report/html.h"
#include "report/rule_words.h"
#include "report/wording.h"

static const char *in_force(enum ht_tri answer) {
    static const char *const WORDS[] = {[HT_UNKNOWN] = "not known", [HT_NO] = "no", [HT_YES] = "yes"};
    return WORDS[answer];
}

// TEXT without what joins it to a sentence.
static const char *apart(const char *text) {
    static const char *const JOINS[] = {", through ", ", "};
    for (size_t i = 0; i < sizeof JOINS / sizeof *JOINS; i++)
        if (ht_text_starts(text, JOINS[i]))
            return text + strlen(JOINS[i]);
    return text;
}

static void put_reading(struct ht_page *page, const struct ht_rule_reading *reading,
                        const struct ht_page_column *columns) {
    const char *terms = ht_word_rule_terms(page->arena, reading->row);
    const char *owners = ht_word_through(page->arena, &reading->answer);
    ht_page_put(page, "<tr><th scope=\"row\">%s", reading->rule);
    if (!ht_text_empty(terms))
        ht_page_wrap(page, " <span class=\"what\">", apart(terms), "</span>");
    ht_page_put(page, "</th>");
    ht_page_cell_text(page, &columns[1], in_force(reading->in_force));
    ht_page_cell_text(page, &columns[2], ht_word_reached(reading->answer.reached));
    ht_page_cell_text(page, &columns[3], ht_text_empty(owners) ? "\xE2\x80\x93" : apart(owners));
    ht_page_put(page, "</tr>\n");
}

void ht_page_rules(struct ht_page *page, const struct ht_line *line) {
    static const struct ht_page_column COLUMNS[] = {
        {"Rule", false}, {"In force", false}, {"Answer", false}, {"Who decides", false}};
    const struct ht_rule_readings *rules = &line->rules;
    const char *words = ht_word_rules_in_short(page->arena, rules);
    if (!words)
        return;
    ht_page_put(page, "<p>%s</p>\n", words);
    ht_page_fold(page, "Every rule, side by side");
    ht_page_table(page, "stack rules",
                  "Counted from the selected companies, whether or not a list names them; of the owners, the fewest "
                  "that decide",
                  COLUMNS, sizeof COLUMNS / sizeof *COLUMNS);
    ht_page_put(page, "<tbody>\n");
    for (size_t i = 0; i < rules->count; i++)
        put_reading(page, &rules->items[i], COLUMNS);
    ht_page_put(page, "</tbody>\n");
    ht_page_table_end(page);
    ht_page_fold_end(page);
}
