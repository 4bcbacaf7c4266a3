// SPDX-License-Identifier: GPL-3.0-or-later
// A script set as a PDF.
#ifndef HOLDTRACE_PDF_SET_H
#define HOLDTRACE_PDF_SET_H

#include "pdf/script.h"

struct ht_buffer;

// What became of it, in the arena.
struct set_result {
    const char *failure; // NULL: it is set
    size_t pages;
    size_t named, numbered; // texts set by a Latin name, or by the numbers of their characters, for want of a font
};

// Sets SCRIPT to OUT; notes in it on which pages its headings stand.
struct set_result set_script(struct script *script, struct ht_arena *arena, struct ht_buffer *out);

// "2 names are printed ...", of what fonts were missing for; NULL: nothing.
const char *set_missing(size_t named, size_t numbered, struct ht_arena *arena);

#endif
