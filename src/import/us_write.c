// SPDX-License-Identifier: GPL-3.0-or-later
// What was gathered of US lists, as rows: see us_book.h.
#include <string.h>

#include "holdtrace/text.h"
#include "import/us_book.h"

// TEXTS with BETWEEN between them, for the row; NULL when there are none.
static const char *joined(struct import *import, const struct us_texts *texts, const char *between) {
    if (texts->count == 0)
        return NULL;
    struct ht_buffer buffer = {0};
    for (size_t i = 0; i < texts->count; i++)
        ht_buffer_format(&buffer, "%s%s", i ? between : "", texts->items[i]);
    const char *text = ht_arena_string(import->row, buffer.data);
    ht_buffer_free(&buffer);
    return text;
}

static void write_name(struct us_book *book, const char *id, const struct us_name *name) {
    const char *cells[NAME_WIDTH] = {[NAME_ENTITY] = id, [NAME_NAME] = name->text, [NAME_KIND] = name->kind};
    import_write(book->import, REF_NAMES, cells);
}

static void write_entity(struct us_book *book, const struct us_party *party, const char *id) {
    const char *cells[ENTITY_WIDTH] = {
        [ENTITY_ID] = id,
        [ENTITY_NAME] = party->name,
        [ENTITY_COUNTRIES] = joined(book->import, &party->countries, "|"),
        [ENTITY_KIND] = party->kind,
        [ENTITY_LEI] = party->lei,
        [ENTITY_REGISTRY_ID] = party->registry_id,
        [ENTITY_CONFIDENCE] = book->confidence,
        [ENTITY_NOTE] = joined(book->import, &party->notes, "; "),
    };
    if (import_first(book->import, id)) {
        import_write(book->import, REF_ENTITIES, cells);
        return;
    }
    // Two entries with one LEI are one company, by the authority's own number.
    import_find(book->import, HT_CODE_BAD_IDENTIFIER, "\"%s\" has the LEI %s of an entry before; they are one entity",
                party->name, party->lei);
    write_name(book, id, &(struct us_name){party->name, "alias"});
}

static void write_security(struct us_book *book, const struct us_party *party, const char *id, const char *isin,
                           const struct us_ticker *ticker) {
    const char *cells[SECURITY_WIDTH] = {
        [SECURITY_ENTITY] = id,
        [SECURITY_NAME] = party->name,
        [SECURITY_TYPE] = ticker ? "equity" : NULL,
        [SECURITY_ISIN] = isin,
        [SECURITY_TICKER] = ticker ? ticker->code : NULL,
        [SECURITY_MIC] = ticker ? ticker->mic : NULL,
        [SECURITY_CONFIDENCE] = book->confidence,
        [SECURITY_NOTE] = "printed with the entry of the list",
    };
    import_write(book->import, REF_SECURITIES, cells);
}

// The one ISIN of a share of the mainland (CNE...); NULL when there is none, or more.
static const char *only_share(const struct us_party *party) {
    const char *found = NULL;
    for (size_t i = 0; i < party->isins.count; i++) {
        if (strncmp(party->isins.items[i], "CNE", 3) != 0)
            continue;
        if (found)
            return NULL;
        found = party->isins.items[i];
    }
    return found;
}

static bool of_mainland(const struct us_ticker *ticker) {
    return strcmp(ticker->mic, "XSHG") == 0 || strcmp(ticker->mic, "XSHE") == 0;
}

/*
 * The lists print ISINs and tickers without saying which belong together. Only where there is one ticker, of an
 * exchange of the mainland, and one ISIN of a share of the mainland are they put into one row.
 */
static void write_securities(struct us_book *book, const struct us_party *party, const char *id) {
    bool one = party->ticker_count == 1 && of_mainland(&party->tickers[0]);
    const char *share = one ? only_share(party) : NULL;
    for (size_t i = 0; i < party->isins.count; i++) {
        const char *isin = party->isins.items[i];
        write_security(book, party, id, isin, isin == share ? &party->tickers[0] : NULL);
    }
    for (size_t i = 0; i < party->ticker_count && !share; i++)
        write_security(book, party, id, NULL, &party->tickers[i]);
}

// An end that lies after the day of the file is one that was ordered beforehand: till then the entry stands.
static const char *status_of(const struct us_book *book, const struct us_listing *listing) {
    char today[HT_DATE_TEXT];
    if (listing->status)
        return listing->status;
    if (!listing->delisted_on)
        return "in_force";
    return strcmp(listing->delisted_on, ht_date_text(book->import->result->retrieved_on, today)) <= 0 ? "delisted"
                                                                                                      : "in_force";
}

static void write_listing(struct us_book *book, const char *id, const struct us_listing *listing) {
    const char *cells[DESIGNATION_WIDTH] = {
        [DESIGNATION_LIST] = us_lists[listing->list].id,
        [DESIGNATION_ENTITY] = id,
        [DESIGNATION_LISTED_AS] = listing->listed_as,
        [DESIGNATION_GROUND] = us_lists[listing->list].ground,
        [DESIGNATION_LISTED_ON] = listing->listed_on,
        [DESIGNATION_EFFECTIVE_ON] = listing->effective_on,
        [DESIGNATION_DIVEST_BY] = listing->divest_by,
        [DESIGNATION_DELISTED_ON] = listing->delisted_on,
        [DESIGNATION_STATUS] = status_of(book, listing),
        [DESIGNATION_PROGRAMME] = listing->programme,
        [DESIGNATION_CITATION] = listing->citation,
        [DESIGNATION_CONFIDENCE] = book->confidence,
        [DESIGNATION_NOTE] = joined(book->import, &listing->notes, "; "),
    };
    import_write(book->import, REF_DESIGNATIONS, cells);
}

// Counts PARTY once on each list where it stands.
static void count_party(struct us_book *book, const struct us_party *party, const char *id,
                        size_t entries[US_LIST_COUNT]) {
    for (size_t i = 0; i < party->listing_count; i++) {
        enum us_list_id list = party->listings[i].list;
        const char *mark = ht_arena_format(book->import->row, "%s on %s", id, us_lists[list].id);
        if (strcmp(status_of(book, &party->listings[i]), "in_force") == 0 && import_first(book->import, mark))
            entries[list]++;
    }
}

static void write_party(struct us_book *book, const struct us_party *party, size_t entries[US_LIST_COUNT]) {
    struct import *import = book->import;
    ht_arena_clear(import->row);
    import_open_file(import, party->file);
    import->line = party->line;
    const char *id = party->lei ? import_lei_id(import, party->lei) : party->id;
    write_entity(book, party, id);
    for (size_t i = 0; i < party->name_count; i++)
        write_name(book, id, &party->names[i]);
    write_securities(book, party, id);
    for (size_t i = 0; i < party->listing_count; i++)
        write_listing(book, id, &party->listings[i]);
    count_party(book, party, id, entries);
}

void us_book_write(struct us_book *book, size_t entries[US_LIST_COUNT]) {
    memset(entries, 0, US_LIST_COUNT * sizeof *entries);
    for (size_t i = 0; i < ht_map_count(book->by_id); i++)
        write_party(book, ht_map_value_at(book->by_id, i), entries);
    book->import->line = 0;
}

void us_say_left_out(struct us_book *book) {
    size_t unmarked = 0;
    for (int id = 0; id < US_LIST_COUNT; id++)
        unmarked += book->unmarked[id];
    const struct import_left left[] = {
        {"persons", book->persons},
        {"vessels", book->vessels},
        {"aircraft", book->aircraft},
        {"names on lists of persons that bear no mark of an organisation", unmarked},
        {0},
    };
    import_open_file(book->import, 0);
    import_say_left(book->import, left);
}
