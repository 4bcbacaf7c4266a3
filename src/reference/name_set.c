// SPDX-License-Identifier: GPL-3.0-or-later
// The names of one entity: a few for nearly all, thousands for some.
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "reference/write.h"

enum { FEW = 12 };

struct name_set {
    struct ht_buffer few; // names ended by NULs
    size_t count;
    struct texts many; // all of them, once they are many
};

struct name_set *name_set_new(void) {
    return ht_heap_alloc(sizeof(struct name_set));
}

void name_set_clear(struct name_set *set) {
    ht_buffer_clear(&set->few);
    set->count = 0;
    if (set->many.count)
        texts_free(&set->many);
}

bool name_set_add(struct name_set *set, const char *name) {
    if (set->many.count) {
        size_t had = set->many.count;
        texts_add(&set->many, name);
        return set->many.count > had;
    }
    const char *at = set->few.data;
    for (size_t i = 0; i < set->count; i++, at += strlen(at) + 1)
        if (strcmp(at, name) == 0)
            return false;
    ht_buffer_add(&set->few, name, strlen(name) + 1);
    if (++set->count > FEW) {
        at = set->few.data;
        for (size_t i = 0; i < set->count; i++, at += strlen(at) + 1)
            texts_add(&set->many, at);
    }
    return true;
}

void name_set_free(struct name_set *set) {
    if (!set)
        return;
    ht_buffer_free(&set->few);
    texts_free(&set->many);
    free(set);
}
