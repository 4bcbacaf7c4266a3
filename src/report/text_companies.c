// SPDX-License-Identifier: GPL-3.0-or-later
// Whose positions a verdict counts: what a board asks first.
#include <stdlib.h>
#include <string.h>

#include "report/text.h"
#include "report/wording.h"

enum { NAMED = 5 };

struct company {
    const char *name;
    struct ht_amount weight_pct; // long and short added as they are; unknown when any part is
    size_t order;                // of its first position, so that equal weights keep the order of the file
};

static const char *name_of(const struct ht_line *line) {
    const struct ht_resolved *resolved = line->resolved;
    if (resolved->issuer)
        return resolved->issuer->name;
    return resolved->position->name ? resolved->position->name : "(no name)";
}

static void add_line(struct company *companies, size_t *count, const struct ht_line *line) {
    const char *name = name_of(line);
    for (size_t i = 0; i < *count; i++) {
        if (strcmp(companies[i].name, name) != 0)
            continue;
        if (!line->weight_pct.known || !companies[i].weight_pct.known ||
            !ht_amount_add(&companies[i].weight_pct, line->weight_pct))
            companies[i].weight_pct = ht_amount_unknown();
        return;
    }
    companies[*count] = (struct company){name, line->weight_pct, *count};
    ++*count;
}

// A weight that is not known may be the largest; a short one counts by its size.
static int by_weight(const void *a, const void *b) {
    const struct company *x = a, *y = b;
    int order = (int)x->weight_pct.known - (int)y->weight_pct.known;
    if (order == 0 && x->weight_pct.known)
        order = ht_decimal_cmp(ht_decimal_abs(y->weight_pct.number), ht_decimal_abs(x->weight_pct.number));
    return order ? order : (x->order > y->order) - (x->order < y->order);
}

void ht_text_say_companies(struct ht_text_report *report, const struct ht_account *account, struct ht_buffer *text) {
    struct company *companies = ht_arena_array(report->arena, account->line_count, sizeof *companies);
    size_t count = 0;
    for (size_t i = 0; i < account->line_count; i++)
        if (ht_category_is_counted(report->scan->screen, account->lines[i].category))
            add_line(companies, &count, &account->lines[i]);
    if (count)
        qsort(companies, count, sizeof *companies, by_weight);
    size_t named = count <= NAMED ? count : NAMED;
    for (size_t i = 0; i < named; i++)
        ht_buffer_format(text, "%s%s (%s)",
                         i == 0           ? ": "
                         : i + 1 == count ? " and "
                                          : ", ",
                         companies[i].name,
                         companies[i].weight_pct.known ? ht_word_percent(report->arena, companies[i].weight_pct)
                                                       : "weight not known");
    if (count > named)
        ht_buffer_format(text, " and %s more", ht_word_number(report->arena, (int64_t)(count - named)));
}
