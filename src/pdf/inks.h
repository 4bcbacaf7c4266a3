// SPDX-License-Identifier: GPL-3.0-or-later
// The colours of the report. Each text stands on its ground with a contrast of 4.5 or more (WCAG 2.1, AA).
#ifndef HOLDTRACE_PDF_INKS_H
#define HOLDTRACE_PDF_INKS_H

// PDF_INK(symbol, 0xRRGGBB)
#define PDF_INKS(PDF_INK)                                                                                            \
    PDF_INK(TEXT, 0x1f2933)                                                                                          \
    PDF_INK(QUIET, 0x52606d)                                                                                         \
    PDF_INK(HEAD, 0x12355b)     /* headings, links */                                                                \
    PDF_INK(COUNTED, 0x9b1c1c)  /* what the screen counts */                                                         \
    PDF_INK(POSSIBLE, 0x8a5a00) /* what needs a decision */                                                          \
    PDF_INK(BAR, 0x3d6d9e)                                                                                           \
    PDF_INK(RAIL, 0xe4e9ee)                                                                                          \
    PDF_INK(RULE, 0xc3ccd5)                                                                                          \
    PDF_INK(SHADE, 0xf3f6f8)                                                                                         \
    PDF_INK(TILE, 0xd5dfe8)                                                                                          \
    PDF_INK(PAPER, 0xffffff) /* letters on INK_COUNTED */

enum ink {
#define PDF_INK(symbol, rgb) INK_##symbol,
    PDF_INKS(PDF_INK)
#undef PDF_INK
};

// Parts of a colour, from 0 to 1.
struct rgb {
    double red, green, blue;
};

struct rgb ink_rgb(enum ink ink);

#endif
