// SPDX-License-Identifier: GPL-3.0-or-later
// One fund of the HTML report: the sentence that heads it, its figures, and the table of its sections.
#include "report/conversion_words.h"
#include "report/figures.h"
#include "report/html.h"
#include "report/interval_words.h"
#include "report/wording.h"

// The sections of a fund in the order in which they are read, below the sentence that heads it; adding one is one
// function and one line.
static void (*const SECTIONS[])(struct ht_page *page, const struct ht_account *account) = {
    ht_page_categories, ht_page_companies, ht_page_course,         ht_page_benchmark,
    ht_page_treemap,    ht_page_timeline,  ht_page_held_funds,     ht_page_positions,
    ht_page_possible,   ht_page_coverage,  ht_page_company_shares, ht_page_shares,
    ht_page_decided,    ht_page_problems,  ht_page_others,         ht_page_file,
};

static void put_figures(struct ht_page *page, const struct ht_account *account, const struct ht_verdict *verdict) {
    struct ht_figure figures[HT_FIGURES_MAX];
    size_t count = ht_figures(page->arena, account, verdict, figures);
    ht_page_put(page, "<dl class=\"figures\">\n");
    for (size_t i = 0; i < count; i++)
        ht_page_figure(page, figures[i].name, figures[i].value, *figures[i].beside ? figures[i].beside : NULL);
    ht_page_put(page, "</dl>\n");
}

static void put_interval(struct ht_page *page, const struct ht_account *account) {
    const char *bounds = ht_word_interval(page->arena, account);
    const char *estimate = ht_word_expectation(page->arena, &account->interval);
    if (bounds)
        ht_page_put(page, "<p class=\"interval\">%s</p>\n", bounds);
    if (estimate)
        ht_page_put(page, "<p class=\"interval\">%s</p>\n", estimate);
}

// The currency of all amounts, by which rates, and what is in another one all the same.
static void put_conversion(struct ht_page *page, const struct ht_portfolio *portfolio) {
    const struct ht_conversion *conversion = portfolio->conversion;
    if (!conversion)
        return;
    ht_page_put(page, "<p class=\"interval\">Amounts are in %s. Converted: %s.", conversion->base->currency,
                ht_word_rates(page->arena, conversion));
    for (size_t i = 0; i < conversion->left_count; i++)
        ht_page_put(page, " <b>Not converted: %s.</b>", ht_word_unconverted(page->arena, &conversion->left[i]));
    ht_page_put(page, "</p>\n");
}

static void put_verdict(struct ht_page *page, const struct ht_account *account) {
    struct ht_verdict verdict = ht_text_verdict(&page->words, account);
    ht_page_sentence(page, verdict.sentence, verdict.says, verdict.said, verdict.counted > 0);
    put_figures(page, account, &verdict);
    put_interval(page, account);
    put_conversion(page, account->resolution->portfolio);
    ht_page_limits(page);
}

static void put_origin(struct ht_page *page, const struct ht_origin *origin) {
    if (origin->path)
        ht_page_term(page, "Unpacked from",
                     ht_arena_format(page->arena, "%s, SHA-256 %s", origin->path, origin->sha256));
}

static void put_totals(struct ht_page *page, const struct ht_account *account) {
    for (size_t i = 0; i < account->total_count; i++) {
        const struct ht_sum *sum = &account->totals[i];
        const char *net =
            ht_sum_has_shorts(sum)
                ? ht_arena_format(page->arena, ", net %s", ht_word_money(page->arena, sum->value, sum->currency))
                : "";
        ht_page_term(
            page, ht_arena_format(page->arena, "Sum of %s", ht_word_count(page->arena, sum->positions, "position")),
            ht_arena_format(page->arena, "%s%s", ht_word_sides(page->arena, sum), net));
    }
}

// Whose rates the amounts were converted by; the rates themselves stand at the fund's head.
static void put_rates(struct ht_page *page, const struct ht_portfolio *portfolio) {
    const struct ht_conversion *conversion = portfolio->conversion;
    if (!conversion)
        return;
    ht_page_term(page, "Rates", ht_word_rates_source(page->arena, conversion));
    ht_page_term(page, "Net assets as printed", ht_word_net_assets_printed(page->arena, portfolio));
}

void ht_page_file(struct ht_page *page, const struct ht_account *account) {
    const struct ht_portfolio *portfolio = account->resolution->portfolio;
    const struct ht_row_counts *rows = &portfolio->rows;
    struct ht_arena *arena = page->arena;
    ht_page_section(page, "file", "The file that was read");
    ht_page_put(page, "<dl class=\"facts wide\">\n");
    ht_page_term(page, "File", portfolio->path);
    ht_page_term(page, "SHA-256", portfolio->sha256);
    put_origin(page, &portfolio->origin);
    ht_page_term(page, "Layout", portfolio->layout ? portfolio->layout : "not known");
    ht_page_term(page, "Encoding", portfolio->encoding);
    ht_page_term(page, "Rows",
                 ht_arena_format(
                     arena, "%s read = %s + %s skipped + %s without a position",
                     ht_word_number(arena, (int64_t)rows->read), ht_word_count(arena, rows->positions, "position"),
                     ht_word_number(arena, (int64_t)rows->skipped), ht_word_number(arena, (int64_t)rows->ignored)));
    ht_page_term(page, "Net assets",
                 portfolio->fund.net_assets.known
                     ? ht_word_money(arena, portfolio->fund.net_assets, portfolio->fund.currency)
                     : "not stated in the file");
    put_totals(page, account);
    if (account->weight_file_sum_pct.known)
        ht_page_term(page, "Sum of the file's own weights", ht_word_percent(arena, account->weight_file_sum_pct));
    put_rates(page, portfolio);
    ht_page_put(page, "</dl>\n");
    ht_page_section_end(page);
}

// The contents stand above the sections and name those that had something to say, so that these are written first.
static void put_sections(struct ht_page *page, const struct ht_account *account) {
    struct ht_buffer *out = page->out, sections = {0};
    page->out = &sections;
    page->section_count = 0;
    for (size_t i = 0; i < sizeof SECTIONS / sizeof *SECTIONS; i++)
        SECTIONS[i](page, account);
    page->out = out;
    ht_page_contents(page, ht_arena_format(page->arena, "Sections of fund %zu", page->fund));
    ht_buffer_add(out, sections.data, sections.len);
    ht_buffer_free(&sections);
}

void ht_page_fund_begin(struct ht_page *page, const struct ht_account *account) {
    const struct ht_portfolio *portfolio = account->resolution->portfolio;
    page->fund++;
    ht_page_put(page,
                "<article id=\"f%z\" aria-labelledby=\"f%z-h\">\n<h2 id=\"f%z-h\">%s</h2>\n<p class=\"day\">Holdings "
                "of %s <span class=\"path\">%s</span></p>\n",
                page->fund, page->fund, page->fund, ht_text_fund_title(account),
                ht_word_date(page->arena, portfolio->holdings_date), portfolio->path);
}

void ht_page_fund_end(struct ht_page *page) {
    ht_page_put(page, "</article>\n");
}

void ht_page_fund(struct ht_page *page, const struct ht_account *account) {
    ht_page_fund_begin(page, account);
    put_verdict(page, account);
    put_sections(page, account);
    ht_page_fund_end(page);
}

void ht_page_unread(struct ht_page *page, const struct ht_unread *unread) {
    page->fund++;
    ht_page_put(page,
                "<article id=\"f%z\" aria-labelledby=\"f%z-h\">\n<h2 id=\"f%z-h\">%s</h2>\n<p class=\"verdict "
                "unread\"><strong>%s.</strong></p>\n",
                page->fund, page->fund, page->fund, unread->path,
                ht_unread_is_repeated(unread) ? "Given before; counted once"
                                              : "Could not be read as holdings; nothing in it was tested");
    ht_page_put(page, "<dl class=\"facts wide\">\n");
    ht_page_term(page, "SHA-256", unread->sha256);
    put_origin(page, &unread->origin);
    ht_page_put(page, "</dl>\n");
    if (unread->findings.count)
        ht_page_findings(page, &unread->findings);
    ht_page_put(page, "</article>\n");
}
