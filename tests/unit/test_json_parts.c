// SPDX-License-Identifier: GPL-3.0-or-later
// Large JSON, which is parsed part by part, gives the tree that the same text gives when it is parsed whole.
#include "test_base.h"

#include <string.h>

#include "holdtrace/json_text.h"
#include "holdtrace/text.h"
#include "ingest/json_scan.h"

enum { BLANKS = 400 * 1024 }; // more than is parsed whole

static int make_arena(void **state) {
    *state = ht_arena_new();
    return 0;
}

static int free_arena(void **state) {
    ht_arena_free(*state);
    return 0;
}

static void write_node(struct ht_buffer *out, const struct ht_json_node *node) {
    ht_buffer_format(out, "%d %s=%s (%zu", (int)node->kind, node->key ? node->key : "-",
                     node->text ? node->text : "-", node->count);
    for (const struct ht_json_node *n = node->first; n; n = n->next) {
        ht_buffer_char(out, ' ');
        write_node(out, n);
    }
    ht_buffer_char(out, ')');
}

// The tree of TEXT, or why there is none, in words.
static const char *tree_of(struct ht_arena *arena, struct ht_slice text) {
    struct ht_findings findings = ht_findings_in(arena);
    struct ht_buffer out = {0};
    const struct ht_json_node *root = ht_json_parse(text, arena, &findings);
    if (root)
        write_node(&out, root);
    else
        ht_buffer_format(&out, "no tree: %s", findings.items[0].message);
    const char *words = ht_arena_copy(arena, out.data, out.len);
    ht_buffer_free(&out);
    return words;
}

// TEXT with many blanks for each '~', and with none.
static struct ht_slice spread(struct ht_arena *arena, const char *text, size_t blanks) {
    struct ht_buffer out = {0};
    for (; *text; text++)
        for (size_t i = 0; i < (*text == '~' ? blanks : 1); i++)
            ht_buffer_char(&out, *text == '~' ? " \n\t\r"[i % 4] : *text);
    struct ht_slice copy = {ht_arena_copy(arena, out.data, out.len), out.len};
    ht_buffer_free(&out);
    return copy;
}

static void parts_give_the_same_tree(void **state) {
    static const char *const TEXTS[] = {
        "[1,~2]",
        "[~]",
        "{~}",
        "~[1]~",
        "{\"a\":1,~\"b\":[{\"c\":null},~\"x\"],\"d\":{}}",
        "{\"a\"~:~-1.50e3~,\"\":true}",
        "{\"a\\\"b,:\":\"]},\\\\\",~\"c\":\"\\u00e9\\ud83d\\ude00\"}",
        "{\"k\":1,~\"l\":2,\"k\":3}",
        "[[[[~{\"deep\":[1,2,3~]}]]],~false]",
        "[123456789012345678,~0.10]",
        "[~\"\", {\"a\":[~[~]~]}]",
    };
    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++) {
        const char *parts = tree_of(*state, spread(*state, TEXTS[i], BLANKS));
        assert_string_equal(parts, tree_of(*state, spread(*state, TEXTS[i], 1)));
        assert_null(strstr(parts, "no tree"));
    }
}

// Blanks count as bytes where the place of an error is told, so both must only be refused, and for the same reason.
static void parts_refuse_the_same(void **state) {
    static const char *const TEXTS[][2] = {
        {"[1,~]", "no valid JSON"},
        {"[,~1]", "no valid JSON"},
        {"[1~2]", "no valid JSON"},
        {"[1,~2]]", "no valid JSON"},
        {"[1,~2] 3", "no valid JSON"},
        {"[1,~2}", "no valid JSON"},
        {"[1,~2", "ends in the middle"},
        {"{\"a\"~}", "no valid JSON"},
        {"{\"a\":~}", "no valid JSON"},
        {"{a:~1}", "no valid JSON"},
        {"{\"a\":1,~\"b\" 2}", "no valid JSON"},
        {"{\"a\":1 2,~\"b\":2}", "no valid JSON"},
        {"[1,~tru]", "no valid JSON"},
        {"[1,~\"a\nb\x01\xff\"]", "no valid JSON"},
        {"[1,~\"open]", "ends in the middle"},
        {"[1,~123456789012345678901234567890]", "more than 18 digits"},
        {"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1,~2]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]", "nested deeper"},
        {"[~[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1,2]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]", "nested deeper"},
    };
    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++) {
        const char *parts = tree_of(*state, spread(*state, TEXTS[i][0], BLANKS));
        const char *whole = tree_of(*state, spread(*state, TEXTS[i][0], 1));
        assert_non_null(strstr(parts, "no tree"));
        assert_non_null(strstr(parts, TEXTS[i][1]));
        assert_non_null(strstr(whole, TEXTS[i][1]));
    }
}

static void the_deepest_that_is_read_is_read_in_parts(void **state) {
    struct ht_buffer text = {0};
    for (int i = 0; i < HT_JSON_DEPTH - 1; i++)
        ht_buffer_char(&text, '[');
    ht_buffer_string(&text, "~1");
    for (int i = 0; i < HT_JSON_DEPTH - 1; i++)
        ht_buffer_char(&text, ']');
    const char *parts = tree_of(*state, spread(*state, text.data, BLANKS));
    assert_string_equal(parts, tree_of(*state, spread(*state, text.data, 1)));
    assert_null(strstr(parts, "no tree"));
    ht_buffer_free(&text);
}

static void the_scan_tells_parts_apart(void **state) {
    (void)state;
    struct ht_json_scan scan = ht_json_scan_of(ht_slice_of("{ \"a,}\" : [1, {\"b\":2}] , \"c\":\"d:\\\"\" }"));
    struct ht_slice key, value;
    assert_true(ht_json_scan_next(&scan, &key, &value));
    assert_memory_equal(key.data, "\"a,}\"", 5);
    assert_int_equal(value.len, strlen("[1, {\"b\":2}]"));
    assert_true(ht_json_scan_next(&scan, &key, &value));
    assert_memory_equal(value.data, "\"d:\\\"\"", 6);
    assert_false(ht_json_scan_next(&scan, &key, &value));
    assert_false(scan.broken);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_give_the_same_tree),
        cmocka_unit_test(parts_refuse_the_same),
        cmocka_unit_test(the_deepest_that_is_read_is_read_in_parts),
        cmocka_unit_test(the_scan_tells_parts_apart),
    };
    return cmocka_run_group_tests(tests, make_arena, free_arena);
}
