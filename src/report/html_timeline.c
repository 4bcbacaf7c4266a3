// SPDX-License-Identifier: GPL-3.0-or-later
// When the companies behind the exposed positions came on the lists, against the day of the holdings.
#include <stdlib.h>
#include <string.h>

#include "holdtrace/large.h"
#include "report/html.h"
#include "report/wording.h"

struct timeline {
    const struct ht_designation **items;
    size_t count;
    struct ht_date from, to; // of what is drawn: the first day of a year, and the latest day there is
    struct ht_date holdings, as_of;
};

static int by_day(const void *a, const void *b) {
    const struct ht_designation *const *x = a, *const *y = b;
    int32_t left = ht_date_first((*x)->listed_on), right = ht_date_first((*y)->listed_on);
    if (left != right)
        return left < right ? -1 : 1;
    int order = strcmp((*x)->entity->name, (*y)->entity->name);
    return order ? order : strcmp((*x)->list->id, (*y)->list->id);
}

static void add(struct ht_page *page, struct timeline *line, size_t *capacity, struct ht_map *seen,
                const struct ht_exposed_target *target) {
    for (size_t i = 0; i < target->designation_count; i++) {
        const struct ht_designation *row = target->designations[i].designation;
        const char *key = ht_arena_format(page->arena, "%lld", (long long)row->key);
        if (!target->designations[i].selects || ht_map_get(seen, key))
            continue;
        ht_map_put(seen, key, line);
        line->items = ht_arena_grow(page->arena, line->items, line->count, capacity, sizeof *line->items);
        line->items[line->count++] = row;
    }
}

static void gather(struct ht_page *page, const struct ht_account *account, struct timeline *line) {
    struct ht_map *seen = ht_map_new(page->arena);
    size_t capacity = 0;
    for (size_t i = 0; i < account->line_count; i++) {
        if (ht_line_is_exposed(&account->lines[i]))
            for (size_t k = 0; k < account->lines[i].target_count; k++)
                add(page, line, &capacity, seen, &account->lines[i].targets[k]);
    }
    if (line->count)
        qsort(line->items, line->count, sizeof *line->items, by_day);
}

static void widen(struct timeline *line, struct ht_date day) {
    if (!ht_date_known(day))
        return;
    if (!ht_date_known(line->from) || day.year < line->from.year)
        line->from = ht_date_of(day.year, 1, 1);
    if (!ht_date_known(line->to) || ht_date_last(day) > ht_date_last(line->to))
        line->to = day;
}

static int64_t place(const struct timeline *line, struct ht_date day) {
    enum { MILLION = 1000000 };
    long whole = ht_date_days(line->from, line->to), at = ht_date_days(line->from, day);
    return whole <= 0 || at <= 0 ? 0 : at >= whole ? MILLION : (int64_t)at * MILLION / whole;
}

static void put_mark(struct ht_page *page, const struct timeline *line, struct ht_date day) {
    if (!ht_date_known(day))
        return;
    ht_page_put(page, "<line class=\"day\" y1=\"0\" y2=\"100%%\"");
    ht_page_length(page, "x1", place(line, day));
    ht_page_length(page, "x2", place(line, day));
    ht_page_put(page, "/>");
}

static void put_span(struct ht_page *page, const struct timeline *line, const struct ht_designation *row) {
    ht_page_put(
        page, "<td class=\"bar\"><svg aria-hidden=\"true\"><rect class=\"rail\" width=\"100%%\" height=\"100%%\"/>");
    if (ht_date_known(row->listed_on)) {
        int64_t from = place(line, row->listed_on);
        int64_t to = place(line, ht_date_known(row->delisted_on) ? row->delisted_on : line->as_of);
        ht_page_put(page, "<rect class=\"fill\" height=\"100%%\"");
        ht_page_length(page, "x", from);
        ht_page_length(page, "width", to > from ? to - from : 0);
        ht_page_put(page, "/>");
    }
    put_mark(page, line, line->holdings);
    ht_page_put(page, "</svg></td>");
}

// How ROW stood on the day of the holdings.
static const char *standing_then(const struct timeline *line, const struct ht_designation *row) {
    if (!ht_date_known(line->holdings))
        return "not known";
    switch (ht_designation_standing(row, line->holdings)) {
    case HT_STANDING_IN_FORCE:
        return "listed";
    case HT_STANDING_CONTESTED:
        return "removal disputed";
    case HT_NOT_IN_FORCE:
        break;
    }
    return ht_date_first(row->listed_on) > ht_date_last(line->holdings) ? "not yet listed" : "not listed any more";
}

static void put_row(struct ht_page *page, const struct timeline *line, const struct ht_designation *row,
                    const struct ht_page_column *columns) {
    const char *list = ht_arena_format(page->arena, "%s (%s)", row->list->name, row->list->id);
    ht_page_put(page, "<tr><th scope=\"row\">%s</th>", row->entity->name);
    ht_page_cell_text(page, &columns[1], list);
    ht_page_cell(page, &columns[2]);
    ht_page_put(page, "%s", ht_word_date(page->arena, row->listed_on));
    ht_page_cite(page, row->source);
    ht_page_cell_end(page);
    ht_page_cell_text(page, &columns[3],
                      ht_date_known(row->delisted_on) ? ht_word_date(page->arena, row->delisted_on) : "\xE2\x80\x93");
    ht_page_cell_text(page, &columns[4], standing_then(line, row));
    put_span(page, line, row);
    ht_page_put(page, "</tr>\n");
}

void ht_page_timeline(struct ht_page *page, const struct ht_account *account) {
    const struct ht_portfolio *portfolio = account->resolution->portfolio;
    struct timeline line = {.holdings = portfolio->holdings_date, .as_of = page->scan->as_of};
    gather(page, account, &line);
    if (line.count == 0)
        return;
    for (size_t i = 0; i < line.count; i++) {
        widen(&line, line.items[i]->listed_on);
        widen(&line, line.items[i]->delisted_on);
    }
    widen(&line, line.holdings);
    widen(&line, line.as_of);
    const char *drawn = ht_arena_format(page->arena, "%s to %s", ht_word_date(page->arena, line.from),
                                        ht_word_date(page->arena, line.to));
    const struct ht_page_column columns[] = {
        {"Company", false}, {"List", false}, {"Since", false}, {"Until", false}, {"On the holdings date", false},
        {drawn, false}};
    ht_page_section(page, "timeline", "When they were listed, and when the fund held them");
    ht_page_table(page, "stack",
                  ht_arena_format(page->arena,
                                  "Entries that select the companies behind exposed positions, "
                                  "as of %s; the upright line is the day of the holdings, %s",
                                  ht_word_date(page->arena, line.as_of), ht_word_date(page->arena, line.holdings)),
                  columns, sizeof columns / sizeof *columns);
    ht_page_put(page, "<tbody>\n");
    for (size_t i = 0; i < line.count; i++)
        put_row(page, &line, line.items[i], columns);
    ht_page_put(page, "</tbody>\n");
    ht_page_table_end(page);
    ht_page_section_end(page);
}
