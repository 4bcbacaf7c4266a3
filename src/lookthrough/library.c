// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Files of constituents by what tells their funds, and the choice among several files of one fund: the latest that is
 * not after the holdings.
 */
#include "lookthrough/library.h"

#include <stdio.h>
#include <string.h>

#include "holdtrace/identifiers.h"
#include "holdtrace/map.h"
#include "holdtrace/names.h"
#include "holdtrace/text.h"
#include "holdtrace/told.h"

struct candidates {
    const struct volume **items;
    size_t count, capacity;
};

struct ht_fund_library {
    struct ht_arena *arena;
    long max_age_days;
    struct volume **volumes;
    size_t count, capacity;
    struct ht_map *keys[HT_FUND_METHODS]; // to struct candidates; those by ticker are in one
};

static const char *const method_names[HT_FUND_METHODS] = {
    [HT_FUND_BY_ISIN] = "isin",     [HT_FUND_BY_CUSIP] = "cusip",
    [HT_FUND_BY_SEDOL] = "sedol",   [HT_FUND_BY_TICKER_EXCHANGE] = "ticker+exchange",
    [HT_FUND_BY_TICKER] = "ticker", [HT_FUND_BY_NAME] = "name",
};

const char *ht_fund_method_name(enum ht_fund_method method) {
    return method_names[method];
}

struct ht_fund_library *ht_fund_library_new(struct ht_arena *arena, long max_age_days) {
    struct ht_fund_library *library = ht_arena_alloc(arena, sizeof *library);
    *library = (struct ht_fund_library){.arena = arena, .max_age_days = max_age_days};
    for (int method = 0; method < HT_FUND_METHODS; method++)
        library->keys[method] = ht_map_new(arena);
    return library;
}

size_t ht_fund_library_count(const struct ht_fund_library *library) {
    return library->count;
}

const struct ht_constituents *ht_fund_library_at(const struct ht_fund_library *library, size_t index) {
    return &library->volumes[index]->constituents;
}

long ht_fund_library_max_age(const struct ht_fund_library *library) {
    return library->max_age_days;
}

static void add_key(struct ht_fund_library *library, enum ht_fund_method method, const char *key,
                    const struct volume *volume) {
    if (!key)
        return;
    struct candidates *candidates = ht_map_get(library->keys[method], key);
    if (!candidates) {
        candidates = ht_arena_alloc(library->arena, sizeof *candidates);
        ht_map_put(library->keys[method], key, candidates);
    }
    candidates->items = ht_arena_grow(library->arena, candidates->items, candidates->count, &candidates->capacity,
                                      sizeof(*candidates->items));
    candidates->items[candidates->count++] = volume;
}

void ht_fund_library_add(struct ht_fund_library *library, const struct ht_portfolio *portfolio, bool alone) {
    struct volume *volume = ht_arena_alloc(library->arena, sizeof *volume);
    library->volumes = ht_arena_grow(library->arena, library->volumes, library->count, &library->capacity,
                                     sizeof(*library->volumes));
    library->volumes[library->count++] = volume;
    volume->ids = fund_ids_of(portfolio, alone, library->arena);
    volume->constituents = (struct ht_constituents){portfolio, (unsigned)library->count};
    shares_of(portfolio, library->arena, &volume->shares);
    add_key(library, HT_FUND_BY_ISIN, volume->ids.isin, volume);
    add_key(library, HT_FUND_BY_CUSIP, volume->ids.cusip, volume);
    add_key(library, HT_FUND_BY_SEDOL, volume->ids.sedol, volume);
    add_key(library, HT_FUND_BY_TICKER, volume->ids.ticker, volume);
    add_key(library, HT_FUND_BY_NAME, volume->ids.name_key, volume);
}

// Whether a word of TEXT begins as funds are called in classes and sectors.
static bool says_fund(const char *text) {
    static const char *const words[] = {"etf", "fund", "unit trust", "ucits"};
    for (const char *at = text; at && *at; at++)
        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
            if ((at == text || !ht_is_alpha(at[-1])) && ht_text_starts(at, words[i]))
                return true;
    return false;
}

// Whether a row may be a fund when only a ticker or a name says which: companies have those, too.
static bool may_be_fund(const struct ht_position *position) {
    switch (position->kind) {
    case HT_KIND_FUND:
    case HT_KIND_OTHER:
    case HT_KIND_UNKNOWN:
        return true;
    case HT_KIND_EQUITY:
    case HT_KIND_BOND:
    case HT_KIND_CASH:
        return says_fund(position->sector) || says_fund(position->asset_class);
    default:
        return false;
    }
}

// Those of ALL that POSITION does not contradict.
static struct candidates fitting(const struct candidates *all, const struct ht_position *position,
                                 enum ht_fund_method method, struct ht_arena *arena) {
    struct candidates some = {0};
    for (size_t i = 0; all && i < all->count; i++) {
        const struct fund_ids *ids = &all->items[i]->ids;
        bool other =
            method > HT_FUND_BY_ISIN && ids->isin && position->isin && strcmp(ids->isin, position->isin) != 0;
        bool elsewhere =
            method == HT_FUND_BY_TICKER && ids->mic && position->mic && strcmp(ids->mic, position->mic) != 0;
        if (other || elsewhere)
            continue;
        some.items = ht_arena_grow(arena, some.items, some.count, &some.capacity, sizeof(*some.items));
        some.items[some.count++] = all->items[i];
    }
    return some;
}

static struct ht_date date_of(const struct volume *volume) {
    return volume->constituents.portfolio->holdings_date;
}

// Whether A is the better one for holdings of DATE: dated, not after them, the later; else the nearest after them.
static bool is_better(const struct volume *a, const struct volume *b, struct ht_date date) {
    bool a_known = ht_date_known(date_of(a)), b_known = ht_date_known(date_of(b));
    if (a_known != b_known || !a_known)
        return a_known && !b_known;
    int32_t limit = ht_date_known(date) ? ht_date_last(date) : INT32_MAX;
    int32_t x = ht_date_first(date_of(a)), y = ht_date_first(date_of(b));
    if ((x <= limit) != (y <= limit))
        return x <= limit;
    return x <= limit ? x > y : x < y;
}

static const char *label_of(const struct volume *volume) {
    return volume->constituents.portfolio->path;
}

// Says that the file of BEST was taken out of several.
static const char *say_choice(const struct candidates *candidates, const struct volume *best, struct ht_date date,
                              struct ht_arena *arena) {
    char day[HT_FIGURE_TEXT], limit[HT_FIGURE_TEXT];
    bool dated = ht_date_known(date_of(best)), limited = ht_date_known(date);
    bool after = dated && limited && ht_date_first(date_of(best)) > ht_date_last(date);
    ht_told_date(date, limit);
    const char *how = !dated     ? "none of them is dated"
                      : !limited ? "the latest: the date of the holdings is not known"
                      : after    ? ht_arena_format(arena, "all are later than %s, and this is the earliest", limit)
                                 : ht_arena_format(arena, "the latest that is not after %s", limit);
    return ht_arena_format(arena, "%zu files of it were given; %s%s%s%s was taken, %s", candidates->count,
                           label_of(best), dated ? " (" : "", dated ? ht_told_date(date_of(best), day) : "",
                           dated ? ")" : "", how);
}

static void choose(const struct candidates *candidates, struct ht_date date, struct ht_arena *arena,
                   struct match *out) {
    const struct volume *best = candidates->items[0];
    for (size_t i = 1; i < candidates->count; i++)
        if (is_better(candidates->items[i], best, date))
            best = candidates->items[i];
    for (size_t i = 0; i < candidates->count && !out->why; i++) {
        const struct volume *other = candidates->items[i];
        bool as_good = !is_better(best, other, date);
        if (!fund_ids_same(&best->ids, &other->ids))
            out->why =
                ht_arena_format(arena, "files of different funds fit it: %s and %s", label_of(best), label_of(other));
        else if (as_good && !ht_portfolio_same_positions(best->constituents.portfolio, other->constituents.portfolio))
            out->why = ht_arena_format(arena, "files that contradict each other fit it: %s and %s", label_of(best),
                                       label_of(other));
    }
    out->volume = out->why ? NULL : best;
    out->choice = out->why || candidates->count == 1 ? NULL : say_choice(candidates, best, date, arena);
}

// The key of POSITION for METHOD; NULL when it has none that may be used.
static const char *key_of(const struct ht_position *position, enum ht_fund_method method, struct ht_arena *arena,
                          char buffer[HT_ID_TEXT]) {
    switch (method) {
    case HT_FUND_BY_ISIN:
        return position->isin;
    case HT_FUND_BY_CUSIP:
        return position->cusip                                              ? position->cusip
               : position->isin && ht_isin_to_cusip(position->isin, buffer) ? buffer
                                                                            : NULL;
    case HT_FUND_BY_SEDOL:
        return position->sedol                                              ? position->sedol
               : position->isin && ht_isin_to_sedol(position->isin, buffer) ? buffer
                                                                            : NULL;
    case HT_FUND_BY_TICKER:
        return may_be_fund(position) && !position->ticker_uncertain ? position->ticker : NULL;
    case HT_FUND_BY_NAME:
        return may_be_fund(position) && position->name ? ht_name_key(arena, position->name) : NULL;
    default:
        return NULL;
    }
}

void library_find(const struct ht_fund_library *library, const struct ht_position *position, struct ht_date date,
                  struct ht_arena *arena, struct match *out) {
    char buffer[HT_ID_TEXT];
    *out = (struct match){0};
    for (int m = 0; m < HT_FUND_METHODS; m++) {
        enum ht_fund_method method = (enum ht_fund_method)m;
        if (ht_map_count(library->keys[method]) == 0)
            continue;
        const char *key = key_of(position, method, arena, buffer);
        const struct candidates *all = key ? ht_map_get(library->keys[method], key) : NULL;
        if (!all)
            continue;
        struct candidates some = fitting(all, position, method, arena);
        if (!some.count)
            continue;
        choose(&some, date, arena, out);
        bool placed = method == HT_FUND_BY_TICKER && position->mic && some.items[0]->ids.mic;
        out->method = placed ? HT_FUND_BY_TICKER_EXCHANGE : method;
        out->value = ht_arena_string(arena, key);
        return;
    }
}
