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

static void published_examples(void **state) {
    (void)state;
    struct json_object *cases = json_object_from_file(CASES);
    if (!cases) {
        print_message("%s is not there: skipped\n", CASES);
        skip();
    }
    for (size_t i = 0; i < json_object_array_length(cases); i++) {
        struct json_object *one = json_object_array_get_idx(cases, i);
        bool computed = strcmp(text_of(one, "topic"), "threshold") == 0;
        if (computed == is_excused(text_of(one, "id")))
            fail_msg("%s is %s", text_of(one, "id"),
                     computed ? "computed and excused" : "neither computed nor excused");
        if (computed)
            check_case(one);
    }
    json_object_put(cases);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(published_examples)};
    return cmocka_run_group_tests_name("ownership, published examples", tests, NULL, NULL);
}
