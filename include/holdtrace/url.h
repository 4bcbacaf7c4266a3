// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What has to be known of a URL before anything is sent there: its scheme and host, and whether it may be asked at
 * all. Opens nothing and resolves nothing.
 */
#ifndef HOLDTRACE_URL_H
#define HOLDTRACE_URL_H

#include <stdbool.h>

#include "holdtrace/text.h"

struct ht_url {
    bool https;
    struct ht_slice host; // without port; an IPv6 address with its brackets
    const char *path;     // from the "/" on, or "" when there is none; query and fragment included
};

/*
 * Takes TEXT apart; *OUT points into it. False unless it is http or https with a host, of printable ASCII without
 * blanks, backslashes, or a user name before the host (which programs read differently).
 */
bool ht_url_parse(const char *text, struct ht_url *out);

// Whether HOST is this machine: "localhost", 127.0.0.0/8 written in four numbers, or "[::1]".
bool ht_url_is_loopback(struct ht_slice host);

/*
 * Why URL must not be asked, or NULL when it may: it is no URL; it is not https, its host is not this machine and
 * INSECURE is false; or FROM (NULL: none), the page that leads there, is https and URL is not.
 */
const char *ht_url_refusal(const char *from, const char *url, bool insecure);

/*
 * The last part of the path of URL, as the name of a file: letters, digits, ".", "_" and "-", others replaced by "_",
 * no dot at the start, at most SIZE - 1 bytes. False when nothing is left.
 */
bool ht_url_file_name(const char *url, char *name, size_t size);

#endif
