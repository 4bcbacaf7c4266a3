// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * An entry of the UFLPA Entity List as it is printed: a name with its aliases, former names and subsidiaries in a
 * sentence ("NAME (including two aliases: A; and B) and its subsidiary C"). Private to this stage.
 */
#ifndef HOLDTRACE_UFLPA_NAME_H
#define HOLDTRACE_UFLPA_NAME_H

#include "import/us_book.h"

struct uflpa_name {
    const char *head;             // the name alone
    const char *listed_as;        // with what the entry covers besides, but without aliases and subsidiaries
    struct us_texts aliases;      // "also known as", "including N aliases"
    struct us_texts formers;      // "formerly known as"
    struct us_texts subsidiaries; // that it names
};

struct uflpa_name uflpa_name_parse(struct us_book *book, const char *text);

#endif
