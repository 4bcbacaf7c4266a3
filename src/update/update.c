// SPDX-License-Identifier: GPL-3.0-or-later
// What an update needs besides its downloads: a name to ask under, and to be alone.
#include "holdtrace/update.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

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

enum ht_status ht_update_lock(const char *path, struct ht_error *err) {
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOCTTY, 0666);
    if (fd < 0)
        return ht_fail(err, HT_ERR_IO, "%s: cannot be written: %s", path, strerror(errno));
    if (flock(fd, LOCK_EX | LOCK_NB) == 0)
        return HT_OK; // held until the process ends
    int failure = errno;
    close(fd);
    if (failure == EWOULDBLOCK)
        return ht_fail(err, HT_ERR_LIMIT, "another update is running; it holds %s", path);
    return ht_fail(err, HT_ERR_IO, "%s: cannot be locked: %s", path, strerror(failure));
}
