// SPDX-License-Identifier: GPL-3.0-or-later
// The keys that careless spellings could be meant for, one letter at a time: see derive.c.
#include <stdlib.h>
#include <string.h>

#include "holdtrace/arena.h"
#include "reference/ask.h"

static size_t count_lines(const char *text) {
    size_t count = 0;
    while ((text = strchr(text, '\n')) != NULL) {
        text++;
        count++;
    }
    return count;
}

// Cuts TEXT, which is changed, into its lines.
static struct ht_likely_names cut(struct ht_arena *arena, char *text) {
    struct ht_likely_name *items = ht_arena_array(arena, count_lines(text), sizeof *items);
    size_t count = 0;
    for (char *line = text, *end; (end = strchr(line, '\n')) != NULL; line = end + 1) {
        char *tab = memchr(line, '\t', (size_t)(end - line));
        if (!tab)
            continue;
        *tab = '\0';
        items[count++] = (struct ht_likely_name){line, strtoll(tab + 1, NULL, 10), ht_letters_of(line)};
    }
    return (struct ht_likely_names){items, count};
}

struct ht_likely_names ht_reference_likely_names(struct ht_reference *ref, char initial) {
    if (initial < 'a' || initial > HT_LIKELY_CHINESE)
        return (struct ht_likely_names){NULL, 0};
    size_t i = (size_t)(initial - 'a');
    if (!ref->likely_read[i]) {
        const char letter[] = {initial, '\0'};
        struct db_stmt *stmt = ask(ref, ASK_LIKENESS);
        ref->likely_read[i] = true;
        db_bind_text(stmt, 1, letter);
        while (db_step(stmt))
            ref->likely[i] = cut(ref->arena, ht_arena_string(ref->arena, db_text(stmt, 0)));
    }
    return ref->likely[i];
}
