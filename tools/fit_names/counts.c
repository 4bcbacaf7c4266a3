// SPDX-License-Identifier: GPL-3.0-or-later
// How many names have a word: of the exports of funds and of the reference's companies.
#include <string.h>

#include "fit_names.h"
#include "holdtrace/names.h"

struct counter {
    uint32_t names;
};

static uint32_t count_of(const void *user, const char *word, size_t len) {
    (void)len;
    const struct counter *counter = ht_map_get(user, word);
    return counter != NULL ? counter->names : 0;
}

static void count_name(struct tool *tool, struct ht_map *words, struct ht_map *seen, const char *name, bool printed) {
    struct ht_prepared_name prepared;
    const char *key = ht_name_key(tool->arena, printed ? ht_name_issuer_part(tool->arena, name) : name);
    if (ht_map_get(seen, key) != NULL)
        return;
    ht_map_put(seen, key, seen);
    prepare(tool, name, printed ? HT_NAME_PRINTED : HT_NAME_REGISTERED, &prepared);
    for (size_t i = 0; i < prepared.count; i++) {
        struct counter *counter = ht_map_get(words, prepared.words[i].text);
        if (counter == NULL) {
            counter = ht_arena_alloc(tool->arena, sizeof *counter);
            ht_map_put(words, prepared.words[i].text, counter);
        }
        counter->names++;
    }
    tool->counts.names++;
}

void count_words(struct tool *tool) {
    struct ht_map *words = ht_map_new(tool->arena), *seen = ht_map_new(tool->arena);
    struct table table;
    if (tool->positions != NULL && table_open(tool, NULL, tool->positions, &table))
        while (table_next(&table))
            count_name(tool, words, seen, table_cell(&table, "name"), true);
    if (table_open(tool, tool->reference, "entities.csv", &table))
        while (table_next(&table))
            count_name(tool, words, seen, table_cell(&table, "name"), false);
    tool->counts.count = count_of;
    tool->counts.user = words;
    fprintf(stderr, "fit_names: %zu words in %u names\n", ht_map_count(words), tool->counts.names);
}
