// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/answer.h"

#include <stdlib.h>
#include <string.h>

#include "holdtrace/text.h"

static void keep(char to[ANSWER_VALUE], struct ht_slice value) {
    size_t len = value.len < ANSWER_VALUE ? value.len : 0;
    memcpy(to, value.data, len);
    to[len] = '\0';
}

// The digits at *AT, which is moved behind them; -1 when there are none or too many.
static int64_t take_digits(const char **at) {
    const char *start = *at;
    int64_t number = 0;
    while (ht_is_digit(**at) && *at - start < 18)
        number = number * 10 + (*(*at)++ - '0');
    return *at == start || ht_is_digit(**at) ? -1 : number;
}

// "bytes 100-199/200"; the total may be "*".
static void take_range(struct answer *answer, struct ht_slice value) {
    char text[ANSWER_VALUE] = "";
    keep(text, value);
    answer->ranged = true;
    if (!ht_text_starts(text, "bytes "))
        return;
    const char *at = text + strlen("bytes ");
    answer->range_start = take_digits(&at);
    at = strchr(at, '/');
    if (at && at++)
        answer->range_total = take_digits(&at);
}

static void take_header(struct answer *answer, struct ht_slice name, struct ht_slice value) {
    const struct {
        const char *name;
        char *to;
    } KEPT[] = {
        {"etag", answer->etag},
        {"last-modified", answer->modified},
        {"content-type", answer->type},
        {"date", answer->date},
    };
    for (size_t i = 0; i < sizeof KEPT / sizeof *KEPT; i++)
        if (ht_slice_same(name, ht_slice_of(KEPT[i].name)))
            keep(KEPT[i].to, value);
    if (ht_slice_same(name, ht_slice_of("content-range")))
        take_range(answer, value);
}

void answer_take_line(struct answer *answer, const char *line, size_t len) {
    if (len > 5 && memcmp(line, "HTTP/", 5) == 0) {
        const char *blank = memchr(line, ' ', len);
        *answer = (struct answer){.range_start = -1, .range_total = -1};
        for (const char *at = blank ? blank + 1 : line + len; at < line + len && ht_is_digit(*at); at++)
            answer->status = answer->status < 1000 ? answer->status * 10 + (*at - '0') : answer->status;
        return;
    }
    const char *colon = memchr(line, ':', len);
    if (!colon)
        return;
    struct ht_slice name = {line, (size_t)(colon - line)}, value = {colon + 1, len - (size_t)(colon - line) - 1};
    while (value.len > 0 && strchr("\r\n", value.data[value.len - 1]))
        value.len--;
    take_header(answer, name, ht_slice_trim(value));
}

bool answer_is_redirect(const struct answer *answer) {
    static const long REDIRECTS[] = {301, 302, 303, 307, 308};
    for (size_t i = 0; i < sizeof REDIRECTS / sizeof *REDIRECTS; i++)
        if (answer->status == REDIRECTS[i])
            return true;
    return false;
}
