// SPDX-License-Identifier: GPL-3.0-or-later
// Gathering what is said of an entry: see us_book.h. Writing it is us_write.c.
#include "import/us_book.h"

#include <string.h>

#include "holdtrace/hash.h"
#include "holdtrace/text.h"
#include "holdtrace/values.h"

void us_book_open(struct us_book *book, struct import *import, const char *confidence) {
    *book = (struct us_book){.import = import, .arena = ht_arena_new(), .confidence = confidence};
    book->by_id = ht_map_new(book->arena);
}

void us_book_close(struct us_book *book) {
    ht_arena_free(book->arena);
    book->arena = NULL;
}

struct us_party *us_party_of(struct us_book *book, const char *id, const char *name, bool *fresh) {
    struct us_party *party = ht_map_get(book->by_id, id);
    if (fresh)
        *fresh = party == NULL;
    if (party)
        return party;
    party = ht_arena_alloc(book->arena, sizeof *party);
    party->id = ht_arena_string(book->arena, id);
    party->name = us_clean(book, name);
    party->file = (size_t)(book->import->file - book->import->result->files);
    party->line = book->import->line;
    ht_map_put(book->by_id, party->id, party);
    return party;
}

// Texts up to which they are compared one by one.
enum { FEW = 32 };

static bool has_text(struct us_book *book, struct us_texts *texts, const char *text) {
    if (!texts->map && texts->count >= FEW) {
        texts->map = ht_map_new(book->arena);
        for (size_t i = 0; i < texts->count; i++)
            ht_map_put(texts->map, texts->items[i], texts);
    }
    if (texts->map)
        return ht_map_get(texts->map, text) != NULL;
    for (size_t i = 0; i < texts->count; i++)
        if (strcmp(texts->items[i], text) == 0)
            return true;
    return false;
}

// Adds TEXT, which is the book's; false when it is there already.
static bool add_own(struct us_book *book, struct us_texts *texts, const char *text) {
    if (has_text(book, texts, text))
        return false;
    texts->items = ht_arena_grow(book->arena, texts->items, texts->count, &texts->capacity, sizeof *texts->items);
    texts->items[texts->count++] = text;
    if (texts->map)
        ht_map_put(texts->map, text, texts);
    return true;
}

void us_add_text(struct us_book *book, struct us_texts *texts, const char *text) {
    if (text && *text && !has_text(book, texts, text))
        add_own(book, texts, ht_arena_string(book->arena, text));
}

// Whether NAME is one short word of capitals ("CEC"): that many companies are called so, also where all names are
// printed in capitals.
static bool is_short(const char *name) {
    size_t len = strlen(name);
    return len <= 8 && strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-&.") == len;
}

void us_add_name(struct us_book *book, struct us_party *party, const char *kind, const char *text) {
    const char *name = text ? us_clean(book, text) : NULL;
    if (!name || !*name || strcmp(name, party->name) == 0)
        return;
    if (strcmp(kind, "alias") == 0 && is_short(name))
        kind = "abbreviation";
    if (!add_own(book, &party->name_texts, name))
        return;
    party->names =
        ht_arena_grow(book->arena, party->names, party->name_count, &party->name_capacity, sizeof *party->names);
    party->names[party->name_count++] = (struct us_name){name, kind};
}

const char *us_without_abbreviation(struct us_book *book, const char *name, const char **abbreviation) {
    size_t len = strlen(name);
    const char *open = strrchr(name, '(');
    if (!open || open == name || name[len - 1] != ')')
        return NULL;
    size_t inside = (size_t)(name + len - 2 - open);
    if (inside < 2 || inside > 12 || strspn(open + 1, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 &-") < inside)
        return NULL;
    *abbreviation = ht_arena_copy(book->arena, open + 1, inside);
    return us_clean(book, ht_arena_copy(book->arena, name, (size_t)(open - name)));
}

void us_add_ticker(struct us_book *book, struct us_party *party, const char *code, const char *mic) {
    for (size_t i = 0; i < party->ticker_count; i++)
        if (strcmp(party->tickers[i].code, code) == 0 && strcmp(party->tickers[i].mic, mic) == 0)
            return;
    party->tickers = ht_arena_grow(book->arena, party->tickers, party->ticker_count, &party->ticker_capacity,
                                   sizeof *party->tickers);
    party->tickers[party->ticker_count++] =
        (struct us_ticker){ht_arena_string(book->arena, code), ht_arena_string(book->arena, mic)};
}

bool us_is_left_out(struct us_book *book, const char *type) {
    size_t *count = NULL;
    if (type && ht_text_same(type, "individual"))
        count = &book->persons;
    else if (type && ht_text_same(type, "vessel"))
        count = &book->vessels;
    else if (type && ht_text_same(type, "aircraft"))
        count = &book->aircraft;
    if (count)
        ++*count;
    return count != NULL;
}

// Names of places that OFAC prints where a country is meant.
static const char *country_code(const char *text) {
    static const struct {
        const char *name, *code;
    } further[] = {
        {"Burma", "MM"},
        {"Cote d Ivoire", "CI"},
        {"Congo, Democratic Republic of the", "CD"},
        {"Congo, Republic of the", "CG"},
        {"Korea, North", "KP"},
        {"Korea, South", "KR"},
        {"Palestinian", "PS"},
        {"Region: Gaza", "PS"},
        {"West Bank", "PS"},
        {"Macau", "MO"},
        {"Bahamas, The", "BS"},
        {"Gambia, The", "GM"},
        {"The Gambia", "GM"},
        {"St. Vincent and the Grenadines", "VC"},
        {"St. Kitts and Nevis", "KN"},
        {"Sint Maarten", "SX"},
        {"Holy See", "VA"},
        {"Reunion", "RE"},
    };
    for (size_t i = 0; i < sizeof further / sizeof *further; i++)
        if (ht_text_same(further[i].name, text))
            return further[i].code;
    return ht_country_code(text);
}

bool us_add_country(struct us_book *book, struct us_party *party, const char *text) {
    const char *code = text ? country_code(text) : NULL;
    us_add_text(book, &party->countries, code);
    return code != NULL;
}

struct us_listing *us_listing_of(struct us_book *book, struct us_party *party, enum us_list_id list,
                                 const char *listed_on, const char *citation) {
    const char *key =
        ht_arena_format(book->arena, "%d|%s|%s", list, listed_on ? listed_on : "", citation ? citation : "");
    if (!party->listing_texts)
        party->listing_texts = ht_map_new(book->arena);
    size_t *place = ht_map_get(party->listing_texts, key);
    if (place)
        return &party->listings[*place];
    place = ht_arena_alloc(book->arena, sizeof *place);
    *place = party->listing_count;
    ht_map_put(party->listing_texts, key, place);
    party->listings = ht_arena_grow(book->arena, party->listings, party->listing_count, &party->listing_capacity,
                                    sizeof *party->listings);
    struct us_listing *listing = &party->listings[party->listing_count++];
    *listing = (struct us_listing){.list = list,
                                   .listed_on = ht_arena_string(book->arena, listed_on),
                                   .citation = ht_arena_string(book->arena, citation)};
    book->seen[list] = true;
    return listing;
}

const char *us_clean(struct us_book *book, const char *text) {
    char *copy = ht_arena_string(book->arena, text), *to = copy;
    for (const char *p = copy; *p; p++) {
        // U+00A0 is C2 A0.
        bool wide = p[0] == '\xC2' && p[1] == '\xA0';
        bool blank = wide || strchr(" \t\r\n", *p);
        p += wide;
        if (!blank)
            *to++ = *p;
        else if (to > copy && to[-1] != ' ')
            *to++ = ' ';
    }
    if (to > copy && to[-1] == ' ')
        to--;
    *to = '\0';
    return copy;
}

const char *us_hashed_id(struct us_book *book, const char *prefix, const char *text) {
    char digest[HT_SHA256_TEXT];
    ht_sha256_of(text, strlen(text), digest);
    return ht_arena_format(book->arena, "%s%.20s", prefix, digest);
}
