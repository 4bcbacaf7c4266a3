// SPDX-License-Identifier: GPL-3.0-or-later
// Days and shares of the register's relationships: see gleif_rr.h.
#include "import/gleif_rr.h"

// Days of one form compare as their text does.
static bool is_before(const char *a, const char *b) {
    return a && b && strcmp(a, b) < 0;
}

static const char *const *period_of(const char *const *cells, const char *type) {
    for (size_t i = 0; i < RR_TIMES; i++) {
        const char *const *period = cells + RR_PERIODS + i * RR_PERIOD_WIDTH;
        if (gleif_is(period[RR_PERIOD_TYPE], type))
            return period;
    }
    return NULL;
}

// The share that is stated in percent. Most records state none, which is not known and neither 0 nor 100.
static const char *percent_of(const char *const *cells) {
    for (size_t i = 0; i < RR_TIMES; i++) {
        const char *const *quantifier = cells + RR_QUANTIFIERS + i * RR_QUANTIFIER_WIDTH;
        if (gleif_is(quantifier[RR_UNITS], "PERCENTAGE"))
            return quantifier[RR_AMOUNT];
    }
    return NULL;
}

/*
 * The day that the record speaks of: the end of the accounts that it was read from, and no later than the record
 * itself; else the day on which a record that is kept up was last confirmed. A lapsed one is not confirmed by being
 * marked as lapsed.
 */
static const char *stated_on(struct import *import, const char *const *cells, const char *updated) {
    const char *const *accounts = period_of(cells, "ACCOUNTING_PERIOD");
    const char *end = accounts ? import_day(import, accounts[RR_PERIOD_END]) : NULL;
    if (end)
        return is_before(updated, end) ? updated : end;
    return gleif_is(cells[RR_REGISTRATION], "LAPSED") ? NULL : updated;
}

struct rr_facts rr_facts_of(struct import *import, const char *const *cells) {
    const char *const *period = period_of(cells, "RELATIONSHIP_PERIOD");
    const char *updated = import_day(import, cells[RR_UPDATED]);
    struct rr_facts facts = {.percent = percent_of(cells), .as_of = stated_on(import, cells, updated)};
    if (period) {
        facts.from = import_day(import, period[RR_PERIOD_START]);
        facts.to = import_day(import, period[RR_PERIOD_END]);
    }
    if (is_before(facts.to, facts.from)) {
        import_find(import, HT_CODE_BAD_DATE,
                    "the relationship ends on %s, before it begins; its beginning was left out", facts.to);
        facts.from = NULL;
    }
    bool over = gleif_is(cells[RR_STATUS], "INACTIVE") || gleif_is(cells[RR_REGISTRATION], "RETIRED");
    if (over && !facts.to && updated) {
        facts.to = is_before(updated, facts.from) ? facts.from : updated;
        facts.flags = ht_arena_format(import->row, "reported as ended by %s", facts.to);
    }
    if (gleif_is(cells[RR_REGISTRATION], "LAPSED"))
        facts.flags = facts.flags ? ht_arena_format(import->row, "%s; registration lapsed", facts.flags)
                                  : "registration lapsed";
    return facts;
}
