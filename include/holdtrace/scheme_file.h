// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What an investor's own table says of a whole scheme: which file of holdings is which manager's mandate, and how
 * much of the scheme each is. Does not open the files that it names.
 *
 * A header line names the columns, in any order: file, and share or value; mandate, manager, fund, currency.
 */
#ifndef HOLDTRACE_SCHEME_FILE_H
#define HOLDTRACE_SCHEME_FILE_H

#include "holdtrace/decimal.h"
#include "holdtrace/diag.h"
#include "holdtrace/hash.h"
#include "holdtrace/status.h"

struct ht_scheme_row {
    long line;
    const char *file;           // as written
    const char *path;           // the same, from where the scheme file lies
    const char *fund;           // name or id of the fund that is meant; NULL: the only one of the file
    const char *mandate;        // as `file` where no mandate is named
    const char *manager;        // NULL when absent
    struct ht_amount share_pct; // of the scheme; known. From values, six decimals by the largest remainder
    struct ht_amount value;     // unknown when absent
};

struct ht_scheme_file {
    const char *path;
    char sha256[HT_SHA256_TEXT];
    struct ht_scheme_row *rows; // in the order of the file
    size_t count;
    const char *currency;   // of all values; NULL when not stated, or values are not of one currency
    bool by_value;          // shares were made from the values
    struct ht_amount value; // sum of the values where every row has one and all are of one currency; else unknown
    struct ht_findings findings;
};

/*
 * Reads PATH, delimited text or a workbook. A row without a file, or without a share that can be read, is trouble and
 * left out, so that its share stays outside the files; where shares come from values each row is needed, and one that
 * cannot be read refuses the whole. *OUT lives in ARENA. HT_ERR_FORMAT when PATH is no such table.
 */
enum ht_status ht_scheme_file_read(const char *path, struct ht_arena *arena, struct ht_scheme_file *out,
                                   struct ht_error *err);

#endif
