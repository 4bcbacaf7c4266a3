// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The evidence of one scan, kept for later: a zip of its report, of what decided it, and of a manifest that names
 * both. Reads and writes manifests, and holds members against them; repeats nothing.
 *
 * A bundle is not signed: it shows that its members belong together, not who put them there.
 */
#ifndef HOLDTRACE_BUNDLE_H
#define HOLDTRACE_BUNDLE_H

#include <stdbool.h>
#include <stddef.h>

#include "holdtrace/arena.h"
#include "holdtrace/hash.h"
#include "holdtrace/status.h"
#include "holdtrace/stored_zip.h"

#define HT_BUNDLE_MANIFEST "manifest.json"
#define HT_BUNDLE_REPORT "report.json"
#define HT_BUNDLE_REFERENCE "reference.db"

// A file that the run read.
struct ht_bundle_file {
    const char *role; // "input", or the option that named it
    const char *path; // as named, below the folder that the run was started in
    size_t size;
    const char *sha256;
    bool enclosed;
};

struct ht_bundle_option {
    const char *name, *value; // value NULL: a switch
};

struct ht_bundle_digest {
    const char *name, *sha256;
    size_t size;
};

struct ht_bundle {
    const char *version, *as_of;
    const char *reference_sha256; // of its content
    bool reference_enclosed;
    const struct ht_bundle_option *options;
    size_t option_count;
    const char *const *operands;
    size_t operand_count;
    const struct ht_bundle_file *files;
    size_t file_count;
    const struct ht_bundle_digest *members; // by name, all but the manifest
    size_t member_count;
};

// Whether PATH leads to a file below the current folder whatever that is: not absolute, no "..", not "-", and UTF-8.
bool ht_bundle_path_fits(const char *path);

// The member that holds the file PATH, which fits: one name for all ways to write it.
const char *ht_bundle_member_name(const char *path, struct ht_arena *arena);

/*
 * Writes MEMBERS, which are put into order, to PATH with the manifest of BUNDLE, whose own `members` are not asked.
 * The same run gives the same bytes.
 */
enum ht_status ht_bundle_write(const char *path, const struct ht_bundle *bundle, struct ht_zip_member *members,
                               size_t count, struct ht_arena *arena, struct ht_error *err);

// The manifest TEXT, in ARENA. HT_ERR_FORMAT when it is none, or a path in it does not fit; the message names no
// file.
enum ht_status ht_bundle_manifest(struct ht_slice text, struct ht_arena *arena, struct ht_bundle *out,
                                  struct ht_error *err);

// Something about a member that is not as the manifest has it.
struct ht_bundle_fault {
    const char *member, *what;
};

// Holds MEMBERS against BUNDLE: damaged, changed, missing, added, given twice. *COUNT faults, by member, in ARENA.
const struct ht_bundle_fault *ht_bundle_faults(const struct ht_bundle *bundle, const struct ht_zip_member *members,
                                               size_t member_count, struct ht_arena *arena, size_t *count);

// The member NAME of MEMBERS; NULL when there is none.
const struct ht_zip_member *ht_bundle_member(const struct ht_zip_member *members, size_t count, const char *name);

#endif
