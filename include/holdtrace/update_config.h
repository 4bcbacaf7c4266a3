// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The INI file that tells `ref update` what to download: section [update] for how, each other section a source. See
 * holdtrace-ref-update(1). Reads the file and checks each key; asks nobody anything.
 */
#ifndef HOLDTRACE_UPDATE_CONFIG_H
#define HOLDTRACE_UPDATE_CONFIG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "holdtrace/arena.h"
#include "holdtrace/source.h"

// Whether the licence of a source has to be accepted before it is downloaded.
enum ht_update_licence { HT_UPDATE_LICENCE_OPEN, HT_UPDATE_LICENCE_NOT_ACCEPTED, HT_UPDATE_LICENCE_ACCEPTED };

struct ht_update_source {
    const char *name, *title, *licence, *format; // but for the name NULL when not given
    bool enabled, insecure;
    enum ht_update_licence acceptance;
    const char **urls; // at least one
    size_t url_count;
    const char *file; // the name to keep the file under; NULL: what the URL ends in
    // Paths into the JSON that the one URL gives: where the file is, its size, its name. NULL: not given.
    const char *discover, *discover_size, *discover_file;
    const char *sha256, *sha256_url; // the published digest, or where it is; NULL: none
    bool checks_content;
    enum ht_content content; // what the file has to be, when CHECKS_CONTENT
    int64_t most_bytes;
    long line; // of the section
};

struct ht_update_config {
    const char *path;
    const char *contact; // NULL: none
    int64_t attempts;    // at one file, at least 1
    int64_t retry_wait;  // seconds before the second attempt, doubled with each
    int64_t longest_wait;
    int64_t connect, stall; // seconds: until a connection stands; without a byte
    struct ht_update_source *sources;
    size_t source_count, source_capacity;
};

/*
 * Reads TEXT, whose name is PATH, into *OUT, in ARENA. HT_ERR_FORMAT with file and line for a key, a word or a number
 * that is not known, a source without url, and what contradicts itself.
 */
enum ht_status ht_update_config_parse(const char *text, const char *path, struct ht_arena *arena,
                                      struct ht_update_config *out, struct ht_error *err);

// The same of the file PATH.
enum ht_status ht_update_config_read(const char *path, struct ht_arena *arena, struct ht_update_config *out,
                                     struct ht_error *err);

// The source of that name, or NULL.
const struct ht_update_source *ht_update_source_named(const struct ht_update_config *config, const char *name);

#endif
