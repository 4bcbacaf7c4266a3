// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Derivatives in files that tell what they are written on. The issuer such a file names is the other party of the
 * contract, a clearing house or a bank: it says nothing of what the fund is exposed to, and would accuse the wrong
 * one.
 */
#include <string.h>

#include "holdtrace/identifiers.h"
#include "portfolio/reading.h"

static const char *lei_of(struct ht_reading *reading, const struct ht_row *row, enum ht_field field) {
    const char *text = ht_cell_text(reading, row, field);
    char normal[HT_ID_TEXT];
    // Files print "index" and the like here for what has no issuer.
    bool valid = text != NULL && ht_id_parse(HT_ID_LEI, text, strlen(text), normal);
    return valid ? ht_arena_string(reading->arena, normal) : NULL;
}

// Whether A and B begin with the same word: "SAP" and "SAP SE" are one thing under two names.
static bool begins_alike(const char *a, const char *b) {
    size_t len = strcspn(a, " ");
    return b != NULL && len == strcspn(b, " ") && ht_slice_same((struct ht_slice){a, len}, (struct ht_slice){b, len});
}

/*
 * Participation notes and certificates stand among ordinary securities. Where a row names another security as what it
 * is written on, that one is what the fund is exposed to; the row's own name is kept beside it.
 */
static void read_note_underlying(struct ht_reading *reading, const struct ht_row *row, struct ht_position *out) {
    const char *id = ht_cell_text(reading, row, HT_FIELD_UNDERLYING_ID);
    const char *name = ht_cell_text(reading, row, HT_FIELD_UNDERLYING_NAME);
    bool other_id = id != NULL && (out->isin == NULL || strcmp(id, out->isin) != 0);
    bool other_name = id == NULL && name != NULL && !begins_alike(name, out->name);
    if (!other_id && !other_name)
        return;
    out->underlying_name = name;
    out->issuer_name = ht_cell_text(reading, row, HT_FIELD_UNDERLYING_ISSUER);
    out->lei = lei_of(reading, row, HT_FIELD_UNDERLYING_LEI);
    out->country = NULL;
    const struct ht_position own = *out;
    out->isin = out->cusip = out->sedol = out->figi = NULL;
    ht_read_said_identifier(reading, row, HT_FIELD_UNDERLYING_ID, HT_FIELD_UNDERLYING_ID_KIND, out);
    bool found = out->isin != NULL || out->cusip != NULL || out->sedol != NULL || out->figi != NULL;
    if (!found && name == NULL) {
        // What cannot be read names no other security.
        out->isin = own.isin;
        out->cusip = own.cusip;
        out->sedol = own.sedol;
        out->figi = own.figi;
    }
}

void ht_read_underlying(struct ht_reading *reading, const struct ht_row *row, struct ht_position *out) {
    if (ht_reading_is_generic(reading) && !ht_kind_is_derivative(out->kind)) {
        read_note_underlying(reading, row, out);
        return;
    }
    bool told = reading->at[HT_FIELD_UNDERLYING_ID] >= 0 || reading->at[HT_FIELD_UNDERLYING_NAME] >= 0;
    if (!ht_kind_is_derivative(out->kind))
        return;
    if (!told) {
        out->lei_uncertain = true;
        return;
    }
    out->underlying_name = ht_cell_text(reading, row, HT_FIELD_UNDERLYING_NAME);
    out->issuer_name = ht_cell_text(reading, row, HT_FIELD_UNDERLYING_ISSUER);
    out->lei = lei_of(reading, row, HT_FIELD_UNDERLYING_LEI);
    out->group_name = NULL;
    out->group_lei = lei_of(reading, row, HT_FIELD_UNDERLYING_GROUP_LEI);
    // Country and identifiers are the contract's.
    out->country = NULL;
    if (out->underlying_name != NULL || ht_cell_text(reading, row, HT_FIELD_UNDERLYING_ID) != NULL) {
        out->isin = out->cusip = out->sedol = out->figi = NULL;
        ht_read_said_identifier(reading, row, HT_FIELD_UNDERLYING_ID, HT_FIELD_UNDERLYING_ID_KIND, out);
    }
}
