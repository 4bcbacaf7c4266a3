// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * FinanceDatabase's equities: listings of companies with country, exchange and, for one in four, an ISIN. An ISIN
 * makes an entity, which the build can join with what other sources say of it. A listing with only FIGIs
 * belongs to the entity of its share class, where another listing has its ISIN, or is left for the build to find the
 * issuer of. A listing with neither would be a company that nothing ties to its
 * other listings or to a list, and would hide behind its ticker one that a list names: it is left out.
 */
#include <string.h>

#include "holdtrace/exchanges.h"
#include "holdtrace/map.h"
#include "holdtrace/text.h"
#include "holdtrace/values.h"
#include "import/importer.h"

enum {
    SYMBOL,
    NAME,
    CURRENCY,
    SECTOR,
    EXCHANGE,
    MIC,
    MARKET,
    COUNTRY,
    ISIN,
    CUSIP,
    FIGI,
    COMPOSITE_FIGI,
    SHARECLASS_FIGI,
    DELISTED
};

static const struct import_column columns[] = {
    [SYMBOL] = {"symbol", true},
    [NAME] = {"name", true},
    [CURRENCY] = {"currency", true},
    [SECTOR] = {"sector", true},
    [EXCHANGE] = {"exchange", true},
    [MIC] = {"mic", false}, // older releases have none of those without `true`
    [MARKET] = {"market", false},
    [COUNTRY] = {"country", true},
    [ISIN] = {"isin", false},
    [CUSIP] = {"cusip", false},
    [FIGI] = {"figi", false},
    [COMPOSITE_FIGI] = {"composite_figi", false},
    [SHARECLASS_FIGI] = {"shareclass_figi", false},
    [DELISTED] = {"delisted", false},
    {0},
};

static bool knows(const struct import_sample *sample) {
    static const char *const names[] = {"symbol",   "name",    "summary", "currency", "sector",
                                        "exchange", "country", "website", NULL};
    return import_header_has(sample, names);
}

struct listings {
    struct ht_map *isins; // of each FIGI of a share class: its ISIN, or `several`
    bool gathering;       // first reading
    size_t bare;
};

static char several[] = "";

// Notes which ISIN the share class of a listing has.
static void gather(struct import *import, struct listings *listings, const struct import_row *row) {
    const char *isin = import_cell(row, ISIN), *figi = import_cell(row, SHARECLASS_FIGI);
    char normal_isin[HT_ID_TEXT], normal_figi[HT_ID_TEXT];
    if (!isin || !figi || !ht_id_parse(HT_ID_ISIN, isin, strlen(isin), normal_isin) ||
        !ht_id_parse(HT_ID_FIGI, figi, strlen(figi), normal_figi))
        return;
    char *before = ht_map_get(listings->isins, normal_figi);
    if (!before)
        ht_map_put(listings->isins, normal_figi, ht_arena_string(import->arena, normal_isin));
    else if (before != several && strcmp(before, normal_isin) != 0)
        ht_map_put(listings->isins, normal_figi, several);
}

// The ISIN that other listings of the same share class have; NULL without one.
static const char *isin_of_class(struct import *import, const struct listings *listings,
                                 const struct import_row *row) {
    const char *figi = import_cell(row, SHARECLASS_FIGI);
    char normal[HT_ID_TEXT];
    if (!figi || !ht_id_parse(HT_ID_FIGI, figi, strlen(figi), normal))
        return NULL;
    const char *isin = ht_map_get(listings->isins, normal);
    return isin && *isin ? ht_arena_string(import->row, isin) : NULL;
}

static const char *figis_of(struct import *import, const struct import_row *row) {
    const char *joined = NULL;
    for (size_t c = FIGI; c <= SHARECLASS_FIGI; c++) {
        const char *figi = import_identifier(import, HT_ID_FIGI, import_cell(row, c));
        if (figi && (!joined || !strstr(joined, figi)))
            joined = joined ? ht_arena_format(import->row, "%s|%s", joined, figi) : figi;
    }
    return joined;
}

// The exchange's own code in SYMBOL ("0001.HK": 00001), for the row; NULL when it is none.
static const char *ticker_of(struct import *import, const char *symbol, const struct ht_exchange *exchange) {
    struct ht_ticker ticker;
    // Yahoo writes classes with a hyphen, and behind a point the exchange.
    const char *point = strrchr(symbol, '.');
    size_t len = point && point > symbol ? (size_t)(point - symbol) : strlen(symbol);
    const char *code = ht_arena_copy(import->row, symbol, len);
    if (!exchange || !ht_ticker_parse(code, exchange->mic, exchange->country, &ticker))
        return NULL;
    return ht_arena_string(import->row, ticker.code);
}

static const struct ht_exchange *exchange_of(const struct import_row *row) {
    const char *mic = import_cell(row, MIC), *market = import_cell(row, MARKET);
    const struct ht_exchange *exchange = mic ? ht_exchange_named(mic) : NULL;
    return exchange || !market ? exchange : ht_exchange_named(market);
}

// The entity of ISIN, with NAME as a further name where it is there already.
static void write_entity(struct import *import, const struct import_row *row, const char *id) {
    const char *country = import_cell(row, COUNTRY), *name = import_cell(row, NAME);
    bool new_name = import_first(import, ht_arena_format(import->row, "%s %s", id, name));
    if (import_first(import, id)) {
        const char *cells[ENTITY_WIDTH] = {
            [ENTITY_ID] = id,
            [ENTITY_NAME] = name,
            [ENTITY_COUNTRIES] = country ? ht_country_code(country) : NULL,
            [ENTITY_CONFIDENCE] = "vendor",
        };
        if (country && !cells[ENTITY_COUNTRIES])
            import_find(import, HT_CODE_BAD_CELL, "country: \"%s\" is no country; it was left out", country);
        import_write(import, REF_ENTITIES, cells);
    } else if (new_name) {
        const char *cells[NAME_WIDTH] = {[NAME_ENTITY] = id, [NAME_NAME] = name, [NAME_KIND] = "alias"};
        import_write(import, REF_NAMES, cells);
    }
}

static void write_security(struct import *import, const struct import_row *row, const char *entity, const char *isin,
                           const char *figis) {
    const struct ht_exchange *exchange = exchange_of(row);
    const char *symbol = import_cell(row, SYMBOL), *currency = import_cell(row, CURRENCY);
    const char *ticker = ticker_of(import, symbol, exchange);
    bool delisted = ht_text_equal(import_cell(row, DELISTED), "True");
    const char *part = currency ? ht_currency_of_part(currency) : NULL;
    const char *cells[SECURITY_WIDTH] = {
        [SECURITY_ENTITY] = entity,
        [SECURITY_NAME] = import_cell(row, NAME),
        [SECURITY_TYPE] = "equity",
        [SECURITY_ISIN] = isin,
        [SECURITY_CUSIP] = import_identifier(import, HT_ID_CUSIP, import_cell(row, CUSIP)),
        [SECURITY_FIGI] = figis,
        [SECURITY_CURRENCY] = part ? part : currency,
        [SECURITY_CONFIDENCE] = "vendor",
    };
    // Since when it is delisted is not told, and codes are given anew: a code that may be another's now is no match.
    if (delisted) {
        cells[SECURITY_NOTE] = ht_arena_format(import->row, "delisted; its symbol was %s", symbol);
    } else if (ticker) {
        cells[SECURITY_TICKER] = ticker;
        cells[SECURITY_MIC] = exchange->mic;
    }
    import_write(import, REF_SECURITIES, cells);
}

static void take(struct import *import, const struct import_row *row, void *context) {
    struct listings *listings = context;
    const char *symbol = import_cell(row, SYMBOL);
    if (listings->gathering) {
        gather(import, listings, row);
        return;
    }
    if (!symbol) {
        import_find(import, HT_CODE_BAD_ROW, "the row has no symbol; it was left out");
        import_skip(import);
        return;
    }
    const char *isin = import_identifier(import, HT_ID_ISIN, import_cell(row, ISIN));
    const char *figis = figis_of(import, row);
    if ((!isin && !figis) || !import_cell(row, NAME)) {
        listings->bare++;
        import_skip(import);
        return;
    }
    const char *known = isin ? isin : isin_of_class(import, listings, row);
    const char *id = known ? ht_arena_format(import->row, "fd-%s", known) : NULL;
    if (id)
        write_entity(import, row, id);
    write_security(import, row, id, isin, figis);
}

static enum ht_status run(struct import *import, struct ht_error *err) {
    const struct import_table table = {.columns = columns, .delimiter = ',', .whole_rows = true, .take = take};
    struct listings listings = {.isins = ht_map_new(import->arena)};
    enum ht_status status = HT_OK;
    for (int reading = 0; reading < 2; reading++) {
        import->uncounted = listings.gathering = reading == 0;
        for (size_t i = 0; i < import->result->file_count && status == HT_OK; i++)
            status = import_table_read(import, i, &table, &listings, err);
    }
    const struct import_left left[] = {{"listings without a name, or with neither ISIN nor FIGI", listings.bare},
                                       {0}};
    import_say_left(import, left);
    return status;
}

const struct importer importer_financedatabase = {
    .name = "financedatabase",
    .title = "FinanceDatabase, equities",
    .publisher = "FinanceDatabase (J. Bouma)",
    .url = "https://github.com/JerBouma/FinanceDatabase",
    .licence = "MIT; CUSIP numbers in it are licensed goods",
    .redistributable = false,
    .knows = knows,
    .run = run,
};
