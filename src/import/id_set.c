// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The ids that were met, millions of them: 128 bits of each, as two ids that agree in so many do not happen.
 */
#include <stdint.h>
#include <stdlib.h>

#include "base/memory.h"
#include "import/importer.h"

struct id_set {
    struct import_print *slots;
    size_t count, size; // size: a power of two
};

static uint64_t mix(uint64_t x) {
    // The finaliser of MurmurHash3 (A. Appleby, public domain).
    x ^= x >> 33;
    x *= UINT64_C(0xff51afd7ed558ccd);
    x ^= x >> 33;
    x *= UINT64_C(0xc4ceb9fe1a85ec53);
    return x ^ (x >> 33);
}

struct import_print import_print_of(const char *id) {
    uint64_t a = UINT64_C(0x9e3779b97f4a7c15), b = UINT64_C(0xd6e8feb86659fd93);
    for (; *id; id++) {
        a = mix(a ^ (unsigned char)*id);
        b = mix(b + (unsigned char)*id);
    }
    return (struct import_print){a | 1, b};
}

static struct import_print *slot_of(const struct id_set *set, struct import_print print) {
    size_t at = (size_t)print.b & (set->size - 1);
    while (set->slots[at].a && (set->slots[at].a != print.a || set->slots[at].b != print.b))
        at = (at + 1) & (set->size - 1);
    return &set->slots[at];
}

static void grow(struct id_set *set) {
    struct id_set larger = {.size = set->size ? set->size * 2 : 1024};
    larger.slots = ht_heap_alloc(larger.size * sizeof *larger.slots);
    for (size_t i = 0; i < set->size; i++)
        if (set->slots[i].a)
            *slot_of(&larger, set->slots[i]) = set->slots[i];
    larger.count = set->count;
    free(set->slots);
    *set = larger;
}

struct id_set *id_set_new(void) {
    return ht_heap_alloc(sizeof(struct id_set));
}

bool id_set_has(const struct id_set *set, const char *id) {
    return set->count > 0 && slot_of(set, import_print_of(id))->a;
}

bool id_set_add(struct id_set *set, const char *id) {
    if (set->count * 2 >= set->size)
        grow(set);
    struct import_print print = import_print_of(id), *slot = slot_of(set, print);
    if (slot->a)
        return false;
    *slot = print;
    set->count++;
    return true;
}

bool import_first(struct import *import, const char *id) {
    if (!import->ids)
        import->ids = id_set_new();
    return id_set_add(import->ids, id);
}

void id_set_free(struct id_set *set) {
    if (set)
        free(set->slots);
    free(set);
}
