// SPDX-License-Identifier: GPL-3.0-or-later
// How much of a list a reference holds: see reference.h.
#include "holdtrace/reference.h"

enum ht_tri ht_list_complete(const struct ht_list *list) {
    if (list->entries_held == 0 && list->entries_total != 0)
        return HT_NO;
    if (list->entries_total < 0)
        return HT_UNKNOWN;
    return list->entries_held >= list->entries_total ? HT_YES : HT_NO;
}
