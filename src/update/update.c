// SPDX-License-Identifier: GPL-3.0-or-later
// What an update needs besides its downloads: a name to ask under.
#include "holdtrace/update.h"

#include <string.h>

#include "holdtrace/text.h"
#include "holdtrace/url.h"

static bool is_printable(const char *text) {
    for (const char *at = text; *at; at++)
        if (*at < ' ' || *at >= 0x7f || *at == '(' || *at == ')')
            return false;
    return true;
}

// NAME@HOST.TLD, or an address of the web.
static bool is_contact(const char *text) {
    struct ht_url url;
    if (ht_url_parse(text, &url))
        return true;
    const char *at = strchr(text, '@'), *dot = at ? strrchr(at, '.') : NULL;
    return at && at != text && dot && dot != at + 1 && dot[1] && !strchr(at + 1, '@') && !strchr(text, ' ');
}

const char *ht_update_agent(const char *contact, struct ht_arena *arena) {
    if (ht_text_empty(contact) || !is_printable(contact) || !is_contact(contact) || strlen(contact) > 200)
        return NULL;
    return ht_arena_format(arena, "holdtrace/" HT_VERSION " (%s)", contact);
}
