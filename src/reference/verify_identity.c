// SPDX-License-Identifier: GPL-3.0-or-later
// Rules about what identifies: repeated rows, one identifier at two companies, names that are not one's own.
#include <string.h>

#include "holdtrace/arena.h"
#include "holdtrace/identifiers.h"
#include "holdtrace/names.h"
#include "holdtrace/text.h"
#include "reference/verify.h"

static void repeated_rows(const struct verify *verify, enum ref_file_id file) {
    const struct ref_rows *rows = &verify->data->files[file];
    for (size_t i = 1; i < rows->count; i++)
        if (strcmp(rows->items[i - 1].canonical, rows->items[i].canonical) == 0)
            VERIFY_FAULT(verify, file, &rows->items[i], "the row repeats line %ld", rows->items[i - 1].line);
}

static void entity_keys(struct verify_groups *groups, const struct ref_row *row) {
    if (row->cells[ENTITY_LEI])
        verify_group(groups, row, "LEI %s", row->cells[ENTITY_LEI]);
    if (row->cells[ENTITY_REGISTRY_ID])
        verify_group(groups, row, "registry number %s", row->cells[ENTITY_REGISTRY_ID]);
}

static void two_entities(const struct verify *verify, const char *group, const struct ref_row *a,
                         const struct ref_row *b) {
    VERIFY_FAULT(verify, REF_ENTITIES, b, "the %s stands at \"%s\" too, in line %ld", group,
                 verify_text(a->cells[ENTITY_ID]), a->line);
}

// A Chinese registry number of 18 characters is a unified social credit code, which has a check digit; older and
// local numbers are shorter and have none that is known here.
static void credit_codes(const struct verify *verify) {
    const struct ref_rows *rows = &verify->data->files[REF_ENTITIES];
    for (size_t i = 0; i < rows->count; i++) {
        const char *number = verify_text(rows->items[i].cells[ENTITY_REGISTRY_ID]);
        const char *countries = verify_text(rows->items[i].cells[ENTITY_COUNTRIES]);
        char normal[HT_ID_TEXT];
        if (strlen(number) == 18 && strstr(countries, "CN") &&
            !ht_id_parse(HT_ID_USCC, number, strlen(number), normal))
            VERIFY_FAULT(verify, REF_ENTITIES, &rows->items[i], "registry_id: \"%s\" is no valid credit code",
                         number);
    }
}

static void dates_of_sources(const struct verify *verify) {
    const struct ref_rows *rows = &verify->data->files[REF_SOURCES];
    for (size_t i = 0; i < rows->count; i++) {
        struct ht_date published = verify_date(rows->items[i].cells[SOURCE_PUBLISHED_ON]);
        struct ht_date retrieved = verify_date(rows->items[i].cells[SOURCE_RETRIEVED_ON]);
        if (ht_date_first(published) > ht_date_last(retrieved))
            VERIFY_FAULT(verify, REF_SOURCES, &rows->items[i], "retrieved_on lies before published_on");
    }
}

void verify_identity(const struct verify *verify) {
    for (int file = 0; file < REF_FILE_COUNT; file++)
        repeated_rows(verify, (enum ref_file_id)file);
    verify_pairs(verify, REF_ENTITIES, entity_keys, two_entities);
    credit_codes(verify);
    dates_of_sources(verify);
}

static void identifier_keys(struct verify_groups *groups, const struct ref_row *row) {
    static const struct {
        size_t column;
        const char *name;
    } kinds[] = {{SECURITY_ISIN, "ISIN"}, {SECURITY_CUSIP, "CUSIP"}, {SECURITY_SEDOL, "SEDOL"}};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (row->cells[kinds[i].column])
            verify_group(groups, row, "%s %s", kinds[i].name, row->cells[kinds[i].column]);
    if (row->cells[SECURITY_TICKER] && row->cells[SECURITY_MIC])
        verify_group(groups, row, "ticker %s on %s", row->cells[SECURITY_TICKER], row->cells[SECURITY_MIC]);
    for (const char *figi = row->cells[SECURITY_FIGI]; figi && *figi;) {
        size_t len = strcspn(figi, "|");
        verify_group(groups, row, "FIGI %.*s", (int)len, figi);
        figi += len + (figi[len] == '|');
    }
}

static void two_issuers(const struct verify *verify, const char *group, const struct ref_row *a,
                        const struct ref_row *b) {
    if (verify_same(a->cells[SECURITY_ENTITY], b->cells[SECURITY_ENTITY]) ||
        !verify_overlap(a, b, SECURITY_VALID_FROM, SECURITY_VALID_TO))
        return;
    VERIFY_FAULT(verify, REF_SECURITIES, b, "the %s stands at \"%s\" too, at overlapping times, in line %ld", group,
                 verify_text(a->cells[SECURITY_ENTITY]), a->line);
}

static void security_keys(struct verify_groups *groups, const struct ref_row *row) {
    const char *const *cells = row->cells;
    const char *name = cells[SECURITY_ISIN] ? NULL : cells[SECURITY_NAME];
    verify_group(groups, row, "%s|%s|%s|%s|%s|%s|%s", verify_text(cells[SECURITY_ENTITY]), verify_text(name),
                 verify_text(cells[SECURITY_ISIN]), verify_text(cells[SECURITY_FIGI]),
                 verify_text(cells[SECURITY_TICKER]), verify_text(cells[SECURITY_MIC]),
                 verify_text(cells[SECURITY_CURRENCY]));
}

static void security_twice(const struct verify *verify, const char *group, const struct ref_row *a,
                           const struct ref_row *b) {
    (void)group;
    if (verify_overlap(a, b, SECURITY_VALID_FROM, SECURITY_VALID_TO))
        VERIFY_FAULT(verify, REF_SECURITIES, b, "the security is given for overlapping times in line %ld too",
                     a->line);
}

void verify_securities(const struct verify *verify) {
    verify_pairs(verify, REF_SECURITIES, identifier_keys, two_issuers);
    verify_pairs(verify, REF_SECURITIES, security_keys, security_twice);
}

// A name may be of two kinds at once: the legal name is often what exports print too.
static void name_keys(struct verify_groups *groups, const struct ref_row *row) {
    verify_group(groups, row, "%s|%s|%s", verify_text(row->cells[NAME_ENTITY]), verify_text(row->cells[NAME_NAME]),
                 verify_text(row->cells[NAME_KIND]));
}

static void name_twice(const struct verify *verify, const char *group, const struct ref_row *a,
                       const struct ref_row *b) {
    (void)group;
    if (verify_overlap(a, b, NAME_VALID_FROM, NAME_VALID_TO))
        VERIFY_FAULT(verify, REF_NAMES, b, "the name is given for overlapping times in line %ld too", a->line);
}

void verify_names(const struct verify *verify) {
    verify_pairs(verify, REF_NAMES, name_keys, name_twice);
}

// "ENTITY\x1fKEY" of every name, and "ENTITY\x1fISIN" of every security.
static void put_own(const struct verify *verify, struct ht_map *own, const char *entity, const char *text,
                    bool is_name) {
    struct ht_arena *arena = verify->data->arena;
    const char *key = text && is_name ? ht_name_key_with_form(arena, text) : text;
    if (entity && key && *key)
        ht_map_put(own, ht_arena_format(arena, "%s\x1f%s", entity, key), own);
}

static struct ht_map *own_names(const struct verify *verify) {
    struct ht_map *own = ht_map_new(verify->data->arena);
    const struct ref_rows *files = verify->data->files;
    for (size_t i = 0; i < files[REF_ENTITIES].count; i++) {
        const char *const *cells = files[REF_ENTITIES].items[i].cells;
        put_own(verify, own, cells[ENTITY_ID], cells[ENTITY_NAME], true);
        put_own(verify, own, cells[ENTITY_ID], cells[ENTITY_LOCAL_NAME], true);
    }
    for (size_t i = 0; i < files[REF_NAMES].count; i++) {
        const char *const *cells = files[REF_NAMES].items[i].cells;
        put_own(verify, own, cells[NAME_ENTITY], cells[NAME_NAME], true);
    }
    for (size_t i = 0; i < files[REF_SECURITIES].count; i++) {
        const char *const *cells = files[REF_SECURITIES].items[i].cells;
        put_own(verify, own, cells[SECURITY_ENTITY], cells[SECURITY_NAME], true);
        put_own(verify, own, cells[SECURITY_ENTITY], cells[SECURITY_ISIN], false);
    }
    return own;
}

void verify_lookalikes(const struct verify *verify) {
    static const size_t columns[] = {LOOKALIKE_NAME, LOOKALIKE_LOCAL_NAME, LOOKALIKE_ISIN};
    struct ht_map *own = own_names(verify);
    struct ht_arena *arena = verify->data->arena;
    const struct ref_rows *rows = &verify->data->files[REF_LOOKALIKES];
    for (size_t i = 0; i < rows->count; i++)
        for (size_t k = 0; k < sizeof columns / sizeof columns[0]; k++) {
            const char *entity = rows->items[i].cells[LOOKALIKE_ENTITY], *text = rows->items[i].cells[columns[k]];
            if (!entity || !text)
                continue;
            const char *key = columns[k] == LOOKALIKE_ISIN ? text : ht_name_key_with_form(arena, text);
            if (ht_map_get(own, ht_arena_format(arena, "%s\x1f%s", entity, key)))
                VERIFY_FAULT(verify, REF_LOOKALIKES, &rows->items[i], "\"%s\" is %s's own, and no lookalike of it",
                             text, entity);
        }
}
