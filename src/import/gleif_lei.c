// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * GLEIF's golden copy of level 1, "who is who": each entity with an LEI, its names, where it is registered, and what
 * became of it. Where it stands in the register's own vocabulary: the Legal Entity Identifier Common Data File
 * Format.
 */
#include "import/gleif_lei.h"

enum left { LEFT_PERSONS = GLEIF_LEFT, LEFT_NAMELESS, LEFT_WIDTH };

struct context {
    struct import_left left[LEFT_WIDTH + 1];
};

static bool knows(const struct import_sample *sample) {
    static const char *const names[] = {"LEI", "Entity.LegalName", "Entity.EntityStatus", NULL};
    return import_header_has(sample, names) || import_text_has(sample, "http://www.gleif.org/data/schema/leidata/");
}

// Kind of an entity by the register's category; NULL where the file has none.
static const char *kind_of(const char *category) {
    static const struct {
        const char *category, *kind;
    } kinds[] = {
        {"GENERAL", "company"},
        {"BRANCH", "company"},
        {"FUND", "fund"},
        {"RESIDENT_GOVERNMENT_ENTITY", "state_body"},
        // Of states, by a treaty: like a state's own body it heads no group.
        {"INTERNATIONAL_ORGANIZATION", "state_body"},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (gleif_is(category, kinds[i].category))
            return kinds[i].kind;
    return NULL;
}

// Jurisdiction ("US-DE" is a state of US), else the legal address; then the seat, where it is elsewhere.
static const char *countries_of(struct import *import, const char *const *cells) {
    const char *law = cells[LEI_JURISDICTION] ? cells[LEI_JURISDICTION] : cells[LEI_LEGAL_COUNTRY];
    const char *seat = cells[LEI_SEAT_COUNTRY];
    if (law && strlen(law) > 2)
        law = ht_arena_copy(import->row, law, 2);
    if (!law || !seat || strcmp(law, seat) == 0)
        return law ? law : seat;
    return ht_arena_format(import->row, "%s|%s", law, seat);
}

/*
 * "RA000585:05389805": authority of GLEIF's list, and the number it gave. RA888888 and RA999999 mean that there is
 * none. Funds and branches often carry the number of the company that they are a part of, which would make them one
 * with it.
 */
static const char *registry_of(struct import *import, const char *const *cells) {
    const char *authority = cells[LEI_AUTHORITY], *number = cells[LEI_NUMBER];
    bool part = gleif_is(cells[LEI_CATEGORY], "FUND") || gleif_is(cells[LEI_CATEGORY], "BRANCH");
    if (part || !authority || !number || strcmp(authority, "RA888888") == 0 || strcmp(authority, "RA999999") == 0)
        return NULL;
    return ht_arena_format(import->row, "%s:%s", authority, number);
}

static const char *joined(struct import *import, const char *note, const char *text) {
    return note ? ht_arena_format(import->row, "%s; %s", note, text) : text;
}

// When and by what an entity ended; both NULL when that is not said.
struct end {
    const char *day, *why;
};

// The record's own date and reason, which version 3 of the format gave up for events.
static struct end end_of(struct import *import, const char *const *cells) {
    static const char *const ends[] = {"DISSOLUTION", "MERGERS_AND_ACQUISITIONS", "ABSORPTION"};
    struct end end = {cells[LEI_EXPIRED_ON], cells[LEI_EXPIRED_WHY]};
    for (size_t i = 0; i < LEI_TIMES && !end.day && !end.why; i++) {
        const char *const *event = cells + LEI_EVENTS + i * LEI_EVENT_WIDTH;
        for (size_t k = 0; k < sizeof ends / sizeof *ends; k++)
            if (gleif_is(event[LEI_EVENT_TYPE], ends[k]) && !lei_is_withdrawn(event))
                end = (struct end){event[LEI_EVENT_DATE], event[LEI_EVENT_TYPE]};
    }
    end.day = import_day(import, end.day);
    end.why = end.why ? gleif_words(import, end.why) : NULL;
    return end;
}

static const char *ended(struct import *import, const char *const *cells) {
    struct end end = end_of(import, cells);
    return ht_arena_format(import->row, "inactive%s%s%s%s%s", end.day ? " since " : "", end.day ? end.day : "",
                           end.why ? " (" : "", end.why ? end.why : "", end.why ? ")" : "");
}

// What a reader has to know of the record; NULL for an entity that is active and whose LEI is kept up.
static const char *note_of(struct import *import, const char *const *cells) {
    const char *note = gleif_is(cells[LEI_CATEGORY], "BRANCH") ? "branch" : NULL;
    if (gleif_is(cells[LEI_STATUS], "INACTIVE"))
        note = joined(import, note, ended(import, cells));
    if (cells[LEI_REGISTRATION] && strcmp(cells[LEI_REGISTRATION], "ISSUED") != 0)
        note = joined(import, note,
                      ht_arena_format(import->row, "LEI %s", gleif_words(import, cells[LEI_REGISTRATION])));
    for (size_t i = 0; i < LEI_TIMES; i++) {
        const char *const *successor = cells + LEI_SUCCESSORS + i * LEI_SUCCESSOR_WIDTH;
        const char *name =
            successor[LEI_SUCCESSOR_NAME] ? successor[LEI_SUCCESSOR_NAME] : successor[LEI_SUCCESSOR_LEI];
        if (name)
            note = joined(import, note, ht_arena_format(import->row, "succeeded by %s", name));
    }
    return note;
}

// A succession is no identity: what the one owned need not be the other's. It is a relation, and never a link.
static void write_successors(struct import *import, const char *id, const char *const *cells) {
    for (size_t i = 0; i < LEI_TIMES; i++) {
        const char *lei = cells[LEI_SUCCESSORS + i * LEI_SUCCESSOR_WIDTH + LEI_SUCCESSOR_LEI];
        const char *normal = lei ? import_identifier(import, HT_ID_LEI, lei) : NULL;
        if (!normal)
            continue;
        const char *relation[RELATION_WIDTH] = {
            [RELATION_SUBJECT] = id,
            [RELATION_RELATION] = "succeeded_by",
            [RELATION_OBJECT] = import_lei_id(import, normal),
            [RELATION_VALID_FROM] = end_of(import, cells).day,
            [RELATION_CONFIDENCE] = gleif_confidence(cells[LEI_VALIDATION]),
        };
        (void)import_write(import, REF_RELATIONS, relation);
    }
}

/*
 * An entity that was registered twice. A second company of the same name would make every match by that name
 * doubtful, so that only its name is kept, for the LEI that stands.
 */
static bool write_duplicate(struct import *import, const char *const *cells) {
    const char *stands = cells[LEI_SUCCESSORS + LEI_SUCCESSOR_LEI];
    const char *lei = stands ? import_identifier(import, HT_ID_LEI, stands) : NULL;
    if (!lei || !cells[LEI_NAME])
        return false;
    const char *name[NAME_WIDTH] = {
        [NAME_ENTITY] = import_lei_id(import, lei),
        [NAME_NAME] = cells[LEI_NAME],
        [NAME_KIND] = "alias",
        [NAME_LANGUAGE] = cells[LEI_NAME_LANGUAGE],
        [NAME_NOTE] = ht_arena_format(import->row, "registered a second time as LEI %s", cells[LEI_LEI]),
    };
    return import_write(import, REF_NAMES, name);
}

// Whether the record is an entity that is wanted.
static bool is_wanted(struct import *import, const char *const *cells, struct context *context) {
    enum gleif_left why;
    bool stands = gleif_stands(cells[LEI_REGISTRATION], cells[LEI_DELETED], &why);
    bool person = gleif_is(cells[LEI_CATEGORY], "SOLE_PROPRIETOR");
    if (stands && !person)
        return true;
    size_t left = stands ? (size_t)LEFT_PERSONS : (size_t)why;
    if (left == GLEIF_DUPLICATE && (person || !write_duplicate(import, cells)))
        left = LEFT_NAMELESS;
    context->left[left].count++;
    import_skip(import);
    return false;
}

static bool write_entity(struct import *import, const char *id, const char *lei, const char *const *cells,
                         const struct lei_main_names *main) {
    const char *entity[ENTITY_WIDTH] = {
        [ENTITY_ID] = id,
        [ENTITY_NAME] = main->name,
        [ENTITY_LOCAL_NAME] = main->local,
        [ENTITY_COUNTRIES] = countries_of(import, cells),
        [ENTITY_KIND] = kind_of(cells[LEI_CATEGORY]),
        [ENTITY_LEI] = lei,
        [ENTITY_REGISTRY_ID] = registry_of(import, cells),
        [ENTITY_CONFIDENCE] = gleif_confidence(cells[LEI_VALIDATION]),
        [ENTITY_NOTE] = note_of(import, cells),
    };
    return import_write(import, REF_ENTITIES, entity);
}

static void take(struct import *import, const char *const *cells, void *context) {
    if (!cells[LEI_LEI]) {
        import_find(import, HT_CODE_BAD_ROW, "the LEI is missing; the row was left out");
        import_skip(import);
        return;
    }
    if (!is_wanted(import, cells, context))
        return;
    const char *lei = import_identifier(import, HT_ID_LEI, cells[LEI_LEI]);
    if (lei && !import_first(import, lei)) {
        import_find(import, HT_CODE_BAD_ROW, "the LEI \"%s\" has a row before; the row was left out", lei);
        lei = NULL;
    }
    const char *id = lei ? import_lei_id(import, lei) : NULL;
    const struct lei_main_names main = lei_main_names_of(cells);
    if (!id || !write_entity(import, id, lei, cells, &main)) {
        import_skip(import);
        return;
    }
    lei_write_names(import, id, cells, &main);
    write_successors(import, id, cells);
}

static enum ht_status run(struct import *import, struct ht_error *err) {
    struct context context = {
        .left = {
            [GLEIF_ANNULLED] = {"annulled registrations", 0},
            [GLEIF_DUPLICATE] = {"second registrations of an entity, whose names are kept for the LEI that stands",
                                 0},
            [GLEIF_MOVED] = {"registrations that went to another registrar", 0},
            [GLEIF_PENDING] = {"registrations that were not completed", 0},
            [GLEIF_DELETED] = {"rows that a delta takes back", 0},
            [LEFT_NAMELESS] = {"second registrations that do not say of whom", 0},
            [LEFT_PERSONS] = {"sole proprietors, who are persons", 0},
        }};
    struct import_xml_table xml = lei_xml;
    xml.take = take;
    const struct gleif_format format = {lei_columns, LEI_WIDTH, &xml, take};
    enum ht_status status = gleif_read(import, &format, &context, err);
    import_say_left(import, context.left);
    return status;
}

const struct importer importer_gleif_lei = {
    .name = "gleif-lei",
    .title = "GLEIF golden copy, level 1: legal entities",
    .publisher = GLEIF_PUBLISHER,
    .url = "https://www.gleif.org/en/lei-data/gleif-golden-copy",
    .licence = GLEIF_LICENCE,
    .redistributable = true,
    .knows = knows,
    .run = run,
};
