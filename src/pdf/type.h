// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Text set in lines. What no font of this computer has is never set as an empty box: a field's Latin name is set
 * instead, or, where it has none, the numbers of the characters, U+6D77; both are counted.
 */
#ifndef HOLDTRACE_PDF_TYPE_H
#define HOLDTRACE_PDF_TYPE_H

#include <stdbool.h>
#include <stddef.h>

#include "pdf/sheet.h"

struct ht_map;

// A text of the report, and what to set where its characters are missing; NULL: their numbers.
struct field {
    const char *text, *latin;
};

struct face {
    double size;
    bool bold;
    enum ink ink;
};

struct type {
    struct _PangoContext *context;
    struct _PangoFontDescription *font; // its families; size and weight are those of the face set last
    struct ht_arena *arena;
    bool links;              // whether addresses in what is set from now on become links
    struct ht_map *replaced; // texts that were set in another way than they are written
    size_t named, numbered;  // of these: by a Latin name, by numbers
};

// A text in lines, until lines_free.
struct lines {
    struct _PangoLayout *layout;
    const char *text; // as set
    struct face face;
    bool links;
    size_t count;
    double width, height; // of all lines
};

// A line's height, and how far its text reaches.
struct line_size {
    double height, width;
};

// Texts are kept in ARENA.
void type_open(struct type *type, struct ht_arena *arena);
void type_close(struct type *type);

// Whether this computer has a font for the Latin letters and figures, without which nothing could be set.
bool type_has_letters(struct type *type);

// Whether some font has all characters of TEXT.
bool type_has(struct type *type, const char *text, struct face face);

// FIELD in lines of WIDTH points at most; below 0: in one.
struct lines type_set(struct type *type, struct field field, struct face face, double width);
void lines_free(struct lines *lines);

struct line_size lines_size(const struct lines *lines, size_t line);

// The width of the longest word, which is what a column needs at least.
double type_longest_word(struct type *type, struct field field, struct face face);

// Draws a line with its upper left corner at X, Y, and makes links of the addresses in it.
void lines_draw(const struct lines *lines, size_t line, struct sheet *sheet, double x, double y);

#endif
