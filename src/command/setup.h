// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What every command that scans holdings makes before the first file is read: reference, layouts, targets, the
 * reader's own list, the ledgers of decisions.
 */
#ifndef HOLDTRACE_SETUP_H
#define HOLDTRACE_SETUP_H

#include "command/command.h"
#include "command/overwrites.h"
#include "command/pipeline.h"

struct scan_settings {
    const char *screen, *exclusions, *reference, *layout, *encoding;
    struct ht_date as_of, holdings_date;
    struct text_list decisions;
    const char *base_currency, *rates;
    bool quiet;
};

struct scan_setup {
    struct pipeline pipeline; // its reference is the caller's to close, also when setup_scan fails
    struct ht_screen screen;
    struct ht_exclusions exclusions;
    struct ht_decisions *decisions; // NULL when no ledger was named
    struct ht_base_currency base;
    struct ht_rates rates;
    bool rates_lost; // a row of the file of rates was left out
};

/*
 * Makes *OUT, zeroed before, by SETTINGS. What is wrong with the reader's list or a ledger is said on standard error.
 */
enum ht_status setup_scan(const struct scan_settings *settings, struct ht_arena *arena, struct scan_setup *out,
                          struct ht_error *err);

// Whether a line of the reader's list or of a ledger was left out: trouble.
bool setup_has_lost(const struct scan_setup *setup);

// Keeps what the run reads from being written to.
void setup_keep(const struct scan_settings *settings, const struct scan_setup *setup, const struct inputs *inputs,
                struct ht_arena *arena, struct kept_paths *kept);

// Says what is wrong with the inputs, file by file; warnings unless QUIET.
void say_results(const struct results *results, bool quiet);

#endif
