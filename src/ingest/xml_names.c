// SPDX-License-Identifier: GPL-3.0-or-later
// Element names to small numbers: an open hash table that is filled once for each parser.
#include "ingest/xml_names.h"

#include <assert.h>
#include <string.h>

#include "ingest/xml.h"

static uint32_t slot_of(const char *name) {
    uint32_t hash = 2166136261U; // FNV-1a
    for (; *name != '\0'; name++) {
        hash = (hash ^ (unsigned char)*name) * 16777619U;
    }
    return (hash ^ (hash >> 15)) & (HT_XML_SLOTS - 1);
}

void ht_xml_names_fill(struct ht_xml_names *table, const char *const *names) {
    *table = (struct ht_xml_names){.names = names};
    for (int16_t i = 0; names[i] != NULL; i++) {
        assert(i < HT_XML_NAMES);
        uint32_t slot = slot_of(names[i]);
        while (table->slots[slot] != 0) {
            slot = (slot + 1) & (HT_XML_SLOTS - 1);
        }
        table->slots[slot] = (int16_t)(i + 1);
    }
}

int ht_xml_names_find(const struct ht_xml_names *table, const char *name) {
    for (uint32_t slot = slot_of(name); table->slots[slot] != 0; slot = (slot + 1) & (HT_XML_SLOTS - 1)) {
        if (strcmp(table->names[table->slots[slot] - 1], name) == 0) {
            return table->slots[slot] - 1;
        }
    }
    return HT_XML_OTHER;
}
