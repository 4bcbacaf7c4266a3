// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The lines of the reader's own list as its file has them, before anything is looked up. Private to the stage.
 */
#ifndef RESOLVE_EXCLUSION_LINES_H
#define RESOLVE_EXCLUSION_LINES_H

#include "holdtrace/exclusions.h"
#include "resolve/row.h"

struct exclusion_id {
    enum ht_id_kind kind;
    const char *value; // valid, normal form
};

struct exclusion_line {
    long line;
    const char *sheet;                                     // NULL: the file has one table
    const char *name, *country, *note, *ticker, *exchange; // NULL when absent
    struct exclusion_id *ids;
    size_t id_count, id_capacity;
    bool ended; // the list itself says that it no longer holds
};

/*
 * Reads PATH, delimited text or a workbook, by the header vocabulary and the words that such lists use besides, and
 * gives each line that names a company to TAKE. Findings go to RUN; *LOST counts lines that name nobody.
 * HT_ERR_FORMAT when no row names a column that tells a company.
 */
struct exclusion_taker {
    void (*take)(void *user, const struct exclusion_line *line);
    void *user;
};
enum ht_status exclusion_lines_read(struct run *run, const char *path, struct exclusion_taker taker,
                                    char sha256[HT_SHA256_TEXT], size_t *lost, struct ht_error *err);

#endif
