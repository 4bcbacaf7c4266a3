// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The entities that are left after ids were united, numbered in the order of the ids that stand for them: that of the
 * curated entity, else an id by LEI, else the first of the ids.
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "reference/build.h"
#include "reference/heads.h"
#include "reference/unite.h"

static int compare_heads(const void *a, const void *b) {
    const struct headed *x = a, *y = b;
    return (x->head > y->head) - (x->head < y->head);
}

// Eight bytes of TEXT as a number.
static uint64_t piece_of(const char *text) {
    uint64_t piece = 0;
    for (unsigned k = 0; k < 8; k++) {
        piece = piece << 8 | (unsigned char)*text;
        text += *text != '\0';
    }
    return piece;
}

// Sorts ids, by number, that are alike before DEPTH, by way of OTHER.
static void sort_ids(const struct texts *texts, struct headed *ids, struct headed *other, size_t count,
                     size_t depth) {
    enum { FEW = 256 };
    for (size_t i = 0; i < count; i++)
        ids[i].head = piece_of(texts_at(texts, ids[i].at) + depth);
    if (count < FEW)
        qsort(ids, count, sizeof *ids, compare_heads);
    else
        (void)heads_sort(ids, other, count, true);
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && ids[end].head == ids[i].head;)
            end++;
        if (end - i > 1)
            sort_ids(texts, ids + i, other, end - i, depth + 8);
    }
}

static bool is_curated(const struct ref_build *build, uint32_t number) {
    const struct ref_entities *e = &build->entities;
    for (uint32_t row = e->first[number]; row != TEXTS_NONE; row = e->rows[row].next)
        if (build->collections[e->rows[row].collection].curated)
            return true;
    return false;
}

// A member of a set, as what goes first in it is told.
struct member {
    uint32_t set, number;
    bool curated, by_lei;
    const char *id;
};

static int compare_members(const void *a, const void *b) {
    const struct member *x = a, *y = b;
    if (x->set != y->set)
        return x->set < y->set ? -1 : 1;
    if (x->curated != y->curated)
        return x->curated ? -1 : 1;
    if (x->by_lei != y->by_lei)
        return x->by_lei ? -1 : 1;
    return strcmp(x->id, y->id);
}

static struct member *united(struct ref_build *build, struct unite *unite, size_t *count) {
    struct member *members = NULL;
    size_t capacity = 0;
    const struct texts *ids = &build->entities.ids;
    for (uint32_t i = 0; i < ids->count; i++) {
        if (unite_alone(unite, i))
            continue;
        if (*count == capacity) {
            capacity = capacity * 2 + 64;
            members = ht_heap_resize(members, capacity * sizeof *members);
        }
        const char *id = texts_at(ids, i);
        members[(*count)++] =
            (struct member){unite_set(unite, i), i, is_curated(build, i), ref_lei_of_id(id) != NULL, id};
    }
    if (*count)
        qsort(members, *count, sizeof *members, compare_members);
    return members;
}

static int compare_keys(const void *a, const void *b) {
    const struct ref_member *x = a, *y = b;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return (x->place > y->place) - (x->place < y->place);
}

void ref_build_keys(struct ref_build *build, struct unite *unite) {
    const size_t total = build->entities.ids.count;
    size_t count = 0;
    struct member *members = united(build, unite, &count);
    struct headed *ids = ht_heap_resize(NULL, (total + 1) * sizeof *ids);
    build->key_of = ht_heap_alloc((total + 1) * sizeof *build->key_of);
    for (size_t i = 0; i < count; i++) // those that stand for others; the others are marked
        build->key_of[members[i].number] = i > 0 && members[i - 1].set == members[i].set;
    for (uint32_t i = 0; i < total; i++)
        if (!build->key_of[i])
            ids[build->key_count++].at = i;
    struct headed *other = ht_heap_resize(NULL, (build->key_count + 1) * sizeof *other);
    sort_ids(&build->entities.ids, ids, other, build->key_count, 0);
    free(other);
    build->head_of = ht_heap_resize(NULL, (build->key_count + 1) * sizeof *build->head_of);
    for (size_t i = 0; i < build->key_count; i++) {
        build->head_of[i] = ids[i].at;
        build->key_of[ids[i].at] = (uint32_t)i + 1;
    }
    free(ids);
    build->members = ht_heap_resize(NULL, (count + 1) * sizeof *build->members);
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && members[i - 1].set == members[i].set)
            build->key_of[members[i].number] = build->key_of[members[i - 1].number];
        build->members[i] = (struct ref_member){build->key_of[members[i].number], members[i].number, (uint32_t)i};
    }
    build->member_count = count;
    free(members);
    if (count)
        qsort(build->members, count, sizeof *build->members, compare_keys);
}

uint32_t ref_build_key(const struct ref_build *build, const char *id) {
    return build->key_of[ref_entities_find(&build->entities, id)];
}

const char *ref_build_id(const struct ref_build *build, uint32_t key) {
    return texts_at(&build->entities.ids, build->head_of[key - 1]);
}
