// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Which fund a file is of: by the fund's own id, which may be any kind of code, and by its name. A file that has no
 * id may be called by one: "IE00B5BMR087.csv", "IVV_holdings.csv".
 */
#include <string.h>

#include "holdtrace/exchanges.h"
#include "holdtrace/identifiers.h"
#include "holdtrace/names.h"
#include "holdtrace/text.h"
#include "lookthrough/library.h"

static const char *normal(struct ht_arena *arena, enum ht_id_kind kind, const char *text) {
    char id[HT_ID_TEXT];
    return text && ht_id_parse(kind, text, strlen(text), id) ? ht_arena_string(arena, id) : NULL;
}

// What the ISIN has in it.
static void derive(struct ht_arena *arena, struct fund_ids *ids) {
    char id[HT_ID_TEXT];
    if (ids->isin && ht_isin_to_cusip(ids->isin, id))
        ids->cusip = ht_arena_string(arena, id);
    if (ids->isin && ht_isin_to_sedol(ids->isin, id))
        ids->sedol = ht_arena_string(arena, id);
}

// Tickers of funds are short words; anything longer is a code of the publisher's own.
static void read_ticker(struct ht_arena *arena, const char *text, struct fund_ids *ids) {
    enum { LONGEST = 10 };
    struct ht_ticker ticker;
    if (strlen(text) > LONGEST || !ht_ticker_parse(text, NULL, NULL, &ticker))
        return;
    ids->ticker = ht_arena_string(arena, ticker.code);
    ids->mic = ticker.exchange ? ticker.exchange->mic : NULL;
}

static void read_code(struct ht_arena *arena, const char *text, struct fund_ids *ids) {
    ids->isin = normal(arena, HT_ID_ISIN, text);
    if (ids->isin) {
        derive(arena, ids);
        return;
    }
    ids->cusip = normal(arena, HT_ID_CUSIP, text);
    ids->sedol = ids->cusip ? NULL : normal(arena, HT_ID_SEDOL, text);
    if (!ids->cusip && !ids->sedol)
        read_ticker(arena, text, ids);
}

// The first word of the file's name when it is an ISIN, or a ticker with "holdings" behind it.
static void read_file_name(struct ht_arena *arena, const char *path, struct fund_ids *ids) {
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    size_t len = strcspn(name, "._- ");
    const char *word = ht_arena_copy(arena, name, len), *rest = name + len + (name[len] != '\0');
    ids->isin = normal(arena, HT_ID_ISIN, word);
    ids->by_file = ids->isin != NULL;
    if (ids->isin) {
        derive(arena, ids);
    } else if (len > 0 && ht_text_starts(rest, "holdings")) {
        read_ticker(arena, word, ids);
        ids->by_file = ids->ticker != NULL;
    }
}

struct fund_ids fund_ids_of(const struct ht_portfolio *portfolio, bool alone, struct ht_arena *arena) {
    const struct ht_fund *fund = &portfolio->fund;
    struct fund_ids ids = {0};
    if (fund->id)
        read_code(arena, fund->id, &ids);
    else if (alone)
        read_file_name(arena, portfolio->path, &ids);
    if (fund->name && !fund->named_by_sheet)
        ids.name_key = ht_name_key(arena, fund->name);
    if (ids.name_key && !*ids.name_key)
        ids.name_key = NULL;
    return ids;
}

// Whether both are known and equal, or (AGREE) not known to differ.
static bool equal(const char *a, const char *b) {
    return a && b && strcmp(a, b) == 0;
}

static bool differ(const char *a, const char *b) {
    return a && b && strcmp(a, b) != 0;
}

bool fund_ids_same(const struct fund_ids *a, const struct fund_ids *b) {
    if (equal(a->isin, b->isin) || equal(a->cusip, b->cusip) || equal(a->sedol, b->sedol))
        return true;
    if (differ(a->isin, b->isin) || differ(a->cusip, b->cusip) || differ(a->sedol, b->sedol))
        return false;
    return equal(a->name_key, b->name_key) ||
           (equal(a->ticker, b->ticker) && !differ(a->mic, b->mic) && !differ(a->name_key, b->name_key));
}
