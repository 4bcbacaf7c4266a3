// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Zip archives that we write, and all members of one that was handed to us. What is written is stored as it is, with
 * fixed times, so that the same members give the same bytes whatever libraries are installed; what is read may be
 * packed by others. Does not know what the members mean.
 */
#ifndef HOLDTRACE_STORED_ZIP_H
#define HOLDTRACE_STORED_ZIP_H

#include "holdtrace/arena.h"
#include "holdtrace/status.h"
#include "holdtrace/text.h"

struct ht_zip_member {
    const char *name;      // UTF-8, with slashes
    struct ht_slice bytes; // .data NULL: the member could not be read
    const char *why;       // why not; NULL when it was read
    size_t capacity;       // of bytes that were read: for ht_zip_members_free
};

/*
 * Writes MEMBERS, in their order, to PATH: whole or not at all. HT_ERR_LIMIT beyond what a zip of 32 bits holds:
 * 65535 members, 4 GiB in all.
 */
enum ht_status ht_zip_members_write(const char *path, const struct ht_zip_member *members, size_t count,
                                    struct ht_error *err);

/*
 * All members of the archive PATH, folders left out, in the archive's order and in ARENA, but for their bytes, which
 * ht_zip_members_free gives back. A member that is damaged, encrypted or too large has a reason and no bytes. Fails
 * when the archive itself cannot be read; the message names PATH.
 */
enum ht_status ht_zip_members_read(const char *path, struct ht_arena *arena, struct ht_zip_member **members,
                                   size_t *count, struct ht_error *err);
void ht_zip_members_free(struct ht_zip_member *members, size_t count);

#endif
