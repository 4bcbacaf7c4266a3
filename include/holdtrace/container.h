// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What a user hands us, as the files in it: a plain file is one; a compressed one is one, unpacked; an archive (zip,
 * tar, compressed tar) is one for each regular member. A workbook is a zip by its bytes and one file by its meaning.
 * Does not know about holdings.
 *
 * An archive inside an archive is not opened, but named; a compressed file inside an archive is unpacked. Hidden
 * members (".name", "__MACOSX/") are left out, as hidden files are when a directory is walked.
 */
#ifndef HOLDTRACE_CONTAINER_H
#define HOLDTRACE_CONTAINER_H

#include <stdbool.h>

#include "holdtrace/arena.h"
#include "holdtrace/diag.h"
#include "holdtrace/source.h"

// Bounds against archives that are made to fill a memory; past one of them the finding is `bound-reached`.
enum {
    HT_UNPACKED_MOST_MIB = 2048, // what comes out of one container, in all
    HT_RATIO_MOST = 1000,        // what comes out, in times of what went in,
    HT_RATIO_FREE_MIB = 64,      // when it is more than this
    HT_MEMBERS_MOST = 10000      // members of one archive
};

// What a file came out of; `path` is NULL when it was read as it stands.
struct ht_origin {
    const char *path;
    char sha256[HT_SHA256_TEXT]; // of the container as given
};

struct ht_item {
    const char *path;               // of the file; of a member "ARCHIVE.zip/member.csv"
    const struct ht_source *source; // NULL: it could not be unpacked, the findings say why; valid until the next step
    struct ht_origin origin;
    bool member; // of an archive of several files
};

struct ht_container;

// Opens PATH ("-": standard input) and reads it whole; PATH is kept as it is. *OUT is given back by
// ht_container_close.
enum ht_status ht_container_open(const char *path, struct ht_container **out, struct ht_error *err);
void ht_container_close(struct ht_container *container);

// The digest of what PATH holds, as given.
const char *ht_container_sha256(const struct ht_container *container);

// Whether it is an archive of several files.
bool ht_container_is_archive(const struct ht_container *container);

/*
 * Steps to the next file; false after the last one. Damage, encryption and bounds are findings, with an item that has
 * no source: that of the member, or of the archive as a whole. Strings of *ITEM are in ARENA.
 */
bool ht_container_next(struct ht_container *container, struct ht_arena *arena, struct ht_item *item,
                       struct ht_findings *findings);

#endif
