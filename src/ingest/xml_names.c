// SPDX-License-Identifier: GPL-3.0-or-later
// Element names to small numbers: an open hash table that is filled once for each parser.
#include "ingest/xml_names.h"

#include <assert.h>
#include <string.h>

#include "holdtrace/xml.h"

// Three characters and the length tell the names of a format well apart, at a third of the time that all of them
// take.
static uint32_t slot_of(const char *name, const char **local) {
    const char *end = name;
    *local = name;
    for (; *end != '\0'; end++)
        *local = *end == ':' ? end + 1 : *local;
    uint32_t len = (uint32_t)(end - *local);
    if (len == 0)
        return 0;
    uint32_t first = (unsigned char)(*local)[0], middle = (unsigned char)(*local)[len / 2];
    uint32_t last = (unsigned char)(*local)[len - 1];
    return (first * 5 + middle * 37 + last * 101 + len * 167) & (HT_XML_SLOTS - 1);
}

void ht_xml_names_fill(struct ht_xml_names *table, const char *const *names) {
    *table = (struct ht_xml_names){.names = names};
    for (int16_t i = 0; names[i] != NULL; i++) {
        assert(i < HT_XML_NAMES);
        const char *local;
        uint32_t slot = slot_of(names[i], &local);
        while (table->slots[slot] != 0)
            slot = (slot + 1) & (HT_XML_SLOTS - 1);
        table->slots[slot] = (int16_t)(i + 1);
    }
}

int ht_xml_names_find(const struct ht_xml_names *table, const char *name, const char **local) {
    for (uint32_t slot = slot_of(name, local); table->slots[slot] != 0; slot = (slot + 1) & (HT_XML_SLOTS - 1))
        if (strcmp(table->names[table->slots[slot] - 1], *local) == 0)
            return table->slots[slot] - 1;
    return HT_XML_OTHER;
}
