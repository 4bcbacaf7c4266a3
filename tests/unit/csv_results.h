// SPDX-License-Identifier: GPL-3.0-or-later
// CSV read into rows, for tests.
#ifndef HOLDTRACE_CSV_RESULTS_H
#define HOLDTRACE_CSV_RESULTS_H

#include "test_base.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <json-c/json.h>

#include "holdtrace/arena.h"
#include "holdtrace/csv.h"
#include "holdtrace/source.h"

struct result {
    struct ht_arena *arena;
    struct ht_grid grid;
    struct ht_findings findings;
};

static inline struct result read_text(const char *text, size_t len, char delimiter) {
    struct result r = {.arena = ht_arena_new()};
    struct ht_error err = {HT_OK, ""};
    r.findings = ht_findings_in(r.arena);
    struct ht_slice slice = {text, len};
    assert_int_equal(ht_csv_read(slice, delimiter, r.arena, &r.grid, &r.findings, &err), HT_OK);
    return r;
}

#endif
