// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The tables of a store, and how one of an earlier format becomes one of this.
 */
#ifndef HOLDTRACE_HISTORY_SCHEMA_H
#define HOLDTRACE_HISTORY_SCHEMA_H

#include <stdbool.h>

#include "base/db.h"

enum { STORE_APPLICATION_ID = 0x48547374, STORE_FORMAT = 2 }; // "HTst"

/*
 * Sees to it that DB, opened from PATH, is a store of STORE_FORMAT. With WRITE an empty file becomes one, and one of
 * an earlier format is brought to this; a transaction is open afterwards. HT_ERR_DATABASE when it is something else.
 */
enum ht_status store_schema(struct db *db, const char *path, bool write, struct ht_error *err);

#endif
