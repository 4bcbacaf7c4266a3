// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The bytes of a file of any size, in pieces, so that a register of several gigabytes needs no more memory than a
 * list of one page: as it stands, or out of a zip archive of one file. What is packed in another way is unpacked
 * whole, and so bounded by HT_UNPACKED_MOST_MIB. Knows nothing of what the bytes mean.
 */
#ifndef HOLDTRACE_STREAM_H
#define HOLDTRACE_STREAM_H

#include <stdbool.h>
#include <stddef.h>

#include "holdtrace/hash.h"
#include "holdtrace/status.h"

// Takes LEN bytes; false ends the reading early.
typedef bool ht_stream_take(void *context, const char *bytes, size_t len);

/*
 * Hands the bytes of the file PATH to TAKE in order. HT_OK also when TAKE ended it. HT_ERR_IO: it cannot be read;
 * HT_ERR_FORMAT: the archive is damaged, or holds several files; HT_ERR_LIMIT: a bound against archives that are made
 * to fill a disk. Messages name PATH.
 */
enum ht_status ht_stream_read(const char *path, ht_stream_take *take, void *context, struct ht_error *err);

// The digest of the file PATH as it stands, packed or not.
enum ht_status ht_stream_digest(const char *path, char sha256[HT_SHA256_TEXT], struct ht_error *err);

#endif
