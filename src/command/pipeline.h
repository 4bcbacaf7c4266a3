// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The stages in order: a holdings file to accounts.
 */
#ifndef HOLDTRACE_PIPELINE_H
#define HOLDTRACE_PIPELINE_H

#include "command/inputs.h"
#include "holdtrace/base_currency.h"
#include "holdtrace/lookthrough.h"
#include "holdtrace/portfolio.h"
#include "holdtrace/report.h"

// What every file of a run is scanned with.
struct pipeline {
    struct ht_read_options read;
    struct ht_reference *ref;
    const struct ht_screen *screen;
    const struct ht_targets *targets;
    struct ht_known_issuers *known;         // what one file tells is not asked for the next
    const struct ht_exclusions *exclusions; // NULL when none
    const struct ht_decisions *decisions;   // NULL when none
    const struct ht_base_currency *base;    // NULL: amounts stay in the currencies of the files
    const struct ht_fund_library *funds;    // NULL: funds are not looked through
    struct ht_date as_of;
};

// What became of the inputs, in the order of their paths.
struct results {
    struct ht_account *accounts;
    size_t account_count, account_capacity;
    struct ht_unread *unread;
    size_t unread_count, unread_capacity;
    struct ht_ignored *ignored;
    size_t ignored_count, ignored_capacity;
    size_t waiting_count; // of them, those that were left to the next run
    bool trouble;         // an input that was named could not be read whole
};

/*
 * Scans INPUTS one after the other; everything lives in ARENA. A failure of the environment that ends the run is
 * returned; whatever is wrong with a file is a finding, and the run goes on.
 */
enum ht_status pipeline_run(const struct pipeline *pipeline, const struct inputs *inputs, struct ht_arena *arena,
                            struct results *out, struct ht_error *err);

// The account of one fund: the stages from its positions on. Lives in ARENA.
void pipeline_account(const struct pipeline *pipeline, const struct ht_portfolio *portfolio, struct ht_arena *arena,
                      struct ht_account *account);

// Whether FILE of INPUT, which holds no holdings, is ignored: it was met in a directory or an archive and is known to
// be something else. Else that is trouble.
bool pipeline_ignores(const struct input *input, const struct ht_holdings_file *file);

// Why a file is ignored that has FINDINGS.
const char *pipeline_why_ignored(const struct ht_findings *findings);

// What is found of a file that is not scanned, since WHAT ("the same bytes") were in BEFORE; since one fund cannot
// have two lists of positions on one day, of which BEFORE has the other.
struct ht_findings pipeline_repeated(const char *what, const char *before, struct ht_arena *arena);
struct ht_findings pipeline_contradictory(const char *before, struct ht_arena *arena);

#endif
