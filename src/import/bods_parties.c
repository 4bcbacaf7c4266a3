// SPDX-License-Identifier: GPL-3.0-or-later
// Entities and persons of statements of ownership: see bods.h.
#include <string.h>

#include "holdtrace/exchanges.h"
#include "holdtrace/text.h"
#include "import/bods.h"

// "GB", of "GB" or of a part of a state ("US-DE").
static const char *country_of(struct import *import, const struct ht_json_node *place) {
    const char *code = import_json_text(place, "code");
    return code && (strlen(code) == 2 || code[2] == '-') ? ht_arena_copy(import->row, code, 2) : NULL;
}

static const char *kind_of(const struct ht_json_node *details) {
    static const char *const kinds[][2] = {
        {"registeredEntity", "company"},
        {"state", "state_body"},
        {"stateBody", "state_body"},
    };
    const char *type = import_json_text(import_json_member(details, "entityType"), "type");
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (ht_text_equal(kinds[i][0], type))
            return kinds[i][1];
    return NULL;
}

/*
 * An identifier as AUTHORITY:NUMBER. The register of companies of England and Wales has the code that GLEIF gives it,
 * so that a company is known by either; elsewhere the authority is the scheme (org-id.guide).
 */
static const char *registered_as(struct import *import, const struct ht_json_node *identifier) {
    const char *scheme = import_json_text(identifier, "scheme"), *id = import_json_text(identifier, "id");
    if (!scheme || !id || strcmp(scheme, "XI-LEI") == 0)
        return NULL;
    bool england = strcmp(scheme, "GB-COH") == 0 && strlen(id) == 8 && !id[strspn(id, "0123456789")];
    return ht_arena_format(import->row, "%s:%s", england ? "RA000585" : scheme, id);
}

// What else is said of the entity: further identifiers, and when it was dissolved.
static const char *note_of(struct import *import, const struct ht_json_node *details, const char *registry_id) {
    const char *note = NULL, *dissolved = import_json_text(details, "dissolutionDate");
    const struct ht_json_node *identifiers = import_json_member(details, "identifiers");
    for (const struct ht_json_node *node = identifiers ? identifiers->first : NULL; node; node = node->next) {
        const char *text = registered_as(import, node);
        if (text && strcmp(text, registry_id ? registry_id : "") != 0)
            note = ht_arena_format(import->row, "%s%s%s", note ? note : "also ", note ? ", " : "", text);
    }
    if (dissolved)
        note = ht_arena_format(import->row, "%s%sdissolved %s", note ? note : "", note ? "; " : "", dissolved);
    return note;
}

static void write_listing(struct import *import, const char *entity, const struct ht_json_node *listing) {
    static const struct {
        const char *scheme;
        enum ht_id_kind kind;
        size_t column;
    } schemes[] = {
        {"isin", HT_ID_ISIN, SECURITY_ISIN},
        {"figi", HT_ID_FIGI, SECURITY_FIGI},
        {"cusip", HT_ID_CUSIP, SECURITY_CUSIP},
        {"cins", HT_ID_CUSIP, SECURITY_CUSIP},
    };
    const struct ht_json_node *security = import_json_member(listing, "security");
    const char *mic = import_json_text(listing, "operatingMarketIdentifierCode"),
               *ticker = import_json_text(security, "ticker");
    if (!mic)
        mic = import_json_text(listing, "marketIdentifierCode");
    const struct ht_exchange *exchange = mic ? ht_exchange_named(mic) : NULL;
    struct ht_ticker parsed = {0};
    bool listed = exchange && ticker && ht_ticker_parse(ticker, exchange->mic, exchange->country, &parsed);
    const char *cells[SECURITY_WIDTH] = {
        [SECURITY_ENTITY] = entity,
        [SECURITY_TICKER] = listed ? parsed.code : NULL,
        [SECURITY_MIC] = listed ? exchange->mic : NULL,
    };
    bool known = listed;
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        if (!ht_text_equal(schemes[i].scheme, import_json_text(security, "idScheme")))
            continue;
        cells[schemes[i].column] = import_identifier(import, schemes[i].kind, import_json_text(security, "id"));
        known |= cells[schemes[i].column] != NULL;
    }
    if (known)
        import_write(import, REF_SECURITIES, cells);
}

static void write_names(struct import *import, const char *entity, const struct ht_json_node *details) {
    const struct ht_json_node *names = import_json_member(details, "alternateNames");
    for (const struct ht_json_node *name = names ? names->first : NULL; name; name = name->next) {
        const char *cells[NAME_WIDTH] = {[NAME_ENTITY] = entity, [NAME_NAME] = name->text, [NAME_KIND] = "alias"};
        if (!ht_text_empty(name->text))
            import_write(import, REF_NAMES, cells);
    }
}

// A register says what is filed with it; whoever else gathered statements is one source.
static const char *confidence_of(const struct ht_json_node *statement) {
    const struct ht_json_node *types = import_json_member(import_json_member(statement, "source"), "type");
    for (const struct ht_json_node *type = types ? types->first : NULL; type; type = type->next)
        if (ht_text_equal(type->text, "officialRegister"))
            return "official";
    return "single-source";
}

bool bods_write_entity(struct import *import, const char *id, const char *lei, const struct ht_json_node *statement) {
    const struct ht_json_node *details = import_json_member(statement, "recordDetails");
    const struct ht_json_node *identifiers = import_json_member(details, "identifiers");
    const char *registry_id = NULL;
    for (const struct ht_json_node *node = identifiers ? identifiers->first : NULL; node && !registry_id;
         node = node->next)
        registry_id = registered_as(import, node);
    const char *cells[ENTITY_WIDTH] = {
        [ENTITY_ID] = id,
        [ENTITY_NAME] = import_json_text(details, "name"),
        [ENTITY_COUNTRIES] = country_of(import, import_json_member(details, "jurisdiction")),
        [ENTITY_KIND] = kind_of(details),
        [ENTITY_LEI] = lei,
        [ENTITY_REGISTRY_ID] = registry_id,
        [ENTITY_CONFIDENCE] = confidence_of(statement),
        [ENTITY_NOTE] = note_of(import, details, registry_id),
    };
    if (!import_write(import, REF_ENTITIES, cells))
        return false;
    write_names(import, id, details);
    const struct ht_json_node *listings =
        import_json_member(import_json_member(details, "publicListing"), "securitiesListings");
    for (const struct ht_json_node *listing = listings ? listings->first : NULL; listing; listing = listing->next)
        write_listing(import, id, listing);
    return true;
}

// Of a person only the name and the state are kept.
bool bods_write_person(struct import *import, const char *id, const struct ht_json_node *details) {
    const struct ht_json_node *names = import_json_member(details, "names"),
                              *nationalities = import_json_member(details, "nationalities");
    const struct ht_json_node *name = names ? names->first : NULL;
    for (const struct ht_json_node *other = name; other; other = other->next)
        if (ht_text_equal(import_json_text(other, "type"), "legal"))
            name = other;
    const char *cells[ENTITY_WIDTH] = {
        [ENTITY_ID] = id,
        [ENTITY_NAME] = import_json_text(name, "fullName"),
        [ENTITY_COUNTRIES] = country_of(import, nationalities ? nationalities->first : NULL),
        [ENTITY_KIND] = "person",
        [ENTITY_CONFIDENCE] = "single-source",
    };
    return import_write(import, REF_ENTITIES, cells);
}
