// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What "check --bundle" keeps of a run, and which options of a run a bundle may repeat.
 */
#ifndef HOLDTRACE_COMMAND_BUNDLE_H
#define HOLDTRACE_COMMAND_BUNDLE_H

#include "command/command.h"
#include "command/inputs.h"
#include "command/overwrites.h"
#include "holdtrace/report.h"

// An option of check that shapes what it reports.
struct bundled_option {
    const char *name;
    enum bundled_kind {
        BUNDLED_VALUE,
        BUNDLED_SCREEN,   // a name, or a file that is always enclosed
        BUNDLED_FILE,     // always enclosed
        BUNDLED_HOLDINGS, // enclosed like inputs
    } kind;
};

// The option NAME; NULL when it shapes no report, and so is not kept, nor done when a bundle demands it.
const struct bundled_option *bundled_option(const char *name);

// Whether VALUE of OPTION is the path of a file.
bool bundled_is_path(const struct bundled_option *option, const char *value);

// A bundle that was ordered.
struct bundle_order {
    const char *path; // NULL: none was
    bool inputs;      // enclose them
    const struct invocation *invocation;
    const struct inputs *holdings, *look_through;
    const char *const *listed; // what a list names beside the operands
    size_t listed_count;
};

// HT_ERR_USAGE for --bundle-inputs without --bundle PATH.
enum ht_status bundle_options(const char *path, bool inputs, struct ht_error *err);

// HT_ERR_USAGE when the bundle of ORDER would replace one of KEPT, to which it is added.
enum ht_status bundle_protect(const struct bundle_order *order, struct kept_paths *kept, struct ht_error *err);

// HT_ERR_USAGE, before anything is scanned, when the run of ORDER could not be repeated from a bundle.
enum ht_status bundle_refuse(const struct bundle_order *order, struct ht_error *err);

// Writes the bundle of SCAN, if one was ordered. False, and said, when it could not be written.
bool bundle_write(const struct bundle_order *order, const struct ht_scan *scan, struct ht_arena *arena);

#endif
