// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The report as one HTML document that needs nothing else: no script to be read, no network, no other file. A content
 * security policy lets nothing run and nothing be fetched but the style sheet and the script of this file, by digest.
 */
#include "holdtrace/hash.h"
#include "report/html.h"
#include "report/html_assets.h"
#include "report/scan_events.h"
#include "report/wording.h"

enum { BASE64_TEXT = 45 }; // of 32 bytes

// The SHA-256 of TEXT in base64, as a policy names it.
static void digest(const char *text, char out[BASE64_TEXT]) {
    static const char LETTERS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    unsigned char bytes[HT_SHA256_BYTES + 1] = {0};
    char *to = out;
    ht_sha256_bytes(text, strlen(text), bytes);
    for (size_t i = 0; i < HT_SHA256_BYTES; i += 3) {
        unsigned group =
            (unsigned)bytes[i] << 16 | (unsigned)bytes[i + 1] << 8 | (i + 2 < sizeof bytes ? bytes[i + 2] : 0u);
        for (int shift = 18; shift >= 0; shift -= 6)
            *to++ = LETTERS[group >> shift & 63];
    }
    to[-1] = '=';
    *to = '\0';
}

static const char *title_of(struct ht_page *page, const struct ht_report_files *files) {
    if (!page->scan->scheme && files->count == 1 && files->items->account)
        return ht_arena_format(page->arena, "Exposure of %s", ht_text_fund_title(files->items->account));
    if (page->scan->scheme)
        return ht_arena_format(page->arena, "Exposure of the scheme of %s", page->scan->scheme->file->path);
    return ht_arena_format(page->arena, "Exposure of %s",
                           ht_word_count(page->arena, page->scan->account_count, "fund"));
}

static void put_head(struct ht_page *page, const char *title) {
    char style[BASE64_TEXT], script[BASE64_TEXT];
    digest(ht_report_css, style);
    digest(ht_report_js, script);
    ht_page_put(page,
                "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
                "'sha256-%s'; script-src 'sha256-%s'; base-uri 'none'; form-action 'none'\">\n",
                style, script);
    ht_page_put(page,
                "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                "<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" "
                "content=\"no-referrer\">\n<meta name=\"generator\" content=\"holdtrace %s\">\n<title>%t</title>\n",
                page->scan->version, title);
    ht_buffer_format(page->out, "<style>%s</style>\n</head>\n", ht_report_css);
}

void ht_page_open(struct ht_page *page, const char *title, const char *heading, const char *remark) {
    const struct ht_screen *screen = page->scan->screen;
    const char *reading = ht_locale_reading(ht_arena_locale(page->arena));
    put_head(page, title);
    ht_page_put(page,
                "<body>\n<a class=\"skip\" href=\"#main\">To the report</a>\n<header>\n<h1>%s</h1>\n"
                "<p>%s. Lists and ownership as of %s.%s%s%s%s</p>\n</header>\n<main id=\"main\">\n",
                heading, screen->title ? screen->title : screen->name, ht_word_date(page->arena, page->scan->as_of),
                remark ? " " : "", remark ? remark : "", reading ? " " : "", reading ? reading : "");
}

void ht_page_close(struct ht_page *page) {
    ht_page_put(page, "</main>\n<footer><p>Made by holdtrace %s.</p></footer>\n", page->scan->version);
    ht_buffer_format(page->out, "<script>%s</script>\n</body>\n</html>\n", ht_report_js);
}

struct ht_page ht_page_of(const struct ht_scan *scan, struct ht_arena *arena, struct ht_buffer *buffer) {
    return (struct ht_page){
        .scan = scan,
        .arena = arena,
        .out = buffer,
        .notes = ht_map_new(arena),
        .words = {.scan = scan,
                  .arena = arena,
                  .cited = ht_cited_new(arena),
                  .identified = ht_targets_identified(scan->ref, scan->targets)},
    };
}

void ht_report_html(const struct ht_scan *scan, struct ht_arena *arena, struct ht_buffer *buffer) {
    struct ht_page page = ht_page_of(scan, arena, buffer);
    struct ht_report_files files = ht_report_files(scan, arena);
    page.files = &files;
    ht_page_open(&page, title_of(&page, &files), "Exposure report", NULL);
    if (scan->scheme)
        ht_page_scheme(&page, scan->scheme);
    ht_page_overview(&page, &files);
    if (scan->fail_on)
        ht_page_events(&page);
    for (size_t i = 0; i < files.count; i++)
        if (files.items[i].account)
            ht_page_fund(&page, files.items[i].account);
        else
            ht_page_unread(&page, files.items[i].unread);
    ht_page_method(&page);
    ht_page_close(&page);
}
