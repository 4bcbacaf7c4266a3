// SPDX-License-Identifier: GPL-3.0-or-later
// What holds for all funds of the HTML report: the overview, what the figures cannot tell, the lists, the sources,
// and all that is needed to make the same report again.
#include <string.h>

#include "holdtrace/large.h"
#include "report/html.h"
#include "report/rule_words.h"
#include "report/scan_events.h"
#include "report/wording.h"

void ht_page_limits(struct ht_page *page) {
    if (page->limits_said)
        return;
    page->limits_said = true;
    ht_page_put(page,
                "<aside class=\"limits\" aria-label=\"What these figures cannot tell\">\n<p><b>What these figures "
                "cannot tell.</b> %s</p>\n</aside>\n",
                ht_word_limits);
}

static const struct ht_page_column OVERVIEW[] = {
    {"Fund", false},    {"Holdings of", false},      {"Exposed", true},
    {"Possible", true}, {"Could be compared", true}, {"Exposure", false}};

static void put_overview_row(struct ht_page *page, const struct ht_report_file *file, size_t number) {
    const struct ht_account *account = file->account;
    struct ht_arena *arena = page->arena;
    if (!account) {
        ht_page_put(page, "<tr><th scope=\"row\"><a href=\"#f%z\">%s</a></th><td colspan=\"5\">%s</td></tr>\n",
                    number, file->unread->path,
                    ht_unread_is_repeated(file->unread) ? "given before, counted once" : "not read, not tested");
        return;
    }
    ht_large_rest_fund();
    struct ht_verdict verdict = ht_text_verdict(&page->words, account);
    ht_page_put(page,
                "<tr class=\"%s\"><th scope=\"row\"><a href=\"#f%z\">%s</a> <span class=\"what\">%s</span></th>",
                verdict.counted ? "counted" : "none", number, ht_text_fund_title(account),
                account->resolution->portfolio->path);
    ht_page_cell_text(page, &OVERVIEW[1], ht_word_date(arena, account->resolution->portfolio->holdings_date));
    ht_page_cell_text(page, &OVERVIEW[2],
                      ht_arena_format(arena, "%s of %s", ht_word_number(arena, (int64_t)verdict.counted),
                                      ht_word_number(arena, (int64_t)account->line_count)));
    ht_page_cell_text(page, &OVERVIEW[3], ht_word_number(arena, (int64_t)verdict.possible));
    ht_page_cell(page, &OVERVIEW[4]);
    ht_page_percent(page, account->coverage.comparable_pct);
    ht_page_cell_end(page);
    ht_page_cell_text(page, &OVERVIEW[5], verdict.exposure);
    ht_page_put(page, "</tr>\n");
}

static void put_sums(struct ht_page *page) {
    size_t count;
    const struct ht_category_sum *sums = ht_report_exposure(page->scan, page->arena, &count);
    if (count == 0)
        return;
    ht_page_put(page, "<ul class=\"sums\">\n");
    for (size_t i = 0; i < count; i++)
        ht_page_put(page, "<li>All files, %s%s: %s, %s.</li>\n", ht_category_name(sums[i].category),
                    ht_category_is_counted(page->scan->screen, sums[i].category) ? "" : " (not counted)",
                    ht_word_count(page->arena, sums[i].sum.positions, "position"),
                    ht_word_sides(page->arena, &sums[i].sum));
    ht_page_put(page, "</ul>\n");
}

bool ht_page_overview_begin(struct ht_page *page, const struct ht_report_files *files) {
    if (files->count == 0)
        ht_page_put(
            page,
            "<p class=\"verdict unread\"><strong>No holdings file was read: nothing was tested.</strong></p>\n");
    if (files->count < 2)
        return false;
    ht_page_put(page,
                "<section class=\"overview\" aria-labelledby=\"overview\">\n<h2 id=\"overview\">Overview</h2>\n");
    return true;
}

void ht_page_overview(struct ht_page *page, const struct ht_report_files *files) {
    if (!ht_page_overview_begin(page, files))
        return;
    ht_page_table(page, "stack funds",
                  ht_arena_format(page->arena, "%s read, %s not read",
                                  ht_word_count(page->arena, page->scan->account_count, "fund"),
                                  ht_word_count(page->arena, page->scan->unread_count, "file")),
                  OVERVIEW, sizeof OVERVIEW / sizeof *OVERVIEW);
    ht_page_put(page, "<tbody>\n");
    for (size_t i = 0; i < files->count; i++)
        put_overview_row(page, &files->items[i], i + 1);
    ht_page_put(page, "</tbody>\n");
    ht_page_table_end(page);
    put_sums(page);
    ht_page_limits(page);
    ht_page_targets_by_funds(page);
    ht_page_put(page, "</section>\n");
}

static void put_list(struct ht_page *page, const struct ht_page_column *columns, const char *id) {
    const struct ht_list *list = ht_reference_list(page->scan->ref, id);
    ht_page_put(page, "<tr><th scope=\"row\">%s <span class=\"what\">%s</span></th>",
                list ? list->name : "not in this reference", id);
    ht_page_cell_text(page, &columns[1], list && list->authority ? list->authority : "not known");
    ht_page_cell_text(page, &columns[2], list && list->edition ? list->edition : "not stated");
    ht_page_cell_text(page, &columns[3],
                      list && ht_date_known(list->retrieved_on) ? ht_word_date(page->arena, list->retrieved_on)
                                                                : "not known");
    ht_page_cell_text(page, &columns[4], list ? ht_word_completeness(page->arena, list) : "none");
    struct ht_amount held = list ? ht_amount_of(ht_decimal_int(list->entries_held)) : ht_amount_unknown();
    struct ht_amount total =
        list && list->entries_total >= 0 ? ht_amount_of(ht_decimal_int(list->entries_total)) : ht_amount_unknown();
    ht_page_bar(page, ht_page_share(held, total), false);
    ht_page_put(page, "</tr>\n");
}

static void put_lists(struct ht_page *page) {
    static const struct ht_page_column COLUMNS[] = {{"List", false},      {"Authority", false}, {"Edition", false},
                                                    {"Retrieved", false}, {"Held here", false}, {"To scale", false}};
    const struct ht_screen *screen = page->scan->screen;
    if (screen->list_count == 0)
        return;
    ht_page_put(page, "<h3>Lists</h3>\n");
    ht_page_table(page, "stack lists", "Lists that select, and how much of each is held", COLUMNS,
                  sizeof COLUMNS / sizeof *COLUMNS);
    ht_page_put(page, "<tbody>\n");
    for (size_t i = 0; i < screen->list_count; i++)
        put_list(page, COLUMNS, screen->lists[i]);
    ht_page_put(page, "</tbody>\n");
    ht_page_table_end(page);
}

// Whether URL is one that a browser fetches a page by, and nothing that it would run.
static bool is_web(const char *url) {
    return url && (ht_text_starts(url, "https://") || ht_text_starts(url, "http://"));
}

static void put_source(struct ht_page *page, const char *id, size_t number) {
    const struct ht_source_row *source = ht_reference_source(page->scan->ref, id);
    ht_page_put(page, "<li id=\"s%z\">", number);
    if (source) {
        ht_page_put(page, "%s", source->title ? source->title : "no title");
        if (source->publisher && (!source->title || strcmp(source->title, source->publisher) != 0))
            ht_page_put(page, ", %s", source->publisher);
        if (ht_date_known(source->published_on))
            ht_page_put(page, ", published %s", ht_word_date(page->arena, source->published_on));
        if (ht_date_known(source->retrieved_on))
            ht_page_put(page, ", retrieved %s", ht_word_date(page->arena, source->retrieved_on));
        if (source->file)
            ht_page_put(page, ", imported from %s", ht_word_files(page->arena, source->file));
        if (is_web(source->url))
            ht_page_put(page, ", <a href=\"%s\" rel=\"noreferrer noopener\">%s</a>", source->url, source->url);
        else
            ht_page_wrap(page, ", ", source->url, "");
    }
    ht_page_put(page, " <code>%s</code></li>\n", id);
}

static void put_sources(struct ht_page *page) {
    size_t count = ht_map_count(page->notes);
    if (count == 0)
        return;
    ht_page_put(page, "<h3>Sources cited</h3>\n<ol class=\"sources\">\n");
    for (size_t i = 0; i < count; i++)
        put_source(page, ht_map_key_at(page->notes, i), i + 1);
    ht_page_put(page, "</ol>\n");
}

static const char *joined(struct ht_arena *arena, const char *const *names, size_t count, const char *none) {
    return count ? ht_word_and(arena, names, count) : none;
}

static void put_screen(struct ht_page *page) {
    const struct ht_screen *screen = page->scan->screen;
    struct ht_arena *arena = page->arena;
    const char *names[HT_CATEGORY_COUNT];
    size_t count = 0;
    for (int category = 0; category < HT_CATEGORY_COUNT; category++)
        if (ht_category_is_counted(screen, (enum ht_category)category))
            names[count++] = ht_category_name((enum ht_category)category);
    ht_page_term(page, "Screen",
                 ht_arena_format(arena, "%s%s%s", screen->name, screen->title ? ", " : "",
                                 screen->title ? screen->title : ""));
    ht_page_term(page, "Grounds", joined(arena, screen->grounds, screen->ground_count, "any"));
    ht_page_term(page, "Entities named", joined(arena, screen->entities, screen->entity_count, "none"));
    ht_page_term(page, "Targets selected",
                 ht_arena_format(arena, "%s, of which %s have an identifier here",
                                 ht_word_number(arena, (int64_t)ht_targets_count(page->scan->targets)),
                                 ht_word_number(arena, (int64_t)page->words.identified)));
    ht_page_term(page, "Categories counted", joined(arena, names, count, "none"));
    ht_page_term(page, "Thresholds",
                 ht_arena_format(
                     arena, "owned %s, minority %s, stake %s", ht_word_percentage(arena, screen->owned_pct),
                     ht_word_percentage(arena, screen->minority_pct), ht_word_percentage(arena, screen->stake_pct)));
    if (screen->max_age_days > 0)
        ht_page_term(page, "Oldest link counted", ht_word_count(arena, (size_t)screen->max_age_days, "day"));
    ht_page_term(page, "How rules are read", ht_word_rule_settings(arena, screen));
}

// The lines of the reader's own list that tie to nothing.
static void put_unmatched(struct ht_page *page, const struct ht_exclusions *list) {
    ht_page_put(page, "<div><dt>Lines that tie to nothing</dt><dd><ul>");
    for (size_t i = 0; i < list->count; i++)
        if (ht_exclusion_is_unmatched(list, i))
            ht_page_put(page, "<li>%s%sline %l, %s</li>", list->items[i].sheet ? list->items[i].sheet : "",
                        list->items[i].sheet ? " " : "", list->items[i].line, list->items[i].entity->name);
    ht_page_put(page, "</ul></dd></div>\n");
}

static void put_inputs(struct ht_page *page) {
    const struct ht_exclusions *list = page->scan->exclusions;
    const struct ht_decisions *decisions = page->scan->decisions;
    struct ht_arena *arena = page->arena;
    if (list) {
        ht_page_term(page, "The reader\xE2\x80\x99s own list",
                     ht_arena_format(arena, "%s, SHA-256 %s%s; %s of %s matched", list->path, list->sha256,
                                     list->whole ? "" : "; it could not be read whole",
                                     ht_word_number(arena, (int64_t)list->tied_lines),
                                     ht_word_count(arena, list->line_count, "line")));
        if (list->line_count > list->tied_lines + list->ended_lines)
            put_unmatched(page, list);
    }
    for (size_t i = 0; decisions && i < decisions->file_count; i++) {
        const struct ht_decision_file *file = decisions->files[i];
        ht_page_term(page, "Decisions",
                     ht_arena_format(arena, "%s, SHA-256 %s%s; %s with a decision", file->path, file->sha256,
                                     file->lost ? "; it could not be read whole" : "",
                                     ht_word_count(arena, file->decided, "line")));
    }
}

static void put_ignored(struct ht_page *page) {
    if (page->scan->ignored_count == 0)
        return;
    ht_page_put(page, "<div><dt>Files ignored in directories and archives</dt><dd><ul>");
    for (size_t i = 0; i < page->scan->ignored_count; i++)
        ht_page_put(page, "<li>%s: %s</li>", page->scan->ignored[i].path, page->scan->ignored[i].why);
    ht_page_put(page, "</ul></dd></div>\n");
}

static void put_outcome(struct ht_page *page) {
    const struct ht_outcome *outcome = &page->scan->outcome;
    const char *exposure = outcome->exposure ? "exposure found"
                           : outcome->nobody ? "nobody was looked for"
                                             : "no exposure that this run was asked to fail on";
    ht_page_term(page, "Outcome",
                 ht_arena_format(page->arena, "%s; %s; coverage %s; %s; exit code %d%s", exposure,
                                 outcome->possible ? "possible matches that could change it"
                                                   : "no possible match that could change it",
                                 outcome->coverage_ok ? "not below what was asked for" : "below what was asked for",
                                 page->scan->store_failed ? "the store could not be written"
                                 : outcome->trouble       ? "an input could not be read whole"
                                                          : "every input was read whole",
                                 ht_scan_exit_code(page->scan), ht_word_exit_rule(page->scan, page->arena)));
}

void ht_page_method_begin(struct ht_page *page) {
    const struct ht_scan *scan = page->scan;
    const struct ht_reference_info *info = ht_reference_info(scan->ref);
    struct ht_arena *arena = page->arena;
    bool asked = scan->as_of_basis && strcmp(scan->as_of_basis, "option") == 0;
    bool beyond = ht_date_first(scan->as_of) > ht_date_last(info->data_date);
    ht_page_put(page,
                "<section class=\"method\" aria-labelledby=\"method\">\n<h2 id=\"method\">How this was made</h2>\n");
    ht_page_put(page, "<dl class=\"facts wide\">\n");
    put_screen(page);
    put_inputs(page);
    ht_page_term(page, "Lists and ownership as of",
                 ht_arena_format(arena, "%s, %s%s", ht_word_date(arena, scan->as_of),
                                 asked ? "asked for with --as-of" : "the reference's own data date",
                                 beyond ? "; the reference knows nothing of that day" : ""));
    ht_page_term(page, "Identifiers and names as of", "each holdings date");
    ht_page_term(page, "Reference",
                 ht_arena_format(arena, "data of %s, content SHA-256 %s", ht_word_date(arena, info->data_date),
                                 info->content_sha256));
}

void ht_page_method_end(struct ht_page *page) {
    ht_page_term(page, "Program", ht_arena_format(page->arena, "holdtrace %s", page->scan->version));
    put_ignored(page);
    ht_page_put(page, "</dl>\n");
    put_lists(page);
    ht_page_funds_files(page);
    put_sources(page);
    ht_page_put(page, "</section>\n");
}

void ht_page_method(struct ht_page *page) {
    ht_page_method_begin(page);
    put_outcome(page);
    ht_page_method_end(page);
}
