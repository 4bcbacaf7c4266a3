// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A PDF as a stack of sheets: areas of one colour, links, places that links lead to, and the outline. Lengths are in
 * points from the upper left corner. Text is set on it by type.h.
 */
#ifndef HOLDTRACE_PDF_SHEET_H
#define HOLDTRACE_PDF_SHEET_H

#include <stddef.h>

#include "pdf/inks.h"

struct _cairo;
struct _cairo_surface;
struct ht_arena;
struct ht_buffer;

struct sheet {
    struct _cairo_surface *surface;
    struct _cairo *cairo;
    struct ht_arena *arena;
    double width, height;
};

struct box {
    double x, y, width, height;
};

// What the document says of itself; texts may be NULL.
struct about {
    const char *title, *subject, *creator;
    const char *date; // "YYYY-MM-DD"; a document without it is not dated
};

// Opens a document whose bytes are added to OUT; NULL: they are thrown away.
void sheet_open(struct sheet *sheet, double width, double height, const struct about *about, struct ht_arena *arena,
                struct ht_buffer *out);

// Ends the sheet in hand and begins the next.
void sheet_next(struct sheet *sheet);

// Ends the document. NULL, or why it could not be made, in the arena.
const char *sheet_close(struct sheet *sheet);

void sheet_fill(struct sheet *sheet, struct box box, enum ink ink);

// The head of an arrow that points to the right and ends at X, Y.
void sheet_arrow(struct sheet *sheet, double x, double y, enum ink ink);

/*
 * What is drawn until sheet_untag is a part of the kind TAG, by the names of PDF 1.7 (14.8.4): "P", "H1", "TR". Who
 * has the document read out loud hears these parts, and nothing that is drawn beside them. A part ends on its page.
 */
void sheet_tag(struct sheet *sheet, const char *tag);
void sheet_untag(struct sheet *sheet, const char *tag);

// Makes NAME the place at Y of the sheet in hand; BOX a link to the place NAME, or to the address URI.
void sheet_place(struct sheet *sheet, const char *name, double y);
void sheet_link(struct sheet *sheet, struct box box, const char *name);
void sheet_link_out(struct sheet *sheet, struct box box, const char *uri);

// Adds TITLE, which leads to the place NAME, to the outline below PARENT (0: the top); gives its number.
int sheet_outline(struct sheet *sheet, int parent, const char *title, const char *name);

#endif
