// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * An arena is a chain of blocks, each twice the last up to a bound; large requests get a block of their own. Objects
 * are taken from the front of a block, aligned; texts from its end, one before the other, since they need no
 * alignment and are short and many.
 */
#include "holdtrace/arena.h"

#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "holdtrace/large.h"

enum { FIRST_BLOCK = 16 * 1024, LARGEST_BLOCK = 1024 * 1024 };

// From this size on the C library takes memory from the system, which hands it out zeroed, page by page as it is
// touched. Smaller blocks are zeroed here as they are used: most arenas of a short run end within one.
enum { ZEROED_FROM = 128 * 1024, ZEROED_AT_ONCE = 2048 };

struct block {
    struct block *next;
    size_t used;   // by objects
    size_t size;   // what there is before the texts
    size_t room;   // with the texts
    size_t zeroed; // what may be handed out as objects
    bool whole;    // it is one large request
    // Behind the block, or large memory: then the chain is walked without fetching what the blocks hold.
    unsigned char *bytes;
    alignas(max_align_t) unsigned char own[];
};

struct ht_arena {
    struct block *head; // the block being filled
    size_t next_size;
    bool in_memory;
    const struct ht_locale *locale;
};

struct ht_arena *ht_arena_new(void) {
    struct ht_arena *arena = ht_heap_alloc(sizeof *arena);
    arena->next_size = FIRST_BLOCK;
    return arena;
}

struct ht_arena *ht_arena_in_memory(void) {
    struct ht_arena *arena = ht_arena_new();
    arena->in_memory = true;
    return arena;
}

static void free_block(struct block *block) {
    if (block->bytes != block->own)
        ht_large_free(block->bytes);
    free(block);
}

static void free_blocks(struct block *block) {
    while (block) {
        struct block *next = block->next;
        free_block(block);
        block = next;
    }
}

void ht_arena_free(struct ht_arena *arena) {
    if (!arena)
        return;
    free_blocks(arena->head);
    free(arena);
}

void ht_arena_clear(struct ht_arena *arena) {
    struct block *kept = arena->head;
    if (!kept)
        return;
    free_blocks(kept->next);
    kept->next = NULL;
    if (kept->room > LARGEST_BLOCK) {
        free_block(kept);
        arena->head = NULL;
        return;
    }
    memset(kept->bytes, 0, kept->used); // what is taken from an arena is zero
    kept->used = 0;
    kept->size = kept->room; // where texts were it is zeroed again as it is used
}

static struct block *block_new(const struct ht_arena *arena, size_t size) {
    if (size > SIZE_MAX - sizeof(struct block))
        ht_out_of_memory();
    bool large = !arena->in_memory && ht_large_is(size);
    bool whole = large || size >= ZEROED_FROM;
    struct block *block =
        whole ? ht_heap_alloc(sizeof *block + (large ? 0 : size)) : ht_heap_resize(NULL, sizeof *block + size);
    *block = (struct block){.size = size, .room = size, .zeroed = whole ? size : 0};
    block->bytes = large ? ht_large_alloc(size) : block->own;
    if (!block->bytes)
        ht_out_of_memory();
    return block;
}

// Hands out the next SIZE bytes of BLOCK, which has them.
static void *take(struct block *block, size_t size) {
    unsigned char *memory = block->bytes + block->used;
    block->used += size;
    if (block->used > block->zeroed) {
        size_t ahead = block->size - block->used < ZEROED_AT_ONCE ? block->size - block->used : ZEROED_AT_ONCE;
        memset(block->bytes + block->zeroed, 0, block->used + ahead - block->zeroed);
        block->zeroed = block->used + ahead;
    }
    return memory;
}

// A large request goes behind the head, so that the room left in the head is not lost.
static void *alloc_large(struct ht_arena *arena, size_t size) {
    struct block *block = block_new(arena, size);
    block->whole = true;
    if (arena->head) {
        block->next = arena->head->next;
        arena->head->next = block;
    } else {
        arena->head = block;
    }
    return take(block, size);
}

static bool has_room(const struct ht_arena *arena, size_t size) {
    return arena->head && arena->head->size - arena->head->used >= size;
}

static void add_block(struct ht_arena *arena) {
    struct block *block = block_new(arena, arena->next_size);
    block->next = arena->head;
    arena->head = block;
    if (arena->next_size < LARGEST_BLOCK)
        arena->next_size *= 2;
}

void *ht_arena_alloc(struct ht_arena *arena, size_t size) {
    size_t align = alignof(max_align_t);
    if (size > SIZE_MAX - align)
        ht_out_of_memory();
    size = size ? (size + align - 1) / align * align : align;
    if (!has_room(arena, size)) {
        if (size > arena->next_size / 4)
            return alloc_large(arena, size);
        add_block(arena);
    }
    return take(arena->head, size);
}

// SIZE bytes for a text, which hold anything.
static char *take_text(struct ht_arena *arena, size_t size) {
    if (!has_room(arena, size)) {
        if (size > arena->next_size / 4)
            return alloc_large(arena, size);
        add_block(arena);
    }
    struct block *block = arena->head;
    block->size -= size;
    if (block->zeroed > block->size)
        block->zeroed = block->size;
    return (char *)block->bytes + block->size;
}

// Large requests stand behind the head, the last one first; what is outgrown is among the last.
void ht_arena_outgrown(struct ht_arena *arena, void *memory) {
    struct block **at = arena->head ? &arena->head->next : NULL;
    if (!memory || !at)
        return;
    while (*at && (*at)->bytes != memory)
        at = &(*at)->next;
    struct block *block = *at;
    if (!block || !block->whole)
        return;
    *at = block->next;
    free_block(block);
}

void *ht_arena_array(struct ht_arena *arena, size_t count, size_t size) {
    if (size && count > SIZE_MAX / size)
        ht_out_of_memory();
    return ht_arena_alloc(arena, count * size);
}

char *ht_arena_copy(struct ht_arena *arena, const char *text, size_t len) {
    if (len == SIZE_MAX)
        ht_out_of_memory();
    char *copy = take_text(arena, len + 1);
    if (len)
        memcpy(copy, text, len);
    copy[len] = '\0';
    return copy;
}

char *ht_arena_string(struct ht_arena *arena, const char *text) {
    return text ? ht_arena_copy(arena, text, strlen(text)) : NULL;
}

char *ht_arena_vformat(struct ht_arena *arena, const char *format, va_list args) {
    va_list again;
    va_copy(again, args);
    // Formatting costs most, and what is formatted is short: it is done again only where it did not fit.
    char brief[256];
    int len = vsnprintf(brief, sizeof brief, format, args);
    char *text = take_text(arena, len < 0 ? 1 : (size_t)len + 1);
    text[0] = '\0';
    if (len > 0 && (size_t)len < sizeof brief)
        memcpy(text, brief, (size_t)len + 1);
    else if (len > 0)
        vsnprintf(text, (size_t)len + 1, format, again);
    va_end(again);
    return text;
}

char *ht_arena_format(struct ht_arena *arena, const char *format, ...) {
    va_list args;
    va_start(args, format);
    char *text = ht_arena_vformat(arena, format, args);
    va_end(args);
    return text;
}

void ht_arena_set_locale(struct ht_arena *arena, const struct ht_locale *locale) {
    arena->locale = locale;
}

const struct ht_locale *ht_arena_locale(const struct ht_arena *arena) {
    return arena->locale;
}

void *ht_arena_grow(struct ht_arena *arena, const void *items, size_t count, size_t *capacity, size_t size) {
    if (count < *capacity)
        return (void *)(uintptr_t)items; // of this arena, and so writable, however its owner holds it
    size_t larger = *capacity ? *capacity * 2 : 8;
    void *copy = ht_arena_array(arena, larger, size);
    if (count)
        memcpy(copy, items, count * size);
    *capacity = larger;
    return copy;
}
