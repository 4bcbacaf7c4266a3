// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * holdtrace-xlsx: makes a workbook of the lines that `holdtrace check` gives it, and ends. A program of its own, so
 * that holdtrace starts without libxlsxwriter. See book_protocol.h.
 */
#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "holdtrace/book_protocol.h"
#include "holdtrace/temporary.h"
#include "sheets/lines.h"

enum { PATH_SIZE = 4096, PIECE = 65536 };

// A run that is killed takes its helper along, and no temporary file stays. What is ignored, as under nohup, stays
// so.
static void stop(int number) {
    ht_temporaries_remove();
    _exit(128 + number);
}

static void end_with_parent(void) {
    static const int SIGNALS[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction action = {.sa_handler = stop}, before;
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < sizeof SIGNALS / sizeof *SIGNALS; i++)
        if (sigaction(SIGNALS[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN)
            sigaction(SIGNALS[i], &action, NULL);
    signal(SIGPIPE, SIG_DFL);
    prctl(PR_SET_PDEATHSIG, SIGTERM);
}

static bool copy_out(int from) {
    static char piece[PIECE];
    ssize_t len;
    while ((len = read(from, piece, sizeof piece)) > 0)
        if (fwrite(piece, 1, (size_t)len, stdout) != (size_t)len)
            return false;
    return len == 0 && fflush(stdout) == 0;
}

static int fail(const char *what, const char *where) {
    fprintf(stderr, "holdtrace: %s: %s%s%s\n", HT_BOOK_PROGRAM, where ? where : "", where ? ": " : "", what);
    return 2;
}

// The library writes files by name only, and back and forth in them.
int main(void) {
    char path[PATH_SIZE];
    const char *folder = getenv("TMPDIR");
    end_with_parent();
    if (isatty(STDIN_FILENO))
        return fail("it is started by 'holdtrace check --report xlsx=FILE'", NULL);
    int len = snprintf(path, sizeof path, "%s/holdtrace.XXXXXX", folder && *folder ? folder : "/tmp");
    if (len < 0 || len >= (int)sizeof path)
        return fail("the path is too long", "TMPDIR");
    int file = ht_temporary_make(path);
    if (file < 0)
        return fail(strerror(errno), path);
    const char *fault = lines_to_book(stdin, path);
    if (!fault && !copy_out(file))
        fault = strerror(errno);
    unlink(path);
    ht_temporary_forget(path);
    return fault ? fail(fault, NULL) : 0;
}
