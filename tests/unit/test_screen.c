// SPDX-License-Identifier: GPL-3.0-or-later
// Screens and the targets they select on a day.
#include "test_reference_dir.h"

#include "holdtrace/reference_build.h"
#include "holdtrace/screen.h"

struct state {
    struct ht_arena *arena;
    struct dir dir;
    struct ht_reference *ref;
};

static const char *const screens[][2] = {
    {"surveillance", "[screen]\nname = surveillance\ntitle = A title\nlists = L-ONE, L-TWO, E-ONE\n"
                     "grounds = xinjiang_surveillance\nentities = cetc\n"
                     "[thresholds]\nminority_pct = 7.5\nmax_age_days = 400\n"},
    {"military", "[screen]\nlists = L-TWO\ngrounds = military\nentities = glarun\ncounted = direct, stake\n"},
    {"any", "[screen]\nlists = L-ONE,\n  L-TWO\ngrounds =\n"},
    {"both", "[screen]\ninclude = surveillance, military\n"},
    {"round", "[screen]\nentities = apple\ninclude = about\n"},
    {"about", "[screen]\nentities = sasac\ninclude = round\n"},
    {"wide", "[screen]\ninclude = military, any\n"},
    {"named", "[screen]\nlists =\nentities = sasac\n"},
};

static int set_up(void **state) {
    struct state *s = calloc(1, sizeof *s);
    s->arena = ht_arena_new();
    s->dir = dir_make();
    for (size_t i = 0; i < sizeof screens / sizeof screens[0]; i++) {
        char name[64];
        snprintf(name, sizeof name, "screens/%s.ini", screens[i][0]);
        dir_write(&s->dir, name, screens[i][1]);
    }
    struct ht_faults faults = {.arena = s->arena};
    assert_int_equal(ht_reference_build(s->dir.path, s->dir.database, &faults, NULL), HT_OK);
    assert_int_equal(ht_reference_open(s->dir.database, &s->ref, NULL), HT_OK);
    *state = s;
    return 0;
}

static int tear_down(void **state) {
    struct state *s = *state;
    ht_reference_close(s->ref);
    dir_remove(&s->dir);
    ht_arena_free(s->arena);
    free(s);
    return 0;
}

static struct ht_screen load(struct state *s, const char *name) {
    struct ht_screen screen;
    struct ht_error err = {HT_OK, ""};
    if (ht_screen_load(s->ref, name, s->arena, &screen, &err) != HT_OK)
        fail_msg("%s", err.message);
    return screen;
}

static struct ht_targets *targets_of(struct state *s, const char *name, const char *day) {
    struct ht_screen screen = load(s, name);
    struct ht_targets *targets = NULL;
    struct ht_date as_of;
    assert_true(ht_date_parse(day, &as_of));
    assert_int_equal(ht_targets_select(s->ref, &screen, as_of, s->arena, &targets, NULL), HT_OK);
    return targets;
}

// Asserts that the screen selects just EXPECTED: "id basis" joined by commas, in order of id.
static void assert_selects(struct state *s, const char *name, const char *day, const char *expected) {
    struct ht_targets *targets = targets_of(s, name, day);
    char text[512] = "";
    for (size_t i = 0; i < ht_targets_count(targets); i++) {
        const struct ht_target *target = ht_targets_at(targets, i);
        size_t len = strlen(text);
        snprintf(text + len, sizeof text - len, "%s%s %s", i ? ", " : "", target->entity->id,
                 ht_basis_name(target->basis));
        assert_ptr_equal(ht_targets_find(targets, target->entity), target);
    }
    assert_string_equal(text, expected);
}

static void a_screen_is_read_whole(void **state) {
    struct state *s = *state;
    struct ht_screen screen = load(s, "surveillance");
    char buffer[HT_DECIMAL_TEXT];
    assert_string_equal(screen.name, "surveillance");
    assert_string_equal(screen.title, "A title");
    assert_int_equal(screen.list_count, 3);
    assert_string_equal(screen.lists[1], "L-TWO");
    assert_int_equal(screen.ground_count, 1);
    assert_int_equal(screen.entity_count, 1);
    assert_int_equal(screen.counted, 1u << HT_DIRECT | 1u << HT_OWNED | 1u << HT_CONTROLLED | 1u << HT_PARENT);
    assert_string_equal(ht_decimal_text(screen.minority_pct, buffer), "7.5");
    assert_string_equal(ht_decimal_text(screen.owned_pct, buffer), "50");
    assert_string_equal(ht_decimal_text(screen.stake_pct, buffer), "10");
    assert_int_equal(screen.max_age_days, 400);
    screen = load(s, "military");
    assert_int_equal(screen.counted, 1u << HT_DIRECT | 1u << HT_STAKE);
    assert_string_equal(screen.title, "military"); // its name, where it has none
    assert_int_equal(load(s, "any").list_count, 2);
}

static void dates_decide(void **state) {
    struct state *s = *state;
    assert_selects(s, "surveillance", "2019-10-08", "cetc named_by_screen");
    assert_selects(s, "surveillance", "2019-10-09", "cetc named_by_screen, dahua listed, hikvision listed");
    assert_selects(s, "surveillance", "2022-03-31", "cetc named_by_screen, dahua listed, hikvision listed");
    assert_selects(s, "surveillance", "2022-04-01", "cetc named_by_screen, hikvision listed");
}

// Glarun is on L-TWO from 2025-01-07 to a removal of 2026-02-17 that is contested.
static void a_contested_removal_selects_as_disputed(void **state) {
    struct state *s = *state;
    assert_selects(s, "any", "2025-01-06", "hikvision listed");
    assert_selects(s, "any", "2026-02-17", "glarun listed, hikvision listed");
    assert_selects(s, "any", "2026-02-18", "glarun disputed, hikvision listed");
}

// The entry of CETC has no day: it stands from the day on which the list was read, 2026-07-15.
static void an_entry_without_a_day_stands_since_it_was_read(void **state) {
    struct state *s = *state;
    assert_selects(s, "any", "2026-07-14", "glarun disputed, hikvision listed");
    assert_selects(s, "any", "2026-07-15", "cetc listed, glarun disputed, hikvision listed");
}

// Apple is on L-TWO from knowledge only, and on the event list E-ONE.
static void knowledge_and_events_select_nobody(void **state) {
    struct state *s = *state;
    const struct ht_entity *apple = ht_reference_entity(s->ref, "apple");
    assert_null(ht_targets_find(targets_of(s, "any", "2026-07-15"), apple));
    assert_null(ht_targets_find(targets_of(s, "surveillance", "2026-07-15"), apple));
}

static void the_strongest_basis_stands(void **state) {
    struct state *s = *state;
    assert_selects(s, "military", "2024-01-01", "glarun named_by_screen");
    assert_selects(s, "military", "2026-01-01", "glarun listed");
    assert_selects(s, "military", "2026-07-01", "glarun disputed");
}

// The lists of one screen do not go with the grounds of another: CETC on L-ONE is military and stays named only.
static void includes_keep_their_own_grounds(void **state) {
    struct state *s = *state;
    struct ht_screen screen = load(s, "both");
    assert_int_equal(screen.list_count, 3);
    assert_int_equal(screen.ground_count, 2);
    assert_selects(s, "both", "2026-07-15", "cetc named_by_screen, glarun disputed, hikvision listed");
}

// Where one of the screens takes every ground, no list of grounds is printed.
static void any_ground_is_the_union_with_any(void **state) {
    struct state *s = *state;
    struct ht_screen screen = load(s, "wide");
    assert_int_equal(screen.list_count, 2);
    assert_int_equal(screen.ground_count, 0);
    assert_int_equal(load(s, "any").ground_count, 0);
    assert_selects(s, "wide", "2021-01-01", "dahua listed, glarun named_by_screen, hikvision listed");
}

static void screens_may_include_each_other(void **state) {
    struct state *s = *state;
    assert_selects(s, "round", "2026-07-15", "apple named_by_screen, sasac named_by_screen");
}

static void no_lists_means_no_list(void **state) {
    struct state *s = *state;
    assert_selects(s, "named", "2026-07-15", "sasac named_by_screen");
}

static void readers_may_add_targets(void **state) {
    struct state *s = *state;
    struct ht_targets *targets = targets_of(s, "military", "2026-01-01");
    const struct ht_entity *glarun = ht_reference_entity(s->ref, "glarun");
    const struct ht_entity *apple = ht_reference_entity(s->ref, "apple");
    ht_targets_add(targets, glarun, HT_BASIS_EXCLUSION, "mine");
    ht_targets_add(targets, apple, HT_BASIS_EXCLUSION, "mine");
    assert_int_equal(ht_targets_count(targets), 2);
    assert_int_equal(ht_targets_find(targets, glarun)->basis, HT_BASIS_LISTED);
    assert_true(ht_targets_find(targets, glarun)->excluded);
    assert_string_equal(ht_targets_find(targets, glarun)->note, "mine");
    assert_string_equal(ht_targets_find(targets, apple)->note, "mine");
    assert_string_equal(ht_basis_name(ht_targets_find(targets, apple)->basis), "exclusion");
}

static void a_screen_of_ones_own(void **state) {
    struct state *s = *state;
    char path[128];
    dir_write(&s->dir, "mine.ini", "[screen]\nentities = dahua\ninclude = named, more.ini\n");
    dir_write(&s->dir, "more.ini", "[screen]\nentities = apple\n");
    snprintf(path, sizeof path, "%s/mine.ini", s->dir.path);
    assert_string_equal(load(s, path).name, "mine");
    assert_selects(s, path, "2026-07-15", "apple named_by_screen, dahua named_by_screen, sasac named_by_screen");
}

static void wrong_screens_are_refused_with_their_line(void **state) {
    struct state *s = *state;
    static const struct {
        const char *text, *message;
    } cases[] = {
        {"[screen]\nlists = L-SIX\n", "there is no list \"L-SIX\""},
        {"[screen]\ngrounds = spying\n", "there is no ground \"spying\""},
        {"[screen]\nentities = nobody\n", "there is no entity \"nobody\""},
        {"[screen]\ncounted = direct, linked\n", "\"linked\" is never counted"},
        {"[screen]\ncounted = near\n", "there is no category \"near\""},
        {"[screen]\nlist = L-ONE\n", "no key \"list\""},
        {"[thresholds]\nlists = L-ONE\n", "no key \"lists\" in section [thresholds]"},
        {"[screen]\nname = a\nname = b\n", "name is given twice"},
        {"[thresholds]\nowned_pct = 101\n", "\"101\" is no percentage"},
        {"[thresholds]\nowned_pct = half\n", "\"half\" is no percentage"},
        {"[thresholds]\nmax_age_days = -1\n", "\"-1\" is no number of days"},
        {"[screen]\nnothing\n", ""},
    };
    char path[128];
    snprintf(path, sizeof path, "%s/wrong.ini", s->dir.path);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct ht_screen screen;
        struct ht_error err = {HT_OK, ""};
        dir_write(&s->dir, "wrong.ini", cases[i].text);
        assert_int_equal(ht_screen_load(s->ref, path, s->arena, &screen, &err), HT_ERR_FORMAT);
        if (!strstr(err.message, cases[i].message) || !strstr(err.message, "wrong.ini"))
            fail_msg("%s: %s", cases[i].text, err.message);
    }
}

static void a_screen_that_is_not_there(void **state) {
    struct state *s = *state;
    struct ht_screen screen;
    struct ht_error err;
    assert_int_equal(ht_screen_load(s->ref, "none", s->arena, &screen, &err), HT_ERR_NOT_FOUND);
    assert_non_null(strstr(err.message, "\"none\""));
    assert_int_not_equal(ht_screen_load(s->ref, "/nonexistent/none.ini", s->arena, &screen, &err), HT_OK);
    assert_int_equal(ht_reference_screen_count(s->ref), 8);
    assert_string_equal(ht_reference_screen_name(s->ref, 0), "about");
    assert_null(ht_reference_screen_text(s->ref, "none"));
}

static enum ht_standing standing(enum ht_designation_status status, const char *removed, const char *day) {
    struct ht_designation designation = {.status = status, .listed_on = ht_date_of(2020, 5, 1)};
    struct ht_date date = {0};
    (void)ht_date_parse(removed, &designation.delisted_on);
    (void)ht_date_parse(day, &date);
    return ht_designation_standing(&designation, date);
}

static void standing_by_status(void **state) {
    (void)state;
    assert_int_equal(standing(HT_IN_FORCE, "", "2020-04-30"), HT_NOT_IN_FORCE);
    assert_int_equal(standing(HT_IN_FORCE, "", "2020-05-01"), HT_STANDING_IN_FORCE);
    assert_int_equal(standing(HT_IN_FORCE, "", ""), HT_NOT_IN_FORCE); // no day was asked
    assert_int_equal(standing(HT_IN_FORCE, "2030", "2030-12-31"), HT_STANDING_IN_FORCE);
    assert_int_equal(standing(HT_IN_FORCE, "2030", "2031-01-01"), HT_NOT_IN_FORCE);
    assert_int_equal(standing(HT_DELISTED, "2022-03", "2022-03-31"), HT_STANDING_IN_FORCE);
    assert_int_equal(standing(HT_DELISTED, "2022-03", "2022-04-01"), HT_NOT_IN_FORCE);
    assert_int_equal(standing(HT_DELISTED, "", "2022-04-01"), HT_NOT_IN_FORCE);
    assert_int_equal(standing(HT_WITHDRAWN, "2022-03", "2021-01-01"), HT_NOT_IN_FORCE);
    assert_int_equal(standing(HT_DISPUTED, "2026-02-17", "2020-04-30"), HT_NOT_IN_FORCE);
    assert_int_equal(standing(HT_DISPUTED, "2026-02-17", "2026-02-17"), HT_STANDING_IN_FORCE);
    assert_int_equal(standing(HT_DISPUTED, "2026-02-17", "2026-02-18"), HT_STANDING_CONTESTED);
    assert_int_equal(standing(HT_DISPUTED, "", "2022-01-01"), HT_NOT_IN_FORCE);
}

static struct ht_reference *our_own(struct state *s) {
    struct ht_faults faults = {.arena = s->arena};
    struct ht_error err = {HT_OK, ""};
    struct ht_reference *ref = NULL;
    if (access("reference/entities.csv", R_OK) != 0) {
        print_message("skipped: run from the project's root\n");
        skip();
    }
    ht_reference_close(s->ref);
    s->ref = NULL;
    if (ht_reference_build("reference", s->dir.database, &faults, &err) != HT_OK ||
        ht_reference_open(s->dir.database, &ref, &err) != HT_OK)
        fail_msg("%s", err.message);
    return ref;
}

// "listed", "disputed", ..., or "none".
static const char *basis_of(struct state *s, const char *screen, const char *day, const char *entity) {
    const struct ht_entity *asked = ht_reference_entity(s->ref, entity);
    assert_non_null(asked);
    const struct ht_target *target = ht_targets_find(targets_of(s, screen, day), asked);
    return target ? ht_basis_name(target->basis) : "none";
}

// The removals of 2026-02-17, and who the default screen selects, in the reference that is shipped.
static void our_own_reference_selects(void **state) {
    struct state *s = *state;
    s->ref = our_own(s);
    assert_string_equal(basis_of(s, "all", "2024-12-31", "taiji_computer"), "none");
    assert_string_equal(basis_of(s, "all", "2025-06-30", "taiji_computer"), "listed");
    assert_string_equal(basis_of(s, "all", "2026-02-17", "taiji_computer"), "listed");
    assert_string_equal(basis_of(s, "all", "2026-03-01", "taiji_computer"), "disputed");
    assert_string_equal(basis_of(s, "xinjiang-surveillance", "2026-11-22", "hikvision"), "listed");
    assert_string_equal(basis_of(s, "xinjiang-surveillance", "2019-10-08", "hikvision"), "none");
    assert_string_equal(basis_of(s, "xinjiang-surveillance", "2026-11-22", "sensetime_group_inc"), "named_by_screen");
    assert_string_equal(basis_of(s, "xinjiang-surveillance", "2026-11-22", "cetc"), "named_by_screen");
    assert_string_equal(basis_of(s, "xinjiang-surveillance", "2026-11-22", "sasac"), "none");
    assert_string_equal(basis_of(s, "us-investment-ban", "2026-11-22", "sensetime_group_inc"), "none");
    assert_string_equal(basis_of(s, "us-investment-ban", "2026-11-22", "xpcc"), "none");
    assert_string_equal(basis_of(s, "all", "2026-11-22", "xpcc"), "listed");
}

static void categories_have_names(void **state) {
    (void)state;
    for (int i = 0; i < HT_CATEGORY_COUNT; i++)
        assert_int_equal(ht_category_named(ht_category_name((enum ht_category)i)), i);
    assert_null(ht_category_name(HT_NO_CATEGORY));
    assert_int_equal(ht_category_named("Direct"), HT_NO_CATEGORY);
    assert_string_equal(ht_category_name(HT_CONTROLLED), "controlled");
}

#define WITH_REFERENCE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_REFERENCE(a_screen_is_read_whole),
        WITH_REFERENCE(dates_decide),
        WITH_REFERENCE(a_contested_removal_selects_as_disputed),
        WITH_REFERENCE(an_entry_without_a_day_stands_since_it_was_read),
        WITH_REFERENCE(knowledge_and_events_select_nobody),
        WITH_REFERENCE(the_strongest_basis_stands),
        WITH_REFERENCE(includes_keep_their_own_grounds),
        WITH_REFERENCE(any_ground_is_the_union_with_any),
        WITH_REFERENCE(screens_may_include_each_other),
        WITH_REFERENCE(no_lists_means_no_list),
        WITH_REFERENCE(readers_may_add_targets),
        WITH_REFERENCE(a_screen_of_ones_own),
        WITH_REFERENCE(wrong_screens_are_refused_with_their_line),
        WITH_REFERENCE(a_screen_that_is_not_there),
        WITH_REFERENCE(our_own_reference_selects),
        cmocka_unit_test(standing_by_status),
        cmocka_unit_test(categories_have_names),
    };
    return cmocka_run_group_tests_name("screen", tests, NULL, NULL);
}
