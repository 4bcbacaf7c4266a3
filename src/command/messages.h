// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Messages on standard error: "holdtrace: FILE:LINE: what is wrong; what was done".
 */
#ifndef HOLDTRACE_MESSAGES_H
#define HOLDTRACE_MESSAGES_H

#include <stdbool.h>
#include <stddef.h>

#include "holdtrace/diag.h"
#include "holdtrace/status.h"

/*
 * Has messages written as FORMAT says: "text" (NULL as well) or "json", an object a line by schemas/log-1.json with
 * the time of day in UTC. For the start of a command. HT_ERR_USAGE for anything else.
 */
enum ht_status messages_in(const char *format, struct ht_error *err);

bool messages_are_json(void);

// The last line of a log in JSON: how the run ended, over how many FILES, and how long it took. Nothing in text.
void log_end(int exit_code, size_t files);

// When the command began, in UTC as "2026-11-27T02:30:00Z", and the seconds since, as "12.345".
enum { LOG_TIME = 32 };
void log_began(char text[LOG_TIME]);
void log_took(char text[LOG_TIME]);

// One message that concerns no line of a file.
void say(const char *format, ...) __attribute__((format(printf, 1, 2)));

// The message of ERR.
void say_error(const struct ht_error *err);

// The findings about PATH: what is trouble always, warnings unless QUIET; notes stand in the report only.
void say_findings(const char *path, const struct ht_findings *findings, bool quiet);

// Likewise of a file beside the holdings; of one of which nothing was TAKEN the first alone: the reason follows.
void say_findings_of(const char *path, const struct ht_findings *findings, bool taken, bool quiet);

// How PATH is called in messages and reports: "-" is "(standard input)".
const char *path_label(const char *path);

#endif
