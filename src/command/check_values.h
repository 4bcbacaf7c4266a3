// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Values of check's options that are words or numbers of their own: text to meaning. NULL: the option was not given.
 * HT_ERR_USAGE, with what would be right, for anything else.
 */
#ifndef HOLDTRACE_CHECK_VALUES_H
#define HOLDTRACE_CHECK_VALUES_H

#include "holdtrace/report.h"

// --sort
enum ht_status read_order(const char *name, enum ht_order *order, struct ht_error *err);
// --paper
enum ht_status read_paper(const char *name, struct ht_error *err);
// --share K/N: *SHARE is K - 1; all, 0 of 1, by default.
enum ht_status read_share(const char *text, size_t *share, size_t *shares, struct ht_error *err);
// --settle, whose default depends on whether there is a STORE
enum ht_status read_settle(const char *text, const char *store, long *seconds, struct ht_error *err);

#endif
