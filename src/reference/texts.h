// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Texts numbered in the order in which they were first met, millions of them: ids of entities during a build. A text
 * costs its own bytes and some twenty more; an arena's map would cost three times that.
 */
#ifndef HOLDTRACE_REFERENCE_TEXTS_H
#define HOLDTRACE_REFERENCE_TEXTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TEXTS_NONE UINT32_MAX

struct texts_slot {
    uint32_t hash, place; // place: number of the text + 1; 0: free
};

// Zero-initialised is empty.
struct texts {
    char *bytes; // the texts, each ended by a NUL
    size_t used, room;
    size_t *starts;
    size_t count, starts_room;
    struct texts_slot *slots; // a power of two, at most half full
    size_t capacity;
};

// The number of TEXT, or TEXTS_NONE.
uint32_t texts_find(const struct texts *texts, const char *text);

// The number of TEXT, which is added when it is new.
uint32_t texts_add(struct texts *texts, const char *text);

// The text of a number; valid until the next texts_add.
const char *texts_at(const struct texts *texts, uint32_t number);

void texts_free(struct texts *texts);

#endif
