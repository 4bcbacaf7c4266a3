// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * One line on standard error that tells how far a download or a run over many files is, where that is a terminal. It
 * is gone before anything else is said.
 */
#ifndef HOLDTRACE_COMMAND_PROGRESS_H
#define HOLDTRACE_COMMAND_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct progress {
    bool shown;            // on a terminal that wants it
    bool written;          // the line stands there
    double started, drawn; // seconds of the clock that is never set; 0: not yet
};

struct progress progress_to_terminal(bool quiet);

// GOT bytes of SIZE (-1: not known) of FILE are there.
void progress_bytes(struct progress *progress, const char *source, const char *file, int64_t got, int64_t size);

void progress_clear(struct progress *progress);

// Shows how many of ALL files are done, with ROWS positions, how fast, how long still, and the last one; at most ten
// times a second.
void progress_files(struct progress *progress, size_t done, size_t all, size_t rows, const char *last);

// Likewise of the reports in FORMAT that are written, one a fund.
void progress_reports(struct progress *progress, size_t done, size_t all, const char *format);

#endif
