// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What kind of thing a row is: by its asset class, whose words are data (vocabulary.ini); a security type that says
 * "swap" or "collateral" is more exact; a name that says ETF or UCITS is a fund's.
 */
#include <string.h>

#include "portfolio/reading.h"

static enum ht_kind kind_named(const char *name) {
    for (int kind = 0; kind < HT_KIND_UNKNOWN && name != NULL; kind++)
        if (strcmp(ht_kind_name((enum ht_kind)kind), name) == 0)
            return (enum ht_kind)kind;
    return HT_KIND_UNKNOWN;
}

// Whether NAME has WORD among its words.
static bool has_word(const char *name, const char *word) {
    size_t len = strlen(word);
    for (const char *p = name; *p != '\0'; p++) {
        bool begins = p == name || p[-1] == ' ';
        if (begins && ht_text_starts(p, word) && (p[len] == ' ' || p[len] == '\0'))
            return true;
    }
    return false;
}

static bool is_fund_name(const char *name) {
    return name != NULL && (has_word(name, "ETF") || has_word(name, "UCITS"));
}

// Third character of a CIC code (Commission Implementing Regulation (EU) 2023/894, annex VI): the asset category.
static enum ht_kind kind_of_cic(const struct ht_reading *reading, const struct ht_row *row) {
    static const struct {
        char category;
        enum ht_kind kind;
    } categories[] = {
        {'0', HT_KIND_OTHER},  {'1', HT_KIND_BOND},  {'2', HT_KIND_BOND},    {'3', HT_KIND_EQUITY},
        {'4', HT_KIND_FUND},   {'5', HT_KIND_BOND},  {'6', HT_KIND_BOND},    {'7', HT_KIND_CASH},
        {'8', HT_KIND_BOND},   {'9', HT_KIND_OTHER}, {'A', HT_KIND_FUTURE},  {'B', HT_KIND_OPTION},
        {'C', HT_KIND_OPTION}, {'D', HT_KIND_SWAP},  {'E', HT_KIND_FORWARD}, {'F', HT_KIND_SWAP},
    };
    struct ht_slice cic = ht_cell(reading, row, HT_FIELD_CIC);
    for (size_t i = 0; cic.len == 4 && i < sizeof categories / sizeof *categories; i++)
        if (categories[i].category == ht_to_upper(cic.data[2]))
            return categories[i].kind;
    return HT_KIND_UNKNOWN;
}

enum ht_kind ht_read_kind(const struct ht_reading *reading, const struct ht_row *row, const char *name) {
    struct ht_slice asset_class = ht_cell(reading, row, HT_FIELD_ASSET_CLASS);
    struct ht_slice type = ht_cell(reading, row, HT_FIELD_SECURITY_TYPE);
    enum ht_kind kind = kind_named(ht_sheet_kind_word(reading->sheet, asset_class));
    enum ht_kind exact = kind_named(ht_sheet_kind_word(reading->sheet, type));
    enum ht_kind by_cic = kind_of_cic(reading, row);
    if (by_cic != HT_KIND_UNKNOWN)
        return by_cic;
    if (exact == HT_KIND_CASH || ht_kind_is_derivative(exact))
        return exact;
    if (kind == HT_KIND_UNKNOWN)
        kind = exact;
    if (kind == HT_KIND_UNKNOWN && !ht_cell_is_dash(asset_class))
        kind = HT_KIND_OTHER;
    if (kind == HT_KIND_UNKNOWN)
        kind = kind_named(reading->table->kind);
    bool open = kind == HT_KIND_EQUITY || kind == HT_KIND_UNKNOWN;
    return open && is_fund_name(name) ? HT_KIND_FUND : kind;
}
