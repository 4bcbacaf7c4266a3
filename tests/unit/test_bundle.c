// SPDX-License-Identifier: GPL-3.0-or-later
// Bundles: which paths they take, and what is said of members that are not as the manifest has them.
#include "test_base.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "holdtrace/bundle.h"

#define PATTERN "/tmp/holdtrace-bundle-XXXXXX"

static struct ht_arena *arena;
static char path[sizeof PATTERN];

static int start(void **state) {
    (void)state;
    arena = ht_arena_new();
    return 0;
}

static int stop(void **state) {
    (void)state;
    ht_arena_free(arena);
    return 0;
}

static int make_file(void **state) {
    (void)state;
    memcpy(path, PATTERN, sizeof path);
    int file = mkstemp(path);
    return file < 0 || close(file) != 0;
}

static int remove_file(void **state) {
    (void)state;
    return unlink(path);
}

static void paths_lead_below_the_folder(void **state) {
    (void)state;
    static const char *const good[] = {"a.csv", "funds/a.csv", "./a.csv",        "a..csv",
                                       "..a/b", "a/.../b",     "f\xC3\xBCnd.csv"};
    static const char *const bad[] = {"", "/a.csv", "..", "../a", "a/../b", "a/..", "./../a", "-", "f\xFCnd.csv"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        assert_true(ht_bundle_path_fits(good[i]));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(ht_bundle_path_fits(bad[i]));
}

static void one_file_has_one_member(void **state) {
    (void)state;
    assert_string_equal(ht_bundle_member_name("funds/a.csv", arena), "files/funds/a.csv");
    assert_string_equal(ht_bundle_member_name("./funds//./a.csv", arena), "files/funds/a.csv");
}

static struct ht_zip_member member(const char *name, const char *bytes) {
    return (struct ht_zip_member){.name = name, .bytes = ht_slice_of(bytes)};
}

static void write_sample(void) {
    static const char *const operands[] = {"b.csv"};
    static const struct ht_bundle_option options[] = {{"as-of", "2026-01-31"}, {"all-positions", NULL}};
    static const struct ht_bundle_file files[] = {{"input", "b.csv", 3, "abc", true}};
    const struct ht_bundle bundle = {.version = "1",
                                     .as_of = "2026-01-31",
                                     .reference_sha256 = "def",
                                     .options = options,
                                     .option_count = 2,
                                     .operands = operands,
                                     .operand_count = 1,
                                     .files = files,
                                     .file_count = 1};
    struct ht_zip_member members[] = {member("report.json", "{}\n"), member("files/b.csv", "x,y"),
                                      member("files/b.csv", "x,y"), member("files/empty", "")};
    assert_int_equal(ht_bundle_write(path, &bundle, members, 4, arena, NULL), HT_OK);
}

static void what_is_written_is_read_again(void **state) {
    (void)state;
    struct ht_zip_member *members;
    struct ht_bundle bundle;
    size_t count, faults;
    write_sample();
    assert_int_equal(ht_zip_members_read(path, arena, &members, &count, NULL), HT_OK);
    assert_int_equal(count, 4); // by name; what was given twice stands once
    assert_string_equal(members[0].name, "files/b.csv");
    assert_string_equal(members[1].name, "files/empty");
    assert_string_equal(members[2].name, HT_BUNDLE_MANIFEST);
    assert_string_equal(members[3].name, "report.json");
    assert_true(ht_slice_equal(members[0].bytes, ht_slice_of("x,y")));
    assert_non_null(members[1].bytes.data);
    assert_int_equal(members[1].bytes.len, 0);
    assert_int_equal(ht_bundle_manifest(members[2].bytes, arena, &bundle, NULL), HT_OK);
    assert_string_equal(bundle.options[0].value, "2026-01-31");
    assert_null(bundle.options[1].value);
    assert_string_equal(bundle.operands[0], "b.csv");
    assert_int_equal(bundle.files[0].size, 3);
    assert_true(bundle.files[0].enclosed);
    assert_false(bundle.reference_enclosed);
    assert_int_equal(bundle.member_count, 3);
    (void)ht_bundle_faults(&bundle, members, count, arena, &faults);
    assert_int_equal(faults, 0);
    ht_zip_members_free(members, count);
}

// Holds MEMBERS against a manifest that demands "a" with the bytes "1", and compares the only fault.
static void expect_fault(const struct ht_zip_member *members, size_t count, const char *name, const char *what) {
    char sha256[HT_SHA256_TEXT];
    size_t found;
    ht_sha256_of("1", 1, sha256);
    const struct ht_bundle_digest digest = {"a", sha256, 1};
    const struct ht_bundle bundle = {.members = &digest, .member_count = 1};
    const struct ht_bundle_fault *faults = ht_bundle_faults(&bundle, members, count, arena, &found);
    assert_int_equal(found, 1);
    assert_string_equal(faults[0].member, name);
    assert_string_equal(faults[0].what, what);
}

static void each_fault_is_named(void **state) {
    (void)state;
    const struct ht_zip_member damaged = {.name = "a", .why = "is damaged"};
    const struct ht_zip_member added[] = {member("a", "1"), member("manifest.json", "{}"), member("../b", "1")};
    const struct ht_zip_member twice[] = {member("a", "1"), member("a", "2")};
    const struct ht_zip_member changed = member("a", "2");
    expect_fault(&damaged, 1, "a", "is damaged");
    expect_fault(&changed, 1, "a", "has other bytes than the manifest says");
    expect_fault(&changed, 0, "a", "is missing");
    expect_fault(added, 3, "../b", "is not in the manifest");
    expect_fault(twice, 2, "a", "is there twice");
}

static void manifests_of_strangers_are_refused(void **state) {
    (void)state;
    static const char *const texts[] = {
        "",
        "[]",
        "{}",
        "{\"schema\": \"holdtrace.bundle/2\"}",
        "{\"schema\": \"holdtrace.bundle/1\"}",
        "{\"schema\": \"holdtrace.bundle/1\", \"version\": \"1\", \"as_of\": \"2026-01-31\", \"reference\": "
        "{\"content_sha256\": \"d\", \"enclosed\": false}, \"options\": [], \"operands\": [\"../a\"], \"files\": [], "
        "\"members\": []}",
        "{\"schema\": \"holdtrace.bundle/1\", \"version\": \"1\", \"as_of\": \"2026-01-31\", \"reference\": "
        "{\"content_sha256\": \"d\", \"enclosed\": false}, \"options\": [], \"operands\": [], \"files\": [{\"role\": "
        "\"input\", \"path\": \"/etc/a\", \"size\": 1, \"sha256\": \"d\", \"enclosed\": true}], \"members\": []}",
    };
    struct ht_bundle bundle;
    struct ht_error err;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_int_equal(ht_bundle_manifest(ht_slice_of(texts[i]), arena, &bundle, &err), HT_ERR_FORMAT);
}

// Wherever an archive is cut, it is refused, or a member is missing or damaged.
static void cut_archives_are_noticed(void **state) {
    (void)state;
    char bytes[4096];
    write_sample();
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    size_t size = fread(bytes, 1, sizeof bytes, file), count;
    assert_int_equal(fclose(file), 0);
    assert_true(size > 0 && size < sizeof bytes);
    for (size_t length = 0; length < size; length += 7) {
        struct ht_zip_member *members;
        assert_int_equal(truncate(path, (off_t)length), 0);
        if (ht_zip_members_read(path, arena, &members, &count, NULL) == HT_OK)
            assert_int_equal(count, 0); // a file without bytes passes for an archive without members
        write_sample();
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paths_lead_below_the_folder),
        cmocka_unit_test(one_file_has_one_member),
        cmocka_unit_test_setup_teardown(what_is_written_is_read_again, make_file, remove_file),
        cmocka_unit_test(each_fault_is_named),
        cmocka_unit_test(manifests_of_strangers_are_refused),
        cmocka_unit_test_setup_teardown(cut_archives_are_noticed, make_file, remove_file),
    };
    return cmocka_run_group_tests(tests, start, stop);
}
