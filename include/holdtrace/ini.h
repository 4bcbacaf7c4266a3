// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * INI text, as layouts and screens are written: `[section]`, `key = value`, comments after `;` or `#`.
 *
 * The one place where <ini.h> (inih) is used. inih cuts what does not fit its buffers without a word; here that is an
 * error instead. Does not know what any section or key means.
 */
#ifndef HOLDTRACE_INI_H
#define HOLDTRACE_INI_H

#include "holdtrace/status.h"

// Bytes a line, and a section or key name, may have. A longer value is given in several lines, one key each.
enum { HT_INI_MAX_LINE = 190, HT_INI_MAX_NAME = 48 };

struct ht_ini_entry {
    const char *section; // "" before the first section
    const char *key;
    const char *value; // without blanks at its ends and without a comment that follows a blank and `;`
    long line;         // from 1
};

/*
 * Takes one entry; the strings are valid during the call only. A status other than HT_OK ends the reading; the
 * message in *err is then given NAME and line by ht_ini_parse.
 */
typedef enum ht_status (*ht_ini_handler)(void *user, const struct ht_ini_entry *entry, struct ht_error *err);

/*
 * Reads TEXT, calling HANDLER for every entry in order. A line that begins with blanks continues the one above it:
 * HANDLER is called again with the same key. NAME stands in messages only ("screens/x.ini"). HT_ERR_FORMAT for a line
 * that is no INI, or too long; else what HANDLER returned.
 */
enum ht_status ht_ini_parse(const char *text, const char *name, ht_ini_handler handler, void *user,
                            struct ht_error *err);

#endif
