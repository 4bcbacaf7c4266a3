// SPDX-License-Identifier: GPL-3.0-or-later
// The sources that a report has named so far.
#include "holdtrace/cited.h"

#include "holdtrace/text.h"

struct ht_cited ht_cited_new(struct ht_arena *arena) {
    return (struct ht_cited){.arena = arena, .ids = ht_map_new(arena)};
}

void ht_cite(struct ht_cited *cited, const char *sources) {
    static char noted;
    size_t count;
    if (!sources)
        return;
    const char **ids = ht_text_split(cited->arena, sources, '|', &count);
    for (size_t i = 0; i < count; i++)
        if (!ht_map_get(cited->ids, ids[i]))
            ht_map_put(cited->ids, ids[i], &noted);
}

size_t ht_cited_count(const struct ht_cited *cited) {
    return ht_map_count(cited->ids);
}

const char *ht_cited_at(const struct ht_cited *cited, size_t index) {
    return ht_map_key_at(cited->ids, index);
}
