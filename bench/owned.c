// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * owned DB SCREEN [ENTITY]: what the targets of SCREEN own, all together, of every entity of the reference DB: the
 * choice of targets, one pass over all stakes, the rings. With ENTITY, who owns it and what it owns besides, which in
 * a ring takes the column of every owner and the diagonal of the inverse. CPU time in seconds, and the peak of
 * memory.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#include "holdtrace/integrated.h"

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void say(const char *what, const struct ht_integrated *all, double since) {
    size_t members = 0;
    for (size_t i = 0; i < all->ring_count; i++)
        members += all->rings[i].count;
    printf("%s: %zu shares, %zu rings of %zu entities, %.2f s\n", what, all->count, all->ring_count, members,
           now() - since);
}

static void of_targets(struct ht_reference *ref, const struct ht_screen *screen, struct ht_date day,
                       struct ht_arena *arena) {
    struct ht_targets *targets = NULL;
    struct ht_error err;
    double start = now();
    if (ht_targets_select(ref, screen, day, arena, &targets, &err) != HT_OK) {
        fprintf(stderr, "owned: %s\n", err.message);
        exit(2);
    }
    size_t count = ht_targets_count(targets);
    const struct ht_entity **entities = ht_arena_array(arena, count, sizeof *entities);
    for (size_t i = 0; i < count; i++)
        entities[i] = ht_targets_at(targets, i)->entity;
    printf("%zu targets chosen, %.2f s\n", count, now() - start);
    start = now();
    struct ht_integrated all = ht_integrated_holdings(ref, screen, entities, count, day, arena);
    say("owned by targets", &all, start);
}

static void of_entity(struct ht_reference *ref, const struct ht_screen *screen, const char *id, struct ht_date day,
                      struct ht_arena *arena) {
    const struct ht_entity *entity = ht_reference_entity(ref, id);
    if (!entity)
        return;
    double start = now();
    struct ht_integrated all = ht_integrated_owners(ref, screen, entity, day, arena);
    say("owners, with every self-loop", &all, start);
    start = now();
    all = ht_integrated_holdings(ref, screen, &entity, 1, day, arena);
    say("holdings", &all, start);
}

int main(int argc, char **argv) {
    struct ht_reference *ref = NULL;
    struct ht_screen screen;
    struct ht_error err;
    struct ht_arena *arena = ht_arena_new();
    if (argc < 3 || ht_reference_open(argv[1], &ref, &err) != HT_OK ||
        ht_screen_load(ref, argv[2], arena, &screen, &err) != HT_OK) {
        fprintf(stderr, "owned: %s\n", argc < 3 ? "owned DB SCREEN [ENTITY]" : err.message);
        return 2;
    }
    struct ht_date day = ht_reference_info(ref)->data_date;
    of_targets(ref, &screen, day, arena);
    if (argc > 3)
        of_entity(ref, &screen, argv[3], day, arena);
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    printf("peak of memory: %ld MiB\n", usage.ru_maxrss / 1024);
    ht_arena_free(arena);
    ht_reference_close(ref);
    return 0;
}
