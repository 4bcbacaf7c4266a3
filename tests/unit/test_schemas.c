// SPDX-License-Identifier: GPL-3.0-or-later
// The published schemas list the words that the program has, all of them and no others.
#include "test_base.h"

#include <json-c/json.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "holdtrace/category.h"
#include "holdtrace/decisions.h"
#include "holdtrace/diag.h"
#include "holdtrace/divest.h"
#include "holdtrace/exposure.h"
#include "holdtrace/holders.h"
#include "holdtrace/layout.h"
#include "holdtrace/lookthrough.h"
#include "holdtrace/ownership.h"
#include "holdtrace/position.h"
#include "holdtrace/reference_diff.h"
#include "holdtrace/reference_words.h"
#include "holdtrace/resolve.h"
#include "holdtrace/scan_diff.h"
#include "holdtrace/screen.h"

// The words of the definition NAME in schemas/FILE; the caller puts *SCHEMA.
static struct json_object *words_of(const char *file, const char *name, struct json_object **schema) {
    char path[64];
    struct json_object *definitions, *definition, *words = NULL;
    snprintf(path, sizeof path, "schemas/%s", file);
    *schema = json_object_from_file(path);
    assert_non_null(*schema);
    if (!json_object_object_get_ex(*schema, "$defs", &definitions) ||
        !json_object_object_get_ex(definitions, name, &definition) ||
        !json_object_object_get_ex(definition, "enum", &words))
        fail_msg("%s has no words of %s", file, name);
    return words;
}

static bool has_word(struct json_object *words, const char *word) {
    for (size_t i = 0; i < json_object_array_length(words); i++)
        if (strcmp(json_object_get_string(json_object_array_get_idx(words, i)), word) == 0)
            return true;
    return false;
}

// Names of the COUNT values of an enum, of which NAME_OF tells NULL or "" where a value has none; MORE besides.
static void expect(const char *file, const char *definition, const char *const *names, size_t count,
                   const char *const *more) {
    struct json_object *schema, *words = words_of(file, definition, &schema);
    size_t expected = 0;
    for (size_t i = 0; i < count; i++) {
        if (!names[i] || !*names[i])
            continue;
        if (!has_word(words, names[i]))
            fail_msg("%s of %s lacks %s", definition, file, names[i]);
        expected++;
    }
    for (; more && *more; more++, expected++)
        if (!has_word(words, *more))
            fail_msg("%s of %s lacks %s", definition, file, *more);
    if (json_object_array_length(words) != expected)
        fail_msg("%s of %s has words that the program has not", definition, file);
    json_object_put(schema);
}

// Each enum's names, asked one by one.
#define EXPECT(file, definition, type, count, name_of)                                                               \
    do {                                                                                                             \
        const char *names[count];                                                                                    \
        for (int i_ = 0; i_ < (int)(count); i_++)                                                                    \
            names[i_] = name_of((type)i_);                                                                           \
        expect(file, definition, names, count, NULL);                                                                \
    } while (0)

#define COMMON "common-1.json"

// What the file does not say is null.
static const char *known_kind(enum ht_kind kind) {
    return kind == HT_KIND_UNKNOWN ? NULL : ht_kind_name(kind);
}

// A column without a meaning is null.
static const char *known_field(enum ht_field field) {
    return field == HT_FIELD_NONE ? NULL : ht_field_name(field);
}

static void words_of_positions(void **state) {
    (void)state;
    EXPECT(COMMON, "category", enum ht_category, HT_CATEGORY_COUNT, ht_category_name);
    EXPECT(COMMON, "kind", enum ht_kind, HT_KIND_UNKNOWN + 1, known_kind);
    EXPECT(COMMON, "side", enum ht_side, HT_SHORT + 1, ht_side_name);
    EXPECT(COMMON, "method", enum ht_method, HT_METHOD_COUNT, ht_method_name);
    EXPECT(COMMON, "fund_method", enum ht_fund_method, HT_FUND_METHODS, ht_fund_method_name);
    EXPECT(COMMON, "denominator", enum ht_denominator, HT_DENOMINATOR_COUNT, ht_denominator_name);
    EXPECT(COMMON, "basis", enum ht_basis, HT_BASIS_EXCLUSION + 1, ht_basis_name);
    EXPECT(COMMON, "link", enum ht_link, HT_LINK_RELATION, ht_link_name);
}

static void words_of_divest(void **state) {
    (void)state;
    EXPECT("divest-1.json", "alternative", enum ht_likeness, HT_LIKE_COUNT, ht_likeness_name);
}

static void words_of_decisions(void **state) {
    (void)state;
    EXPECT(COMMON, "choice", enum ht_choice, HT_LATER + 1, ht_choice_name);
    EXPECT(COMMON, "decision_state", enum ht_standing_choice, HT_STANDS_CONTRADICTED + 1, ht_standing_choice_name);
}

static void words_of_findings_and_columns(void **state) {
    (void)state;
    EXPECT(COMMON, "severity", enum ht_severity, HT_TROUBLE + 1, ht_severity_name);
    EXPECT(COMMON, "finding_code", enum ht_code, HT_CODE_COUNT, ht_code_name);
    EXPECT("inspect-1.json", "field", enum ht_field, HT_FIELD_COUNT, known_field);
}

static void words_of_differences(void **state) {
    (void)state;
    EXPECT("refdiff-1.json", "reason", enum ht_ref_reason, HT_REF_REASONS, ht_ref_reason_name);
    EXPECT("refdiff-1.json", "change", enum ht_ref_change, HT_REF_CHANGED + 1, ht_ref_change_name);
}

static void words_of_the_reference(void **state) {
    (void)state;
    static const char *const NOT_YET[] = {"not_yet", NULL}, *const NAMES[] = {"main", "security", NULL};
    const struct {
        const char *definition;
        const struct ref_words *words;
        const char *const *more; // that only reports have
    } CASES[] = {
        {"confidence", &ref_confidences, NULL},
        {"stake_kind", &ref_stake_kinds, NULL},
        {"stake_nature", &ref_stake_natures, NULL},
        {"stake_status", &ref_stake_statuses, NULL},
        {"designation_status", &ref_designation_status, NULL},
        {"standing", &ref_designation_status, NOT_YET},
        {"entity_kind", &ref_entity_kinds, NULL},
        {"name_kind", &ref_name_kinds, NAMES},
        {"relation", &ref_relations, NULL},
        {"ground", &ref_grounds, NULL},
        {"statement_status", &ref_statement_status, NULL},
        {"exception_category", &ref_exception_categories, NULL},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        expect(COMMON, CASES[i].definition, CASES[i].words->items, CASES[i].words->count, CASES[i].more);
}

// A cause is a bit.
static const char *cause_name(unsigned number) {
    return ht_cause_name(1u << number);
}

static void words_of_a_store(void **state) {
    (void)state;
    EXPECT("diff-1.json", "change", enum ht_change, HT_CHANGE_COUNT, ht_change_name);
    EXPECT("diff-1.json", "cause", unsigned, HT_CAUSES, cause_name);
    EXPECT("holders-1.json", "holding", enum ht_holding, HT_HOLDING_POSSIBLE + 1, ht_holding_name);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_of_positions),   cmocka_unit_test(words_of_divest),
        cmocka_unit_test(words_of_decisions),   cmocka_unit_test(words_of_findings_and_columns),
        cmocka_unit_test(words_of_differences), cmocka_unit_test(words_of_the_reference),
        cmocka_unit_test(words_of_a_store),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
