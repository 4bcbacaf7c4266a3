// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * One file, asked for until it is whole, with a bound on how often and how long: what broke off is continued, what is
 * wrong is thrown away, and a server that asks to wait is waited for.
 */
#ifndef HOLDTRACE_UPDATE_ATTEMPTS_H
#define HOLDTRACE_UPDATE_ATTEMPTS_H

#include "update/content.h"
#include "update/helper.h"

struct attempts {
    const struct ht_update_order *order;
    const struct ht_update_source *source;
    const char *what; // the file, in messages
    // How a request is made and how time passes; tests have their own.
    enum ht_status (*fetch)(const struct helper *helper, const struct fetch_request *request, struct ht_arena *arena,
                            struct fetch_result *out, struct ht_error *err);
    void (*wait)(int64_t seconds);
};

struct attempted {
    bool unchanged; // the server says that the file is still what was asked about; there is no new one
    struct fetch_result answer;
    int64_t size;
    char sha256[HT_SHA256_TEXT];
};

// Attempts by the helper program and the clock.
struct attempts attempts_for(const struct ht_update_order *order, const struct ht_update_source *source,
                             const char *what);

/*
 * Downloads REQUEST to its output, which is then whole and as WISH has it. NULL, or why not, as a sentence in ARENA;
 * what was downloaded of it may be left to be continued by a later call.
 */
const char *attempts_make(const struct attempts *attempts, struct fetch_request request,
                          const struct content_wish *wish, struct ht_arena *arena, struct attempted *out);

#endif
