// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The report as a board's paper: the text report on pages, with a cover and contents before it. What is written here
 * is what holdtrace-pdf sets; see pdf_protocol.h.
 */
#include "holdtrace/large.h"
#include "report/figures.h"
#include "report/paper_pages.h"
#include "report/pdf_pictures.h"
#include "report/scan_events.h"
#include "report/wording.h"

static void put(struct ht_text_report *report, const char *word, const char *text) {
    ht_pages_word(&report->paper, word, text);
}

static void put_figures(struct ht_text_report *report, const struct ht_account *account,
                        const struct ht_verdict *verdict) {
    struct ht_figure figures[HT_FIGURES_MAX];
    size_t count = ht_figures(report->arena, account, verdict, figures);
    ht_pages_figures(&report->paper, figures, count);
}

// What the cover of several funds says: how many are exposed, and how much of the least covered one was tested.
struct tally {
    size_t exposed, doubtful;     // funds
    size_t lost, repeated;        // files that were not read, and that were given before
    struct ht_amount least, most; // shares that could be compared by identifier, of the funds where it is known
    bool unknown;                 // of some fund it is not
};

static struct tally tally_of(struct ht_text_report *report) {
    struct tally tally = {.least = ht_amount_unknown(), .most = ht_amount_unknown()};
    for (size_t i = 0; i < report->scan->unread_count; i++)
        *(ht_unread_is_repeated(&report->scan->unread[i]) ? &tally.repeated : &tally.lost) += 1;
    for (size_t i = 0; i < report->scan->account_count; i++) {
        const struct ht_account *account = &report->scan->accounts[i];
        ht_large_rest_fund();
        struct ht_verdict verdict = ht_text_verdict(report, account);
        struct ht_amount part = account->coverage.comparable_pct;
        tally.exposed += verdict.counted > 0;
        tally.doubtful += verdict.possible > 0;
        tally.unknown = tally.unknown || !part.known;
        if (part.known && (!tally.least.known || ht_decimal_cmp(part.number, tally.least.number) < 0))
            tally.least = part;
        if (part.known && (!tally.most.known || ht_decimal_cmp(part.number, tally.most.number) > 0))
            tally.most = part;
    }
    return tally;
}

static void put_figures_of_many(struct ht_text_report *report, const struct tally *tally) {
    struct ht_arena *arena = report->arena;
    size_t funds = report->scan->account_count;
    const struct ht_figure figures[] = {
        {"Funds with counted exposure", ht_word_number(arena, (int64_t)tally->exposed),
         ht_arena_format(arena, "of %s", ht_word_count(arena, funds, "fund"))},
        {"Funds with possible positions", ht_word_number(arena, (int64_t)tally->doubtful), "which need a decision"},
        {"Least that could be compared", ht_word_percent(arena, tally->least), "of a fund, by identifier"},
        {"Files not read", ht_word_number(arena, (int64_t)tally->lost), "and not tested"}};
    ht_pages_figures(&report->paper, figures, sizeof figures / sizeof *figures);
}

// The cover of several funds, or of none: the same three things as the sentence of one fund says, in one sentence.
static void say_many(struct ht_text_report *report) {
    struct ht_arena *arena = report->arena;
    size_t funds = report->scan->account_count;
    struct tally tally = tally_of(report);
    struct ht_buffer text = {0};
    if (tally.exposed)
        ht_buffer_format(&text, "Counted exposure in %s of %s", ht_word_number(arena, (int64_t)tally.exposed),
                         ht_word_count(arena, funds, "fund"));
    else
        ht_buffer_format(&text, "No counted exposure found in %s", ht_word_count(arena, funds, "fund"));
    if (tally.doubtful)
        ht_buffer_format(&text, "; in %s are possible positions that need a decision and are not counted",
                         ht_word_number(arena, (int64_t)tally.doubtful));
    if (tally.lost)
        ht_buffer_format(&text, "; %s could not be read and %s not tested", ht_word_count(arena, tally.lost, "file"),
                         tally.lost == 1 ? "was" : "were");
    if (tally.repeated)
        ht_buffer_format(&text, "; %s given before and counted once", ht_word_count(arena, tally.repeated, "file"));
    if (tally.least.known)
        ht_buffer_format(&text, "; %s to %s of each fund%s could be compared by identifier",
                         ht_word_percent(arena, tally.least), ht_word_percent(arena, tally.most),
                         tally.unknown ? ", where that is known," : "");
    else
        ht_buffer_string(&text, "; how much could be compared is not known");
    ht_text_say_lists(report, tally.exposed == 0, &text);
    put(report, "lead", text.data);
    ht_buffer_free(&text);
    put_figures_of_many(report, &tally);
}

static void say_one(struct ht_text_report *report, const struct ht_account *account) {
    struct ht_verdict verdict = ht_text_verdict(report, account);
    put(report, "lead", verdict.sentence);
    put_figures(report, account, &verdict);
}

static void put_cover(struct ht_text_report *report, const struct ht_report_files *files) {
    const struct ht_scan *scan = report->scan;
    const struct ht_account *only = files->count == 1 ? files->items->account : NULL;
    struct ht_arena *arena = report->arena;
    const char *reading = ht_locale_reading(ht_arena_locale(arena));
    put(report, "title", only ? ht_text_fund_title(only) : "Exposure report");
    put(report, "subtitle",
        ht_arena_format(arena, "%s%s. Lists and ownership as of %s.%s%s", only ? "Exposure report: " : "",
                        scan->screen->title ? scan->screen->title : scan->screen->name,
                        ht_word_date(arena, scan->as_of), reading ? " " : "", reading ? reading : ""));
    if (files->count == 0)
        put(report, "lead", "No holdings file was read: nothing was tested.");
    else if (only)
        say_one(report, only);
    else
        say_many(report);
    ht_paper_format(&report->paper, 2, 2, HT_PLAIN, "What these figures cannot tell. %s", ht_word_limits);
    put(report, "contents", "Contents");
}

static void put_file(struct ht_text_report *report, const struct ht_report_file *file, bool alone) {
    const char *fields[] = {"unread", ht_report_file_path(file)};
    const struct ht_account *account = file->account;
    struct ht_verdict verdict = {0};
    if (account) {
        ht_large_rest_fund();
        verdict = ht_text_verdict(report, account);
        fields[0] = verdict.counted ? "counted" : "clear";
        fields[1] = ht_text_fund_title(account);
    }
    ht_pages_chapter(&report->paper, fields[0], fields[1]);
    if (account && !alone)
        put_figures(report, account, &verdict);
    ht_text_file(report, file);
}

void ht_report_pdf(const struct ht_scan *scan, struct ht_arena *arena, struct ht_buffer *buffer) {
    struct ht_text_report report;
    ht_text_begin(&report, scan, &ht_paper_pages, arena, buffer);
    struct ht_report_files files = ht_report_files(scan, arena);
    report.pictures = ht_pdf_pictures;
    report.chain = ht_pdf_chain;
    ht_pages_begin(&report.paper, scan);
    put_cover(&report, &files);
    if (files.count > 1 || scan->ignored_count > 0 || scan->funds || scan->fail_on) {
        ht_pages_chapter(&report.paper, "clear", "All files");
        const struct ht_text_totals totals = ht_text_totals(&report, &files);
        ht_text_summary(&report, &totals);
        ht_text_funds_files(&report);
        if (scan->fail_on)
            ht_text_events(&report);
    }
    if (scan->scheme) {
        ht_pages_chapter(&report.paper, scan->scheme->exposed ? "counted" : "clear", "The whole scheme");
        ht_text_scheme(&report, scan->scheme);
    }
    for (size_t i = 0; i < files.count; i++)
        put_file(&report, &files.items[i], files.count == 1);
    ht_pages_chapter(&report.paper, "method", "Lists and method");
    ht_text_footer(&report);
}
