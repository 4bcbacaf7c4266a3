// SPDX-License-Identifier: GPL-3.0-or-later
// URLs, as strictly as is needed to be sure of the host: url.h.
#include "holdtrace/url.h"

#include <string.h>

static bool is_plain(const char *text) {
    for (const char *at = text; *at; at++)
        if (*at <= ' ' || *at >= 0x7f || *at == '\\')
            return false;
    return true;
}

// The length of the host that TEXT begins with; the brackets of an IPv6 address hold colons.
static size_t host_length(const char *text) {
    return text[0] == '[' ? strcspn(text, "]/?#") + 1 : strcspn(text, ":/?#");
}

bool ht_url_parse(const char *text, struct ht_url *out) {
    if (!text || !is_plain(text) || !(ht_text_starts(text, "https://") || ht_text_starts(text, "http://")))
        return false;
    bool https = ht_to_lower(text[4]) == 's';
    const char *authority = text + (https ? strlen("https://") : strlen("http://"));
    size_t len = strcspn(authority, "/?#"), host = host_length(authority);
    if (len == 0 || host == 0 || host > len || memchr(authority, '@', len))
        return false;
    if (host < len && strspn(authority + host + 1, "0123456789") != len - host - 1)
        return false;
    *out = (struct ht_url){https, {authority, host}, authority + len};
    return true;
}

// Four numbers of at most three digits, with dots.
static bool is_ipv4(struct ht_slice host) {
    size_t dots = 0, digits = 0;
    for (size_t i = 0; i < host.len; i++) {
        if (ht_is_digit(host.data[i]))
            digits++;
        else if (host.data[i] != '.' || digits == 0 || ++dots > 3)
            return false;
        else
            digits = 0;
        if (digits > 3)
            return false;
    }
    return dots == 3 && digits > 0;
}

bool ht_url_is_loopback(struct ht_slice host) {
    return ht_slice_same(host, ht_slice_of("localhost")) || ht_slice_same(host, ht_slice_of("[::1]")) ||
           (is_ipv4(host) && memcmp(host.data, "127.", 4) == 0);
}

const char *ht_url_refusal(const char *from, const char *url, bool insecure) {
    struct ht_url there, here;
    if (!ht_url_parse(url, &there))
        return "it is no plain http or https address";
    if (there.https)
        return NULL;
    if (from && ht_url_parse(from, &here) && here.https)
        return "it leads from https to http, where anybody on the way could change the file";
    if (!insecure && !ht_url_is_loopback(there.host))
        return "it is http, where anybody on the way could change the file; only https is asked unless insecure_http "
               "= yes";
    return NULL;
}

static bool is_file_character(char c) {
    return ht_is_alpha(c) || ht_is_digit(c) || c == '.' || c == '_' || c == '-';
}

bool ht_url_file_name(const char *url, char *name, size_t size) {
    struct ht_url parts;
    if (!ht_url_parse(url, &parts))
        return false;
    size_t len = strcspn(parts.path, "?#"), start = len, used = 0;
    while (start > 0 && parts.path[start - 1] != '/')
        start--;
    while (start < len && parts.path[start] == '.')
        start++;
    for (; start < len && used + 1 < size; start++)
        name[used++] = is_file_character(parts.path[start]) ? parts.path[start] : '_';
    name[used] = '\0';
    return used > 0;
}
