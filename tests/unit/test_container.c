// SPDX-License-Identifier: GPL-3.0-or-later
// Compressed files and archives: what comes out of them, and what is said of hostile and damaged ones.
#include "test_base.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "holdtrace/arena.h"
#include "holdtrace/container.h"

#define DATA "tests/data/containers/"
#define INVESCO "holdings_samples/example_invesco_us.csv"
#define ISHARES "holdings_samples/example_ishares_uk_2025.csv"

enum { MOST_ITEMS = 8 };

static struct ht_arena *arena;
static char directory[] = "/tmp/holdtrace-container-XXXXXX";

// What came out of one container.
struct contents {
    struct ht_item items[MOST_ITEMS];
    char digests[MOST_ITEMS][HT_SHA256_TEXT];
    enum ht_code codes[MOST_ITEMS]; // HT_CODE_COUNT: nothing is wrong
    const char *messages[MOST_ITEMS];
    size_t count;
    bool archive;
};

static int make_directory(void **state) {
    (void)state;
    return mkdtemp(directory) == NULL;
}

static int remove_directory(void **state) {
    (void)state;
    return rmdir(directory);
}

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

static struct contents open_all(const char *path) {
    struct contents contents = {.count = 0};
    struct ht_container *container = NULL;
    struct ht_error err = {HT_OK, ""};
    assert_int_equal(ht_container_open(path, &container, &err), HT_OK);
    contents.archive = ht_container_is_archive(container);
    for (;;) {
        struct ht_findings findings = ht_findings_in(arena);
        struct ht_item item;
        if (!ht_container_next(container, arena, &item, &findings))
            break;
        size_t i = contents.count++ % MOST_ITEMS;
        contents.items[i] = item;
        contents.codes[i] = findings.count > 0 ? findings.items[0].code : HT_CODE_COUNT;
        contents.messages[i] = findings.count > 0 ? findings.items[0].message : "";
        // Exactly what could not be read has no source.
        assert_int_equal(item.source == NULL, findings.count > 0);
        if (item.source != NULL) {
            strcpy(contents.digests[i], item.source->sha256);
            assert_int_equal(item.source->bytes[item.source->size], 0);
        }
    }
    ht_container_close(container);
    return contents;
}

static unsigned char *load(const char *path, size_t *size) {
    FILE *in = fopen(path, "rb");
    unsigned char *bytes = ht_arena_alloc(arena, 1 << 16);
    assert_non_null(in);
    *size = fread(bytes, 1, 1 << 16, in);
    fclose(in);
    return bytes;
}

static const char *digest_of(const char *path) {
    size_t size;
    const unsigned char *bytes = load(path, &size);
    char *text = ht_arena_alloc(arena, HT_SHA256_TEXT);
    ht_sha256_of(bytes, size, text);
    return text;
}

static struct contents open_bytes(const unsigned char *bytes, size_t size) {
    const char *path = ht_arena_format(arena, "%s/file", directory);
    FILE *out = fopen(path, "wb");
    assert_non_null(out);
    assert_int_equal(fwrite(bytes, 1, size, out), size);
    assert_int_equal(fclose(out), 0);
    struct contents contents = open_all(path);
    unlink(path);
    return contents;
}

static void a_plain_file_is_itself(void **state) {
    (void)state;
    struct contents contents = open_all(INVESCO);
    assert_int_equal(contents.count, 1);
    assert_false(contents.archive || contents.items[0].member);
    assert_string_equal(contents.items[0].path, INVESCO);
    assert_null(contents.items[0].origin.path);
    assert_string_equal(contents.digests[0], digest_of(INVESCO));
}

// Both archives hold the same: a note, two exports, one of them in a folder, and what is left out.
static void check_two_funds(const char *path) {
    struct contents contents = open_all(path);
    assert_true(contents.archive);
    assert_int_equal(contents.count, 3);
    static const char *const names[] = {"README.txt", "example_invesco_us.csv", "more/example_ishares_uk_2025.csv"};
    for (size_t i = 0; i < 3; i++) {
        assert_string_equal(contents.items[i].path, ht_arena_format(arena, "%s/%s", path, names[i]));
        assert_true(contents.items[i].member);
        assert_string_equal(contents.items[i].origin.path, path);
        assert_string_equal(contents.items[i].origin.sha256, digest_of(path));
    }
    assert_string_equal(contents.digests[1], digest_of(INVESCO));
    assert_string_equal(contents.digests[2], digest_of(ISHARES));
}

static void each_member_of_an_archive_is_a_file(void **state) {
    (void)state;
    check_two_funds(DATA "two_funds.zip");
    check_two_funds(DATA "funds.tar.gz");
}

static void a_compressed_member_is_unpacked(void **state) {
    (void)state;
    struct contents contents = open_all(DATA "gzip_inside.zip");
    assert_int_equal(contents.count, 1);
    assert_string_equal(contents.items[0].path, DATA "gzip_inside.zip/example_invesco_us.csv.gz");
    assert_string_equal(contents.digests[0], digest_of(INVESCO));
}

static void what_is_not_opened_is_named(void **state) {
    (void)state;
    struct contents contents = open_all(DATA "nested.zip");
    assert_int_equal(contents.count, 2);
    assert_int_equal(contents.codes[0], HT_CODE_UNSUPPORTED);
    assert_non_null(strstr(contents.messages[0], "a zip archive inside another"));
    assert_int_equal(contents.codes[1], HT_CODE_COUNT);
    contents = open_all(DATA "encrypted.zip");
    assert_int_equal(contents.count, 2);
    assert_int_equal(contents.codes[0], HT_CODE_COUNT);
    assert_int_equal(contents.codes[1], HT_CODE_ENCRYPTED);
    contents = open_all(DATA "damaged.zip");
    assert_int_equal(contents.count, 1);
    assert_int_equal(contents.codes[0], HT_CODE_DAMAGED);
}

static void an_archive_may_be_empty(void **state) {
    (void)state;
    struct contents contents = open_all(DATA "empty.zip");
    assert_true(contents.archive);
    assert_int_equal(contents.count, 0);
}

// Wherever a file was cut, it is not taken for whole. The directory of a zip is at its end.
static void every_truncation_is_told(void **state) {
    (void)state;
    static const char *const paths[] = {DATA "funds.tar.gz", DATA "two_funds.zip"};
    for (size_t p = 0; p < 2; p++) {
        size_t size;
        const unsigned char *bytes = load(paths[p], &size);
        for (size_t cut = 4; cut < size; cut += 31) {
            struct contents contents = open_bytes(bytes, cut);
            assert_int_equal(contents.count, 1);
            assert_int_equal(contents.codes[0], HT_CODE_DAMAGED);
        }
    }
}

// Any changed byte of packed data is noticed, or changes nothing: names in a header, times.
static void every_changed_byte_is_told(void **state) {
    (void)state;
    size_t size, told = 0;
    unsigned char *bytes = load(DATA "funds.tar.gz", &size);
    for (size_t at = 10; at < size; at++) {
        bytes[at] ^= 0x10;
        struct contents contents = open_bytes(bytes, size);
        bytes[at] ^= 0x10;
        assert_int_equal(contents.count, 1);
        told += contents.codes[0] == HT_CODE_DAMAGED;
    }
    assert_int_equal(told, size - 10);
}

static void something_after_gzip_data_is_told_and_padding_is_not(void **state) {
    (void)state;
    size_t size;
    unsigned char *bytes = load(DATA "gzip_inside.zip", &size);
    // A stored member begins after its header of 30 bytes and its name.
    size_t from = 30 + strlen("example_invesco_us.csv.gz"), packed = (size_t)(bytes[18] | bytes[19] << 8);
    unsigned char *gzip = ht_arena_alloc(arena, packed * 2 + 512);
    memcpy(gzip, bytes + from, packed);
    struct contents contents = open_bytes(gzip, packed + 512);
    assert_int_equal(contents.codes[0], HT_CODE_COUNT);
    assert_string_equal(contents.digests[0], digest_of(INVESCO));
    gzip[packed + 100] = 'x';
    contents = open_bytes(gzip, packed + 512);
    assert_int_equal(contents.codes[0], HT_CODE_DAMAGED);
    memcpy(gzip + packed, gzip, packed); // two streams are one file
    contents = open_bytes(gzip, packed * 2);
    assert_int_equal(contents.codes[0], HT_CODE_COUNT);
    assert_string_not_equal(contents.digests[0], digest_of(INVESCO));
}

// An empty regular file in a tar, as POSIX ustar has it.
static void write_tar_header(unsigned char *block, size_t number) {
    unsigned int sum = 0;
    memset(block, 0, 512);
    snprintf((char *)block, 100, "%zu.csv", number);
    memcpy(block + 100, "0000644", 8);
    memcpy(block + 108, "0000000", 8);
    memcpy(block + 116, "0000000", 8);
    memcpy(block + 124, "00000000000", 12);
    memcpy(block + 136, "00000000000", 12);
    memset(block + 148, ' ', 8);
    block[156] = '0';
    memcpy(block + 257, "ustar\00000", 8);
    for (size_t i = 0; i < 512; i++)
        sum += block[i];
    snprintf((char *)block + 148, 8, "%06o", sum);
}

static void the_number_of_members_is_bounded(void **state) {
    (void)state;
    size_t members = HT_MEMBERS_MOST + 5;
    unsigned char *tar = ht_arena_alloc(arena, (members + 2) * 512);
    for (size_t i = 0; i < members; i++)
        write_tar_header(tar + i * 512, i);
    struct contents contents = open_bytes(tar, (members + 2) * 512);
    assert_int_equal(contents.count, HT_MEMBERS_MOST + 1);
    size_t last = (contents.count - 1) % MOST_ITEMS;
    assert_int_equal(contents.codes[last], HT_CODE_BOUND);
    assert_non_null(strstr(contents.messages[last], "10000 members"));
    contents = open_bytes(tar + (members - 2) * 512, 4 * 512);
    assert_int_equal(contents.count, 2);
    assert_int_equal(contents.codes[0], HT_CODE_COUNT);
}

static void a_missing_file_is_a_failure(void **state) {
    (void)state;
    struct ht_container *container = NULL;
    struct ht_error err = {HT_OK, ""};
    assert_int_equal(ht_container_open("/nowhere/at/all.zip", &container, &err), HT_ERR_IO);
    assert_null(container);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_plain_file_is_itself, start, stop),
        cmocka_unit_test_setup_teardown(each_member_of_an_archive_is_a_file, start, stop),
        cmocka_unit_test_setup_teardown(a_compressed_member_is_unpacked, start, stop),
        cmocka_unit_test_setup_teardown(what_is_not_opened_is_named, start, stop),
        cmocka_unit_test_setup_teardown(an_archive_may_be_empty, start, stop),
        cmocka_unit_test_setup_teardown(every_truncation_is_told, start, stop),
        cmocka_unit_test_setup_teardown(every_changed_byte_is_told, start, stop),
        cmocka_unit_test_setup_teardown(something_after_gzip_data_is_told_and_padding_is_not, start, stop),
        cmocka_unit_test_setup_teardown(the_number_of_members_is_bounded, start, stop),
        cmocka_unit_test_setup_teardown(a_missing_file_is_a_failure, start, stop),
    };
    return cmocka_run_group_tests(tests, make_directory, remove_directory);
}
