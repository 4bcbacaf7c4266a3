// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What kind of thing a row is: by its asset class, whose words are data (vocabulary.ini); a security type that says
 * "swap" or "collateral" is more exact; a name that says ETF or UCITS is a fund's.
 */
#include <string.h>

#include "portfolio/reading.h"

static enum ht_kind kind_named(const char *name) {
    for (int kind = 0; kind < HT_KIND_UNKNOWN && name != NULL; kind++) {
        if (strcmp(ht_kind_name((enum ht_kind)kind), name) == 0) {
            return (enum ht_kind)kind;
        }
    }
    return HT_KIND_UNKNOWN;
}

// Whether NAME has WORD among its words.
static bool has_word(const char *name, const char *word) {
    size_t len = strlen(word);
    for (const char *p = name; *p != '\0'; p++) {
        bool begins = p == name || p[-1] == ' ';
        if (begins && ht_text_starts(p, word) && (p[len] == ' ' || p[len] == '\0')) {
            return true;
        }
    }
    return false;
}

static bool is_fund_name(const char *name) {
    return name != NULL && (has_word(name, "ETF") || has_word(name, "UCITS"));
}

enum ht_kind ht_read_kind(const struct ht_reading *reading, const struct ht_row *row, const char *name) {
    struct ht_slice asset_class = ht_cell(reading, row, HT_FIELD_ASSET_CLASS);
    struct ht_slice type = ht_cell(reading, row, HT_FIELD_SECURITY_TYPE);
    enum ht_kind kind = kind_named(ht_sheet_kind_word(reading->sheet, asset_class));
    enum ht_kind exact = kind_named(ht_sheet_kind_word(reading->sheet, type));
    if (exact == HT_KIND_CASH || ht_kind_is_derivative(exact)) {
        return exact;
    }
    if (kind == HT_KIND_UNKNOWN) {
        kind = exact;
    }
    if (kind == HT_KIND_UNKNOWN && !ht_cell_is_dash(asset_class)) {
        kind = HT_KIND_OTHER;
    }
    if (kind == HT_KIND_UNKNOWN) {
        kind = kind_named(reading->table->kind);
    }
    bool open = kind == HT_KIND_EQUITY || kind == HT_KIND_UNKNOWN;
    return open && is_fund_name(name) ? HT_KIND_FUND : kind;
}
