// SPDX-License-Identifier: GPL-3.0-or-later
// The records of statements of ownership: a hash table of 32 bytes each. See bods.h.
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "import/bods.h"

enum { LEI_LENGTH = 20 };

struct bods_index {
    struct bods_record *slots;
    size_t count, size; // size: a power of two
    char (*leis)[LEI_LENGTH + 1];
    size_t lei_count, lei_capacity;
};

static struct bods_record *slot_of(const struct bods_index *index, struct import_print print) {
    size_t at = (size_t)print.b & (index->size - 1);
    while (index->slots[at].print.a && (index->slots[at].print.a != print.a || index->slots[at].print.b != print.b))
        at = (at + 1) & (index->size - 1);
    return &index->slots[at];
}

static void grow(struct bods_index *index) {
    struct bods_index larger = *index;
    larger.size = index->size ? index->size * 2 : 1024;
    larger.slots = ht_heap_alloc(larger.size * sizeof *larger.slots);
    for (size_t i = 0; i < index->size; i++)
        if (index->slots[i].print.a)
            *slot_of(&larger, index->slots[i].print) = index->slots[i];
    free(index->slots);
    *index = larger;
}

struct bods_record *bods_record_of(const struct bods_index *index, const char *id) {
    struct bods_record *slot = index && id ? slot_of(index, import_print_of(id)) : NULL;
    return slot && slot->print.a ? slot : NULL;
}

struct bods_record *bods_record_make(struct bods_index **at, const char *id) {
    struct bods_index *index = *at ? *at : (*at = ht_heap_alloc(sizeof *index));
    if (index->count * 4 >= index->size * 3)
        grow(index);
    struct bods_record *slot = slot_of(index, import_print_of(id));
    if (!slot->print.a) {
        slot->print = import_print_of(id);
        index->count++;
    }
    return slot;
}

void bods_set_lei(struct bods_index *index, struct bods_record *record, const char *lei) {
    record->lei = 0;
    if (!lei)
        return;
    if (index->lei_count == index->lei_capacity) {
        index->lei_capacity = index->lei_capacity ? index->lei_capacity * 2 : 1024;
        index->leis = ht_heap_resize(index->leis, index->lei_capacity * sizeof *index->leis);
    }
    memcpy(index->leis[index->lei_count++], lei, LEI_LENGTH + 1);
    record->lei = (uint32_t)index->lei_count;
}

const char *bods_lei_of(const struct bods_index *index, const struct bods_record *record) {
    return record->lei ? index->leis[record->lei - 1] : NULL;
}

void bods_index_free(struct bods_index *index) {
    if (!index)
        return;
    free(index->slots);
    free(index->leis);
    free(index);
}
