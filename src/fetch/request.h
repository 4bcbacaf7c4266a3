// SPDX-License-Identifier: GPL-3.0-or-later
// The helper's arguments: see fetch_protocol.h.
#ifndef HOLDTRACE_FETCH_REQUEST_H
#define HOLDTRACE_FETCH_REQUEST_H

#include <stdbool.h>
#include <stdint.h>

struct request {
    const char *url, *output, *agent;
    const char *validator, *etag, *since; // NULL: not given
    bool insecure;
    int64_t most, from;
    int64_t connect, stall, redirects;
};

// Reads ARGV[1..ARGC); false with a message in *WHY when an argument is missing, unknown or of another version.
bool request_read(int argc, char **argv, struct request *out, const char **why);

#endif
