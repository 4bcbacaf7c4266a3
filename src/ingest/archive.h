// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Archives and compressed streams in memory, over libarchive, which is loaded on first need. Private to the ingest
 * stage.
 */
#ifndef HOLDTRACE_ARCHIVE_H
#define HOLDTRACE_ARCHIVE_H

#include <stdbool.h>
#include <stddef.h>

#include "holdtrace/arena.h"
#include "ingest/unpack.h"

enum ht_archive_kind {
    HT_ARCHIVE_STREAM, // one file, packed: xz, zstd, bzip2, lzma, lz4, compress
    HT_ARCHIVE_ZIP,
    HT_ARCHIVE_TAR
};

struct ht_archive_member {
    const char *name; // in UTF-8
    bool regular;     // a file: no folder, no link
    bool encrypted;
};

enum ht_archive_step { HT_ARCHIVE_MEMBER, HT_ARCHIVE_END, HT_ARCHIVE_BROKEN };

struct ht_archive;

// Opens the SIZE bytes at BYTES, which stay where they are until ht_archive_close. NULL, with a finding, on failure.
struct ht_archive *ht_archive_open(enum ht_archive_kind kind, const unsigned char *bytes, size_t size,
                                   struct ht_findings *findings);

// Steps to the next member; its name is in ARENA. HT_ARCHIVE_BROKEN comes with a finding.
enum ht_archive_step ht_archive_next(struct ht_archive *archive, struct ht_arena *arena,
                                     struct ht_archive_member *member, struct ht_findings *findings);

// Unpacks the member that was stepped to. False, with a finding, when it is damaged or too large.
bool ht_archive_read(struct ht_archive *archive, struct ht_unpacked *out, struct ht_findings *findings);

void ht_archive_close(struct ht_archive *archive);

#endif
