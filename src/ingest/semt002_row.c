// SPDX-License-Identifier: GPL-3.0-or-later
// What a finished balance of a semt.002 statement says, and whether the statement is whole: semt002.h.
#include <string.h>

#include "holdtrace/decimal.h"
#include "ingest/semt002.h"

static bool has(const struct ht_records *records, size_t column) {
    return records->cells[column].len > 0;
}

static void set_text(struct ht_records *records, size_t column, const char *value) {
    if (value != NULL)
        ht_records_set_text(records, column, value);
}

// Codes of ISO's external list of identification types, and what banks write in their place.
static const struct {
    const char *code;
    enum semt_column column;
} id_kinds[] = {
    {"CUSP", SC_CUSIP}, {"CUSIP", SC_CUSIP}, {"SEDL", SC_SEDOL},  {"SEDOL", SC_SEDOL},
    {"FIGI", SC_FIGI},  {"FIGC", SC_FIGI},   {"TIKR", SC_TICKER},
};

void ht_semt_take_other_id(struct semt *semt) {
    enum semt_column column = SC_OTHER_ID;
    for (size_t i = 0; i < sizeof id_kinds / sizeof *id_kinds && semt->other_kind != NULL; i++)
        if (ht_text_same(semt->other_kind, id_kinds[i].code))
            column = id_kinds[i].column;
    if (semt->other_id != NULL && !has(&semt->records, column)) {
        set_text(&semt->records, column, semt->other_id);
        if (column == SC_OTHER_ID)
            set_text(&semt->records, SC_OTHER_ID_KIND, semt->other_kind);
    }
    semt->other_id = semt->other_kind = NULL;
}

void ht_semt_take_page(struct semt *semt, struct ht_slice number) {
    long page = 0;
    for (size_t i = 0; i < number.len && i < 9 && ht_is_digit(number.data[i]); i++)
        page = page * 10 + (number.data[i] - '0');
    semt->highest_page = page > semt->highest_page ? page : semt->highest_page;
}

// The kind by the first letter of the CFI code (ISO 10962:2021).
static const struct {
    char category;
    const char *word;
} cfi_kinds[] = {
    {'E', "Equity"}, {'D', "Bond"},   {'C', "Fund"},    {'R', "Rights"}, {'O', "Option"},
    {'H', "Option"}, {'F', "Future"}, {'J', "Forward"}, {'S', "Swap"},
};

static void name_kind(struct ht_records *records) {
    char category = ht_records_get(records, SC_CFI)[0];
    for (size_t i = 0; i < sizeof cfi_kinds / sizeof *cfi_kinds; i++)
        if (cfi_kinds[i].category == category)
            ht_records_set_text(records, SC_KIND, cfi_kinds[i].word);
}

// A derivative on a named security is that security's row; its own ISIN stays beside it.
static void name_underlying(struct semt *semt) {
    struct ht_records *records = &semt->records;
    bool derivative = has(records, SC_KIND) && strchr("ROHFJS", ht_records_get(records, SC_CFI)[0]) != NULL;
    if (!derivative || !(has(records, SC_UNDERLYING_ISIN) || has(records, SC_UNDERLYING_NAME)))
        return;
    const char *own = ht_arena_string(semt->arena, ht_records_get(records, SC_ISIN));
    const char *name = ht_arena_string(semt->arena, ht_records_get(records, SC_NAME));
    ht_records_set_text(records, SC_CONTRACT, own[0] != '\0' ? own : name);
    ht_records_set_text(records, SC_ISIN, ht_arena_string(semt->arena, ht_records_get(records, SC_UNDERLYING_ISIN)));
    if (has(records, SC_UNDERLYING_NAME)) {
        ht_records_set_text(records, SC_NAME,
                            ht_arena_string(semt->arena, ht_records_get(records, SC_UNDERLYING_NAME)));
    }
}

// The number of AMOUNT with its sign: its own, else that of a short balance. NULL when there is none.
static const char *signed_number(struct ht_arena *arena, const char *number, const char *sign, bool is_short) {
    if (number == NULL || number[0] == '\0' || number[0] == '-')
        return number;
    bool negative = sign != NULL ? strcmp(sign, "false") == 0 || strcmp(sign, "0") == 0 : is_short;
    return negative ? ht_arena_format(arena, "-%s", number) : number;
}

static void set_amounts(struct semt *semt) {
    struct ht_records *records = &semt->records;
    bool is_short = strcmp(ht_records_get(records, SC_SIDE), "SHOR") == 0;
    const char *quantity = ht_arena_string(semt->arena, ht_records_get(records, SC_QUANTITY));
    const char *base = signed_number(semt->arena, semt->base.number, semt->base.sign, is_short);
    const char *local = signed_number(semt->arena, semt->local.number, semt->local.sign, is_short);
    ht_records_set_text(records, SC_QUANTITY, signed_number(semt->arena, quantity, NULL, is_short));
    set_text(records, SC_VALUE, base != NULL ? base : local);
    set_text(records, SC_VALUE_CURRENCY, base != NULL ? semt->base.currency : semt->local.currency);
    if (base != NULL && local != NULL) {
        set_text(records, SC_INSTRUMENT_VALUE, local);
        set_text(records, SC_INSTRUMENT_CURRENCY, semt->local.currency);
    }
    if (has(records, SC_SIDE))
        ht_records_set_text(records, SC_SIDE, is_short ? "Short" : "Long");
}

void ht_semt_finish_balance(struct semt *semt) {
    struct ht_records *records = &semt->records;
    const struct semt_account *sub = &semt->sub_account;
    bool in_sub = sub->id != NULL || sub->name != NULL;
    const struct semt_account *account = in_sub ? sub : &semt->account;
    set_text(records, SC_ACCOUNT, account->id);
    set_text(records, SC_ACCOUNT_NAME, account->name);
    name_kind(records);
    name_underlying(semt);
    set_amounts(semt);
    ht_records_end(records, semt->line);
}

static void check_pages(const struct semt *semt, struct ht_findings *findings) {
    if (semt->highest_page == 0 || ((size_t)semt->highest_page == semt->reports && semt->last_page))
        return;
    ht_find(findings, HT_CODE_INCOMPLETE, 0,
            semt->last_page
                ? "the statement has %ld pages, of which the file holds %zu"
                : "the file breaks off after page %ld of the statement (%zu pages are in it), which is not"
                  " the last",
            semt->highest_page, semt->reports);
}

static bool number(const char *text, struct ht_decimal *out) {
    return text != NULL && ht_decimal_parse(text, strlen(text), out);
}

static void check_total(const struct semt *semt, struct ht_findings *findings) {
    struct ht_decimal stated, value;
    struct ht_amount sum = ht_amount_of(ht_decimal_int(0));
    char text[HT_DECIMAL_TEXT];
    bool known = number(signed_number(semt->arena, semt->total.number, semt->total.sign, false), &stated) &&
                 semt->total.currency != NULL;
    for (size_t i = 0; i < semt->records.rows.count && known; i++) {
        const struct ht_slice *cells = semt->records.rows.items[i].cells;
        known = cells[SC_VALUE].len == 0 ||
                (ht_slice_equal(cells[SC_VALUE_CURRENCY], ht_slice_of(semt->total.currency)) &&
                 number(cells[SC_VALUE].data, &value) && ht_amount_add(&sum, ht_amount_of(value)));
    }
    if (known && sum.known && ht_decimal_cmp(stated, sum.number) != 0) {
        ht_find(findings, HT_CODE_TOTAL_MISMATCH, 0, "the statement gives a total of %s %s, its rows sum to %s",
                semt->total.number, semt->total.currency, ht_decimal_text(sum.number, text));
    }
}

void ht_semt_check(const struct semt *semt, struct ht_findings *findings) {
    check_pages(semt, findings);
    check_total(semt, findings);
}
