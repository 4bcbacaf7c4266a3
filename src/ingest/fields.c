// SPDX-License-Identifier: GPL-3.0-or-later
// Names of the meanings a column can have: fields.h.
#include <string.h>

#include "holdtrace/layout.h"

static const char *const names[HT_FIELD_COUNT] = {
    [HT_FIELD_NONE] = "none",
#define HT_FIELD(symbol, name, meaning) [HT_FIELD_##symbol] = name,
#include "holdtrace/fields.h"
#undef HT_FIELD
};

const char *ht_field_name(enum ht_field field) {
    return names[field];
}

enum ht_field ht_field_named(const char *name) {
    for (int i = HT_FIELD_NONE + 1; i < HT_FIELD_COUNT; i++)
        if (strcmp(names[i], name) == 0)
            return (enum ht_field)i;
    return HT_FIELD_NONE;
}
