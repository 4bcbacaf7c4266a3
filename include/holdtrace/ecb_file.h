// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The euro's reference rates as the European Central Bank publishes them: the history or one day, as CSV (also in its
 * zip) or XML. In the CSV each currency is a column, and a column without a name ends each line; N/A is no rate.
 * Knows nothing of what the rates are for.
 */
#ifndef HOLDTRACE_ECB_FILE_H
#define HOLDTRACE_ECB_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "holdtrace/arena.h"
#include "holdtrace/status.h"

// What takes the rates, in the order of the file. Texts are valid during the call only.
struct ht_ecb_taker {
    // A day (YYYY-MM-DD) begins. False: it was met before, and its rates are left out, which is told as a fault.
    bool (*day)(void *context, const char *day);
    // PER_EUR, a number above zero as printed, units of CURRENCY for one euro. False ends the reading early.
    bool (*rate)(void *context, long line, const char *currency, const char *day, const char *per_eur);
    // What is wrong with a cell, or (ROW) with a row that was left out whole.
    void (*fault)(void *context, long line, bool row, const char *message);
    void *context;
};

struct ht_ecb_counts {
    size_t rows;    // days, also those left out
    size_t unknown; // cells without a rate
};

/*
 * Reads the file PATH. HT_ERR_FORMAT when it is no such file, with a message that names file and line; other statuses
 * as ht_stream_read. *COUNTS is set in any case.
 */
enum ht_status ht_ecb_file_read(const char *path, const struct ht_ecb_taker *taker, struct ht_ecb_counts *counts,
                                struct ht_error *err);

#endif
