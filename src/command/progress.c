// SPDX-License-Identifier: GPL-3.0-or-later
#include "command/progress.h"

#include <time.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "holdtrace/arena.h"
#include "holdtrace/text.h"

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

static double seconds_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void say_left(double seconds) {
    if (seconds >= 3600)
        fprintf(stderr, ", %.0f h %.0f min left", seconds / 3600,
                (seconds - 3600 * (double)(long)(seconds / 3600)) / 60);
    else if (seconds >= 60)
        fprintf(stderr, ", %.0f min left", seconds / 60);
    else
        fprintf(stderr, ", %.0f s left", seconds);
}

// Whether the line is to be drawn now, *TOOK seconds after it was asked first.
static bool is_due(struct progress *progress, double *took) {
    static const double BETWEEN = 0.1;
    if (!progress->shown)
        return false;
    double now = seconds_now();
    if (progress->started == 0)
        progress->started = progress->drawn = now;
    *took = now - progress->started;
    if (now - progress->drawn < BETWEEN)
        return false;
    progress->drawn = now;
    return true;
}

void progress_reports(struct progress *progress, size_t done, size_t all, const char *format) {
    double took;
    if (!is_due(progress, &took))
        return;
    fprintf(stderr, ERASE_LINE "%zu of %zu reports as %s", done, all, format);
    if (done > 0)
        say_left(took / (double)done * (double)(all - done));
    fflush(stderr);
    progress->written = true;
}

void progress_files(struct progress *progress, size_t done, size_t all, size_t rows, const char *last) {
    double took;
    if (!is_due(progress, &took))
        return;
    struct ht_arena *arena = ht_arena_new();
    fprintf(stderr, ERASE_LINE "%zu of %zu files, %zu positions, %.0f a second", done, all, rows,
            (double)rows / took);
    if (done > 0)
        say_left(took / (double)done * (double)(all - done));
    const char *slash = strrchr(last, '/');
    fprintf(stderr, ": %.30s", ht_text_harmless(arena, slash ? slash + 1 : last));
    fflush(stderr);
    ht_arena_free(arena);
    progress->written = true;
}
