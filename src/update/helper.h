// SPDX-License-Identifier: GPL-3.0-or-later
// One request, made by the helper program holdtrace-fetch: see fetch_protocol.h.
#ifndef HOLDTRACE_UPDATE_HELPER_H
#define HOLDTRACE_UPDATE_HELPER_H

#include <stdbool.h>
#include <stdint.h>

#include "holdtrace/arena.h"
#include "holdtrace/fetch_protocol.h"
#include "holdtrace/status.h"

struct fetch_request {
    const char *url, *output;
    const char *validator;    // of the bytes of OUTPUT that are there; NULL: none are
    const char *etag, *since; // NULL: whatever is there
    int64_t from, most;
    bool insecure;
};

// Texts are in the arena; NULL or -1: not told.
struct fetch_result {
    enum ht_fetch_outcome outcome;
    const char *text; // of the helper, when the request failed
    const char *etag, *modified, *type, *url;
    int64_t status, size, got, start, wait;
};

struct helper {
    const char *path, *agent;
    int64_t connect, stall; // seconds
    void *user;
    // Called as bytes come in; NULL: nobody is told.
    void (*progress)(void *user, int64_t got, int64_t size);
};

/*
 * Runs the helper for REQUEST. HT_OK: *OUT tells what became of it. HT_ERR_NOT_FOUND, HT_ERR_IO: the helper could not
 * be started, is of another version, or did not do its work.
 */
enum ht_status helper_fetch(const struct helper *helper, const struct fetch_request *request, struct ht_arena *arena,
                            struct fetch_result *out, struct ht_error *err);

#endif
