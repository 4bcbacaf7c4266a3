// SPDX-License-Identifier: GPL-3.0-or-later
// Scanning the benchmark: see check_benchmark.h.
#include "command/check_benchmark.h"

#include "command/messages.h"
#include "command/setup.h"

enum ht_status benchmark_scan(const struct pipeline *pipeline, const char *path, bool quiet, struct ht_arena *arena,
                              struct ht_benchmark_file *out, struct ht_error *err) {
    struct inputs inputs;
    struct results results;
    *out = (struct ht_benchmark_file){.path = path, .trouble = true};
    inputs_gather(&path, 1, arena, &inputs);
    enum ht_status status = pipeline_run(pipeline, &inputs, arena, &results, err);
    if (status != HT_OK)
        return status;
    say_results(&results, quiet);
    if (results.account_count == 1) {
        out->account = results.accounts;
        out->trouble = results.trouble;
        return HT_OK;
    }
    out->why = results.account_count == 0
                   ? "no holdings were read from it"
                   : ht_arena_format(arena, "it holds %zu funds, and a benchmark is one", results.account_count);
    say("%s: %s; nothing is compared with it", path, out->why);
    return HT_OK;
}
