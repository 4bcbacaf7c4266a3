// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Hard negatives as an index finds candidates: by the rarest words of a name. Of all who have one of them, those that
 * share most are what a person would have to tell apart.
 */
#include <stdlib.h>
#include <string.h>

#include "fit_names.h"
#include "holdtrace/names.h"

enum { RARE_WORDS = 3, LONGEST_LIST = 400, MOST_FOUND = 4, LEAST_INITIALS = 3, MOST_INITIALS = 6 };

struct list {
    size_t *at;
    size_t count, capacity;
};

void add_owned(struct tool *tool, struct owned_names *names, const char *name, const char *owner, bool printed) {
    struct ht_prepared_name *prepared = ht_arena_alloc(tool->arena, sizeof *prepared);
    prepare(tool, name, printed ? HT_NAME_PRINTED : HT_NAME_REGISTERED, prepared);
    names->at = ht_arena_grow(tool->arena, names->at, names->count, &names->capacity, sizeof *names->at);
    names->at[names->count++] = (struct owned_name){name, owner, prepared};
}

static void add_to_index(struct tool *tool, struct ht_map *index, const char *key, size_t at) {
    struct list *list = ht_map_get(index, key);
    if (list == NULL) {
        list = ht_arena_alloc(tool->arena, sizeof *list);
        ht_map_put(index, key, list);
    }
    list->at = ht_arena_grow(tool->arena, list->at, list->count, &list->capacity, sizeof *list->at);
    list->at[list->count++] = at;
}

// The initials of the first words of a name stand in the index behind "=".
static void index_initials(struct tool *tool, struct ht_map *index, const struct ht_prepared_name *name, size_t at) {
    char key[MOST_INITIALS + 2] = "=";
    for (size_t n = 0; n < name->count && n < MOST_INITIALS; n++) {
        key[n + 1] = name->words[n].text[0];
        key[n + 2] = '\0';
        if (n + 1 >= LEAST_INITIALS)
            add_to_index(tool, index, key, at);
    }
}

static struct ht_map *index_of(struct tool *tool, const struct owned_names *names) {
    struct ht_map *index = ht_map_new(tool->arena);
    for (size_t i = 0; i < names->count; i++) {
        const struct ht_prepared_name *name = names->at[i].prepared;
        for (size_t k = 0; k < name->count; k++)
            add_to_index(tool, index, name->words[k].text, i);
        index_initials(tool, index, name, i);
    }
    return index;
}

struct found {
    size_t at;
    float shared;
};

struct finding {
    struct found best[MOST_FOUND];
    size_t count, most;
};

static void offer(struct finding *finding, const struct owned_names *names, size_t at, float shared) {
    for (size_t i = 0; i < finding->count; i++)
        if (strcmp(names->at[finding->best[i].at].owner, names->at[at].owner) == 0)
            return;
    size_t i = finding->count < finding->most ? finding->count++ : finding->most - 1;
    if (i + 1 == finding->most && finding->best[i].shared >= shared)
        return;
    for (; i > 0 && finding->best[i - 1].shared < shared; i--)
        finding->best[i] = finding->best[i - 1];
    finding->best[i] = (struct found){at, shared};
}

static bool same_company(struct tool *tool, const struct owned_name *a, const struct owned_name *b) {
    return strcmp(a->owner, b->owner) == 0 ||
           strcmp(ht_name_key(tool->arena, ht_name_issuer_part(tool->arena, a->name)),
                  ht_name_key(tool->arena, ht_name_issuer_part(tool->arena, b->name))) == 0;
}

static void offer_list(struct tool *tool, const struct owned_name *printed, const struct owned_names *names,
                       const struct list *list, struct finding *finding) {
    for (size_t k = 0; list != NULL && k < list->count && k < LONGEST_LIST; k++) {
        struct ht_name_match match;
        const struct owned_name *other = &names->at[list->at[k]];
        ht_name_compare(printed->prepared, other->prepared, NULL, &match);
        float shared = match.feature[HT_NAME_SHARED] + (float)match.likeness;
        bool better = finding->count < finding->most || shared > finding->best[finding->count - 1].shared;
        if (better && !same_company(tool, printed, other))
            offer(finding, names, list->at[k], shared);
    }
}

// Names that begin with words of which a word of PRINTED is the initials.
static void search_initials(struct tool *tool, const struct owned_name *printed, const struct owned_names *names,
                            const struct ht_map *index, struct finding *finding) {
    for (size_t i = 0; i < printed->prepared->count; i++) {
        const struct ht_name_word *word = &printed->prepared->words[i];
        bool fits = word->len >= LEAST_INITIALS && word->len <= MOST_INITIALS;
        const char *key = ht_arena_format(tool->arena, "=%s", word->text);
        if (fits)
            offer_list(tool, printed, names, ht_map_get(index, key), finding);
    }
}

static void search(struct tool *tool, const struct owned_name *printed, const struct owned_names *names,
                   const struct ht_map *index, struct finding *finding) {
    const struct ht_prepared_name *name = printed->prepared;
    bool used[HT_NAME_WORDS] = {false};
    for (int round = 0; round < RARE_WORDS; round++) {
        size_t rarest = name->count;
        for (size_t i = 0; i < name->count; i++)
            if (!used[i] && (rarest == name->count || name->words[i].weight > name->words[rarest].weight))
                rarest = i;
        const struct list *list = rarest < name->count ? ht_map_get(index, name->words[rarest].text) : NULL;
        if (rarest < name->count)
            used[rarest] = true;
        offer_list(tool, printed, names, list, finding);
    }
}

static void add_found(struct tool *tool, enum group group, const struct owned_name *printed,
                      const struct owned_names *names, const struct finding *finding) {
    for (size_t k = 0; k < finding->count; k++) {
        const struct owned_name *other = &names->at[finding->best[k].at];
        struct labelled *pair = add_pair(tool, group, printed->name, other->name, false);
        pair->kind = "mined";
        pair->issuer = issuer_of(tool, printed->owner);
        pair->other_issuer = issuer_of(tool, other->owner);
    }
}

void mine(struct tool *tool, enum group group, const struct owned_names *printed, const struct owned_names *names,
          size_t most) {
    struct ht_map *index = index_of(tool, names);
    for (size_t i = 0; i < printed->count; i++) {
        struct finding finding = {.most = most}, by_initials = {.most = 1};
        search(tool, &printed->at[i], names, index, &finding);
        search_initials(tool, &printed->at[i], names, index, &by_initials);
        add_found(tool, group, &printed->at[i], names, &finding);
        add_found(tool, group, &printed->at[i], names, &by_initials);
    }
}
