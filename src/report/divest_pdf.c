// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A divestment as a board's paper: that of the text report on pages, with a cover, contents, and the alternatives
 * drawn as bars. What is written here is what holdtrace-pdf sets; see pdf_protocol.h.
 */
#include "report/divest_paper.h"
#include "report/figures.h"
#include "report/paper_pages.h"
#include "report/wording.h"

static void put_figures(struct ht_divest_page *page, const struct ht_divestment *divestment) {
    struct ht_figure figures[HT_FIGURES_MAX];
    size_t count = ht_divest_figures(page->text.arena, divestment, figures);
    ht_pages_figures(&page->text.paper, figures, count);
}

static const char *lead_of_many(struct ht_divest_page *page) {
    const struct ht_divest_report *report = page->report;
    struct ht_arena *arena = page->text.arena;
    size_t sold = 0, held = 0, funds = report->scan->account_count;
    for (size_t i = 0; i < funds; i++) {
        sold += report->items[i].sale_count - report->items[i].restricted;
        held += report->items[i].restricted;
    }
    if (funds == 0)
        return "No holdings file was read: nothing would be sold.";
    return ht_arena_format(arena, "%s of %s would be sold%s.", ht_word_count(arena, sold, "position"),
                           ht_word_count(arena, funds, "fund"),
                           held > 0
                               ? ht_arena_format(arena, ", and %s held because a rule restricts the sale",
                                                 held == 1 ? "1 stays" : ht_arena_format(arena, "%zu stay", held))
                               : "");
}

static void put_cover(struct ht_divest_page *page) {
    const struct ht_scan *scan = page->report->scan;
    const struct ht_divestment *only = scan->account_count == 1 ? page->report->items : NULL;
    struct ht_paper *paper = &page->text.paper;
    struct ht_arena *arena = paper->arena;
    const char *reading = ht_locale_reading(ht_arena_locale(arena));
    ht_pages_word(paper, "title", only ? ht_text_fund_title(only->account) : "Divestment what-if");
    ht_pages_word(paper, "subtitle",
                  ht_arena_format(arena, "%s%s. Lists and ownership as of %s. %s%s%s",
                                  only ? "Divestment what-if: " : "",
                                  scan->screen->title ? scan->screen->title : scan->screen->name,
                                  ht_word_date(arena, scan->as_of), HT_DIVEST_DISCLAIMER, reading ? " " : "",
                                  reading ? reading : ""));
    ht_pages_word(paper, "lead",
                  only ? ht_arena_format(arena, "In short: %s", ht_divest_lead(arena, only)) : lead_of_many(page));
    if (only)
        put_figures(page, only);
    ht_paper_format(paper, 2, 2, HT_PLAIN, "What these figures cannot tell. %s", ht_divest_limits);
    ht_pages_word(paper, "contents", "Contents");
}

static void put_fund(struct ht_divest_page *page, const struct ht_divestment *divestment, bool alone) {
    bool sells = divestment->sale_count > divestment->restricted;
    ht_pages_chapter(&page->text.paper, sells ? "counted" : "clear", ht_text_fund_title(divestment->account));
    if (!alone)
        put_figures(page, divestment);
    ht_divest_say_head(page, divestment);
    ht_divest_say_body(page, divestment);
}

void ht_divest_pdf(const struct ht_divest_report *report, struct ht_arena *arena, struct ht_buffer *buffer) {
    struct ht_divest_page page;
    size_t funds = report->scan->account_count;
    ht_divest_page_begin(&page, report, &ht_paper_pages, arena, buffer);
    ht_pages_begin(&page.text.paper, report->scan);
    put_cover(&page);
    if (funds > 1 || report->scan->unread_count > 0) {
        ht_pages_chapter(&page.text.paper, "clear", "All files");
        ht_divest_say_all(&page);
    }
    for (size_t i = 0; i < funds; i++)
        put_fund(&page, &report->items[i], funds == 1);
}
