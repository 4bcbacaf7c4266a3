// SPDX-License-Identifier: GPL-3.0-or-later
// Dates, text, maps, hashes, findings and output files of the base stage.
#include "test_base.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "holdtrace/arena.h"
#include "holdtrace/date.h"
#include "holdtrace/diag.h"
#include "holdtrace/hash.h"
#include "holdtrace/map.h"
#include "holdtrace/output.h"
#include "holdtrace/pairs.h"
#include "holdtrace/temporary.h"
#include "holdtrace/text.h"

static struct ht_date date(const char *text) {
    struct ht_date value;
    assert_true(ht_date_parse(text, &value));
    return value;
}

static void dates_are_as_exact_as_their_source(void **state) {
    (void)state;
    static const char *const GOOD[] = {"2021", "2021-11", "2024-02-29"};
    static const char *const BAD[] = {"", "21", "2021-13", "2021-00", "2023-02-29", "2021-1-1", "2021/01/01", "0000"};
    char buffer[HT_DATE_TEXT];
    struct ht_date value;
    for (size_t i = 0; i < sizeof GOOD / sizeof *GOOD; i++)
        assert_string_equal(ht_date_text(date(GOOD[i]), buffer), GOOD[i]);
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++)
        assert_false(ht_date_parse(BAD[i], &value));
    assert_int_equal(ht_date_first(date("2021-11")), 20211101);
    assert_int_equal(ht_date_last(date("2024-02")), 20240229);
    assert_int_equal(ht_date_days(date("2021-12-10"), date("2022-02-08")), 60);
    assert_int_equal(ht_date_days(date("2000-03-01"), date("2000-02-28")), -2);
}

static void ranges_include_their_ends(void **state) {
    (void)state;
    struct ht_date open = {0, 0, 0};
    assert_true(ht_date_within(date("2026-02-17"), date("2025-01-07"), date("2026-02-17")));
    assert_false(ht_date_within(date("2026-02-18"), date("2025-01-07"), date("2026-02-17")));
    assert_true(ht_date_within(date("2021-11-01"), date("2021-11"), open));
    assert_false(ht_date_within(date("2021-10-31"), date("2021-11"), open));
    assert_false(ht_date_within(open, open, open));
}

static void trims_all_kinds_of_blanks(void **state) {
    (void)state;
    struct ht_slice s = ht_slice_trim(ht_slice_of("\xEF\xBB\xBF \xC2\xA0 NVDA \t\xC2\xA0"));
    assert_int_equal(s.len, 4);
    assert_memory_equal(s.data, "NVDA", 4);
    assert_int_equal(ht_slice_trim(ht_slice_of("\xC2\xA0")).len, 0);
    // A last byte that ends another character is no blank.
    assert_int_equal(ht_slice_trim(ht_slice_of("\xC3\xA0")).len, 2);
}

static void text_from_files_is_made_harmless(void **state) {
    struct ht_arena *arena = *state;
    const char *plain = "Kweichow Moutai 贵州茅台";
    assert_ptr_equal(ht_text_harmless(arena, plain), plain);
    assert_string_equal(ht_text_harmless(arena, "A\x1b[31mB\xE2\x80\xAE"
                                                "C"),
                        "A\xEF\xBF\xBD[31mB\xEF\xBF\xBD"
                        "C");
    assert_int_equal(ht_text_columns("贵州ab"), 6);
    assert_int_equal(ht_utf8_length("贵州ab"), 4);
}

static void splits_lists(void **state) {
    size_t count;
    const char **parts = ht_text_split(*state, " CN| HK ||KY", '|', &count);
    assert_int_equal(count, 3);
    assert_string_equal(parts[1], "HK");
    assert_null(ht_text_split(*state, NULL, '|', &count));
    assert_int_equal(count, 0);
}

static void maps_keep_the_order_of_insertion(void **state) {
    struct ht_map *map = ht_map_new(*state);
    char key[16];
    static int values[500];
    for (int i = 0; i < 500; i++) {
        snprintf(key, sizeof key, "k%d", i * 7919 % 500);
        ht_map_put(map, key, &values[i]);
    }
    assert_int_equal(ht_map_count(map), 500);
    assert_string_equal(ht_map_key_at(map, 1), "k419");
    assert_ptr_equal(ht_map_get(map, "k419"), &values[1]);
    assert_null(ht_map_get(map, "k500"));
    ht_map_put(map, "k419", NULL);
    assert_null(ht_map_get(map, "k419"));
    assert_int_equal(ht_map_count(map), 500);
}

static void a_cleared_arena_gives_zeroed_memory_again(void **state) {
    (void)state;
    struct ht_arena *arena = ht_arena_new();
    ht_arena_clear(arena);
    for (int i = 0; i < 3; i++) {
        char *small = ht_arena_alloc(arena, 64), *large = ht_arena_alloc(arena, 3000000);
        for (size_t k = 0; k < 64; k++)
            assert_int_equal(small[k], 0);
        assert_int_equal(large[2999999], 0);
        memset(small, 'x', 64);
        memset(large, 'x', 3000000);
        ht_arena_clear(arena);
    }
    ht_arena_free(arena);
    arena = ht_arena_new();
    memset(ht_arena_alloc(arena, 3000000), 'x', 3000000); // the first block
    ht_arena_clear(arena);
    assert_string_equal(ht_arena_string(arena, "a"), "a");
    ht_arena_free(arena);
}

static void arenas_grow(void **state) {
    struct ht_arena *arena = *state;
    size_t capacity = 0;
    int *items = NULL;
    for (int i = 0; i < 10000; i++) {
        items = ht_arena_grow(arena, items, (size_t)i, &capacity, sizeof *items);
        items[i] = i;
    }
    for (int i = 0; i < 10000; i++)
        assert_int_equal(items[i], i);
    memset(ht_arena_alloc(arena, 5000000), 1, 5000000);
    assert_string_equal(ht_arena_format(arena, "%s-%d", "a", 7), "a-7");
}

// Around the room that is tried first, a text is whole as well.
static void formatted_texts_of_any_length_are_whole(void **state) {
    char text[600];
    struct ht_buffer buffer = {0};
    for (size_t len = 0; len < sizeof text; len++) {
        memset(text, 'x', len);
        text[len] = '\0';
        assert_string_equal(ht_arena_format(*state, "%s", text), text);
        ht_buffer_clear(&buffer);
        ht_buffer_string(&buffer, "<");
        ht_buffer_format(&buffer, "%s", text);
        ht_buffer_format(&buffer, "%s", "");
        ht_buffer_string(&buffer, ">");
        assert_int_equal(buffer.len, len + 2);
        assert_memory_equal(buffer.data + 1, text, len);
        assert_string_equal(buffer.data + 1 + len, ">");
    }
    ht_buffer_free(&buffer);
}

// The digest of "abc" as FIPS 180-4 gives it.
static void digests_are_sha256(void **state) {
    (void)state;
    char text[HT_SHA256_TEXT];
    ht_sha256_of("abc", 3, text);
    assert_string_equal(text, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

static void findings_carry_code_and_place(void **state) {
    struct ht_findings findings = ht_findings_in(*state);
    ht_find(&findings, HT_CODE_CONFLICT, 12, "isin and cusip of %s differ", "X");
    assert_int_equal(findings.count, 1);
    assert_string_equal(ht_code_name(findings.items[0].code), "identifier-conflict");
    assert_string_equal(ht_severity_name(findings.items[0].severity), "warning");
    assert_string_equal(findings.items[0].message, "isin and cusip of X differ");
    for (int code = 0; code < HT_CODE_COUNT; code++)
        for (int other = 0; other < code; other++)
            assert_string_not_equal(ht_code_name((enum ht_code)code), ht_code_name((enum ht_code)other));
}

static void what_a_message_quotes_is_cut(void **state) {
    struct ht_findings findings = ht_findings_in(*state);
    char digits[10001], umlauts[401] = "";
    memset(digits, '1', sizeof digits - 1);
    digits[sizeof digits - 1] = '\0';
    for (size_t i = 0; i < 200; i++)
        strcat(umlauts, "ü");
    ht_find(&findings, HT_CODE_BAD_CELL, 1, "the value \"%s\" is no \"number\"", digits);
    assert_int_equal(strlen(findings.items[0].message), strlen("the value \"\" is no \"number\"") + 80 + 3);
    assert_non_null(strstr(findings.items[0].message, "1...\" is no \"number\""));
    ht_find(&findings, HT_CODE_BAD_CELL, 1, "x\"%s\"", umlauts); // 80 bytes are 40 of them
    assert_non_null(strstr(findings.items[1].message, "ü...\""));
    ht_find(&findings, HT_CODE_BAD_CELL, 1, "ab\"%.100s\" and a quote \" alone", digits);
    assert_int_equal(strlen(findings.items[2].message), strlen("ab\"\" and a quote \" alone") + 100);
    // A text that is cut and, close behind it, one that is longer than what was cut away.
    char cut[102], kept[99];
    memset(cut, 'x', sizeof cut - 1);
    cut[sizeof cut - 1] = '\0';
    for (size_t i = 0; i < sizeof kept - 1; i++)
        kept[i] = (char)('a' + i % 26);
    kept[sizeof kept - 1] = '\0';
    ht_find(&findings, HT_CODE_BAD_NUMBER, 0, "\"%s\", \"%s\"", cut, kept);
    assert_non_null(strstr(findings.items[findings.count - 1].message, kept));
}

static void a_flood_is_counted(void **state) {
    struct ht_findings findings = ht_findings_in(*state), copy = ht_findings_in(*state);
    struct ht_tally tally = {{0}};
    for (long i = 1; i <= 25; i++)
        if (ht_tally_shows(&tally, HT_CODE_CONFLICT))
            ht_find(&findings, HT_CODE_CONFLICT, i, "no");
    ht_tally_rest(&tally, &findings);
    assert_int_equal(findings.count, HT_FINDINGS_SHOWN + 1);
    ht_findings_add(&copy, &findings);
    assert_int_equal(copy.items[0].times, 1);
    assert_int_equal(copy.items[HT_FINDINGS_SHOWN].times, 5);
    assert_string_equal(copy.items[HT_FINDINGS_SHOWN].message, "5 more like the 20 shown (25 in all)");
}

static void files_are_whole_or_absent(void **state) {
    (void)state;
    char directory[] = "/tmp/holdtrace-test-XXXXXX", path[64], bytes[8] = "";
    assert_non_null(mkdtemp(directory));
    snprintf(path, sizeof path, "%s/report", directory);
    struct ht_output *out;
    struct ht_error err;
    assert_int_equal(ht_output_open(path, &out, &err), HT_OK);
    ht_output_write(out, "old", 3);
    assert_int_equal(access(path, F_OK), -1);
    assert_int_equal(ht_output_commit(out, &err), HT_OK);
    struct stat info;
    assert_int_equal(stat(path, &info), 0);
    assert_int_equal(info.st_mode & 0777, 0600);
    assert_int_equal(ht_output_open(path, &out, &err), HT_OK);
    ht_output_write(out, "new", 3);
    ht_output_discard(out);
    int fd = open(path, O_RDONLY);
    assert_int_equal(read(fd, bytes, sizeof bytes), 3);
    close(fd);
    assert_string_equal(bytes, "old");
    // What a signal handler removes: the file that is open, and none that was put in its place.
    assert_int_equal(ht_output_open(path, &out, &err), HT_OK);
    ht_temporaries_remove();
    assert_int_equal(ht_output_commit(out, &err), HT_ERR_IO);
    ht_temporaries_remove();
    assert_int_equal(access(path, F_OK), 0);
    assert_int_equal(ht_output_open("/dev/full", &out, &err), HT_OK);
    ht_output_write(out, "x", 1);
    assert_int_equal(ht_output_commit(out, &err), HT_ERR_IO);
    assert_string_equal(err.message, "/dev/full: cannot be written: No space left on device");
    assert_int_equal(unlink(path), 0);
    assert_int_equal(rmdir(directory), 0); // nothing temporary is left
}

static void pairs_are_found_and_set_again(void **state) {
    static const char *const KEYS[] = {"m", "a", "z", "b", "", "ab", "m", "\xC3\xA4", "y", "c", "d"};
    static const struct ht_pair FIXED[] = {{"b", "1"}, {"d", "2"}};
    struct ht_arena *arena = *state;
    struct ht_pairs pairs = {0}, grown = {FIXED, 2, 0};
    assert_null(ht_pairs_get(NULL, "a"));
    assert_null(ht_pairs_get(&pairs, "a"));
    for (size_t i = 0; i < sizeof KEYS / sizeof *KEYS; i++)
        ht_pairs_put(arena, &pairs, KEYS[i], i == 6 ? "again" : KEYS[i]);
    assert_int_equal(pairs.count, 10);
    for (size_t i = 0; i < sizeof KEYS / sizeof *KEYS; i++)
        assert_string_equal(ht_pairs_get(&pairs, KEYS[i]), strcmp(KEYS[i], "m") == 0 ? "again" : KEYS[i]);
    for (size_t i = 1; i < pairs.count; i++)
        assert_true(strcmp(pairs.items[i - 1].key, pairs.items[i].key) < 0);
    assert_null(ht_pairs_get(&pairs, "aa"));
    ht_pairs_put(arena, &grown, "d", "3"); // a constant table is copied, not written to
    ht_pairs_put(arena, &grown, "c", "4");
    assert_string_equal(ht_pairs_get(&grown, "d"), "3");
    assert_string_equal(ht_pairs_get(&grown, "c"), "4");
    assert_string_equal(FIXED[1].value, "2");
}

static void bytes_are_counted(void **state) {
    (void)state;
    char text[64];
    for (size_t len = 0; len <= sizeof text; len++) {
        for (size_t i = 0; i < len; i++)
            text[i] = "\n\x0B\x8A\t\n"[i % 5]; // all but one bit away from a line end
        assert_int_equal(ht_slice_count((struct ht_slice){text, len}, '\n'), (len + 4) / 5 + len / 5);
        assert_int_equal(ht_slice_count((struct ht_slice){text, len}, '\x8A'), (len + 2) / 5);
    }
}

static int setup(void **state) {
    *state = ht_arena_new();
    return 0;
}

static int teardown(void **state) {
    ht_arena_free(*state);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_are_as_exact_as_their_source),
        cmocka_unit_test(ranges_include_their_ends),
        cmocka_unit_test(trims_all_kinds_of_blanks),
        cmocka_unit_test_setup_teardown(text_from_files_is_made_harmless, setup, teardown),
        cmocka_unit_test_setup_teardown(splits_lists, setup, teardown),
        cmocka_unit_test_setup_teardown(maps_keep_the_order_of_insertion, setup, teardown),
        cmocka_unit_test_setup_teardown(pairs_are_found_and_set_again, setup, teardown),
        cmocka_unit_test(bytes_are_counted),
        cmocka_unit_test_setup_teardown(arenas_grow, setup, teardown),
        cmocka_unit_test(a_cleared_arena_gives_zeroed_memory_again),
        cmocka_unit_test_setup_teardown(formatted_texts_of_any_length_are_whole, setup, teardown),
        cmocka_unit_test(digests_are_sha256),
        cmocka_unit_test_setup_teardown(findings_carry_code_and_place, setup, teardown),
        cmocka_unit_test_setup_teardown(what_a_message_quotes_is_cut, setup, teardown),
        cmocka_unit_test_setup_teardown(a_flood_is_counted, setup, teardown),
        cmocka_unit_test(files_are_whole_or_absent),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
