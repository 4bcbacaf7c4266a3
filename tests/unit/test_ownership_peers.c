// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Worked examples that others publish, read from ../shared where it is present. What is not computed here is listed
 * with its reason in tests/data/ownership_cases_not_covered.txt; nothing is left out in silence.
 */
#include "small_reference.h"

#include <json-c/json.h>

#include "holdtrace/ownership.h"

static const char CASES[] = "../shared/peers/ownership/cases.json";
static const char NOT_COVERED[] = "tests/data/ownership_cases_not_covered.txt";

static const char *text_of(struct json_object *object, const char *key) {
    struct json_object *value = NULL;
    return json_object_object_get_ex(object, key, &value) ? json_object_get_string(value) : NULL;
}

static struct json_object *member(struct json_object *object, const char *key) {
    struct json_object *value = NULL;
    assert_true(json_object_object_get_ex(object, key, &value));
    return value;
}

// Whether a line of the list of cases not covered begins with ID and goes on with a reason.
static bool is_excused(const char *id) {
    char line[256];
    bool found = false;
    FILE *file = fopen(NOT_COVERED, "r");
    assert_non_null(file);
    while (!found && fgets(line, sizeof line, file)) {
        size_t len = strlen(id);
        found = strncmp(line, id, len) == 0 && line[len] == ' ' && strlen(line) > len + 10;
    }
    fclose(file);
    return found;
}

static bool is_seed(const void *context, const struct ht_entity *entity) {
    struct json_object *seeds = (struct json_object *)(uintptr_t)context;
    for (size_t i = 0; i < json_object_array_length(seeds); i++)
        if (strcmp(json_object_get_string(json_object_array_get_idx(seeds, i)), entity->id) == 0)
            return true;
    return false;
}

static void check_case(struct json_object *one) {
    static const struct ht_majority_rule rule = {{50, 0}, true, true, true};
    struct json_object *edges = member(one, "edges"), *expected = member(one, "expected"), *alone = NULL;
    struct small_reference small = small_new();
    size_t answered = 0;
    for (size_t i = 0; i < json_object_array_length(edges); i++) {
        struct json_object *edge = json_object_array_get_idx(edges, i);
        small_stake(&small, text_of(edge, "owner"), text_of(edge, "owned"), text_of(edge, "share_percent"),
                    "economic", SMALL_PLAIN);
    }
    small_open(&small);
    json_object_object_foreach(expected, key, value) {
        if (!json_object_is_type(value, json_type_string))
            continue;
        struct ht_majority found = ht_majority_reach(small.ref, small_get(&small, key), small_date("2026-01-01"),
                                                     rule, is_seed, member(one, "seeds"), small.arena);
        bool blocked = strcmp(json_object_get_string(value), "blocked") == 0;
        if (found.reached != (blocked ? HT_YES : HT_NO))
            fail_msg("%s: %s is %d", text_of(one, "id"), key, (int)found.reached);
        if (json_object_object_get_ex(expected, "alone", &alone)) {
            assert_int_equal(found.by_count, 1);
            assert_string_equal(found.by[0]->id, json_object_get_string(json_object_array_get_idx(alone, 0)));
        }
        answered++;
    }
    assert_true(answered > 0);
    small_close(&small);
}

// "Mr. X" as an id.
static const char *id_of(struct small_reference *small, const char *name, size_t len) {
    char *id = ht_arena_copy(small->arena, name, len);
    for (char *at = id; *at; at++)
        if (!ht_is_digit(*at) && !(*at >= 'a' && *at <= 'z') && !(*at >= 'A' && *at <= 'Z'))
            *at = '_';
    return id;
}

// Every share that the case gives from an independent computation, "OWNER->OWNED".
static void check_shares(struct json_object *one) {
    struct json_object *edges = member(one, "edges");
    struct small_reference small = small_new();
    struct ht_screen screen = {.name = "test"};
    size_t answered = 0;
    for (size_t i = 0; i < json_object_array_length(edges); i++) {
        struct json_object *edge = json_object_array_get_idx(edges, i);
        const char *owner = text_of(edge, "owner"), *owned = text_of(edge, "owned");
        small_stake(&small, id_of(&small, owner, strlen(owner)), id_of(&small, owned, strlen(owned)),
                    text_of(edge, "share_percent"), "economic", SMALL_PLAIN);
    }
    small_open(&small);
    json_object_object_foreach(member(one, "independent_check_integrated_percent"), key, value) {
        const char *arrow = strstr(key, "->"), *owner = id_of(&small, key, (size_t)(arrow - key));
        const struct ht_entity *owned = small_get(&small, id_of(&small, arrow + 2, strlen(arrow + 2)));
        struct ht_integrated all =
            ht_integrated_owners(small.ref, &screen, owned, small_date("2026-01-01"), small.arena);
        const char *percent = json_object_get_string(value);
        struct ht_decimal expected;
        assert_true(ht_decimal_parse(percent, strlen(percent), &expected));
        size_t i = 0;
        while (i < all.count && strcmp(all.items[i].entity->id, owner) != 0)
            i++;
        if (i == all.count || !all.items[i].share.stated || ht_decimal_cmp(all.items[i].share.least, expected) != 0)
            fail_msg("%s: %s is not %s", text_of(one, "id"), key, percent);
        answered++;
    }
    assert_true(answered > 0);
    small_close(&small);
}

static void published_examples(void **state) {
    (void)state;
    struct json_object *cases = json_object_from_file(CASES);
    if (!cases) {
        print_message("%s is not there: skipped\n", CASES);
        skip();
    }
    for (size_t i = 0; i < json_object_array_length(cases); i++) {
        struct json_object *one = json_object_array_get_idx(cases, i);
        bool threshold = strcmp(text_of(one, "topic"), "threshold") == 0;
        bool shares = json_object_object_get_ex(one, "independent_check_integrated_percent", NULL);
        bool computed = threshold || shares;
        if (computed == is_excused(text_of(one, "id")))
            fail_msg("%s is %s", text_of(one, "id"),
                     computed ? "computed and excused" : "neither computed nor excused");
        if (threshold)
            check_case(one);
        if (shares)
            check_shares(one);
    }
    json_object_put(cases);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(published_examples)};
    return cmocka_run_group_tests_name("ownership, published examples", tests, NULL, NULL);
}
