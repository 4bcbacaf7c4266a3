// SPDX-License-Identifier: GPL-3.0-or-later
// Names of kinds and sides: position.h.
#include "holdtrace/position.h"

static const char *const kind_names[] = {
    [HT_KIND_EQUITY] = "equity", [HT_KIND_BOND] = "bond",       [HT_KIND_FUND] = "fund", [HT_KIND_CASH] = "cash",
    [HT_KIND_FUTURE] = "future", [HT_KIND_FORWARD] = "forward", [HT_KIND_SWAP] = "swap", [HT_KIND_OPTION] = "option",
    [HT_KIND_OTHER] = "other",   [HT_KIND_UNKNOWN] = "unknown",
};

const char *ht_kind_name(enum ht_kind kind) {
    return kind_names[kind];
}

const char *ht_side_name(enum ht_side side) {
    return side == HT_SHORT ? "short" : "long";
}

bool ht_kind_is_derivative(enum ht_kind kind) {
    return kind == HT_KIND_FUTURE || kind == HT_KIND_FORWARD || kind == HT_KIND_SWAP || kind == HT_KIND_OPTION;
}
