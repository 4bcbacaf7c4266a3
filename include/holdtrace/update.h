// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Downloading the sources of an update: each into a folder of its own, with what is needed to ask for it again only
 * when it changed. A source is replaced whole or not at all; what fails leaves the version that was there.
 *
 * The network is opened by the helper program holdtrace-fetch only. Nothing is imported or built here: see
 * update_install.h.
 */
#ifndef HOLDTRACE_UPDATE_H
#define HOLDTRACE_UPDATE_H

#include "holdtrace/date.h"
#include "holdtrace/hash.h"
#include "holdtrace/update_config.h"

// A downloaded file.
struct ht_update_file {
    const char *name, *path;           // its name, and with its folder
    const char *url, *etag, *modified; // where from, and what tells a newer version; NULL: not told
    int64_t size;
    char sha256[HT_SHA256_TEXT];
    struct ht_date retrieved_on; // the day on which these bytes were downloaded
};

enum ht_update_result { HT_UPDATE_NEW, HT_UPDATE_UNCHANGED, HT_UPDATE_FAILED };

// What became of one source.
struct ht_update_outcome {
    const struct ht_update_source *source;
    enum ht_update_result result;
    const char *why;              // when it failed: one sentence
    struct ht_update_file *files; // the version that is there now, also when a newer one failed; none: file_count 0
    size_t file_count;
};

// How an update makes itself heard while it works. Each may be NULL.
struct ht_update_listener {
    void *user;
    // GOT bytes of SIZE (-1: not known) of a file of SOURCE are there.
    void (*progress)(void *user, const char *source, const char *file, int64_t got, int64_t size);
    // Something went wrong and is tried again.
    void (*trouble)(void *user, const char *source, const char *message);
};

struct ht_update_order {
    const struct ht_update_config *config;
    const char *downloads; // the folder of all sources; made when it is not there
    const char *helper;    // path of holdtrace-fetch
    const char *agent;     // the User-Agent
    struct ht_date today;
    struct ht_update_listener listener;
};

/*
 * The name under which an update asks: PROGRAM/VERSION (CONTACT), in ARENA. NULL when CONTACT is neither an e-mail
 * address nor an http or https address.
 */
const char *ht_update_agent(const char *contact, struct ht_arena *arena);

// Downloads SOURCE if it changed. Whatever goes wrong is in *OUT, in ARENA.
void ht_update_download(const struct ht_update_order *order, const struct ht_update_source *source,
                        struct ht_arena *arena, struct ht_update_outcome *out);

// What is there of SOURCE, without asking or changing anything: *OUT is UNCHANGED.
void ht_update_present(const char *downloads, const struct ht_update_source *source, struct ht_arena *arena,
                       struct ht_update_outcome *out);

#endif
