// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The reader of SEC N-PORT filings: a fund's monthly report of its holdings, one element invstOrSec each. Amounts
 * stay as printed; values are in USD whatever the holding's currency.
 */
#include "ingest/nport.h"

#include <string.h>

#include "holdtrace/identifiers.h"
#include "holdtrace/reader.h"
#include "ingest/edgar.h"

static const char *const elements[] = {
#define NPORT_ELEMENT(symbol, name) name,
#include "ingest/nport_names.h"
#undef NPORT_ELEMENT
    NULL};

static const char *const headers[] = {
#define NPORT_COLUMN(symbol, header) header,
#include "ingest/nport_names.h"
#undef NPORT_COLUMN
};

// Elements that end up in a column as they stand.
struct leaf {
    enum nport_element parent, element;
    enum nport_column column;
};

static const struct leaf leaves[] = {
    {NP_HOLDING, NP_NAME, COL_NAME},         {NP_HOLDING, NP_LEI, COL_LEI},
    {NP_HOLDING, NP_TITLE, COL_TITLE},       {NP_HOLDING, NP_CUSIP, COL_CUSIP},
    {NP_HOLDING, NP_BALANCE, COL_BALANCE},   {NP_HOLDING, NP_UNITS, COL_UNITS},
    {NP_HOLDING, NP_UNITS_OTHER, COL_UNITS}, {NP_HOLDING, NP_CURRENCY, COL_CURRENCY},
    {NP_HOLDING, NP_VALUE, COL_VALUE},       {NP_HOLDING, NP_PERCENT, COL_PERCENT},
    {NP_HOLDING, NP_PROFILE, COL_SIDE},      {NP_HOLDING, NP_ASSET, COL_ASSET},
    {NP_HOLDING, NP_ISSUER, COL_ISSUER},     {NP_HOLDING, NP_COUNTRY, COL_COUNTRY},
    {NP_HOLDING, NP_LEVEL, COL_LEVEL},       {NP_DEBT, NP_MATURITY, COL_MATURITY},
    {NP_DEBT, NP_COUPON, COL_COUPON},        {NP_REPO, NP_MATURITY, COL_MATURITY},
    {NP_REPO, NP_REPO_RATE, COL_COUPON},
};

// Elements inside a derivative, at whatever depth; the first that says something counts.
static const struct leaf inner_leaves[] = {
    {NP_COUNTERPARTIES, NP_COUNTERPARTY_NAME, COL_COUNTERPARTY},
    {NP_COUNTERPARTIES, NP_COUNTERPARTY_LEI, COL_COUNTERPARTY_LEI},
    {NP_REFERENCE, NP_REFERENCE_NAME, COL_REFERENCE_NAME},
    {NP_REFERENCE, NP_REFERENCE_TITLE, COL_REFERENCE_TITLE},
    {NP_ELEMENTS, NP_INDEX_NAME, COL_INDEX_NAME},
    {NP_ELEMENTS, NP_INDEX_ID, COL_INDEX_ID},
    {NP_ELEMENTS, NP_PUT_CALL, COL_PUT_CALL},
};

static const struct {
    const char *code, *word;
} derivative_kinds[] = {
    {"FUT", "Future"}, {"FWD", "Forward"}, {"SWP", "Swap"}, {"OPT", "Option"}, {"SWO", "Option"}, {"WAR", "Option"},
};

static bool is_derivative(int id) {
    return id >= NP_FUTURE && id <= NP_OTHER_DERIVATIVE;
}

static void set(struct nport *nport, size_t column, struct ht_slice value) {
    if (!ht_nport_absent(value))
        ht_records_set(&nport->records, column, value);
}

static void set_once(struct nport *nport, size_t column, struct ht_slice value) {
    if (nport->records.cells[column].len == 0)
        set(nport, column, value);
}

static struct ht_slice attribute(const struct ht_xml_element *element, const char *name) {
    const char *value = ht_xml_attribute(element, name);
    return ht_slice_of(value != NULL ? value : "");
}

// --- identifiers

// Whether DESCRIPTION speaks of the kind NAME, or the value can be nothing else.
static bool says(struct ht_slice description, const char *name) {
    size_t len = strlen(name);
    for (size_t i = 0; i + len <= description.len; i++)
        if (ht_text_starts(description.data + i, name))
            return true;
    return false;
}

struct identifier_columns {
    enum nport_column isin, cusip, ticker, sedol, figi;
};

static const struct identifier_columns own_columns = {COL_ISIN, COL_CUSIP, COL_TICKER, COL_SEDOL, COL_FIGI};
static const struct identifier_columns reference_columns = {
    COL_REFERENCE_ISIN, COL_REFERENCE_CUSIP, COL_REFERENCE_TICKER, COL_REFERENCE_SEDOL, COL_REFERENCE_FIGI};

enum identifier { ID_NONE, ID_ISIN, ID_CUSIP, ID_TICKER, ID_SEDOL, ID_FIGI };

static enum identifier identifier_of(const struct ht_xml_element *element, struct ht_slice value) {
    char normal[HT_ID_TEXT];
    switch (element->id) {
    case NP_ISIN:
        return ID_ISIN;
    case NP_CUSIP:
        return ID_CUSIP;
    case NP_TICKER:
        return ID_TICKER;
    default:
        if (says(attribute(element, "otherDesc"), "SEDOL"))
            return ID_SEDOL;
        return ht_id_parse(HT_ID_FIGI, value.data, value.len, normal) ? ID_FIGI : ID_NONE;
    }
}

static void set_identifier(struct nport *nport, const struct identifier_columns *columns, enum identifier kind,
                           struct ht_slice value) {
    const enum nport_column by_kind[] = {
        [ID_ISIN] = columns->isin,   [ID_CUSIP] = columns->cusip, [ID_TICKER] = columns->ticker,
        [ID_SEDOL] = columns->sedol, [ID_FIGI] = columns->figi,
    };
    if (kind != ID_NONE)
        set_once(nport, by_kind[kind], value);
}

static void set_component_identifier(struct nport *nport, enum identifier kind, struct ht_slice value) {
    const char **const slots[] = {
        [ID_ISIN] = &nport->open.isin,   [ID_CUSIP] = &nport->open.cusip, [ID_TICKER] = &nport->open.ticker,
        [ID_SEDOL] = &nport->open.sedol, [ID_FIGI] = &nport->open.figi,
    };
    if (kind != ID_NONE && !ht_nport_absent(value))
        *slots[kind] = ht_arena_copy(nport->arena, value.data, value.len);
}

// Identifiers stand in attributes; whose they are tells the element around their list.
static void read_identifier(struct nport *nport, const struct ht_xml_element *element) {
    struct ht_slice value = attribute(element, "value");
    enum identifier kind = identifier_of(element, value);
    switch (ht_xml_parent(element, 2)) {
    case NP_HOLDING:
        set_identifier(nport, &own_columns, kind, value);
        if (element->id == NP_OTHER && nport->records.cells[COL_OTHER_ID].len == 0) {
            set(nport, COL_OTHER_ID, value);
            set(nport, COL_OTHER_ID_KIND, attribute(element, "otherDesc"));
        }
        break;
    case NP_REFERENCE:
        set_identifier(nport, &reference_columns, kind, value);
        break;
    case NP_COMPONENT:
        set_component_identifier(nport, kind, value);
        break;
    default:
        break;
    }
}

// --- derivatives

static void open_derivative(struct nport *nport, const struct ht_xml_element *element) {
    if (nport->derivatives++ > 0)
        return;
    struct ht_slice code = attribute(element, "derivCat");
    const char *word = "Other derivative";
    for (size_t i = 0; i < sizeof derivative_kinds / sizeof *derivative_kinds; i++)
        if (ht_slice_equal(code, ht_slice_of(derivative_kinds[i].code)))
            word = derivative_kinds[i].word;
    ht_records_set_text(&nport->records, COL_KIND, word);
}

// Of derivatives inside each other the outermost that has an amount tells it.
static void set_outermost(struct nport *nport, size_t column, size_t *level, struct ht_slice value) {
    if ((*level == 0 || nport->derivatives < *level) && !ht_nport_absent(value)) {
        ht_records_set(&nport->records, column, value);
        *level = nport->derivatives;
    }
}

static void set_side(struct nport *nport, struct ht_slice word) {
    if (nport->derivatives == 1) {
        bool sold = ht_slice_same(word, ht_slice_of("Written"));
        bool bought = ht_slice_same(word, ht_slice_of("Purchased"));
        set(nport, COL_SIDE, sold ? ht_slice_of("Short") : bought ? ht_slice_of("Long") : word);
    }
}

static void end_in_derivative(struct nport *nport, const struct ht_xml_element *element) {
    switch (element->id) {
    case NP_NOTIONAL:
        set_outermost(nport, COL_NOTIONAL, &nport->notional_level, element->text);
        break;
    case NP_CURRENCY:
        set_outermost(nport, COL_NOTIONAL_CURRENCY, &nport->currency_level, element->text);
        break;
    case NP_DERIVATIVE_PROFILE:
    case NP_WRITTEN:
        set_side(nport, element->text);
        break;
    default:
        break;
    }
}

static void end_component(struct nport *nport) {
    nport->components = ht_arena_grow(nport->arena, nport->components, nport->component_count,
                                      &nport->component_capacity, sizeof *nport->components);
    nport->components[nport->component_count++] = nport->open;
    nport->open = (struct nport_component){0};
}

static void end_in_component(struct nport *nport, const struct ht_xml_element *element) {
    const char **slot = element->id == NP_COMPONENT_NAME       ? &nport->open.name
                        : element->id == NP_COMPONENT_NOTIONAL ? &nport->open.notional
                        : element->id == NP_COMPONENT_CURRENCY ? &nport->open.currency
                                                               : NULL;
    if (slot != NULL && !ht_nport_absent(element->text))
        *slot = ht_arena_copy(nport->arena, element->text.data, element->text.len);
}

// --- elements

static void open_holding(struct nport *nport, long line) {
    ht_records_drop(&nport->records);
    nport->inside = nport->filing = true;
    nport->line = line;
    nport->derivatives = nport->notional_level = nport->currency_level = 0;
    nport->receives_other = nport->pays_other = false;
    nport->component_count = 0;
    nport->open = (struct nport_component){0};
}

// Elements of the holding that carry what they say in attributes.
static void start_beside_derivatives(struct nport *nport, const struct ht_xml_element *element) {
    switch (element->id) {
    case NP_CURRENCY_RATE:
        set_once(nport, COL_CURRENCY, attribute(element, "curCd"));
        set_once(nport, COL_RATE, attribute(element, "exchangeRt"));
        break;
    case NP_ASSET_OTHER:
        set_once(nport, COL_ASSET, attribute(element, "desc"));
        set_once(nport, COL_ASSET, attribute(element, "assetCat"));
        break;
    case NP_ISSUER_OTHER:
        set_once(nport, COL_ISSUER, attribute(element, "issuerCat"));
        break;
    case NP_LOAN:
        set(nport, COL_LOAN, attribute(element, "loanVal"));
        break;
    case NP_REPO_PARTY:
        set_once(nport, COL_COUNTERPARTY, attribute(element, "name"));
        set_once(nport, COL_COUNTERPARTY_LEI, attribute(element, "lei"));
        break;
    default:
        break;
    }
}

static void start_in_derivative(struct nport *nport, const struct ht_xml_element *element) {
    switch (element->id) {
    case NP_RECEIVES_OTHER:
        nport->receives_other = nport->receives_other || nport->derivatives == 1;
        break;
    case NP_PAYS_OTHER:
        nport->pays_other = nport->pays_other || nport->derivatives == 1;
        break;
    case NP_NOTIONAL: // of an "other" derivative
        set_outermost(nport, COL_NOTIONAL_CURRENCY, &nport->currency_level, attribute(element, "curCd"));
        set_outermost(nport, COL_NOTIONAL, &nport->notional_level, attribute(element, "amt"));
        break;
    default:
        break;
    }
}

static void on_start(void *context, struct ht_xml *xml, const struct ht_xml_element *element) {
    struct nport *nport = context;
    if (element->id == HT_XML_OTHER)
        return;
    if (element->id == NP_HOLDING && !nport->inside)
        open_holding(nport, ht_xml_line(xml) + nport->lines);
    else if (nport->inside && is_derivative(element->id))
        open_derivative(nport, element);
    else if (nport->inside && element->attributes[0] != NULL && ht_xml_parent(element, 1) == NP_IDENTIFIERS)
        read_identifier(nport, element);
    else if (nport->inside && nport->derivatives > 0)
        start_in_derivative(nport, element);
    else if (nport->inside)
        start_beside_derivatives(nport, element);
}

static void end_in_holding(struct nport *nport, const struct ht_xml_element *element) {
    int parent = ht_xml_parent(element, 1);
    for (size_t i = 0; i < sizeof leaves / sizeof *leaves && nport->derivatives == 0; i++) {
        if ((int)leaves[i].element == element->id && (int)leaves[i].parent == parent) {
            set(nport, leaves[i].column, element->text);
            return;
        }
    }
    for (size_t i = 0; i < sizeof inner_leaves / sizeof *inner_leaves && nport->derivatives > 0; i++) {
        bool here = inner_leaves[i].parent == NP_ELEMENTS || (int)inner_leaves[i].parent == parent;
        if (here && (int)inner_leaves[i].element == element->id) {
            set_once(nport, inner_leaves[i].column, element->text);
            return;
        }
    }
    if (is_derivative(parent))
        end_in_derivative(nport, element);
    else if (parent == NP_COMPONENT)
        end_in_component(nport, element);
}

static void on_end(void *context, struct ht_xml *xml, const struct ht_xml_element *element) {
    struct nport *nport = context;
    (void)xml;
    int id = element->id, parent = ht_xml_parent(element, 1);
    if (id == HT_XML_OTHER)
        return;
    if (!nport->inside) {
        if ((parent == NP_FUND || parent == NP_ASSETS) && id > NP_ASSETS && !ht_nport_absent(element->text))
            nport->facts[id] = ht_arena_copy(nport->arena, element->text.data, element->text.len);
        nport->filing = nport->filing || id == NP_FUND;
    } else if (id == NP_HOLDING && nport->derivatives == 0) {
        ht_nport_finish_holding(nport);
        nport->inside = false;
    } else if (is_derivative(id)) {
        nport->derivatives--;
    } else if (id == NP_COMPONENT) {
        end_component(nport);
    } else {
        end_in_holding(nport, element);
    }
}

// --- the reader

static void report_notionals(const struct nport *nport) {
    if (nport->converted > 0) {
        ht_find(
            nport->findings, HT_CODE_FOREIGN_NOTIONAL, nport->first_converted,
            "%zu notionals in other currencies, the first on this line, were converted to USD at the rate that the"
            " filing prints with the holding",
            nport->converted);
    }
    if (nport->foreign > 0) {
        ht_find(nport->findings, HT_CODE_FOREIGN_NOTIONAL, nport->first_foreign,
                "%zu notionals in other currencies, the first on this line, were left out: the filing prints no rate",
                nport->foreign);
    }
}

static void write_facts(struct nport *nport) {
    for (int id = NP_ASSETS + 1; id < NP_ELEMENTS; id++)
        if (nport->facts[id] != NULL)
            ht_records_fact(&nport->records, 0, elements[id], ht_slice_of(nport->facts[id]));
}

// Reads DOCUMENT to PART; false when it is another document than a report of holdings.
static bool read_document(const struct ht_edgar_document *document, struct ht_arena *arena, struct ht_part *part) {
    *part = (struct ht_part){.findings = ht_findings_in(arena)};
    struct nport *nport = ht_arena_alloc(arena, sizeof *nport);
    *nport = (struct nport){.arena = arena, .findings = &part->findings, .lines = document->lines};
    const struct ht_xml_handler handler = {elements, on_start, on_end, nport};
    ht_records_open(&nport->records, arena, headers, COLUMNS, CORE_COLUMNS);
    bool whole = ht_xml_parse(document->xml, document->lines, &handler, &part->findings);
    if (nport->inside && !whole) {
        ht_find(&part->findings, HT_CODE_BAD_ROW, nport->line,
                "the holding that begins here is not whole; it was skipped");
    }
    report_notionals(nport);
    write_facts(nport);
    ht_records_grid(&nport->records, &part->grid);
    ht_records_close(&nport->records);
    return nport->filing || !whole;
}

static bool reads(const struct ht_source *source) {
    return ht_edgar_holds(source, "http://www.sec.gov/edgar/nport") || ht_edgar_holds(source, "<invstOrSec>");
}

static enum ht_status read_parts(const struct ht_source *source, const struct ht_reader_options *options,
                                 struct ht_arena *arena, struct ht_parts *out, struct ht_findings *findings,
                                 struct ht_error *err) {
    struct ht_slice text;
    struct ht_edgar_document document = {{NULL, 0}, 0};
    size_t capacity = 0;
    *out = (struct ht_parts){0};
    enum ht_status status = ht_xml_decode(source, options->encoding, arena, &text, &out->encoding, findings, err);
    while (status == HT_OK && ht_edgar_next(text, &document)) {
        struct ht_part part;
        if (read_document(&document, arena, &part)) {
            out->items = ht_arena_grow(arena, out->items, out->count, &capacity, sizeof *out->items);
            out->items[out->count++] = part;
        }
    }
    if (status == HT_OK && out->count == 0)
        ht_find(findings, HT_CODE_NOT_HOLDINGS, 0, "this is an N-PORT submission without a report of holdings");
    return status;
}

const struct ht_reader ht_reader_nport = {
    .name = "nport_xml",
    .title = "an SEC N-PORT filing",
    .reads = reads,
    .read = read_parts,
};
