// SPDX-License-Identifier: GPL-3.0-or-later
// What is to be set, as holdtrace says it: the lines of pdf_protocol.h as blocks.
#ifndef HOLDTRACE_PDF_SCRIPT_H
#define HOLDTRACE_PDF_SCRIPT_H

#include "holdtrace/pdf_protocol.h"
#include "pdf/type.h"

enum style {
#define HT_PDF_STYLE(symbol, word) STYLE_##symbol,
    HT_PDF_STYLES(HT_PDF_STYLE)
#undef HT_PDF_STYLE
};

struct block {
    enum ht_pdf_word word;
    struct field *fields;
    size_t count;
    size_t page; // which it was set on; 0 before
};

struct script {
    struct block *blocks;
    size_t count, capacity;
};

/*
 * Reads TEXT, which is changed, and belongs to the script as ARENA does. NULL, or what is wrong: a script of another
 * version, a line that the protocol does not have.
 */
const char *script_read(struct script *script, char *text, struct ht_arena *arena);

// The text of the first field of the first block of WORD; NULL: there is none.
const char *script_text(const struct script *script, enum ht_pdf_word word);

enum style style_named(const char *name);

#endif
