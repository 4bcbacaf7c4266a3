// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Country codes, for the ISIN check and the reading of country columns. The names are in country_names.c.
 */
#ifndef HOLDTRACE_IDENTIFY_COUNTRIES_H
#define HOLDTRACE_IDENTIFY_COUNTRIES_H

#include <stdbool.h>
#include <stddef.h>

// Whether the first two bytes at TEXT (upper case) are an ISO 3166-1 alpha-2 code in use.
bool ht_country_is_alpha2(const char *text);

struct ht_country_name {
    const char *name; // lower case, also for the letters of Latin-1
    const char *code; // ISO 3166-1 alpha-2
};

// Sorted by the bytes of the name.
extern const struct ht_country_name ht_country_names[];
extern const size_t ht_country_names_count;

#endif
