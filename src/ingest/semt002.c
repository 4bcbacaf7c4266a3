// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The reader of ISO 20022 semt.002, a custodian's statement of holdings (SecuritiesBalanceCustodyReport), in any
 * version. The balance of an account in a security is a row; what breaks that balance down (by place, lot or purpose)
 * repeats parts of it and is not read. Several pages in one file are one statement.
 */
#include <string.h>

#include "ingest/edgar.h"
#include "ingest/semt002.h"

static const char *const elements[] = {
#define SEMT_ELEMENT(symbol, name) name,
#include "ingest/semt002_names.h"
#undef SEMT_ELEMENT
    NULL};

static const char *const headers[] = {
#define SEMT_COLUMN(symbol, header) header,
#include "ingest/semt002_names.h"
#undef SEMT_COLUMN
};

static void set(struct semt *semt, size_t column, struct ht_slice value) {
    ht_records_set(&semt->records, column, value);
}

static void set_once(struct semt *semt, size_t column, struct ht_slice value) {
    if (semt->records.cells[column].len == 0)
        set(semt, column, value);
}

static void keep(struct semt *semt, const char **slot, struct ht_slice value) {
    value = ht_slice_trim(value);
    *slot = value.len > 0 ? ht_arena_copy(semt->arena, value.data, value.len) : *slot;
}

// --- inside a balance, by the part of it

static void end_in_identification(struct semt *semt, const struct ht_xml_element *element) {
    int parent = ht_xml_parent(element, 1);
    if (element->id == SE_ISIN && parent == SE_INSTRUMENT)
        set_once(semt, SC_ISIN, element->text);
    else if (element->id == SE_DESCRIPTION && parent == SE_INSTRUMENT)
        set_once(semt, SC_NAME, element->text);
    else if (element->id == SE_ID && parent == SE_OTHER_ID)
        keep(semt, &semt->other_id, element->text);
    else if ((element->id == SE_CODE || element->id == SE_PROPRIETARY) && ht_xml_parent(element, 2) == SE_OTHER_ID)
        keep(semt, &semt->other_kind, element->text);
    else if (element->id == SE_OTHER_ID)
        ht_semt_take_other_id(semt);
}

static void end_in_attributes(struct semt *semt, const struct ht_xml_element *element) {
    int parent = ht_xml_parent(element, 1);
    switch (element->id) {
    case SE_CFI:
        set_once(semt, SC_CFI, element->text);
        break;
    case SE_DENOMINATION:
        set_once(semt, SC_TRADE_CURRENCY, element->text);
        break;
    case SE_MATURITY:
        set_once(semt, SC_MATURITY, element->text);
        break;
    case SE_RATE_OF_INTEREST:
        set_once(semt, SC_COUPON, element->text);
        break;
    case SE_MARKET_CODE:
        set_once(semt, SC_EXCHANGE, element->text);
        break;
    case SE_ISIN:
        if (parent == SE_UNDERLYING)
            set_once(semt, SC_UNDERLYING_ISIN, element->text);
        break;
    case SE_DESCRIPTION:
        if (parent == SE_UNDERLYING)
            set_once(semt, SC_UNDERLYING_NAME, element->text);
        break;
    default:
        break;
    }
}

static void end_in_aggregate(struct semt *semt, const struct ht_xml_element *element) {
    switch (element->id) {
    case SE_SHORT_LONG:
        set_once(semt, SC_SIDE, element->text);
        break;
    case SE_UNIT:
    case SE_FACE:
    case SE_AMORTISED:
    case SE_TOKENS:
    case SE_BALANCE:
        if (semt->records.cells[SC_QUANTITY].len == 0) {
            set(semt, SC_QUANTITY, element->text);
            set(semt, SC_QUANTITY_KIND, ht_slice_of(element->name));
        }
        break;
    default:
        break;
    }
}

// The market price is taken before any other, else the first one.
static void end_in_price(struct semt *semt, const struct ht_xml_element *element) {
    int id = element->id, parent = ht_xml_parent(element, 1);
    if (id == SE_PRICES) {
        bool market = semt->price_kind != NULL && strcmp(semt->price_kind, "MRKT") == 0;
        if (semt->price != NULL && (semt->records.cells[SC_PRICE].len == 0 || (market && !semt->market_price))) {
            set(semt, SC_PRICE, ht_slice_of(semt->price));
            set(semt, SC_PRICE_CURRENCY, ht_slice_of(semt->price_currency != NULL ? semt->price_currency : "%"));
            semt->market_price = market;
        }
        semt->price = semt->price_kind = semt->price_currency = NULL;
    } else if (id == SE_CODE && parent == SE_TYPE && ht_xml_parent(element, 2) == SE_PRICES) {
        keep(semt, &semt->price_kind, element->text);
    } else if ((id == SE_AMOUNT || id == SE_RATE) && parent == SE_PRICE) {
        keep(semt, &semt->price, element->text);
    } else if (id == SE_PRICE && element->text.len > 0) {
        keep(semt, &semt->price, element->text);
    }
}

static void end_in_amounts(struct semt *semt, const struct ht_xml_element *element, struct semt_amount *amount) {
    if (ht_xml_parent(element, 1) != SE_HOLDING_VALUE)
        return;
    if (element->id == SE_AMOUNT)
        keep(semt, &amount->number, element->text);
    else if (element->id == SE_SIGN)
        keep(semt, &amount->sign, element->text);
}

static void end_in_balance(struct semt *semt, const struct ht_xml_element *element) {
    switch (element->path[semt->depth]) {
    case SE_INSTRUMENT:
        end_in_identification(semt, element);
        break;
    case SE_ATTRIBUTES:
        end_in_attributes(semt, element);
        break;
    case SE_AGGREGATE:
        end_in_aggregate(semt, element);
        break;
    case SE_PRICES:
        end_in_price(semt, element);
        break;
    case SE_BASE_AMOUNTS:
        end_in_amounts(semt, element, &semt->base);
        break;
    case SE_INSTRUMENT_AMOUNTS:
        end_in_amounts(semt, element, &semt->local);
        break;
    default: // what breaks the balance down
        break;
    }
}

static void start_in_balance(struct semt *semt, const struct ht_xml_element *element) {
    const char *currency = ht_xml_attribute(element, "Ccy");
    int section = element->path[semt->depth];
    if (currency == NULL)
        return;
    if (section == SE_PRICES && (element->id == SE_PRICE || ht_xml_parent(element, 1) == SE_PRICE))
        keep(semt, &semt->price_currency, ht_slice_of(currency));
    else if (section == SE_BASE_AMOUNTS && ht_xml_parent(element, 1) == SE_HOLDING_VALUE)
        keep(semt, &semt->base.currency, ht_slice_of(currency));
    else if (section == SE_INSTRUMENT_AMOUNTS && ht_xml_parent(element, 1) == SE_HOLDING_VALUE)
        keep(semt, &semt->local.currency, ht_slice_of(currency));
}

// --- outside

static void open_balance(struct semt *semt, const struct ht_xml_element *element, long line) {
    ht_records_drop(&semt->records);
    semt->inside = true;
    semt->depth = element->depth;
    semt->line = line;
    semt->base = semt->local = (struct semt_amount){0};
    semt->price = semt->price_kind = semt->price_currency = semt->other_id = semt->other_kind = NULL;
    semt->market_price = false;
}

static void end_of_statement(struct semt *semt, const struct ht_xml_element *element) {
    int parent = ht_xml_parent(element, 1), above = ht_xml_parent(element, 2);
    struct ht_slice text = ht_slice_trim(element->text);
    if (element->id == SE_PAGE && parent == SE_PAGES) {
        ht_semt_take_page(semt, text);
    } else if (element->id == SE_LAST_PAGE && parent == SE_PAGES) {
        semt->last_page =
            semt->last_page || ht_slice_same(text, ht_slice_of("true")) || ht_slice_same(text, ht_slice_of("1"));
    } else if ((element->id == SE_DAY || element->id == SE_MOMENT) && parent == SE_STATEMENT_TIME) {
        text.len = text.len > 10 ? 10 : text.len;
        ht_records_fact(&semt->records, semt->line, elements[SE_STATEMENT_TIME], text);
    } else if (element->id == SE_CODE && parent == SE_UPDATE) {
        semt->changes_only = semt->changes_only || ht_slice_same(text, ht_slice_of("DELT"));
    } else if (element->id == SE_ID && parent == SE_ACCOUNT) {
        keep(semt, above == SE_SUB_ACCOUNT ? &semt->sub_account.id : &semt->account.id, text);
    } else if (element->id == SE_ACCOUNT_NAME && parent == SE_ACCOUNT) {
        keep(semt, above == SE_SUB_ACCOUNT ? &semt->sub_account.name : &semt->account.name, text);
    } else if (element->id == SE_AMOUNT && parent == SE_STATED_TOTAL) {
        keep(semt, &semt->total.number, text);
    } else if (element->id == SE_SIGN && parent == SE_STATED_TOTAL) {
        keep(semt, &semt->total.sign, text);
    } else if (element->id == SE_SUB_ACCOUNT) {
        semt->sub_account = (struct semt_account){0};
    }
}

static void on_start(void *context, struct ht_xml *xml, const struct ht_xml_element *element) {
    struct semt *semt = context;
    if (semt->inside) {
        start_in_balance(semt, element);
    } else if (element->id == SE_ACCOUNT_BALANCE || element->id == SE_SUB_ACCOUNT_BALANCE) {
        open_balance(semt, element, ht_xml_line(xml) + semt->lines);
    } else if (element->id == SE_REPORT) {
        semt->reports++;
    } else if (element->id == SE_AMOUNT && ht_xml_parent(element, 1) == SE_STATED_TOTAL) {
        const char *currency = ht_xml_attribute(element, "Ccy");
        keep(semt, &semt->total.currency, ht_slice_of(currency != NULL ? currency : ""));
    }
}

static void on_end(void *context, struct ht_xml *xml, const struct ht_xml_element *element) {
    struct semt *semt = context;
    (void)xml;
    if (!semt->inside) {
        end_of_statement(semt, element);
    } else if (element->depth > semt->depth) {
        end_in_balance(semt, element);
    } else {
        ht_semt_finish_balance(semt);
        semt->inside = false;
    }
}

// --- the reader

// The next XML document of TEXT: pages are also sent one behind the other, each with a declaration of its own.
static bool next_document(struct ht_slice text, struct ht_edgar_document *document) {
    const char *close = text.data + text.len;
    const char *from = document->xml.data == NULL ? text.data : document->xml.data + document->xml.len;
    for (const char *p = document->xml.data; p != NULL && p < from; p++)
        document->lines += *p == '\n';
    if (from == close || ht_slice_trim((struct ht_slice){from, (size_t)(close - from)}).len == 0)
        return false;
    const char *first = strstr(from, "<?xml ");
    const char *next = first != NULL ? strstr(first + 1, "<?xml ") : NULL;
    document->xml = (struct ht_slice){from, (size_t)((next != NULL ? next : close) - from)};
    return true;
}

static bool reads(const struct ht_source *source) {
    return source->content == HT_CONTENT_XML &&
           ht_edgar_mentions(source, "urn:iso:std:iso:20022:tech:xsd:semt.002.001.");
}

static void finish(struct semt *semt, struct ht_part *part, struct ht_parts *out, struct ht_findings *findings) {
    if (semt->changes_only) {
        ht_find(findings, HT_CODE_UNSUPPORTED, 0,
                "this semt.002 statement holds only what changed (UpdTp DELT), from which no holdings can be told");
        return;
    }
    ht_semt_check(semt, &part->findings);
    if (semt->account.id != NULL && semt->records.rows.count == 0)
        ht_records_fact(&semt->records, 0, "account", ht_slice_of(semt->account.id));
    ht_records_grid(&semt->records, &part->grid);
    out->items = part;
    out->count = 1;
}

static enum ht_status read_parts(const struct ht_source *source, const struct ht_reader_options *options,
                                 struct ht_arena *arena, struct ht_parts *out, struct ht_findings *findings,
                                 struct ht_error *err) {
    struct ht_slice text;
    struct ht_edgar_document document = {{NULL, 0}, 0};
    *out = (struct ht_parts){0};
    enum ht_status status = ht_xml_decode(source, options->encoding, arena, &text, &out->encoding, findings, err);
    if (status != HT_OK)
        return status;
    struct semt *semt = ht_arena_alloc(arena, sizeof *semt);
    struct ht_part *part = ht_arena_alloc(arena, sizeof *part);
    const struct ht_xml_handler handler = {elements, on_start, on_end, semt};
    *part = (struct ht_part){.findings = ht_findings_in(arena)};
    semt->arena = arena;
    ht_records_open(&semt->records, arena, headers, SEMT_COLUMNS, SEMT_CORE);
    while (next_document(text, &document)) {
        semt->lines = document.lines;
        semt->inside = false;
        ht_xml_parse(document.xml, document.lines, &handler, &part->findings);
        if (semt->inside) {
            ht_find(&part->findings, HT_CODE_BAD_ROW, semt->line,
                    "the balance that begins here is not whole; it was skipped");
        }
    }
    finish(semt, part, out, findings);
    ht_records_close(&semt->records);
    return HT_OK;
}

const struct ht_reader ht_reader_semt002 = {
    .name = "semt002_xml",
    .title = "an ISO 20022 statement of holdings (semt.002)",
    .reads = reads,
    .read = read_parts,
};
