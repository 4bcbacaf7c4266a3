// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A zip archive, in memory or a file: its members, and the bytes of one of them as they come. The one wrapper over
 * libzip, which is loaded when the first archive is opened. Private to the ingest stage.
 *
 * Sizes that an archive declares are never believed: what comes out is counted, and too much of it, or too much for
 * what went in, ends the reading.
 */
#ifndef HOLDTRACE_ZIP_H
#define HOLDTRACE_ZIP_H

#include <stdbool.h>
#include <stddef.h>

#include "holdtrace/status.h"

enum {
    HT_ZIP_MEMBERS = 100000,   // of one archive
    HT_ZIP_OUT_MIB = 2048,     // of all members read from one archive in memory
    HT_ZIP_FILE_MIB = 65536,   // of all members read from an archive that is a file: nothing of them is kept
    HT_ZIP_RATIO = 200,        // of a member, once
    HT_ZIP_RATIO_FROM_MIB = 64 // so much came out of it
};

struct ht_zip;

/*
 * Opens the archive of SIZE bytes at BYTES, which must stay where they are. *OUT is given back by ht_zip_close.
 * HT_ERR_NOT_FOUND: the library is not installed; HT_ERR_FORMAT: no archive, or a damaged one; HT_ERR_LIMIT: too many
 * members. Messages name no file.
 */
enum ht_status ht_zip_open(const void *bytes, size_t size, struct ht_zip **out, struct ht_error *err);
// The same with the archive that is the file PATH, of any size.
enum ht_status ht_zip_open_file(const char *path, struct ht_zip **out, struct ht_error *err);
void ht_zip_close(struct ht_zip *zip);

// How many members there are, folders among them.
size_t ht_zip_count(const struct ht_zip *zip);

// The name of member INDEX (UTF-8, as stored; "" when it cannot be told), valid until closed.
const char *ht_zip_name(const struct ht_zip *zip, size_t index);

// The member NAME, compared without ASCII case; false when there is none.
bool ht_zip_find(const struct ht_zip *zip, const char *name, size_t *index);

// Takes LEN bytes; false ends the reading early.
typedef bool ht_zip_take(void *context, const char *bytes, size_t len);

/*
 * Hands the bytes of member INDEX to TAKE in order, in pieces. HT_OK also when TAKE ended it. HT_ERR_FORMAT: damaged,
 * encrypted, or packed in a way that the library does not know; HT_ERR_LIMIT: it grows beyond the bounds above.
 */
enum ht_status ht_zip_read(struct ht_zip *zip, size_t index, ht_zip_take *take, void *context, struct ht_error *err);

#endif
