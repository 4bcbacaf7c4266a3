// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * holdtrace-pdf: sets one report for `holdtrace check --report pdf` and ends. A program of its own, so that holdtrace
 * starts without cairo and pango. See pdf_protocol.h.
 */
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "holdtrace/arena.h"
#include "holdtrace/text.h"
#include "pdf/set.h"

static bool read_all(struct ht_buffer *text) {
    char piece[1 << 16];
    for (size_t got; (got = fread(piece, 1, sizeof piece, stdin)) > 0;)
        ht_buffer_add(text, piece, got);
    ht_buffer_char(text, '\0');
    return !ferror(stdin);
}

static int fail(const char *why) {
    printf("failed %s\n", why);
    return 2;
}

static int run(struct ht_buffer *text, struct ht_buffer *pdf, struct ht_arena *arena) {
    struct script script = {0};
    if (!read_all(text))
        return fail("standard input cannot be read");
    const char *wrong = script_read(&script, text->data, arena);
    if (wrong)
        return fail(wrong);
    struct set_result result = set_script(&script, arena, pdf);
    if (result.failure)
        return fail(result.failure);
    const char *missing = set_missing(result.named, result.numbered, arena);
    if (missing)
        printf("note %s\n", missing);
    printf("pdf %zu\n", pdf->len);
    fwrite(pdf->data, 1, pdf->len, stdout);
    return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 2;
}

int main(int argc, char **argv) {
    struct ht_buffer text = {0}, pdf = {0};
    (void)argv;
    // A run that is killed takes its helper along: nobody would read what it makes.
    signal(SIGPIPE, SIG_DFL);
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (argc > 1 || isatty(STDIN_FILENO)) {
        fputs(HT_PDF_PROGRAM " is started by 'holdtrace check --report pdf'\n", stderr);
        return 2;
    }
    printf(HT_PDF_PROGRAM " " HT_PDF_VERSION "\n");
    struct ht_arena *arena = ht_arena_new();
    int code = run(&text, &pdf, arena);
    ht_arena_free(arena);
    ht_buffer_free(&text);
    ht_buffer_free(&pdf);
    return code;
}
