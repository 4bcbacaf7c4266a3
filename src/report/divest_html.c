// SPDX-License-Identifier: GPL-3.0-or-later
// A divestment as one HTML page for a board: the alternatives side by side, drawn and in figures, and what they rest
// on.
#include "report/divest_page.h"
#include "report/wording.h"

// A page, and of what.
struct paged {
    struct ht_page page;
    const struct ht_divest_report *report;
};

static const struct ht_divestment *item_of(const struct paged *paged, const struct ht_account *account) {
    return &paged->report->items[account - paged->report->scan->accounts];
}

static void put_verdict(struct paged *paged, const struct ht_divestment *divestment) {
    struct ht_page *page = &paged->page;
    struct ht_figure figures[HT_FIGURES_MAX];
    const char *lead = ht_divest_lead(page->arena, divestment);
    const char *verdict = ht_text_verdict(&page->words, divestment->account).sentence;
    size_t count = ht_divest_figures(page->arena, divestment, figures);
    ht_page_sentence(page, ht_arena_format(page->arena, "%s %s", lead, verdict), 0, strlen(lead),
                     divestment->sale_count > 0);
    ht_page_put(page, "<dl class=\"figures\">\n");
    for (size_t i = 0; i < count; i++)
        ht_page_figure(page, figures[i].name, figures[i].value, *figures[i].beside ? figures[i].beside : NULL);
    ht_page_put(page, "</dl>\n");
    ht_page_wrap(page, "<p class=\"interval\"><b>", ht_divest_held(page->arena, divestment), "</b></p>\n");
    ht_page_wrap(page, "<p class=\"interval\">", ht_divest_kept(page->arena, divestment), "</p>\n");
    ht_page_wrap(page, "<p class=\"interval\">", ht_divest_shorts(page->arena, divestment), "</p>\n");
    if (!page->limits_said)
        ht_page_put(
            page,
            "<aside class=\"limits\" aria-label=\"What these figures cannot tell\">\n<p><b>What these figures "
            "cannot tell.</b> %s</p>\n</aside>\n",
            ht_divest_limits);
    page->limits_said = true;
}

static void put_row(struct ht_page *page, const struct ht_divest_row *row, const struct ht_page_column *columns,
                    size_t count) {
    ht_page_put(page, "<tr><th scope=\"row\">%s</th>", row->title);
    for (size_t k = 0; k < count; k++) {
        ht_page_cell(page, &columns[1 + k]);
        if (row->amounts[k].known)
            ht_page_data(page, row->amounts[k], ht_divest_number(page->arena, row->amounts[k]));
        else
            ht_page_put(page, "\xE2\x80\x93");
        ht_page_cell_end(page);
    }
    ht_page_put(page, "</tr>\n");
}

static void put_rows(struct ht_page *page, const struct ht_divestment *divestment, const char *kind, const char *head,
                     const char *title, const struct ht_divest_row *rows, size_t count) {
    struct ht_page_column columns[1 + HT_LIKE_COUNT] = {{head, false}};
    for (size_t k = 0; k < divestment->alternative_count; k++)
        columns[1 + k] = (struct ht_page_column){ht_divest_alternative(divestment->alternatives[k].which), true};
    ht_page_table(page, kind, title, columns, 1 + divestment->alternative_count);
    ht_page_put(page, "<tbody>\n");
    for (size_t i = 0; i < count; i++)
        put_row(page, &rows[i], columns, divestment->alternative_count);
    ht_page_put(page, "</tbody>\n");
    ht_page_table_end(page);
}

static void put_alternatives(struct ht_page *page, const struct ht_divestment *divestment) {
    size_t count;
    const struct ht_divest_row *rows = ht_divest_rows(page->arena, divestment, &count);
    if (divestment->sale_count == 0)
        return;
    ht_page_section(page, "alternatives", "Where the proceeds could go");
    if (divestment->no_basis) {
        ht_page_put(page, "<p>Alternatives are not made: %s.</p>\n", divestment->no_basis);
        ht_page_section_end(page);
        return;
    }
    ht_divest_picture(page, divestment);
    for (size_t k = 0; k < divestment->alternative_count; k++) {
        const struct ht_alternative *alternative = &divestment->alternatives[k];
        ht_page_wrap(page, "<p class=\"note\">", ht_divest_not_made(page->arena, alternative), "</p>\n");
        ht_page_wrap(page, "<p class=\"note\">", ht_divest_elsewhere(page->arena, alternative), "</p>\n");
    }
    ht_page_wrap(page, "<p class=\"note\"><b>", ht_divest_kin_words(page->arena, divestment), "</b></p>\n");
    put_rows(page, divestment, "stack plain alternatives", "Figure",
             "The fund as it is, and after each way of placing the proceeds", rows, count);
    for (int by = 0; by < HT_GROUPING_COUNT; by++) {
        const char *title = ht_divest_groups_title((enum ht_grouping)by);
        rows = ht_divest_group_rows(page->arena, divestment, (enum ht_grouping)by, &count);
        if (count > 0)
            put_rows(page, divestment, "stack plain groups", by == HT_BY_SECTOR ? "Sector" : "Country", title, rows,
                     count);
    }
    ht_page_section_end(page);
}

static void put_assumptions(struct paged *paged, const struct ht_divestment *divestment) {
    struct ht_page *page = &paged->page;
    size_t count;
    const char *const *items = ht_divest_assumptions(paged->report, divestment, page->arena, &count);
    if (divestment->sale_count == 0)
        return;
    ht_page_section(page, "assumptions", "Assumptions");
    ht_page_put(page, "<div class=\"limits\">\n<ul>\n");
    for (size_t i = 0; i < count; i++)
        ht_page_put(page, "<li>%s</li>\n", items[i]);
    ht_page_put(page, "</ul>\n</div>\n");
    ht_page_section_end(page);
}

static void put_sections(struct paged *paged, const struct ht_divestment *divestment) {
    struct ht_page *page = &paged->page;
    struct ht_buffer *out = page->out, sections = {0};
    page->out = &sections;
    page->section_count = 0;
    put_alternatives(page, divestment);
    ht_divest_put_funds(page, divestment);
    ht_divest_put_sales(page, divestment);
    ht_divest_put_law(page, divestment);
    put_assumptions(paged, divestment);
    ht_page_problems(page, divestment->account);
    ht_page_file(page, divestment->account);
    page->out = out;
    ht_page_contents(page, ht_arena_format(page->arena, "Sections of fund %zu", page->fund));
    ht_buffer_add(out, sections.data, sections.len);
    ht_buffer_free(&sections);
}

static void put_fund(struct paged *paged, const struct ht_account *account) {
    const struct ht_divestment *divestment = item_of(paged, account);
    struct ht_page *page = &paged->page;
    ht_page_fund_begin(page, account);
    put_verdict(paged, divestment);
    put_sections(paged, divestment);
    ht_page_fund_end(page);
}

static void put_overview_row(struct paged *paged, const struct ht_report_file *file, size_t number,
                             const struct ht_page_column *columns) {
    struct ht_page *page = &paged->page;
    const struct ht_divestment *divestment = file->account ? item_of(paged, file->account) : NULL;
    ht_page_put(page, "<tr><th scope=\"row\"><a href=\"#f%z\">%s</a></th>", number,
                divestment ? ht_text_fund_title(file->account) : file->unread->path);
    if (!divestment) {
        ht_page_put(page, "<td colspan=\"4\">%s</td></tr>\n",
                    ht_unread_is_repeated(file->unread) ? "given before, counted once" : "not read, not tested");
        return;
    }
    ht_page_percent_cell(page, &columns[1], divestment->sold_pct);
    ht_page_cell_text(page, &columns[2], ht_divest_money(page->arena, divestment, false));
    ht_page_percent_cell(page, &columns[3], divestment->restricted_pct);
    ht_page_cell_text(page, &columns[4], ht_word_number(page->arena, (int64_t)divestment->fund_count));
    ht_page_put(page, "</tr>\n");
}

static void put_overview(struct paged *paged, const struct ht_report_files *files) {
    static const struct ht_page_column COLUMNS[] = {{"Fund", false},
                                                    {"Would be sold", true},
                                                    {"Which frees", true},
                                                    {"Stays held, by a rule", true},
                                                    {"Funds to change", true}};
    const struct ht_divest_report *report = paged->report;
    struct ht_page *page = &paged->page;
    if (!ht_page_overview_begin(page, files))
        return;
    ht_page_table(page, "stack funds", "What would go, fund by fund", COLUMNS, sizeof COLUMNS / sizeof *COLUMNS);
    ht_page_put(page, "<tbody>\n");
    for (size_t i = 0; i < files->count; i++)
        put_overview_row(paged, &files->items[i], i + 1, COLUMNS);
    ht_page_put(page, "</tbody>\n");
    ht_page_table_end(page);
    if (report->overall_count > 0)
        ht_divest_put_proceeds(page, "What all funds free together", report->overall, report->overall_count, false);
    ht_page_put(page, "</section>\n");
}

static void put_method(struct paged *paged) {
    const struct ht_divest_terms *terms = paged->report->terms;
    struct ht_page *page = &paged->page;
    const struct ht_portfolio *benchmark = terms->benchmark ? terms->benchmark->resolution->portfolio : NULL;
    ht_page_method_begin(page);
    if (terms->volumes)
        ht_page_term(page, "Volumes",
                     ht_arena_format(page->arena, "%s, SHA-256 %s", ht_volumes_path(terms->volumes),
                                     ht_volumes_sha256(terms->volumes)));
    if (terms->returns)
        ht_page_term(page, "Prices or returns",
                     ht_arena_format(page->arena, "%s, SHA-256 %s", ht_returns_path(terms->returns),
                                     ht_returns_sha256(terms->returns)));
    if (benchmark)
        ht_page_term(page, "Benchmark",
                     ht_arena_format(page->arena, "%s, SHA-256 %s", benchmark->path, benchmark->sha256));
    ht_page_method_end(page);
}

void ht_divest_html(const struct ht_divest_report *report, struct ht_arena *arena, struct ht_buffer *buffer) {
    const struct ht_scan *scan = report->scan;
    struct ht_report_files files = ht_report_files(scan, arena);
    struct paged paged = {.page = ht_page_of(scan, arena, buffer), .report = report};
    struct ht_page *page = &paged.page;
    page->files = &files;
    bool one = files.count == 1 && files.items->account;
    ht_page_open(page,
                 ht_arena_format(arena, "Divestment of %s",
                                 one ? ht_text_fund_title(files.items->account)
                                     : ht_word_count(arena, scan->account_count, "fund")),
                 "Divestment what-if", HT_DIVEST_DISCLAIMER);
    put_overview(&paged, &files);
    for (size_t i = 0; i < files.count; i++)
        if (files.items[i].account)
            put_fund(&paged, files.items[i].account);
        else
            ht_page_unread(page, files.items[i].unread);
    put_method(&paged);
    ht_page_close(page);
}
