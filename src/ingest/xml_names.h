// SPDX-License-Identifier: GPL-3.0-or-later
// Element names to small numbers, so that a reader's callbacks compare numbers. Private to the ingest stage.
#ifndef HOLDTRACE_XML_NAMES_H
#define HOLDTRACE_XML_NAMES_H

#include <stdint.h>

enum { HT_XML_SLOTS = 512 }; // a power of two, over twice HT_XML_NAMES

struct ht_xml_names {
    const char *const *names;
    int16_t slots[HT_XML_SLOTS]; // index + 1; 0: free
};

// Prepares NAMES, which are ended by NULL and at most HT_XML_NAMES.
void ht_xml_names_fill(struct ht_xml_names *table, const char *const *names);

// The index of NAME without its prefix, or HT_XML_OTHER; *LOCAL is where the prefix ends.
int ht_xml_names_find(const struct ht_xml_names *table, const char *name, const char **local);

#endif
