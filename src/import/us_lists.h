// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The lists of the United States: what they are called, what they do, and whom they cover. Private to this stage.
 */
#ifndef HOLDTRACE_US_LISTS_H
#define HOLDTRACE_US_LISTS_H

#include <stdbool.h>
#include <stddef.h>

struct import;

enum us_list_id {
    US_EL,
    US_MEU,
    US_UVL,
    US_DPL,
    US_SDN,
    US_GLOMAG, // the part of US_SDN that has this programme
    US_CMIC,
    US_SSI,
    US_FSE,
    US_CAPTA,
    US_MBS,
    US_PLC,
    US_OTHER_CONS, // OFAC's consolidated file, where a programme does not tell the list
    US_ISN,
    US_DTC,
    US_1260H,
    US_UFLPA,
    US_LIST_COUNT
};

struct us_list {
    const char *id;
    const char *code; // in parentheses in the Consolidated Screening List; NULL: it is not part of it
    const char *name, *authority, *effect, *url;
    const char *ground; // of all its entries; NULL: its files state none
    bool curated;       // the reference has it, with its reach
    bool of_persons;    // persons are most of it, and no column tells them from organisations
};

extern const struct us_list us_lists[US_LIST_COUNT];

// The list whose code stands in parentheses in the name of a source; US_LIST_COUNT: none.
enum us_list_id us_list_of_source(const char *source);

// What an import says of a list.
struct us_edition {
    const char *edition; // "file of 2026-08-22"
    size_t entries;      // organisations in force that the file names; counted only where WHOLE
    bool whole;          // the file is all of the list
    const char *note;
};

// Writes the row of lists.csv and, for a list that the reference does not have, those of reach.csv.
void us_list_write(struct import *import, enum us_list_id list, const struct us_edition *edition);

#endif
