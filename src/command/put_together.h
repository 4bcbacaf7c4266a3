// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Parts to a run: which of them count, since the same holdings count once, how it ends, and its reports.
 */
#ifndef HOLDTRACE_PUT_TOGETHER_H
#define HOLDTRACE_PUT_TOGETHER_H

#include "holdtrace/events.h"
#include "holdtrace/partial_report.h"

// An input of the run, and where its parts are.
struct parts_input {
    struct ht_partial *parts;
    const struct ht_part_input *input;
};

struct put_together {
    struct ht_partial_run run;
    const struct parts_input *inputs; // sorted by the bytes of their paths
    size_t input_count;
    const struct ht_part_end *const *ends; // what the runs were given
    size_t end_count;
    const char *const *not_reached; // inputs that the run did not come to
    size_t not_reached_count;
    bool quiet;
};

/*
 * Fills OUT->run from OUT->inputs and the rest, and says on standard error what is wrong with inputs: warnings unless
 * quiet. OUT->run.frame, .parts and .outcome are set before: the outcome to what is known already. Lives in ARENA.
 */
enum ht_status put_together(struct put_together *out, struct ht_arena *arena, struct ht_error *err);

// The exit code of RUN, as ht_scan_exit_code.
int partial_exit_code(const struct ht_partial_run *run);

#endif
