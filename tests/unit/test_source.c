// SPDX-License-Identifier: GPL-3.0-or-later
// Inputs as bytes: what they plainly are, their digest, and failures of the system.
#include "test_base.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "holdtrace/source.h"

static char directory[] = "/tmp/holdtrace-source-XXXXXX";

static int make_directory(void **state) {
    (void)state;
    return mkdtemp(directory) == NULL;
}

static int remove_directory(void **state) {
    (void)state;
    return rmdir(directory);
}

static const char *write_file(const char *bytes, size_t size) {
    static char path[64];
    snprintf(path, sizeof path, "%s/file", directory);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
    return path;
}

static void content_is_told_by_the_first_bytes(void **state) {
    (void)state;
    static const struct {
        const char *bytes;
        size_t size;
        enum ht_content content;
    } cases[] = {
#define TEXT(text) text, sizeof text - 1
        {TEXT("Ticker,Name\n"), HT_CONTENT_TEXT},
        {TEXT(""), HT_CONTENT_EMPTY},
        {TEXT("\xEF\xBB\xBF \r\n\xC2\xA0\t"), HT_CONTENT_EMPTY},
        {TEXT("<html>\n<head><title>301  Moved  Permanently"), HT_CONTENT_HTML},
        {TEXT("\n  <!DOCTYPE HTML PUBLIC>"), HT_CONTENT_HTML},
        {TEXT("version https://git-lfs.github.com/spec/v1\noid sha256:76"), HT_CONTENT_GIT_LFS},
        {TEXT("\xEF\xBB\xBF\xEF\xBB\xBF<?xml version=\"1.0\"?>"), HT_CONTENT_XML},
        {TEXT("<SEC-DOCUMENT>0001894188"), HT_CONTENT_XML},
        {TEXT("<0.01%,a\n"), HT_CONTENT_TEXT},
        {TEXT(" {\"fund\": 1}"), HT_CONTENT_JSON},
        {TEXT("[{\"fund\": 1}]"), HT_CONTENT_JSON},
        {TEXT("[Holdings],b\n"), HT_CONTENT_TEXT},
        {TEXT("%PDF-1.7"), HT_CONTENT_PDF},
#define ZIP(name) TEXT("PK\3\4.........................." name)
        {ZIP("[Content_Types].xml..xl/workbook.xml"), HT_CONTENT_XLSX},
        {ZIP("funds.xlsx..[Content_Types].xml..xl/workbook.xml"), HT_CONTENT_ZIP},
#undef ZIP
        {TEXT("7z\xBC\xAF\x27\x1C"), HT_CONTENT_ARCHIVE},
        {TEXT("PK\3\4....a.csv"), HT_CONTENT_ZIP},
        {TEXT("\xD0\xCF\x11\xE0\xA1\xB1"), HT_CONTENT_OLE},
        {TEXT("\x1F\x8B\x08"), HT_CONTENT_COMPRESSED},
        {TEXT("\xFF\xFET\0i\0"), HT_CONTENT_TEXT},
        {TEXT("T\0i\0c\0k\0e\0r\0,\0N\0"), HT_CONTENT_TEXT},
        {TEXT("\1\2\3\0\0\0\7abc"), HT_CONTENT_BINARY},
#undef TEXT
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct ht_source *source = NULL;
        struct ht_error err = {HT_OK, ""};
        const char *path = write_file(cases[i].bytes, cases[i].size);
        assert_int_equal(ht_source_open(path, &source, &err), HT_OK);
        if (source->content != cases[i].content)
            fail_msg("case %zu is %s", i, ht_content_describe(source->content));
        assert_int_equal(source->size, cases[i].size);
        assert_int_equal(source->bytes[source->size], 0);
        ht_source_close(source);
        unlink(path);
    }
}

static void the_digest_is_of_the_whole_file(void **state) {
    (void)state;
    size_t size = 300000;
    char *bytes = malloc(size);
    memset(bytes, 'x', size);
    const char *path = write_file(bytes, size);
    struct ht_source *source = NULL;
    struct ht_error err = {HT_OK, ""};
    char expected[HT_SHA256_TEXT];
    assert_int_equal(ht_source_open(path, &source, &err), HT_OK);
    ht_sha256_of(bytes, size, expected);
    assert_string_equal(source->sha256, expected);
    ht_source_close(source);
    unlink(path);
    path = write_file("abc", 3);
    assert_int_equal(ht_source_open(path, &source, &err), HT_OK);
    assert_string_equal(source->sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    ht_source_close(source);
    unlink(path);
    free(bytes);
}

static void failures_of_the_system_are_named(void **state) {
    (void)state;
    struct ht_source *source = NULL;
    struct ht_error err = {HT_OK, ""};
    assert_int_equal(ht_source_open("/nowhere/at/all.csv", &source, &err), HT_ERR_IO);
    assert_non_null(strstr(err.message, "/nowhere/at/all.csv: No such file"));
    assert_int_equal(ht_source_open(directory, &source, &err), HT_ERR_IO);
    assert_non_null(strstr(err.message, "directory"));
    assert_null(source);
    assert_int_equal(ht_source_open("/dev/zero", &source, &err), HT_ERR_IO);
    assert_string_equal(err.message, "/dev/zero: is a device, not a file");
    assert_int_equal(ht_source_open("/dev/null", &source, &err), HT_OK);
    assert_int_equal(source->content, HT_CONTENT_EMPTY);
    ht_source_close(source);
}

static void a_file_past_the_bound_is_refused_before_it_is_read(void **state) {
    (void)state;
    struct ht_source *source = NULL;
    struct ht_error err = {HT_OK, ""};
    const char *path = write_file("a", 1);
    assert_int_equal(truncate(path, (off_t)HT_SOURCE_MOST_MIB * 1024 * 1024 + 1), 0); // a hole takes no room
    assert_int_equal(ht_source_open(path, &source, &err), HT_ERR_LIMIT);
    assert_non_null(strstr(err.message, "more than 2048 MiB"));
    assert_null(source);
    unlink(path);
}

static void standard_input_is_read_to_its_end(void **state) {
    (void)state;
    int ends[2], saved = dup(STDIN_FILENO);
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], "a,b\n1,2\n", 8), 8);
    close(ends[1]);
    assert_int_equal(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
    struct ht_source *source = NULL;
    struct ht_error err = {HT_OK, ""};
    assert_int_equal(ht_source_open("-", &source, &err), HT_OK);
    assert_int_equal(source->size, 8);
    ht_source_close(source);
    close(ends[0]);
    dup2(saved, STDIN_FILENO);
    close(saved);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(content_is_told_by_the_first_bytes),
        cmocka_unit_test(the_digest_is_of_the_whole_file),
        cmocka_unit_test(failures_of_the_system_are_named),
        cmocka_unit_test(a_file_past_the_bound_is_refused_before_it_is_read),
        cmocka_unit_test(standard_input_is_read_to_its_end),
    };
    return cmocka_run_group_tests(tests, make_directory, remove_directory);
}
