// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Memory with one lifetime: everything taken from an arena is given back at once, by ht_arena_free or ht_arena_clear.
 *
 * One arena serves one scan. Nothing taken from an arena is freed singly, but for large tables that are outgrown
 * (ht_arena_outgrown). Allocation never returns NULL: when memory
 * is exhausted, the handler set by ht_set_out_of_memory is called, which must not return (the default is abort()).
 */
#ifndef HOLDTRACE_ARENA_H
#define HOLDTRACE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct ht_arena;
struct ht_locale;

// A new, empty arena; the caller gives it back with ht_arena_free.
struct ht_arena *ht_arena_new(void);

// The same, of which nothing is put into a file however much it is (large.h): for what is gone back to in no order.
struct ht_arena *ht_arena_in_memory(void);

// Gives back ARENA and all that was taken from it. NULL is allowed.
void ht_arena_free(struct ht_arena *arena);

// Gives back all that was taken from ARENA, and keeps the arena, with room for as much as is usual, for use again.
void ht_arena_clear(struct ht_arena *arena);

// SIZE bytes, zeroed and aligned for any object; valid until ht_arena_free or ht_arena_clear.
void *ht_arena_alloc(struct ht_arena *arena, size_t size);

// COUNT objects of SIZE bytes, zeroed; a product that does not fit a size_t counts as exhausted memory.
void *ht_arena_array(struct ht_arena *arena, size_t count, size_t size);

/*
 * Gives back MEMORY, which was taken from ARENA as it is, when it is so large that it stands by itself; else it is
 * kept with the rest. Nobody may use it any more. For tables that were copied into a larger one. NULL is allowed.
 */
void ht_arena_outgrown(struct ht_arena *arena, void *memory);

// A NUL-terminated copy of the LEN bytes at TEXT.
char *ht_arena_copy(struct ht_arena *arena, const char *text, size_t len);

// A copy of the string TEXT; NULL stays NULL.
char *ht_arena_string(struct ht_arena *arena, const char *text);

// A formatted string.
char *ht_arena_format(struct ht_arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *ht_arena_vformat(struct ht_arena *arena, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));

/*
 * Makes room for one more element in a growing array that lives in ARENA: returns ITEMS, or a copy twice as large.
 * *CAPACITY is kept up to date. The old array stays valid until the arena is freed. An array that is constant has
 * capacity 0, and so is copied before anything is added.
 */
void *ht_arena_grow(struct ht_arena *arena, const void *items, size_t count, size_t *capacity, size_t size);

/*
 * In which style figures are written into the texts of ARENA, as the writer of a report to people sets it for as long
 * as it writes (locale.h). NULL, as at first, is the English one.
 */
void ht_arena_set_locale(struct ht_arena *arena, const struct ht_locale *locale);
const struct ht_locale *ht_arena_locale(const struct ht_arena *arena);

// Sets what is called when memory is exhausted; HANDLER must not return. For the program's start only.
void ht_set_out_of_memory(void (*handler)(void));

#endif
