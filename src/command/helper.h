// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A helper program that makes a file of what it is told, run where its kind of file was asked for. It reads its
 * standard input to the end before it writes, and says on standard error what is wrong.
 */
#ifndef HOLDTRACE_HELPER_H
#define HOLDTRACE_HELPER_H

#include "holdtrace/status.h"
#include "holdtrace/text.h"

/*
 * Runs PROGRAM with INPUT and adds what it writes to ANSWER. HT_ERR_IO: it could not be started, or did not do its
 * work; then what ANSWER got is no file, but may tell why.
 */
enum ht_status helper_run(const char *program, const struct ht_buffer *input, struct ht_buffer *answer,
                          struct ht_error *err);

#endif
