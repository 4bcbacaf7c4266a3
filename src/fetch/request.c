// SPDX-License-Identifier: GPL-3.0-or-later
// Words KEY=VALUE by table.
#include "fetch/request.h"

#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "holdtrace/fetch_protocol.h"

enum kind { TEXT, NUMBER, FLAG };

struct word {
    const char *key;
    enum kind kind;
    size_t offset;
};

static const struct word WORDS[] = {
    {"url", TEXT, offsetof(struct request, url)},
    {"output", TEXT, offsetof(struct request, output)},
    {"agent", TEXT, offsetof(struct request, agent)},
    {"validator", TEXT, offsetof(struct request, validator)},
    {"etag", TEXT, offsetof(struct request, etag)},
    {"since", TEXT, offsetof(struct request, since)},
    {"insecure", FLAG, offsetof(struct request, insecure)},
    {"most", NUMBER, offsetof(struct request, most)},
    {"from", NUMBER, offsetof(struct request, from)},
    {"connect", NUMBER, offsetof(struct request, connect)},
    {"stall", NUMBER, offsetof(struct request, stall)},
    {"redirects", NUMBER, offsetof(struct request, redirects)},
};

static bool take_number(const char *value, int64_t *out) {
    char *end;
    errno = 0;
    long long number = strtoll(value, &end, 10);
    *out = number;
    return errno == 0 && end != value && *end == '\0' && number >= 0;
}

static bool take(const struct word *word, const char *value, struct request *out) {
    void *place = (char *)out + word->offset;
    switch (word->kind) {
    case TEXT:
        *(const char **)place = value;
        break;
    case NUMBER:
        return take_number(value, place);
    case FLAG:
        *(bool *)place = strcmp(value, "yes") == 0;
        break;
    }
    return true;
}

static bool take_word(const char *text, struct request *out) {
    size_t len = strcspn(text, "=");
    if (text[len] != '=' || strpbrk(text, "\r\n"))
        return false;
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (strlen(WORDS[i].key) == len && memcmp(WORDS[i].key, text, len) == 0)
            return take(&WORDS[i], text + len + 1, out);
    return false;
}

bool request_read(int argc, char **argv, struct request *out, const char **why) {
    *out = (struct request){.connect = 30, .stall = 60, .redirects = 8};
    *why = "the first argument is not version " HT_FETCH_VERSION " of the protocol";
    if (argc < 2 || strcmp(argv[1], HT_FETCH_VERSION) != 0)
        return false;
    for (int i = 2; i < argc; i++) {
        *why = argv[i];
        if (!take_word(argv[i], out))
            return false;
    }
    *why = "url, output, agent and most have to be given";
    return out->url && out->output && out->agent && out->most > 0;
}
