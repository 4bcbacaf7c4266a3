// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Identifiers of a row: valid and in normal form, or reported and not used. What a spreadsheet damaged is repaired
 * only where one reading alone is possible, and each repair stays with the position.
 */
#include <string.h>

#include "holdtrace/exchanges.h"
#include "holdtrace/identifiers.h"
#include "holdtrace/map.h"
#include "holdtrace/names.h"
#include "portfolio/reading.h"

static const char **slot_of(struct ht_position *position, enum ht_id_kind kind) {
    switch (kind) {
    case HT_ID_ISIN:
        return &position->isin;
    case HT_ID_CUSIP:
        return &position->cusip;
    case HT_ID_SEDOL:
        return &position->sedol;
    case HT_ID_FIGI:
        return &position->figi;
    case HT_ID_LEI:
        return &position->lei;
    default:
        return NULL;
    }
}

// Kinds by which a misplaced or unnamed identifier is tried, the surest first.
static const enum ht_id_kind kinds[] = {HT_ID_ISIN, HT_ID_LEI, HT_ID_FIGI, HT_ID_CUSIP, HT_ID_SEDOL};
enum { KINDS = sizeof kinds / sizeof *kinds };

static const enum ht_field fields[KINDS] = {HT_FIELD_ISIN, HT_FIELD_LEI, HT_FIELD_FIGI, HT_FIELD_CUSIP,
                                            HT_FIELD_SEDOL};

static void keep(struct ht_reading *reading, struct ht_position *out, enum ht_id_kind kind, const char *normal) {
    *slot_of(out, kind) = ht_arena_string(reading->arena, normal);
}

static void add_repair(struct ht_reading *reading, struct ht_position *out, const char *field, const char *from,
                       const char *to, const char *why) {
    struct ht_repair *repairs = ht_arena_array(reading->arena, out->repair_count + 1, sizeof *repairs);
    if (out->repair_count > 0)
        memcpy(repairs, out->repairs, out->repair_count * sizeof *repairs);
    repairs[out->repair_count++] =
        (struct ht_repair){field, ht_arena_string(reading->arena, from), ht_arena_string(reading->arena, to), why};
    out->repairs = repairs;
    ht_report(reading->filling, HT_CODE_REPAIRED, out->line, "%s \"%s\" was read as %s: %s", field, from, to, why);
}

// "000000000" has a right check digit and stands for nothing.
static bool only_zeros(const char *text) {
    while (*text == '0')
        text++;
    return *text == '\0';
}

// Tries TEXT as every kind that the position has not got yet. True when one fits.
static bool take_as_any(struct ht_reading *reading, struct ht_position *out, const char *text,
                        enum ht_id_kind *kind) {
    char normal[HT_ID_TEXT];
    for (size_t i = 0; i < KINDS; i++) {
        if (*slot_of(out, kinds[i]) == NULL && ht_id_parse(kinds[i], text, strlen(text), normal)) {
            keep(reading, out, kinds[i], normal);
            *kind = kinds[i];
            return true;
        }
    }
    return false;
}

static void bad_identifier(struct ht_reading *reading, const struct ht_position *out, const char *kind,
                           const char *text) {
    ht_report(reading->filling, HT_CODE_BAD_IDENTIFIER, out->line,
              "\"%s\" is no valid %s (form or check digit); it was not used", text, kind);
}

static void take_identifier(struct ht_reading *reading, struct ht_position *out, enum ht_id_kind kind,
                            const char *text) {
    char normal[HT_ID_TEXT];
    enum ht_id_kind other;
    if (only_zeros(text))
        return;
    if (ht_id_parse(kind, text, strlen(text), normal)) {
        keep(reading, out, kind, normal);
    } else if (kind == HT_ID_CUSIP && ht_cusip_repair(text, out->isin, normal)) {
        keep(reading, out, kind, normal);
        add_repair(reading, out, "cusip", text, normal,
                   strlen(text) == 8 && strncmp(text, normal, 8) == 0 ? "the check digit was missing"
                                                                      : "leading zeros were lost");
    } else if (take_as_any(reading, out, text, &other)) {
        ht_report(reading->filling, HT_CODE_MISPLACED, out->line, "\"%s\" stands in the %s column and is a valid %s",
                  text, ht_id_name(kind), ht_id_name(other));
    } else {
        bad_identifier(reading, out, ht_id_name(kind), text);
    }
}

void ht_read_identifiers(struct ht_reading *reading, const struct ht_row *row, struct ht_position *out) {
    for (size_t i = 0; i < KINDS; i++) {
        const char *text = ht_cell_text(reading, row, fields[i]);
        if (text != NULL)
            take_identifier(reading, out, kinds[i], text);
    }
    const char *group = ht_cell_text(reading, row, HT_FIELD_GROUP_LEI);
    char normal[HT_ID_TEXT];
    if (group != NULL && ht_id_parse(HT_ID_LEI, group, strlen(group), normal))
        out->group_lei = ht_arena_string(reading->arena, normal);
    else if (group != NULL)
        bad_identifier(reading, out, "LEI of a group", group);
    ht_read_said_identifier(reading, row, HT_FIELD_SECURITY_ID, HT_FIELD_SECURITY_ID_KIND, out);
}

// The kind that the file itself gives an identifier; HT_ID_KINDS when it says that it is no kind that is known.
static enum ht_id_kind said_kind(const struct ht_reading *reading, const char *word) {
    const char *name = word != NULL ? ht_pairs_get(reading->sheet->id_words, word) : NULL;
    for (size_t i = 0; name != NULL && i < KINDS; i++)
        if (strcmp(ht_field_name(fields[i]), name) == 0)
            return kinds[i];
    return HT_ID_KINDS;
}

void ht_read_said_identifier(struct ht_reading *reading, const struct ht_row *row, enum ht_field id_field,
                             enum ht_field kind_field, struct ht_position *out) {
    const char *text = ht_cell_text(reading, row, id_field);
    enum ht_id_kind kind;
    char normal[HT_ID_TEXT];
    if (text == NULL || only_zeros(text))
        return;
    if (reading->sheet->id_words == NULL || reading->at[kind_field] < 0) {
        if (!take_as_any(reading, out, text, &kind))
            bad_identifier(reading, out, "identifier", text);
        return;
    }
    const char *word = ht_cell_text(reading, row, kind_field);
    kind = said_kind(reading, word);
    if (kind != HT_ID_KINDS) {
        take_identifier(reading, out, kind, text);
    } else if (word == NULL && out->isin == NULL && ht_id_parse(HT_ID_ISIN, text, strlen(text), normal)) {
        // Where the kind is left out, only an ISIN is certain: codes of one's own pass shorter check digits by
        // chance.
        keep(reading, out, HT_ID_ISIN, normal);
    }
}

// The ticker column, or the column of identifiers where it says that it holds a ticker.
static const char *ticker_text(const struct ht_reading *reading, const struct ht_row *row) {
    const char *text = ht_cell_text(reading, row, HT_FIELD_TICKER);
    const char *word = text == NULL && reading->sheet->id_words != NULL
                           ? ht_cell_text(reading, row, HT_FIELD_SECURITY_ID_KIND)
                           : NULL;
    const char *name = word != NULL ? ht_pairs_get(reading->sheet->id_words, word) : NULL;
    bool said = name != NULL && strcmp(name, ht_field_name(HT_FIELD_TICKER)) == 0;
    return said ? ht_cell_text(reading, row, HT_FIELD_SECURITY_ID) : text;
}

/*
 * Whether TEXT, six digits without an exchange, can be read as a code of the mainland: the row gives no country, and
 * its name is Chinese or its currency the renminbi. Korean codes have six digits too; Hong Kong's have five.
 */
static bool is_mainland_row(const char *text, const struct ht_position *position) {
    enum { MAINLAND_DIGITS = 6 };
    if (strlen(text) != MAINLAND_DIGITS || strspn(text, "0123456789") != MAINLAND_DIGITS ||
        position->country != NULL || position->exchange != NULL)
        return false;
    const char *currency = position->trade_currency != NULL ? position->trade_currency : position->currency;
    bool renminbi = currency != NULL && strcmp(currency, "CNY") == 0;
    return renminbi || (position->name != NULL && ht_name_is_chinese(position->name));
}

void ht_read_ticker(struct ht_reading *reading, const struct ht_row *row, struct ht_position *out) {
    const char *text = ticker_text(reading, row);
    const struct ht_exchange *exchange = out->exchange != NULL ? ht_exchange_named(out->exchange) : NULL;
    struct ht_ticker ticker;
    char normal[HT_ID_TEXT];
    out->mic = exchange != NULL ? exchange->mic : NULL;
    if (text == NULL)
        return;
    if (out->isin == NULL && ht_id_parse(HT_ID_ISIN, text, strlen(text), normal)) {
        keep(reading, out, HT_ID_ISIN, normal);
        ht_report(reading->filling, HT_CODE_MISPLACED, out->line, "the ISIN %s stands in the ticker column", normal);
        return;
    }
    if (!ht_ticker_parse(text, out->exchange, out->country, &ticker))
        return;
    // Contracts have codes of their own.
    if (!ticker.formed && (out->kind == HT_KIND_EQUITY || out->kind == HT_KIND_UNKNOWN)) {
        ht_report(reading->filling, HT_CODE_BAD_IDENTIFIER, out->line,
                  "\"%s\" has not the form of a ticker%s%s; it was not used", text,
                  ticker.exchange != NULL ? " on " : "", ticker.exchange != NULL ? ticker.exchange->mic : "");
        return;
    }
    bool guessed = ticker.exchange == NULL && is_mainland_row(ticker.code, out);
    if (guessed)
        ht_ticker_parse(text, out->exchange, "CN", &ticker);
    out->ticker = ht_arena_string(reading->arena, ticker.code);
    out->ticker_uncertain = guessed || !ticker.certain;
    if (ticker.exchange != NULL)
        out->mic = ticker.exchange->mic;
    if (ticker.cleaned && !ticker.repaired)
        add_repair(reading, out, "ticker", text, ticker.code, "a spreadsheet changed how the code is written");
    if (ticker.repaired) {
        add_repair(reading, out, "ticker", text, ticker.code,
                   ticker.certain ? "the exchange's codes have more digits; leading zeros were lost"
                                  : "leading zeros seem lost, but no exchange says so");
    }
}
