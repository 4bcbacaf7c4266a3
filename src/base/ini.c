// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * INI text over inih. Lines are handed to inih one at a time, so that an entry's line is known although the library
 * as Debian builds it does not tell; and every length that it would cut at is checked first.
 */
#include "holdtrace/ini.h"

#include <ini.h>
#include <stdbool.h>
#include <string.h>

struct reading {
    const char *next; // text not yet handed out
    const char *name;
    long line; // of the line handed out last
    ht_ini_handler handler;
    void *user;
    enum ht_status status;
    struct ht_error *err;
};

static size_t line_length(const char *text) {
    const char *end = strchr(text, '\n');
    return end ? (size_t)(end - text) : strlen(text);
}

// As fgets, from memory. inih never asks for less than a whole line: longer ones were refused.
static char *next_line(char *buffer, int size, void *stream) {
    struct reading *reading = stream;
    if (reading->status != HT_OK || *reading->next == '\0')
        return NULL;
    size_t len = line_length(reading->next);
    if (reading->next[len] == '\n')
        len++;
    if (len >= (size_t)size)
        len = (size_t)size - 1;
    memcpy(buffer, reading->next, len);
    buffer[len] = '\0';
    reading->next += len;
    reading->line++;
    return buffer;
}

static int take_entry(void *user, const char *section, const char *key, const char *value) {
    struct reading *reading = user;
    struct ht_error err = {HT_OK, ""};
    const struct ht_ini_entry entry = {section, key, value ? value : "", reading->line};
    reading->status = reading->handler(reading->user, &entry, &err);
    if (reading->status != HT_OK)
        ht_fail(reading->err, reading->status, "%s:%ld: %s", reading->name, reading->line, err.message);
    return reading->status == HT_OK;
}

// Section and key names are cut by inih at 49 bytes.
static bool name_fits(const char *line, size_t len) {
    size_t name = 0;
    if (len > 0 && line[0] == '[')
        while (name < len && line[name] != ']')
            name++;
    else if (memchr(";# \t", len > 0 ? line[0] : ';', 4) == NULL)
        while (name < len && line[name] != '=' && line[name] != ':')
            name++;
    return name <= HT_INI_MAX_NAME;
}

static enum ht_status check_lengths(const char *text, const char *name, struct ht_error *err) {
    for (long line = 1; *text != '\0'; line++) {
        size_t len = line_length(text);
        if (len > HT_INI_MAX_LINE) {
            return ht_fail(err, HT_ERR_FORMAT,
                           "%s:%ld: the line has more than %d bytes; give the key again in a further"
                           " line",
                           name, line, HT_INI_MAX_LINE);
        }
        if (!name_fits(text, len)) {
            return ht_fail(err, HT_ERR_FORMAT, "%s:%ld: a section or key has more than %d bytes", name, line,
                           HT_INI_MAX_NAME);
        }
        text += len + (text[len] == '\n');
    }
    return HT_OK;
}

enum ht_status ht_ini_parse(const char *text, const char *name, ht_ini_handler handler, void *user,
                            struct ht_error *err) {
    enum ht_status status = check_lengths(text, name, err);
    if (status != HT_OK)
        return status;
    struct reading reading = {
        .next = text, .name = name, .handler = handler, .user = user, .status = HT_OK, .err = err};
    int bad_line = ini_parse_stream(next_line, &reading, take_entry, &reading);
    if (reading.status != HT_OK)
        return reading.status;
    if (bad_line != 0)
        return ht_fail(err, HT_ERR_FORMAT, "%s:%d: neither a [section] nor key = value", name, bad_line);
    return HT_OK;
}
