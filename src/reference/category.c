// SPDX-License-Identifier: GPL-3.0-or-later
// Names of the exposure categories: see category.h.
#include "holdtrace/category.h"

#include <stddef.h>
#include <string.h>

static const char *const names[HT_CATEGORY_COUNT] = {
    [HT_DIRECT] = "direct",     [HT_OWNED] = "owned", [HT_CONTROLLED] = "controlled", [HT_PARENT] = "parent",
    [HT_MINORITY] = "minority", [HT_STAKE] = "stake", [HT_LINKED] = "linked",         [HT_POSSIBLE] = "possible",
};

const char *ht_category_name(enum ht_category category) {
    return category < HT_NO_CATEGORY ? names[category] : NULL;
}

enum ht_category ht_category_named(const char *name) {
    for (int i = 0; i < HT_CATEGORY_COUNT; i++)
        if (strcmp(names[i], name) == 0)
            return (enum ht_category)i;
    return HT_NO_CATEGORY;
}
