// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * nport FILE [MIB]: how fast the reader of N-PORT filings is, beside expat alone with callbacks that count.
 *
 * The holdings of FILE are repeated in memory to MIB mebibytes (default 64). Both parsers run in turn, five times;
 * the best of each is printed, in bytes of the filing to one second of CPU time.
 */
#include <expat.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "holdtrace/arena.h"
#include "holdtrace/reader.h"
#include "holdtrace/text.h"

enum { ROUNDS = 5, MIB = 1024 * 1024 };

static size_t events;

static void on_start(void *user, const char *name, const char **attributes) {
    (void)user, (void)name, (void)attributes;
    events++;
}

static void on_end(void *user, const char *name) {
    (void)user, (void)name;
    events++;
}

static void on_text(void *user, const char *text, int len) {
    (void)user, (void)text;
    events += len > 0;
}

static double cpu_seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static double run_expat(const char *text, size_t size) {
    double begin = cpu_seconds();
    XML_Parser parser = XML_ParserCreate("UTF-8");
    XML_SetElementHandler(parser, on_start, on_end);
    XML_SetCharacterDataHandler(parser, on_text);
    if (XML_Parse(parser, text, (int)size, 1) != XML_STATUS_OK) {
        fputs("nport: expat refuses the text\n", stderr);
        exit(1);
    }
    XML_ParserFree(parser);
    return cpu_seconds() - begin;
}

static double run_reader(const char *text, size_t size, size_t *rows) {
    const struct ht_source source = {
        .path = "bench", .bytes = (const unsigned char *)text, .size = size, .content = HT_CONTENT_XML};
    const struct ht_reader_options options = {0};
    struct ht_arena *arena = ht_arena_new();
    struct ht_findings findings = ht_findings_in(arena);
    struct ht_parts parts = {0};
    struct ht_error err = {HT_OK, ""};
    double begin = cpu_seconds();
    enum ht_status status = ht_reader_nport.read(&source, &options, arena, &parts, &findings, &err);
    double seconds = cpu_seconds() - begin;
    *rows = status == HT_OK && parts.count > 0 ? parts.items[0].grid.count : 0;
    ht_arena_free(arena);
    return seconds;
}

// The filing in TEXT with its holdings repeated up to SIZE bytes.
static void repeat(const char *text, size_t size, struct ht_buffer *out) {
    static const char begin[] = "<invstOrSec>", end[] = "</invstOrSec>";
    const char *first = strstr(text, begin), *last = text;
    for (const char *hit = text; (hit = strstr(hit, end)) != NULL; last = hit)
        hit += sizeof end - 1;
    if (first == NULL || last <= first) {
        fputs("nport: the file has no holdings\n", stderr);
        exit(2);
    }
    ht_buffer_add(out, text, (size_t)(first - text));
    while (out->len < size)
        ht_buffer_add(out, first, (size_t)(last - first));
    ht_buffer_string(out, last);
}

int main(int argc, char **argv) {
    struct ht_source *source = NULL;
    struct ht_error err = {HT_OK, ""};
    struct ht_buffer text = {0};
    double expat = 1e9, reader = 1e9;
    size_t rows = 0;
    if (argc < 2 || ht_source_open(argv[1], &source, &err) != HT_OK) {
        fprintf(stderr, "usage: nport FILE [MIB]\n%s\n", err.message);
        return 2;
    }
    const char *start = strchr((const char *)source->bytes, '<');
    repeat(start != NULL ? start : "", (size_t)(argc > 2 ? atoi(argv[2]) : 64) * MIB, &text);
    for (int i = 0; i < ROUNDS; i++) {
        double seconds = run_expat(text.data, text.len);
        expat = seconds < expat ? seconds : expat;
        seconds = run_reader(text.data, text.len, &rows);
        reader = seconds < reader ? seconds : reader;
    }
    printf("N-PORT, %zu rows, %zu MiB: reader %.0f MB/s, expat alone %.0f MB/s, ratio %.2f\n", rows, text.len / MIB,
           (double)text.len / reader / 1e6, (double)text.len / expat / 1e6, expat / reader);
    ht_buffer_free(&text);
    ht_source_close(source);
    return 0;
}
