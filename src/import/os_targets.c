// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * OpenSanctions' targets.simple.csv: whom the lists name. Companies and organisations are taken; persons, vessels and
 * the like are not. Cells with several values are delimited text in themselves, and so are decoded twice.
 *
 * Which list names a company is told by the programme of its sanctions, and only programmes that are one list of the
 * reference make a designation. A date is taken only from a text that says which sanction it belongs to.
 */
#include <string.h>

#include "holdtrace/text.h"
#include "import/opensanctions.h"

enum {
    ID,
    SCHEMA,
    NAME,
    ALIASES,
    BIRTH_DATE,
    COUNTRIES,
    IDENTIFIERS,
    SANCTIONS,
    PROGRAM_IDS,
    DATASET,
    FIRST_SEEN,
    LAST_SEEN,
    LAST_CHANGE
};

static const struct import_column columns[] = {
    [ID] = {"id", true},
    [SCHEMA] = {"schema", true},
    [NAME] = {"name", true},
    [ALIASES] = {"aliases", true},
    [BIRTH_DATE] = {"birth_date", false},
    [COUNTRIES] = {"countries", true},
    [IDENTIFIERS] = {"identifiers", true},
    [SANCTIONS] = {"sanctions", true},
    [PROGRAM_IDS] = {"program_ids", false}, // older files have none
    [DATASET] = {"dataset", true},
    [FIRST_SEEN] = {"first_seen", true},
    [LAST_SEEN] = {"last_seen", false},
    [LAST_CHANGE] = {"last_change", false},
    {0},
};

static bool knows(const struct import_sample *sample) {
    static const char *const names[] = {"id",        "schema",  "name",       "birth_date", "identifiers",
                                        "sanctions", "dataset", "first_seen", NULL};
    return import_header_has(sample, names);
}

// Schemata that are taken, with their kind of the reference; NULL: not told by the schema. A LegalEntity may also be
// a person of whom the publisher knows no more than the name.
static const struct schema {
    const char *name, *kind;
} schemata[] = {
    {"Company", "company"}, {"Organization", NULL}, {"LegalEntity", NULL}, {"PublicBody", "state_body"}, {0},
};

enum { PERSONS, VESSELS, AIRCRAFT, OTHERS, LEFT };

struct targets {
    struct import_left left[LEFT + 1];
    char last_seen[HT_DATE_TEXT]; // the latest; as the day of the edition
};

static const struct schema *schema_of(const char *name) {
    for (const struct schema *schema = schemata; schema->name; schema++)
        if (ht_text_equal(schema->name, name))
            return schema;
    return NULL;
}

static void leave_out(struct import *import, struct targets *targets, const char *schema) {
    static const char *const names[] = {[PERSONS] = "Person", [VESSELS] = "Vessel", [AIRCRAFT] = "Airplane"};
    size_t what = PERSONS;
    while (what < OTHERS && !ht_text_equal(names[what], schema))
        what++;
    targets->left[what].count++;
    import_skip(import);
}

// Values of the identifiers' cell: the one LEI among them, and the others joined.
struct identifiers {
    const char *lei, *others;
};

static struct identifiers identifiers_of(struct import *import, const struct import_row *row) {
    struct identifiers found = {0};
    size_t count, kept = 0, leis = 0;
    const char **values = os_nested(import, import_cell(row, IDENTIFIERS), &count);
    for (size_t i = 0; i < count; i++) {
        char normal[HT_ID_TEXT];
        // The column mixes kinds without telling them apart; only an LEI cannot be taken for another.
        if (strlen(values[i]) == 20 && ht_id_parse(HT_ID_LEI, values[i], 20, normal)) {
            found.lei = ht_arena_string(import->row, normal);
            leis++;
        }
        values[kept++] = values[i];
    }
    if (leis > 1) {
        import_find(import, HT_CODE_CONFLICT, "one company has %zu LEIs; none was used", leis);
        found.lei = NULL;
    }
    found.others = os_joined(import, values, kept);
    return found;
}

static const char *note_of(struct import *import, const struct import_row *row, const char *identifiers) {
    const struct {
        const char *label, *text;
    } parts[] = {
        {"sanctions", import_cell(row, SANCTIONS)},
        {"datasets", import_cell(row, DATASET)},
        {"first seen by OpenSanctions", import_day(import, import_cell(row, FIRST_SEEN))},
        {"identifiers", identifiers},
    };
    const char *note = NULL;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        size_t count;
        const char **values = os_nested(import, parts[i].text, &count);
        if (count)
            note = ht_arena_format(import->row, "%s%s%s: %s", note ? note : "", note ? ". " : "", parts[i].label,
                                   os_joined(import, values, count));
    }
    return note;
}

// The day in the LEN characters before END; NULL when they are none.
static const char *day_before(struct import *import, const char *start, const char *end) {
    struct ht_date date;
    const char *day = end - start >= 10 ? ht_arena_copy(import->row, end - 10, 10) : "";
    return ht_date_parse(day, &date) ? day : NULL;
}

/*
 * A sanction's text is its programme, reason, status, start and end, joined by " - ", of which any may be missing. Of
 * one day alone nothing tells whether it is the start, so dates are taken only where there are two.
 */
static void take_dates(struct import *import, const char *sanction, struct os_designation *designation) {
    const char *end = sanction + strlen(sanction), *second = day_before(import, sanction, end);
    char retrieved[HT_DATE_TEXT];
    if (!second || end - sanction < 24 || strncmp(end - 13, " - ", 3) != 0)
        return;
    const char *first = day_before(import, sanction, end - 13);
    if (!first)
        return;
    designation->listed_on = first;
    // An end that lies ahead is a term; the entry is in force until then.
    if (strcmp(second, ht_date_text(import->result->retrieved_on, retrieved)) <= 0)
        designation->delisted_on = second;
    else
        designation->note = ht_arena_format(import->row, "until %s", second);
}

static bool names_program(const char *const *programs, size_t count, const char *program) {
    for (size_t i = 0; i < count; i++)
        if (ht_text_equal(programs[i], program))
            return true;
    return false;
}

static void write_designations(struct import *import, const struct import_row *row, const char *entity) {
    size_t programs, sanctions;
    const char **program = os_nested(import, import_cell(row, PROGRAM_IDS), &programs);
    const char **sanction = os_nested(import, import_cell(row, SANCTIONS), &sanctions);
    char day[HT_DATE_TEXT];
    ht_date_text(import->result->retrieved_on, day);
    for (const struct os_list *list = os_lists; list->list; list++) {
        struct os_designation designation = {
            .list = list,
            .entity = entity,
            .listed_as = import_cell(row, NAME),
            .confidence = "vendor",
            .programme = list->program,
            .citation = ht_arena_format(import->row, "OpenSanctions targets.simple.csv of %s", day),
        };
        size_t texts = 0;
        for (size_t i = 0; i < sanctions; i++) {
            if (!strstr(sanction[i], list->word))
                continue;
            designation.programme = sanction[i];
            if (texts++ == 0)
                take_dates(import, sanction[i], &designation);
        }
        // Two sanctions of one list: which of them stands is not told here.
        if (texts > 1)
            designation.listed_on = designation.delisted_on = designation.note = NULL;
        bool by_program = list->program && names_program(program, programs, list->program);
        if (by_program || (!list->program && !list->dataset && texts))
            os_write_designation(import, &designation);
    }
}

static bool write_entity(struct import *import, const struct import_row *row, const char *id, const char *kind,
                         const struct identifiers *identifiers) {
    size_t count;
    const char **countries = os_nested(import, import_cell(row, COUNTRIES), &count);
    const char *cells[ENTITY_WIDTH] = {
        [ENTITY_ID] = id,
        [ENTITY_NAME] = import_cell(row, NAME),
        [ENTITY_COUNTRIES] = os_countries(import, countries, count),
        [ENTITY_KIND] = kind,
        [ENTITY_LEI] = identifiers->lei,
        [ENTITY_CONFIDENCE] = "vendor",
        [ENTITY_NOTE] = note_of(import, row, identifiers->others),
    };
    return import_write(import, REF_ENTITIES, cells);
}

static void note_edition(struct import *import, struct targets *targets, const char *seen) {
    const char *day = seen ? import_day(import, seen) : NULL;
    if (day && strcmp(day, targets->last_seen) > 0)
        memcpy(targets->last_seen, day, strlen(day) + 1);
}

static void take(struct import *import, const struct import_row *row, void *context) {
    struct targets *targets = context;
    const char *id = import_cell(row, ID), *name = import_cell(row, NAME);
    const struct schema *schema = schema_of(import_cell(row, SCHEMA));
    note_edition(import, targets, import_cell(row, LAST_SEEN));
    if (!schema || import_cell(row, BIRTH_DATE)) {
        leave_out(import, targets, schema ? "Person" : import_cell(row, SCHEMA));
        return;
    }
    const char *own = id ? import_id(import, "os-", id) : NULL;
    if (!id || !name || !import_first(import, own)) {
        import_find(import, HT_CODE_BAD_ROW,
                    "the row has no id or no name, or its id is used before; it was left out");
        import_skip(import);
        return;
    }
    struct identifiers identifiers = identifiers_of(import, row);
    if (identifiers.lei && import_first(import, import_lei_id(import, identifiers.lei)))
        own = import_lei_id(import, identifiers.lei);
    if (!write_entity(import, row, own, schema->kind, &identifiers)) {
        import_skip(import);
        return;
    }
    size_t count;
    const char **aliases = os_nested(import, import_cell(row, ALIASES), &count);
    os_write_aliases(import, own, name, aliases, count);
    write_designations(import, row, own);
}

static enum ht_status run(struct import *import, struct ht_error *err) {
    const struct import_table table = {.columns = columns, .delimiter = ',', .whole_rows = true, .take = take};
    struct targets targets = {.left = {{"persons", 0}, {"vessels", 0}, {"aircraft", 0}, {"rows of other kinds", 0}}};
    enum ht_status status = HT_OK;
    for (size_t i = 0; i < import->result->file_count && status == HT_OK; i++)
        status = import_table_read(import, i, &table, &targets, err);
    if (*targets.last_seen)
        import->published_on = ht_arena_string(import->arena, targets.last_seen);
    import_say_left(import, targets.left);
    import_add_note(import, "rows of schema LegalEntity may be persons of whom only the name is known");
    return status;
}

const struct importer importer_os_targets = {
    .name = "opensanctions-targets",
    .title = "OpenSanctions, targets.simple.csv",
    .publisher = OPENSANCTIONS_PUBLISHER,
    .url = "https://data.opensanctions.org/datasets/latest/default/targets.simple.csv",
    .licence = OPENSANCTIONS_LICENCE,
    .redistributable = false,
    .knows = knows,
    .run = run,
};
