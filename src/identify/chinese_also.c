// SPDX-License-Identifier: GPL-3.0-or-later
// Other English words than those of chinese_words.c that companies give for the same Chinese ones.
#include <string.h>

#include "identify/chinese_words.h"

bool ht_chinese_also(const char *english, const char *other) {
    static const char *const also[][2] = {
        {"automobile", "motor"},
        {"automobile", "motors"},
        {"automobile", "automotive"},
        {"aviation", "airlines"},
        {"aviation", "aircraft"},
        {"chemical", "chemistry"},
        {"communications", "telecommunication"},
        {"communications", "telecom"},
        {"distillery", "liquor"},
        {"fashion", "apparel"},
        {"husbandry", "livestock"},
        {"machinery", "machine"},
        {"medical", "medicine"},
        {"mining", "minerals"},
        {"pharmaceutical", "pharmacy"},
        {"pharmaceutical", "medicine"},
        {"photovoltaic", "solar"},
        {"power", "electric"},
        {"properties", "property"},
        {"shipbuilding", "shipping"},
        {"tourism", "travel"},
        {"trade", "trading"},
        {"trade", "commerce"},
    };
    for (size_t i = 0; i < sizeof also / sizeof *also; i++)
        if (strcmp(also[i][0], english) == 0 && strcmp(also[i][1], other) == 0)
            return true;
    return false;
}
