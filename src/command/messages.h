// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Messages on standard error: "holdtrace: FILE:LINE: what is wrong; what was done".
 */
#ifndef HOLDTRACE_MESSAGES_H
#define HOLDTRACE_MESSAGES_H

#include <stdbool.h>

#include "holdtrace/diag.h"
#include "holdtrace/status.h"

// One message that concerns no line of a file.
void say(const char *format, ...) __attribute__((format(printf, 1, 2)));

// The message of ERR.
void say_error(const struct ht_error *err);

// The findings about PATH: what is trouble always, warnings unless QUIET; notes stand in the report only.
void say_findings(const char *path, const struct ht_findings *findings, bool quiet);

// How PATH is called in messages and reports: "-" is "(standard input)".
const char *path_label(const char *path);

#endif
