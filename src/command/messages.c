// SPDX-License-Identifier: GPL-3.0-or-later
// Standard error.
#include "command/messages.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "holdtrace/arena.h"
#include "holdtrace/text.h"

void say(const char *format, ...) {
    struct ht_arena *arena = ht_arena_new();
    va_list args;
    va_start(args, format);
    const char *message = ht_arena_vformat(arena, format, args);
    va_end(args);
    fprintf(stderr, "holdtrace: %s\n", ht_text_harmless(arena, message));
    ht_arena_free(arena);
}

void say_error(const struct ht_error *err) {
    say("%s", err->message);
}

const char *path_label(const char *path) {
    return strcmp(path, "-") == 0 ? "(standard input)" : path;
}

void say_findings(const char *path, const struct ht_findings *findings, bool quiet) {
    for (size_t i = 0; i < findings->count; i++) {
        const struct ht_finding *finding = &findings->items[i];
        if (finding->severity == HT_NOTE || (finding->severity == HT_WARNING && quiet))
            continue;
        if (finding->line > 0)
            say("%s:%ld: %s", path_label(path), finding->line, finding->message);
        else
            say("%s: %s", path_label(path), finding->message);
    }
}
