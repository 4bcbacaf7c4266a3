// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What lists say of dealing in securities. Most lists that this program knows are about exports, imports or public
 * purchases and say nothing of who may hold a share; only what was read in the authority's own words stands here.
 */
#include "holdtrace/divest.h"

#include <string.h>

static const struct ht_dealing_rule RULES[] = {
    {.list = "US-NS-CMIC",
     .holder = "US persons",
     .buying = "may not be bought from 60 days after the listing",
     .holding = "to hold it after the divestment window of 365 days is not itself prohibited",
     .selling = "may be sold within the window; after it a sale needs authorisation, and one that is attempted is to "
                "be rejected and reported within 10 business days",
     .citation = "OFAC FAQ 857, 1046, 1048; E.O. 13959 as amended by E.O. 14032",
     .leave = HT_SALE_LEAVE_AFTER_WINDOW},
    {.list = "US-SDN-GLOMAG",
     .holder = "US persons",
     .buying = "may not be bought",
     .holding = "what is held is blocked, and to be reported within 10 business days",
     .selling = "may not be sold or otherwise dealt in without a licence, nor may those of companies that it owns by "
                "half or more",
     .citation = "31 CFR 583.201 and 501.603; OFAC FAQ 398 to 402",
     .leave = HT_SALE_LEAVE_ALWAYS},
};

const struct ht_dealing_rule *ht_dealing_rule_of(const char *list) {
    for (size_t i = 0; i < sizeof RULES / sizeof *RULES; i++)
        if (strcmp(RULES[i].list, list) == 0)
            return &RULES[i];
    return NULL;
}

size_t ht_dealing_rule_count(void) {
    return sizeof RULES / sizeof *RULES;
}

const struct ht_dealing_rule *ht_dealing_rule_at(size_t index) {
    return &RULES[index];
}
