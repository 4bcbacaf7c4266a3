// SPDX-License-Identifier: GPL-3.0-or-later
// Tables, bars and headings of the HTML report.
#include <string.h>

#include "report/html.h"

void ht_page_table(struct ht_page *page, const char *class_name, const char *caption,
                   const struct ht_page_column *columns, size_t count) {
    ht_page_put(page, "<table class=\"%s\">\n<caption>%s</caption>\n<thead><tr>", class_name, caption);
    for (size_t i = 0; i < count; i++)
        ht_page_put(page, columns[i].number ? "<th scope=\"col\" class=\"n\">%s</th>" : "<th scope=\"col\">%s</th>",
                    columns[i].title);
    ht_page_put(page, "</tr></thead>\n");
}

void ht_page_table_end(struct ht_page *page) {
    ht_page_put(page, "</table>\n");
}

void ht_page_cell(struct ht_page *page, const struct ht_page_column *column) {
    ht_page_put(page, column->number ? "<td class=\"n\" data-label=\"%s\">" : "<td data-label=\"%s\">",
                column->title);
}

void ht_page_cell_end(struct ht_page *page) {
    ht_page_put(page, "</td>");
}

void ht_page_cell_text(struct ht_page *page, const struct ht_page_column *column, const char *text) {
    ht_page_cell(page, column);
    ht_page_put(page, "%s", text);
    ht_page_cell_end(page);
}

void ht_page_bar(struct ht_page *page, int64_t share, bool short_side) {
    ht_page_put(
        page, "<td class=\"bar\"><svg aria-hidden=\"true\"><rect class=\"rail\" width=\"100%%\" height=\"100%%\"/>");
    if (share > 0) {
        ht_page_put(page, "<rect class=\"%s\" height=\"100%%\"", short_side ? "fill short" : "fill");
        ht_page_length(page, "width", share);
        ht_page_put(page, "/>");
    }
    ht_page_put(page, "</svg></td>");
}

void ht_page_section(struct ht_page *page, const char *name, const char *title) {
    if (page->section_count < HT_PAGE_SECTIONS)
        page->sections[page->section_count++] = (struct ht_page_heading){name, title};
    ht_page_put(page, "<section class=\"%s\">\n<h3 id=\"f%z-%s\">%s</h3>\n", name, page->fund, name, title);
}

void ht_page_section_end(struct ht_page *page) {
    ht_page_put(page, "</section>\n");
}

const char *ht_page_standing(const struct ht_page *page, const struct ht_line *line) {
    if (line->category == HT_NO_CATEGORY)
        return "none";
    if (line->category == HT_POSSIBLE)
        return "possible";
    return ht_category_is_counted(page->scan->screen, line->category) ? "counted" : "tied";
}

const char *ht_page_next_line(struct ht_page *page, const char **text, size_t columns) {
    const char *from = *text, *end = NULL, *at = from;
    for (;;) {
        at += strcspn(at, " ");
        if (end && ht_text_columns(ht_arena_copy(page->arena, from, (size_t)(at - from))) > columns)
            break;
        end = at;
        if (!*at)
            break;
        at++;
    }
    *text = *end ? end + 1 : end;
    return ht_arena_copy(page->arena, from, (size_t)(end - from));
}
