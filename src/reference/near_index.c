// SPDX-License-Identifier: GPL-3.0-or-later
// Look-ups in the index of names, whose pages are read when they are asked for.
#include "reference/near_index.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "holdtrace/index_terms.h"
#include "reference/packed.h"

enum { TERM_BITS = 32 };

// As many names a reference is taken to have at least, about as many as those by which the model was fitted: how rare
// a word is in the world a few hundred companies cannot tell, and probabilities should not depend on their number.
enum { LEAST_NAMES = 20000 };

// Reads the row KEY of the table into SLOT; of size 0 when there is none.
static void read_row(struct ht_reference *ref, int64_t key, struct near_slot *slot) {
    struct db_stmt *stmt = ask(ref, ASK_NAME_PAGE);
    size_t size = 0;
    const void *data = NULL;
    db_bind_int(stmt, 1, key);
    if (db_step(stmt))
        data = db_blob(stmt, 0, &size);
    if (size > slot->room) {
        slot->room = size + 512;
        slot->data = ht_heap_resize(slot->data, slot->room);
    }
    if (size)
        memcpy(slot->data, data, size);
    slot->size = size;
    db_reset(stmt);
}

static struct near_index *index_of(struct ht_reference *ref, enum name_index which) {
    struct near_index *index = &near_memory(ref)->indexes[which];
    if (index->read)
        return index;
    struct near_slot head = {0};
    read_row(ref, name_page_head(which), &head);
    const unsigned char *at = head.data, *end = head.data + head.size;
    uint64_t bits = head.size ? packed_varint(&at, end) : 0;
    index->read = true;
    index->names = head.size ? packed_varint(&at, end) : 0;
    index->bits = bits >= NAME_PAGE_LEAST_BITS && bits <= NAME_PAGE_MOST_BITS ? (unsigned)bits : 0;
    index->slot_count = index->bits && index->bits < NEAR_SLOT_BITS ? (size_t)1 << index->bits : NEAR_SLOTS;
    index->slots = ht_heap_alloc(index->slot_count * sizeof *index->slots);
    free(head.data);
    return index;
}

struct name_numbers near_find(struct ht_reference *ref, enum name_index which, uint32_t term) {
    struct near_index *index = index_of(ref, which);
    if (!index->bits)
        return (struct name_numbers){0, NULL, NULL, 0};
    uint32_t page = term >> (TERM_BITS - index->bits);
    struct near_slot *slot = &index->slots[page % index->slot_count];
    if (slot->page != page + 1) {
        read_row(ref, name_page_key(which, page), slot);
        slot->page = page + 1;
    }
    return slot->size ? name_page_find(slot->data, slot->size, term) : (struct name_numbers){0, NULL, NULL, 0};
}

struct rarest {
    struct ht_reference *ref;
    uint64_t count;
    bool any;
};

static void take_rarer(void *user, uint32_t term) {
    struct rarest *rarest = user;
    uint64_t count = near_find(rarest->ref, NAMES_ALL, term).count;
    rarest->count = rarest->any && rarest->count < count ? rarest->count : count;
    rarest->any = true;
}

// Of a word in Chinese characters: how many have its rarest two.
static uint32_t count_of(const void *user, const char *word, size_t len) {
    struct rarest rarest = {.ref = *(struct ht_reference *const *)user};
    ht_terms_of_word(word, len, take_rarer, &rarest);
    return rarest.count < UINT32_MAX ? (uint32_t)rarest.count : UINT32_MAX;
}

struct near_memory *near_memory(struct ht_reference *ref) {
    if (ref->near)
        return ref->near;
    struct near_memory *memory = ht_heap_alloc(sizeof *memory);
    ref->near = memory;
    memory->arena = ht_arena_new();
    memory->scratch = ht_arena_new();
    memory->answers = ht_map_new(memory->arena);
    memory->leads = ht_heap_alloc(NEAR_LEADS * sizeof *memory->leads);
    memory->touched = ht_heap_alloc(NEAR_LEADS * sizeof *memory->touched);
    struct ht_reference **self = ht_arena_alloc(ref->arena, sizeof *self);
    *self = ref;
    uint64_t names = index_of(ref, NAMES_ALL)->names;
    names = names > LEAST_NAMES ? names : LEAST_NAMES;
    memory->counts = (struct ht_word_counts){
        .count = count_of, .user = self, .names = names < UINT32_MAX ? (uint32_t)names : UINT32_MAX};
    return memory;
}

void near_memory_free(struct near_memory *memory) {
    if (!memory)
        return;
    for (int i = 0; i < NAME_INDEXES; i++) {
        for (size_t k = 0; memory->indexes[i].slots && k < memory->indexes[i].slot_count; k++)
            free(memory->indexes[i].slots[k].data);
        free(memory->indexes[i].slots);
    }
    ht_arena_free(memory->arena);
    ht_arena_free(memory->scratch);
    ht_buffer_free(&memory->question);
    free(memory->leads);
    free(memory->touched);
    free(memory);
}

const struct ht_word_counts *ht_reference_word_counts(struct ht_reference *ref) {
    return &near_memory(ref)->counts;
}
