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

void ht_page_percent_cell(struct ht_page *page, const struct ht_page_column *column, struct ht_amount percent) {
    ht_page_cell(page, column);
    ht_page_percent(page, percent);
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

void ht_page_fold(struct ht_page *page, const char *summary) {
    ht_page_put(page, "<details class=\"more\"><summary>%s</summary>\n<div class=\"folded\">\n", summary);
}

void ht_page_fold_end(struct ht_page *page) {
    ht_page_put(page, "</div></details>\n");
}

void ht_page_contents(struct ht_page *page, const char *label) {
    ht_page_put(page, "<nav class=\"contents\" aria-label=\"%s\">\n<ul>\n", label);
    for (size_t i = 0; i < page->section_count; i++)
        ht_page_put(page, "<li><a href=\"#f%z-%s\">%s</a></li>\n", page->fund, page->sections[i].name,
                    page->sections[i].title);
    ht_page_put(page, "</ul>\n</nav>\n");
}

// The part of SENTENCE from FROM to TO; what stands at its beginning does so with a capital.
static const char *part(struct ht_page *page, const char *sentence, size_t from, size_t to) {
    char *text = ht_arena_copy(page->arena, sentence + from, to - from);
    *text = ht_to_upper(*text);
    return text;
}

void ht_page_sentence(struct ht_page *page, const char *sentence, size_t says, size_t said, bool found) {
    ht_page_put(page, "<p class=\"verdict %s\"><strong>%s</strong>%s</p>\n", found ? "found" : "clear",
                part(page, sentence, says, said), part(page, sentence, said, strlen(sentence)));
}

void ht_page_figure(struct ht_page *page, const char *name, const char *figure, const char *beside) {
    ht_page_put(page, "<div><dt>%s</dt><dd><b>%s</b>", name, figure);
    ht_page_wrap(page, " <span>", beside, "</span>");
    ht_page_put(page, "</dd></div>\n");
}

struct ht_amount ht_page_larger(struct ht_amount largest, struct ht_amount weight) {
    if (!weight.known)
        return largest;
    struct ht_decimal size = ht_decimal_abs(weight.number);
    return !largest.known || ht_decimal_cmp(size, largest.number) > 0 ? ht_amount_of(size) : largest;
}

void ht_page_weight_bar(struct ht_page *page, struct ht_amount weight, struct ht_amount largest) {
    bool is_short = weight.known && ht_decimal_sign(weight.number) < 0;
    ht_page_bar(page, ht_page_share(weight, largest), is_short);
}

void ht_page_side(struct ht_page *page, const struct ht_page_column *column, bool any, struct ht_amount amount,
                  const char *currency) {
    ht_page_cell(page, column);
    if (any)
        ht_page_money(page, amount, currency);
    else
        ht_page_put(page, "\xE2\x80\x93");
    ht_page_cell_end(page);
}

size_t ht_page_fund_number(const struct ht_page *page, const struct ht_account *account) {
    for (size_t i = 0; i < page->files->count; i++)
        if (page->files->items[i].account == account)
            return i + 1;
    return 0;
}

const char *ht_page_standing(const struct ht_page *page, const struct ht_line *line) {
    return ht_line_standing(page->scan->screen, line);
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
