// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The exposure categories, in the order in which they are tried; a position takes the first that fits.
 */
#ifndef HOLDTRACE_CATEGORY_H
#define HOLDTRACE_CATEGORY_H

enum ht_category {
    HT_DIRECT,     // the issuer is a target
    HT_OWNED,      // targets together own half or more of it
    HT_CONTROLLED, // a chain of control links and half stakes leads from a target to it
    HT_PARENT,     // it owns half or more of a target, or controls it
    HT_MINORITY,   // targets own at least the screen's threshold of it
    HT_STAKE,      // it holds at least the threshold of a target, founded it, or is its joint venturer
    HT_LINKED,     // one hop by a current relation
    HT_POSSIBLE,   // needs a decision; never totalled
    HT_NO_CATEGORY
};

enum { HT_CATEGORY_COUNT = HT_NO_CATEGORY };

// "direct", ...; NULL for HT_NO_CATEGORY.
const char *ht_category_name(enum ht_category category);
// HT_NO_CATEGORY when NAME is none.
enum ht_category ht_category_named(const char *name);

#endif
