// SPDX-License-Identifier: GPL-3.0-or-later
// What the helper that sets pages says, and how it is taken.
#include "command/typeset.h"

#include <stdlib.h>
#include <string.h>

#include "command/helper.h"
#include "command/messages.h"
#include "holdtrace/pdf_protocol.h"

// The next line of ANSWER from *AT on, without its end; NULL when there is none.
static const char *next_line(const struct ht_buffer *answer, size_t *at, struct ht_arena *arena) {
    if (*at >= answer->len)
        return NULL;
    const char *from = answer->data + *at, *end = memchr(from, '\n', answer->len - *at);
    if (!end)
        return NULL;
    *at += (size_t)(end - from) + 1;
    return ht_arena_copy(arena, from, (size_t)(end - from));
}

// Takes the helper's ANSWER to OUT; *WHY when it says that it failed. False when it is no whole answer.
static bool take(const struct ht_buffer *answer, bool quiet, struct ht_arena *arena, struct ht_buffer *out,
                 const char **why) {
    size_t at = 0;
    const char *line = next_line(answer, &at, arena);
    if (!line || strcmp(line, HT_PDF_PROGRAM " " HT_PDF_VERSION) != 0)
        return false;
    while ((line = next_line(answer, &at, arena))) {
        if (ht_text_starts(line, "failed ")) {
            *why = line + strlen("failed ");
            return true;
        }
        if (!quiet && ht_text_starts(line, "note "))
            say("%s", line + strlen("note "));
        if (!ht_text_starts(line, "pdf "))
            continue;
        if (strtoull(line + strlen("pdf "), NULL, 10) != answer->len - at)
            return false;
        ht_buffer_add(out, answer->data + at, answer->len - at);
        return true;
    }
    return false;
}

enum ht_status typeset(const char *path, const struct ht_buffer *script, bool quiet, struct ht_arena *arena,
                       struct ht_buffer *out, struct ht_error *err) {
    struct ht_buffer answer = {0};
    const char *why = NULL;
    enum ht_status status = helper_run(path, script, &answer, err);
    bool taken = take(&answer, quiet, arena, out, &why);
    ht_buffer_free(&answer);
    if (why)
        return ht_fail(err, HT_ERR_IO, "%s: %s", path, why);
    if (status == HT_OK && !taken)
        return ht_fail(err, HT_ERR_IO, "%s gave no whole answer; is it of another version of holdtrace?", path);
    return status;
}
