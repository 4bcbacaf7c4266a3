// SPDX-License-Identifier: GPL-3.0-or-later
// The course of a fund over the scans that the store holds.
#include "report/course_rows.h"
#include "report/html.h"

static void put_row(struct ht_page *page, const struct ht_kept_scan *scan, const struct ht_page_column *columns,
                    struct ht_amount largest) {
    const char *cells[HT_COURSE_CELLS];
    struct ht_amount weight = ht_course_weight(scan, page->arena);
    bool counted = weight.known && ht_decimal_sign(weight.number) > 0;
    ht_course_row(scan, page->arena, cells);
    ht_page_put(page, "<tr class=\"%s\"><th scope=\"row\">%s</th>", counted ? "counted" : "tied",
                cells[HT_COURSE_HOLDINGS]);
    for (int i = HT_COURSE_AS_OF; i < HT_COURSE_CELLS; i++)
        if (i == HT_COURSE_COUNTED)
            ht_page_percent_cell(page, &columns[i], weight);
        else if (i == HT_COURSE_COMPARABLE)
            ht_page_percent_cell(page, &columns[i], scan->comparable_pct);
        else
            ht_page_cell_text(page, &columns[i], cells[i]);
    ht_page_weight_bar(page, weight, largest);
    ht_page_put(page, "</tr>\n");
}

void ht_page_course(struct ht_page *page, const struct ht_account *account) {
    const struct ht_course *course = ht_course_of(page->scan, account);
    struct ht_page_column columns[HT_COURSE_CELLS + 1];
    if (!course)
        return;
    for (size_t i = 0; i < HT_COURSE_CELLS; i++)
        columns[i] = (struct ht_page_column){ht_course_specs[i].title, ht_course_specs[i].right};
    columns[HT_COURSE_CELLS] = (struct ht_page_column){"To scale", false};
    struct ht_amount largest = ht_course_largest(course, page->arena);
    ht_page_section(page, "course", ht_course_title);
    ht_page_table(page, "stack course", ht_course_caption(page->arena, course), columns, HT_COURSE_CELLS + 1);
    ht_page_put(page, "<tbody>\n");
    for (size_t i = 0; i < course->count; i++)
        put_row(page, &course->scans[i], columns, largest);
    ht_page_put(page, "</tbody>\n");
    ht_page_table_end(page);
    ht_page_section_end(page);
}
