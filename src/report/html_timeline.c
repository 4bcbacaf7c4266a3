// SPDX-License-Identifier: GPL-3.0-or-later
// When the companies behind the exposed positions came on the lists, against the day of the holdings.
#include "report/html.h"
#include "report/timeline.h"
#include "report/wording.h"

static void put_mark(struct ht_page *page, const struct ht_timeline *line, struct ht_date day) {
    if (!ht_date_known(day))
        return;
    ht_page_put(page, "<line class=\"day\" y1=\"0\" y2=\"100%%\"");
    ht_page_length(page, "x1", ht_timeline_place(line, day));
    ht_page_length(page, "x2", ht_timeline_place(line, day));
    ht_page_put(page, "/>");
}

static void put_span(struct ht_page *page, const struct ht_timeline *line, const struct ht_designation *row) {
    ht_page_put(
        page, "<td class=\"bar\"><svg aria-hidden=\"true\"><rect class=\"rail\" width=\"100%%\" height=\"100%%\"/>");
    if (ht_date_known(row->listed_on)) {
        int64_t from = ht_timeline_place(line, row->listed_on);
        int64_t to = ht_timeline_place(line, ht_date_known(row->delisted_on) ? row->delisted_on : line->as_of);
        ht_page_put(page, "<rect class=\"fill\" height=\"100%%\"");
        ht_page_length(page, "x", from);
        ht_page_length(page, "width", to > from ? to - from : 0);
        ht_page_put(page, "/>");
    }
    put_mark(page, line, line->holdings);
    ht_page_put(page, "</svg></td>");
}

static void put_row(struct ht_page *page, const struct ht_timeline *line, const struct ht_designation *row,
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
    ht_page_cell_text(page, &columns[4], ht_timeline_standing(line, row));
    put_span(page, line, row);
    ht_page_put(page, "</tr>\n");
}

void ht_page_timeline(struct ht_page *page, const struct ht_account *account) {
    struct ht_timeline line = ht_timeline_of(account, page->scan->as_of, page->arena);
    if (line.count == 0)
        return;
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
