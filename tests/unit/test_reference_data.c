// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The shipped tables as they are: names that must match nobody or one company alone, and nothing counted that rests
 * on memory. Builds the reference of this directory tree and asks it.
 */
#include "test_base.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "holdtrace/arena.h"
#include "holdtrace/csv.h"
#include "holdtrace/map.h"
#include "holdtrace/names.h"
#include "holdtrace/reference.h"
#include "holdtrace/reference_build.h"
#include "holdtrace/source.h"
#include "holdtrace/text.h"

enum { SHORT_NAME = 8 }; // letters; a single shorter word that is an alias must be in the table

struct shipped {
    struct ht_arena *arena;
    struct ht_reference *ref;
    struct ht_grid names; // tests/data/excluded_names.csv
    char path[64];
};

enum { NAME, VERDICT, ENTITY };

static struct shipped shipped;

static const char *cell(size_t row, size_t index) {
    struct ht_slice text = ht_row_cell(&shipped.names.rows[row], index);
    return ht_arena_copy(shipped.arena, text.data, text.len);
}

static const char *key_of(const char *name) {
    return ht_name_key(shipped.arena, name);
}

static void read_names(void) {
    struct ht_source *source;
    struct ht_error err;
    struct ht_findings findings = ht_findings_in(shipped.arena);
    assert_int_equal(ht_source_open("tests/data/excluded_names.csv", &source, &err), HT_OK);
    struct ht_slice text = {ht_arena_copy(shipped.arena, (const char *)source->bytes, source->size), source->size};
    ht_source_close(source);
    assert_int_equal(ht_csv_read(text, ',', shipped.arena, &shipped.names, &findings, &err), HT_OK);
    assert_int_equal(findings.count, 0);
    assert_true(shipped.names.count > 1);
}

static int set_up(void **state) {
    (void)state;
    struct ht_error err = {HT_OK, ""};
    shipped.arena = ht_arena_new();
    struct ht_faults faults = {.arena = shipped.arena};
    snprintf(shipped.path, sizeof shipped.path, "/tmp/holdtrace-test-%ld.db", (long)getpid());
    if (ht_reference_build("reference", shipped.path, &faults, &err) != HT_OK ||
        ht_reference_open(shipped.path, &shipped.ref, &err) != HT_OK) {
        print_error("%s\n", err.message);
        return -1;
    }
    read_names();
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    struct ht_error err = {HT_OK, ""};
    enum ht_status whole = ht_reference_status(shipped.ref, &err);
    ht_reference_close(shipped.ref);
    unlink(shipped.path);
    ht_arena_free(shipped.arena);
    return whole == HT_OK ? 0 : -1;
}

static void an_excluded_name_matches_nobody_else(void **state) {
    (void)state;
    size_t seen = 0;
    for (size_t i = 1; i < shipped.names.count; i++) {
        const char *name = cell(i, NAME), *owner = cell(i, ENTITY);
        bool allowed = strcmp(cell(i, VERDICT), "allowed") == 0;
        struct ht_names found = ht_reference_names(shipped.ref, key_of(name), false);
        if (*owner && found.count == 0)
            fail_msg("%s is said to be %s's and matches nobody", name, owner);
        for (size_t k = 0; k < found.count; k++)
            if (strcmp(found.items[k].entity->id, owner) != 0 && !allowed)
                fail_msg("%s matches %s by \"%s\"", name, found.items[k].entity->id, found.items[k].name);
        seen += !allowed;
    }
    assert_true(seen > 20);
}

static bool is_short_word(const char *key) {
    return !strchr(key, ' ') && strlen(key) == ht_utf8_length(key) && strlen(key) < SHORT_NAME;
}

static void a_short_alias_is_allowed_by_name(void **state) {
    (void)state;
    struct ht_map *allowed = ht_map_new(shipped.arena);
    for (size_t i = 1; i < shipped.names.count; i++)
        if (strcmp(cell(i, VERDICT), "allowed") == 0)
            ht_map_put(allowed, ht_arena_format(shipped.arena, "%s\x1f%s", cell(i, ENTITY), key_of(cell(i, NAME))),
                       allowed);
    size_t seen = 0;
    for (int64_t key = 1; key <= ht_reference_info(shipped.ref)->entities; key++) {
        const struct ht_entity *entity = ht_reference_entity_at(shipped.ref, key);
        struct ht_names names = ht_reference_names_of(shipped.ref, entity);
        for (size_t i = 0; i < names.count; i++) {
            const char *name_key = key_of(names.items[i].name);
            if (strcmp(names.items[i].kind, "alias") != 0 || !is_short_word(name_key))
                continue;
            seen++;
            if (!ht_map_get(allowed, ht_arena_format(shipped.arena, "%s\x1f%s", entity->id, name_key)))
                fail_msg("\"%s\" of %s is one short word and not in the table", names.items[i].name, entity->id);
        }
    }
    assert_true(seen > 10);
}

static bool is_memory_alone(const char *source) {
    return strcmp(source, "general_knowledge") == 0;
}

// Whether a designation of a list, or a closed stake, of ENTITY counts.
static bool is_counted(const struct ht_entity *entity) {
    struct ht_designations designations = ht_reference_designations(shipped.ref, entity);
    for (size_t i = 0; i < designations.count; i++)
        if (!designations.items[i].list->is_event && ht_confidence_counts(designations.items[i].confidence))
            return true;
    struct ht_stakes stakes[] = {ht_reference_owners(shipped.ref, entity),
                                 ht_reference_holdings(shipped.ref, entity)};
    for (size_t k = 0; k < 2; k++)
        for (size_t i = 0; i < stakes[k].count; i++)
            if (ht_confidence_counts(stakes[k].items[i].confidence))
                return true;
    return false;
}

static void nothing_counted_rests_on_memory(void **state) {
    (void)state;
    size_t counted = 0;
    for (int64_t key = 1; key <= ht_reference_info(shipped.ref)->entities; key++) {
        const struct ht_entity *entity = ht_reference_entity_at(shipped.ref, key);
        if (!is_counted(entity))
            continue;
        counted++;
        if (!ht_confidence_counts(entity->confidence) || is_memory_alone(entity->source))
            fail_msg("%s counts and is from memory", entity->id);
        struct ht_names names = ht_reference_names_of(shipped.ref, entity);
        for (size_t i = 0; i < names.count; i++)
            if (strcmp(names.items[i].kind, "security") != 0 && is_memory_alone(names.items[i].source))
                fail_msg("the name \"%s\" of %s is from memory", names.items[i].name, entity->id);
    }
    assert_true(counted > 100);
}

static void a_counted_designation_cites_what_was_read(void **state) {
    (void)state;
    struct ht_designations all = ht_reference_all_designations(shipped.ref);
    assert_true(all.count > 400);
    for (size_t i = 0; i < all.count; i++) {
        const struct ht_designation *row = &all.items[i];
        if (!ht_confidence_counts(row->confidence))
            continue;
        if (is_memory_alone(row->source) || (row->citation && strstr(row->citation, "from knowledge")))
            fail_msg("%s on %s cites memory", row->entity->id, row->list->id);
    }
}

static void costar_of_the_united_states_is_another(void **state) {
    (void)state;
    struct ht_lookalikes found = ht_reference_lookalikes(shipped.ref, "US22160N1090", NULL, NULL, NULL);
    assert_true(found.count > 0);
    assert_string_equal(found.items[0].entity->id, "costar_group");
    found = ht_reference_lookalikes(shipped.ref, NULL, NULL, NULL, key_of("CoStar Group Inc"));
    assert_true(found.count > 0);
    assert_string_equal(found.items[0].entity->id, "costar_group");
}

static void a_lookalike_is_decided(void **state) {
    (void)state;
    for (int64_t key = 1; key <= ht_reference_info(shipped.ref)->entities; key++) {
        const struct ht_entity *entity = ht_reference_entity_at(shipped.ref, key);
        struct ht_lookalikes found = ht_reference_lookalikes_of(shipped.ref, entity);
        for (size_t i = 0; i < found.count; i++)
            if (!found.items[i].why || strstr(found.items[i].why, "to decide") ||
                strstr(found.items[i].why, "not confirmed") || strstr(found.items[i].why, "may be the company"))
                fail_msg("\"%s\" is no lookalike of %s until it is settled", found.items[i].name, entity->id);
    }
}

static void cetc_controlled_hikvision_from_the_first_edition(void **state) {
    (void)state;
    struct ht_stakes owners = ht_reference_owners(shipped.ref, ht_reference_entity(shipped.ref, "hikvision"));
    size_t editions = 0;
    for (size_t i = 0; i < owners.count; i++) {
        const struct ht_stake *stake = &owners.items[i];
        if (strcmp(stake->owner->id, "cetc") != 0 || stake->kind != HT_STAKE_CONTROL)
            continue;
        char day[HT_DATE_TEXT];
        ht_date_text(stake->as_of, day);
        editions += strcmp(day, "2021-06-03") == 0 || strcmp(day, "2025-01-07") == 0;
        assert_true(ht_confidence_counts(stake->confidence));
    }
    assert_int_equal(editions, 2);
}

// A company that a list does not name has nothing of that list to deny.
static void what_is_not_listed_is_not_denied(void **state) {
    (void)state;
    for (int64_t key = 1; key <= ht_reference_info(shipped.ref)->entities; key++) {
        const struct ht_entity *entity = ht_reference_entity_at(shipped.ref, key);
        struct ht_statements found = ht_reference_statements(shipped.ref, entity);
        for (size_t i = 0; i < found.count; i++)
            for (size_t k = 0; k < found.count; k++)
                if (found.items[i].list && found.items[k].list &&
                    strcmp(found.items[i].list, found.items[k].list) == 0 &&
                    strcmp(found.items[i].status, "denial") == 0 && strcmp(found.items[k].status, "not_listed") == 0)
                    fail_msg("%s is not on %s and denies it", entity->id, found.items[i].list);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_excluded_name_matches_nobody_else),
        cmocka_unit_test(a_short_alias_is_allowed_by_name),
        cmocka_unit_test(nothing_counted_rests_on_memory),
        cmocka_unit_test(a_counted_designation_cites_what_was_read),
        cmocka_unit_test(costar_of_the_united_states_is_another),
        cmocka_unit_test(a_lookalike_is_decided),
        cmocka_unit_test(what_is_not_listed_is_not_denied),
        cmocka_unit_test(cetc_controlled_hikvision_from_the_first_edition),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
