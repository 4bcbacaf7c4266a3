// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of delimited text of any size.
#include "test_base.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "holdtrace/arena.h"
#include "holdtrace/rows.h"
#include "holdtrace/stream.h"

struct seen {
    size_t rows, bad;
    long last_line;
    size_t stop_after;
};

static char path[] = "/tmp/holdtrace-rows-XXXXXX";

static int make_file(void **state) {
    (void)state;
    strcpy(path + strlen(path) - 6, "XXXXXX");
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    close(fd);
    return 0;
}

static int remove_file(void **state) {
    (void)state;
    unlink(path);
    return 0;
}

static void write_text(const char *text, size_t len) {
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, len, file), len);
    fclose(file);
}

// Every row of the large file is N, "a ""quoted"", N" over two lines, N.
static bool take_checked(void *context, const struct ht_row *row) {
    struct seen *seen = context;
    char number[32], quoted[64];
    snprintf(number, sizeof number, "%zu", seen->rows);
    snprintf(quoted, sizeof quoted, "a \"quoted\",\n%zu", seen->rows);
    bool good = row->width == 3 && strcmp(row->cells[0].data, number) == 0 &&
                strcmp(row->cells[1].data, quoted) == 0 && strcmp(row->cells[2].data, number) == 0;
    seen->bad += !good;
    seen->last_line = row->line;
    seen->rows++;
    return seen->stop_after == 0 || seen->rows < seen->stop_after;
}

enum { MANY = 200000 };

static void write_many(void) {
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    for (size_t i = 0; i < MANY; i++)
        fprintf(file, "%zu,\"a \"\"quoted\"\",\n%zu\",%zu\r\n", i, i, i);
    fclose(file);
}

static void test_records_across_pieces(void **state) {
    (void)state;
    struct ht_arena *arena = ht_arena_new();
    struct ht_findings findings = ht_findings_in(arena);
    struct ht_error err;
    struct seen seen = {0};
    write_many();
    assert_int_equal(ht_rows_read(path, ',', take_checked, &seen, &findings, &err), HT_OK);
    assert_int_equal(seen.rows, MANY);
    assert_int_equal(seen.bad, 0);
    assert_int_equal(seen.last_line, 2 * MANY - 1);
    assert_int_equal(findings.count, 0);
    seen = (struct seen){.stop_after = 3};
    assert_int_equal(ht_rows_read(path, ',', take_checked, &seen, &findings, &err), HT_OK);
    assert_int_equal(seen.rows, 3);
    ht_arena_free(arena);
}

static bool take_any(void *context, const struct ht_row *row) {
    struct seen *seen = context;
    seen->rows++;
    seen->last_line = row->line;
    return true;
}

static void test_what_is_wrong_costs_its_row(void **state) {
    (void)state;
    static const char text[] = "\xEF\xBB\xBF"
                               "id;name\n\n1;caf\xE9\n2;\"a\" b\n3;last";
    struct ht_arena *arena = ht_arena_new();
    struct ht_findings findings = ht_findings_in(arena);
    struct ht_error err;
    struct seen seen = {0};
    write_text(text, sizeof text - 1);
    assert_int_equal(ht_rows_read(path, 0, take_any, &seen, &findings, &err), HT_OK);
    assert_int_equal(seen.rows, 2);
    assert_int_equal(seen.last_line, 5);
    assert_int_equal(findings.count, 2);
    assert_int_equal(findings.items[0].line + findings.items[1].line, 3 + 4);
    ht_arena_free(arena);
}

// CPU time for a file whose second line is SIZE bytes long, between two short ones.
static double seconds_of_line(size_t size) {
    struct ht_arena *arena = ht_arena_new();
    struct ht_findings findings = ht_findings_in(arena);
    struct ht_error err;
    struct seen seen = {0};
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs("id,name\n", file);
    for (size_t i = 0; i < size; i++)
        putc('x', file);
    fputs("\n1,last\n", file);
    fclose(file);
    clock_t start = clock();
    assert_int_equal(ht_rows_read(path, ',', take_any, &seen, &findings, &err), HT_OK);
    double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    assert_int_equal(seen.rows, 3);
    assert_int_equal(seen.last_line, 3);
    ht_arena_free(arena);
    return seconds;
}

// Four times as long is to cost about four times as much; looked for in each piece anew, its end costs sixteen times.
static void test_long_line_costs_its_length(void **state) {
    enum { MIB = 1024 * 1024 };
    (void)state;
    double least = 100;
    for (int i = 0; i < 3 && least > 9; i++) {
        double ratio = seconds_of_line(20 * MIB) / seconds_of_line(5 * MIB);
        least = ratio < least ? ratio : least;
    }
    assert_true(least < 9);
}

static void test_no_file(void **state) {
    (void)state;
    struct ht_error err;
    struct seen seen = {0};
    assert_int_equal(ht_rows_read("/nowhere/at/all", ',', take_any, &seen, NULL, &err), HT_ERR_IO);
    assert_non_null(strstr(err.message, "/nowhere/at/all"));
}

static void test_digest(void **state) {
    (void)state;
    struct ht_error err;
    char digest[HT_SHA256_TEXT];
    write_text("abc", 3);
    assert_int_equal(ht_stream_digest(path, digest, &err), HT_OK);
    // FIPS 180-2, appendix B.1
    assert_string_equal(digest, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_records_across_pieces, make_file, remove_file),
        cmocka_unit_test_setup_teardown(test_what_is_wrong_costs_its_row, make_file, remove_file),
        cmocka_unit_test_setup_teardown(test_long_line_costs_its_length, make_file, remove_file),
        cmocka_unit_test(test_no_file),
        cmocka_unit_test_setup_teardown(test_digest, make_file, remove_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
