// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What a finished N-PORT holding says. A derivative on a named security is that security's row: the name and LEI that
 * the filing prints on it are often those of the counterparty or the exchange, which must not be taken for what the
 * fund is exposed to.
 */
#include <string.h>

#include "holdtrace/decimal.h"
#include "ingest/nport.h"

bool ht_nport_absent(struct ht_slice value) {
    char first = value.len > 0 ? value.data[0] : '0';
    if (first > ' ' && first < 0x7F && first != '0' && first != 'X' && first != 'N' && first != 'n')
        return false; // nearly always
    value = ht_slice_trim(value);
    bool zeros = true, crosses = true;
    for (size_t i = 0; i < value.len; i++) {
        zeros = zeros && value.data[i] == '0';
        crosses = crosses && value.data[i] == 'X';
    }
    return zeros || (crosses && value.len > 2) || ht_slice_same(value, ht_slice_of("N/A")) ||
           ht_slice_same(value, ht_slice_of("NA")) || ht_slice_same(value, ht_slice_of("None"));
}

// Words of the vocabulary for the codes of items C.4.a and C.11.a of the form.
struct kind {
    const char *code, *word;
};

static const struct kind asset_kinds[] = {
    {"EC", "Equity"},    {"EP", "Equity"},        {"DBT", "Bond"},       {"LON", "Loan"},   {"SN", "Bond"},
    {"ABS-MBS", "Bond"}, {"ABS-APCP", "Bond"},    {"ABS-CBDO", "Bond"},  {"ABS-O", "Bond"}, {"STIV", "Cash"},
    {"RA", "Cash"},      {"COMM", "Commodities"}, {"RE", "Real estate"},
};

static bool is(const struct ht_records *records, size_t column, const char *text) {
    return strcmp(ht_records_get(records, column), text) == 0;
}

static bool has(const struct ht_records *records, size_t column) {
    return records->cells[column].len > 0;
}

static void copy(struct ht_records *records, size_t to, size_t from) {
    struct ht_slice value = {ht_records_get(records, from), records->cells[from].len};
    char *kept = ht_arena_copy(records->arena, value.data, value.len);
    ht_records_set(records, to, (struct ht_slice){kept, value.len});
}

static void clear(struct ht_records *records, size_t column) {
    ht_records_set_text(records, column, "");
}

static void name_kind(struct ht_records *records) {
    if (has(records, COL_KIND)) // a derivative
        return;
    bool shares = is(records, COL_ASSET, "EC") || is(records, COL_ASSET, "EP");
    if (shares && (is(records, COL_ISSUER, "RF") || is(records, COL_ISSUER, "PF"))) {
        ht_records_set_text(records, COL_KIND, "Fund");
        return;
    }
    for (size_t i = 0; i < sizeof asset_kinds / sizeof *asset_kinds; i++) {
        if (is(records, COL_ASSET, asset_kinds[i].code)) {
            ht_records_set_text(records, COL_KIND, asset_kinds[i].word);
            return;
        }
    }
}

// --- derivatives

static const struct {
    size_t own, reference;
} referred[] = {
    {COL_ISIN, COL_REFERENCE_ISIN}, {COL_CUSIP, COL_REFERENCE_CUSIP},   {COL_SEDOL, COL_REFERENCE_SEDOL},
    {COL_FIGI, COL_REFERENCE_FIGI}, {COL_TICKER, COL_REFERENCE_TICKER},
};
enum { REFERRED = sizeof referred / sizeof *referred };

static bool refers_to_security(const struct ht_records *records) {
    bool found = has(records, COL_REFERENCE_NAME) || has(records, COL_REFERENCE_TITLE);
    for (size_t i = 0; i < REFERRED; i++)
        found = found || has(records, referred[i].reference);
    return found;
}

static void take_reference(struct ht_records *records) {
    copy(records, COL_NAME, has(records, COL_REFERENCE_NAME) ? COL_REFERENCE_NAME : COL_REFERENCE_TITLE);
    clear(records, COL_LEI);
    clear(records, COL_COUNTRY); // the other side's, often
    for (size_t i = 0; i < REFERRED; i++)
        copy(records, referred[i].own, referred[i].reference);
}

// Whether name and LEI on the holding are those of the other side of the contract, not of what it is about.
static bool names_counterparty(const struct ht_records *records) {
    bool same_name = has(records, COL_NAME) &&
                     ht_text_same(ht_records_get(records, COL_NAME), ht_records_get(records, COL_COUNTERPARTY));
    bool same_lei = has(records, COL_LEI) && is(records, COL_LEI, ht_records_get(records, COL_COUNTERPARTY_LEI));
    return same_name || same_lei || !is(records, COL_KIND, "Option");
}

static void name_derivative(struct ht_records *records) {
    copy(records, COL_CONTRACT, has(records, COL_TITLE) ? COL_TITLE : COL_NAME);
    if (refers_to_security(records)) {
        take_reference(records);
    } else if (names_counterparty(records)) {
        if (has(records, COL_INDEX_NAME))
            copy(records, COL_NAME, COL_INDEX_NAME);
        else if (has(records, COL_TITLE))
            copy(records, COL_NAME, COL_TITLE);
        else
            clear(records, COL_NAME);
        clear(records, COL_LEI);
        clear(records, COL_COUNTRY);
    }
}

/*
 * A swap prints no side. In one on shares, the leg that is neither fixed nor floating is the return of the shares:
 * who receives it is long.
 */
static void side_of_swap(const struct nport *nport, struct ht_records *records) {
    if (!has(records, COL_SIDE) && is(records, COL_ASSET, "DE") && nport->receives_other != nport->pays_other)
        ht_records_set_text(records, COL_SIDE, nport->receives_other ? "Long" : "Short");
}

static bool number(const char *text, struct ht_decimal *out) {
    return ht_decimal_parse(text, strlen(text), out);
}

/*
 * The notional in USD, rounded to cents where it stands in the currency of the holding, whose rate to one USD the
 * filing prints; absent where it cannot be told.
 */
static void state_notional(struct nport *nport) {
    struct ht_records *records = &nport->records;
    struct ht_decimal amount, rate, cents;
    char text[HT_DECIMAL_TEXT];
    if (!has(records, COL_NOTIONAL))
        return;
    if (is(records, COL_NOTIONAL_CURRENCY, "USD")) {
        copy(records, COL_NOTIONAL_USD, COL_NOTIONAL);
        return;
    }
    bool known =
        has(records, COL_RATE) && is(records, COL_CURRENCY, ht_records_get(records, COL_NOTIONAL_CURRENCY)) &&
        number(ht_records_get(records, COL_NOTIONAL), &amount) && number(ht_records_get(records, COL_RATE), &rate) &&
        ht_decimal_sign(rate) > 0 && ht_decimal_percent(amount, rate, 0, &cents);
    if (!known) {
        nport->first_foreign = nport->foreign++ == 0 ? nport->line : nport->first_foreign;
        return;
    }
    cents.scale = (uint8_t)(cents.scale + 2);
    ht_records_set_text(records, COL_NOTIONAL_USD, ht_decimal_text(cents, text));
    nport->first_converted = nport->converted++ == 0 ? nport->line : nport->first_converted;
}

// --- rows

static void add_component(struct nport *nport, const struct nport_component *component, const char *kind,
                          const char *side, const char *asset, const char *basket) {
    struct ht_records *records = &nport->records;
    const struct {
        size_t column;
        const char *value;
    } cells[] = {
        {COL_NAME, component->name},
        {COL_ISIN, component->isin},
        {COL_CUSIP, component->cusip},
        {COL_TICKER, component->ticker},
        {COL_SEDOL, component->sedol},
        {COL_FIGI, component->figi},
        {COL_NOTIONAL, component->notional},
        {COL_NOTIONAL_CURRENCY, component->currency},
        {COL_KIND, kind},
        {COL_SIDE, side},
        {COL_ASSET, asset},
        {COL_BASKET, basket},
    };
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
        if (cells[i].value != NULL)
            ht_records_set_text(records, cells[i].column, cells[i].value);
    state_notional(nport);
    ht_records_end(records, nport->line);
}

static const char *keep(const struct ht_records *records, size_t column) {
    return ht_arena_string(records->arena, ht_records_get(records, column));
}

void ht_nport_finish_holding(struct nport *nport) {
    struct ht_records *records = &nport->records;
    bool derivative = has(records, COL_KIND);
    name_kind(records);
    if (derivative) {
        side_of_swap(nport, records);
        name_derivative(records);
        state_notional(nport);
    } else if (!has(records, COL_NAME)) {
        copy(records, COL_NAME, COL_TITLE);
    }
    if (nport->component_count == 0) {
        ht_records_end(records, nport->line);
        return;
    }
    const char *kind = keep(records, COL_KIND), *side = keep(records, COL_SIDE), *asset = keep(records, COL_ASSET);
    const char *basket = keep(records, COL_CONTRACT);
    ht_records_end(records, nport->line);
    for (size_t i = 0; i < nport->component_count; i++)
        add_component(nport, &nport->components[i], kind, side, asset, basket);
}
