// SPDX-License-Identifier: GPL-3.0-or-later
// The columns of the register of entities (level 1) that are read, and its names. Private to that importer.
#ifndef HOLDTRACE_IMPORT_GLEIF_LEI_H
#define HOLDTRACE_IMPORT_GLEIF_LEI_H

#include "import/gleif.h"

// The register repeats a group of columns five times.
enum { LEI_TIMES = 5 };

// Columns of one group.
enum { LEI_TEXT, LEI_LANGUAGE, LEI_TYPE, LEI_NAME_WIDTH };
enum { LEI_SUCCESSOR_LEI, LEI_SUCCESSOR_NAME, LEI_SUCCESSOR_WIDTH };
enum { LEI_EVENT_STATUS, LEI_EVENT_TYPE, LEI_EVENT_DATE, LEI_EVENT_WIDTH };

enum {
    LEI_LEI,
    LEI_NAME,
    LEI_NAME_LANGUAGE,
    LEI_OTHER_NAMES,
    LEI_TRANSLITERATED = LEI_OTHER_NAMES + LEI_TIMES * LEI_NAME_WIDTH,
    LEI_SUCCESSORS = LEI_TRANSLITERATED + LEI_TIMES * LEI_NAME_WIDTH,
    LEI_EVENTS = LEI_SUCCESSORS + LEI_TIMES * LEI_SUCCESSOR_WIDTH,
    LEI_LEGAL_COUNTRY = LEI_EVENTS + LEI_TIMES * LEI_EVENT_WIDTH,
    LEI_SEAT_COUNTRY,
    LEI_AUTHORITY,
    LEI_NUMBER,
    LEI_JURISDICTION,
    LEI_CATEGORY,
    LEI_STATUS,
    LEI_EXPIRED_ON,
    LEI_EXPIRED_WHY,
    LEI_REGISTRATION,
    LEI_VALIDATION,
    LEI_DELETED,
    LEI_WIDTH
};

extern const struct import_column lei_columns[LEI_WIDTH + 1];
extern const struct import_xml_table lei_xml; // without `take`

// Whether EVENT, a group of columns, was given up or is not carried out yet.
bool lei_is_withdrawn(const char *const *event);

// The names that a record's entity is shown by.
struct lei_main_names {
    const char *name, *local; // LOCAL: NULL when there is none
};

/*
 * The legal name; where that is in a script that is not Latin and the record has a legal name in another language,
 * that one, English before others, with the first as the local one.
 */
struct lei_main_names lei_main_names_of(const char *const *cells);

// Writes the other names of the entity ID.
void lei_write_names(struct import *import, const char *id, const char *const *cells,
                     const struct lei_main_names *main);

#endif
