// SPDX-License-Identifier: GPL-3.0-or-later
// The closed vocabularies of the reference.
#include "report/words.h"

const char *ht_word_stake_kind(enum ht_stake_kind kind) {
    static const char *const WORDS[] = {"economic", "voting", "control", NULL};
    return WORDS[kind];
}

const char *ht_word_stake_nature(enum ht_stake_nature nature) {
    static const char *const WORDS[] = {"ordinary", "joint_venture", "founder"};
    return WORDS[nature];
}

const char *ht_word_stake_status(enum ht_stake_status status) {
    static const char *const WORDS[] = {"closed", "planned", "pending"};
    return WORDS[status];
}

const char *ht_word_standing(const struct ht_designation *row, struct ht_date day) {
    switch (ht_designation_standing(row, day)) {
    case HT_STANDING_IN_FORCE:
        return "in_force";
    case HT_STANDING_CONTESTED:
        return "disputed";
    case HT_NOT_IN_FORCE:
        break;
    }
    if (ht_date_first(row->listed_on) > ht_date_last(day))
        return "not_yet";
    // A row in force whose end has come says so by its date alone.
    return ht_designation_status_name(row->status == HT_IN_FORCE ? HT_DELISTED : row->status);
}
