// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * candidates DB SCOPE [FILE]: what it costs to find the names of the reference DB that are nearest to each name of
 * FILE, and how often the first is right. SCOPE: watched or all. A line of FILE: the id of the entity, a tab, the
 * name; several ids that would be right are joined by bars. Without FILE names are read from standard input, and
 * their candidates are written.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "holdtrace/names.h"
#include "holdtrace/near_names.h"

struct tally {
    size_t names, right, among, likely, likely_wrong;
};

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static struct ht_near_names find(struct ht_reference *ref, enum ht_near_scope scope, const char *name) {
    struct ht_arena *arena = ht_arena_new();
    const char *key = ht_name_key(arena, ht_name_issuer_part(arena, name));
    struct ht_near_names near = ht_reference_near_names(ref, name, key, ht_name_may_be_cut(name, 0), scope);
    ht_arena_free(arena);
    return near;
}

static void show(struct ht_reference *ref, enum ht_near_scope scope) {
    char line[1024];
    struct ht_arena *arena = ht_arena_new();
    while (fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n")] = '\0';
        struct ht_near_names near = find(ref, scope, line);
        printf("%s\n", line);
        for (size_t i = 0; i < near.count; i++) {
            const struct ht_near_name *item = &near.items[i];
            printf("  %.3f %s: %s\n", item->match.probability, item->name->entity->id,
                   ht_name_match_sentence(arena, near.printed, item->prepared, &item->match, item->name->name, NULL,
                                          NULL));
        }
        ht_arena_clear(arena);
    }
    ht_arena_free(arena);
}

static bool is_one_of(const char *ids, const char *id) {
    size_t len = strlen(id);
    for (const char *at = ids; at; at = strchr(at, '|')) {
        at += *at == '|';
        if (strncmp(at, id, len) == 0 && (at[len] == '|' || at[len] == '\0'))
            return true;
    }
    return false;
}

static void count(struct tally *tally, struct ht_near_names near, const char *ids, const char *name) {
    bool right = near.count > 0 && is_one_of(ids, near.items[0].name->entity->id), among = right;
    for (size_t i = 1; i < near.count; i++)
        among = among || is_one_of(ids, near.items[i].name->entity->id);
    bool likely = near.count > 0 && near.items[0].match.probability >= HT_NAME_LIKELY;
    tally->names++;
    tally->right += right;
    tally->among += among;
    tally->likely += likely;
    tally->likely_wrong += likely && !right;
    if (!right && getenv("CANDIDATES_SHOW"))
        printf("%s\t%s\t%s\t%.3f\n", name, ids, near.count ? near.items[0].name->name : "-",
               near.count ? near.items[0].match.probability : 0);
}

static int measure(struct ht_reference *ref, enum ht_near_scope scope, const char *path) {
    struct tally tally = {0};
    double spent = 0;
    char line[2048];
    FILE *file = fopen(path, "r");
    while (file && fgets(line, sizeof line, file)) {
        line[strcspn(line, "\n")] = '\0';
        char *name = strchr(line, '\t');
        if (!name)
            continue;
        *name++ = '\0';
        double start = now();
        struct ht_near_names near = find(ref, scope, name);
        spent += now() - start;
        count(&tally, near, line, name);
    }
    if (!file || !tally.names)
        return 2;
    fclose(file);
    double n = (double)tally.names;
    printf("%zu names: first right %.2f %%, among ten %.2f %%; %.0f us a name; %zu at %.2f or above, %zu of them "
           "wrong\n",
           tally.names, 100 * (double)tally.right / n, 100 * (double)tally.among / n, spent * 1e6 / n, tally.likely,
           HT_NAME_LIKELY, tally.likely_wrong);
    return 0;
}

int main(int argc, char **argv) {
    struct ht_reference *ref;
    struct ht_error err;
    bool all = argc > 2 && strcmp(argv[2], "all") == 0;
    if (argc < 3 || argc > 4 || (!all && strcmp(argv[2], "watched") != 0) ||
        ht_reference_open(argv[1], &ref, &err) != HT_OK) {
        fprintf(stderr, "usage: candidates DB watched|all [FILE]\n");
        return 2;
    }
    enum ht_near_scope scope = all ? HT_NEAR_ALL : HT_NEAR_WATCHED;
    int code = 0;
    if (argc == 4)
        code = measure(ref, scope, argv[3]);
    else
        show(ref, scope);
    ht_reference_close(ref);
    return code;
}
