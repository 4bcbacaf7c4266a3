// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What holdtrace and its helper holdtrace-pdf say to each other. The helper sets what it is given on pages and ends;
 * it adds no content of its own but page numbers, the contents, and which characters it had no font for.
 *
 * Standard input, to its end: lines WORD<TAB>FIELD<TAB>..., in UTF-8, of which no text holds a control character. A
 * field may go on with HT_PDF_LATIN and a Latin name, which is set where no font has the characters of the field.
 *   holdtrace-pdf VERSION       the first line
 *   paper a4|letter             the size
 *   date YYYY-MM-DD             which the document says that it was made on, for equal bytes of equal reports
 *   creator TEXT                the program
 *   title TEXT, subtitle TEXT   the cover, of which the next blocks are part
 *   contents TITLE              the table of contents
 *   chapter STANDING TEXT       begins a page; STANDING: counted, clear or unread, the colour of its lead;
 *                               or method, whose texts are the reference's own, so that addresses in them are links
 *   section TEXT                a heading
 *   lead TEXT                   the sentence that says it all
 *   figure NAME VALUE BESIDE    consecutive ones stand side by side
 *   text STYLE INDENT TEXT      a paragraph; STYLE: plain, bold, counted, possible; INDENT: in columns of a terminal
 *   map                         a map of what follows, across the page
 *   tile STANDING X Y WIDTH HEIGHT NAME CODE WEIGHT
 *                               a part of it; STANDING: counted, tied, possible, none, rest; lengths as of a map of
 *                               12000 by 5000; NAME, else CODE, and WEIGHT where they fit
 *   chain NAME LIT [LINK NAME LIT]...
 *                               owners above what they own, and how; LIT: lit, or empty
 *   table COLUMN...             begins a table: "l", "r" (numbers), "b" (bars) or "s" (spans), and the column's
 * title; titles that are all empty are no head row STYLE CELL...           a row of it; a bar is its length in
 * ten-thousandths, or empty; a span is "FROM TO MARK" in ten-thousandths, each "-" when there is none. Text between
 * rows is said of the row before it
 *
 * Standard output: lines WORD VALUE, the first "holdtrace-pdf VERSION"; then any "note TEXT", for who started it;
 * last either "failed TEXT", or "pdf LENGTH" with that many bytes behind the line.
 */
#ifndef HOLDTRACE_PDF_PROTOCOL_H
#define HOLDTRACE_PDF_PROTOCOL_H

#define HT_PDF_PROGRAM "holdtrace-pdf"
#define HT_PDF_VERSION "2"
#define HT_PDF_LATIN "\x1e"

enum { HT_PDF_BAR_WHOLE = 10000, HT_PDF_MAP_WIDTH = 12000, HT_PDF_MAP_HEIGHT = 5000 };

// HT_PDF(symbol, word): the lines behind the first.
#define HT_PDF_WORDS(HT_PDF)                                                                                         \
    HT_PDF(PAPER, "paper")                                                                                           \
    HT_PDF(DATE, "date")                                                                                             \
    HT_PDF(CREATOR, "creator")                                                                                       \
    HT_PDF(TITLE, "title")                                                                                           \
    HT_PDF(SUBTITLE, "subtitle")                                                                                     \
    HT_PDF(CONTENTS, "contents")                                                                                     \
    HT_PDF(CHAPTER, "chapter")                                                                                       \
    HT_PDF(SECTION, "section")                                                                                       \
    HT_PDF(LEAD, "lead")                                                                                             \
    HT_PDF(FIGURE, "figure")                                                                                         \
    HT_PDF(TEXT, "text")                                                                                             \
    HT_PDF(MAP, "map")                                                                                               \
    HT_PDF(TILE, "tile")                                                                                             \
    HT_PDF(CHAIN, "chain")                                                                                           \
    HT_PDF(TABLE, "table")                                                                                           \
    HT_PDF(ROW, "row")

enum ht_pdf_word {
#define HT_PDF(symbol, word) HT_PDF_##symbol,
    HT_PDF_WORDS(HT_PDF)
#undef HT_PDF
        HT_PDF_WORD_COUNT
};

// HT_PDF_STYLE(symbol, word): how a text or the first cell of a row stands.
#define HT_PDF_STYLES(HT_PDF_STYLE)                                                                                  \
    HT_PDF_STYLE(PLAIN, "plain")                                                                                     \
    HT_PDF_STYLE(BOLD, "bold")                                                                                       \
    HT_PDF_STYLE(COUNTED, "counted")                                                                                 \
    HT_PDF_STYLE(POSSIBLE, "possible")

#endif
