// SPDX-License-Identifier: GPL-3.0-or-later
#include "command/progress.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ERASE_LINE "\r\033[K"

struct progress progress_to_terminal(bool quiet) {
    const char *terminal = getenv("TERM");
    bool able = terminal && strcmp(terminal, "dumb") != 0 && isatty(STDERR_FILENO);
    return (struct progress){.shown = able && !quiet};
}

static void say_bytes(int64_t got, int64_t size) {
    fprintf(stderr, "%.1f", (double)got / 1e6);
    if (size > 0)
        fprintf(stderr, " of %.1f MB (%d %%)", (double)size / 1e6, (int)(got * 100 / size));
    else
        fputs(" MB", stderr);
}

void progress_bytes(struct progress *progress, const char *source, const char *file, int64_t got, int64_t size) {
    if (!progress->shown)
        return;
    fprintf(stderr, ERASE_LINE "%s: %.40s: ", source, file);
    say_bytes(got, size);
    fflush(stderr);
    progress->written = true;
}

void progress_clear(struct progress *progress) {
    if (progress->written)
        fputs(ERASE_LINE, stderr);
    progress->written = false;
}
