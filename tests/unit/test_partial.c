// SPDX-License-Identifier: GPL-3.0-or-later
// Values as bytes, and the file of a run's parts: what is written comes back, what is cut or changed is noticed.
#include "test_base.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "holdtrace/partial.h"
#include "holdtrace/partial_report.h"

static struct ht_amount amount_of(const char *text) {
    struct ht_decimal number;
    assert_true(ht_decimal_parse(text, strlen(text), &number));
    return ht_amount_of(number);
}

static void pack_all(struct ht_buffer *to) {
    ht_pack_number(to, 0);
    ht_pack_number(to, -1);
    ht_pack_number(to, INT64_MAX);
    ht_pack_number(to, INT64_MIN);
    ht_pack_flag(to, true);
    ht_pack_text(to, NULL);
    ht_pack_text(to, "");
    ht_pack_text(to, "大华股份");
    ht_pack_amount(to, ht_amount_unknown());
    ht_pack_amount(to, amount_of("-12.500"));
    ht_pack_date(to, (struct ht_date){2026, 11, 0});
    ht_pack_bytes(to, "a\0b", 3);
}

static void values_come_back(void **state) {
    struct ht_buffer bytes = {0};
    char text[HT_DECIMAL_TEXT];
    (void)state;
    pack_all(&bytes);
    struct ht_unpack from = {.at = bytes.data, .end = bytes.data + bytes.len};
    assert_int_equal(ht_unpack_number(&from), 0);
    assert_int_equal(ht_unpack_number(&from), -1);
    assert_true(ht_unpack_number(&from) == INT64_MAX);
    assert_true(ht_unpack_number(&from) == INT64_MIN);
    assert_true(ht_unpack_flag(&from));
    assert_null(ht_unpack_text(&from));
    assert_string_equal(ht_unpack_text(&from), "");
    assert_string_equal(ht_unpack_text(&from), "大华股份");
    assert_false(ht_unpack_amount(&from).known);
    assert_string_equal(ht_decimal_text(ht_unpack_amount(&from).number, text), "-12.500");
    struct ht_date date = ht_unpack_date(&from);
    assert_true(date.year == 2026 && date.month == 11 && date.day == 0);
    struct ht_slice slice = ht_unpack_bytes(&from);
    assert_int_equal(slice.len, 3);
    assert_memory_equal(slice.data, "a\0b", 3);
    assert_false(from.broken);
    assert_ptr_equal(from.at, from.end);
    ht_buffer_free(&bytes);
}

// Read from a copy of just so many bytes, so that a sanitizer sees what is read beyond.
static void cut_values_are_noticed(void **state) {
    struct ht_buffer bytes = {0};
    (void)state;
    pack_all(&bytes);
    for (size_t len = 0; len < bytes.len; len++) {
        char *cut = malloc(len + 1);
        memcpy(cut, bytes.data, len);
        struct ht_unpack from = {.at = cut, .end = cut + len};
        for (int i = 0; i < 4; i++)
            (void)ht_unpack_number(&from);
        (void)ht_unpack_flag(&from);
        for (int i = 0; i < 3; i++)
            (void)ht_unpack_text(&from);
        (void)ht_unpack_amount(&from);
        (void)ht_unpack_amount(&from);
        (void)ht_unpack_date(&from);
        (void)ht_unpack_bytes(&from);
        assert_true(from.broken);
        free(cut);
    }
    ht_buffer_free(&bytes);
}

static const struct ht_part_frame FRAME = {.version = "1",
                                           .settings = "settings",
                                           .wants = HT_PART_JSON,
                                           .made_of = {"{\"schema\":\"x\"}", 14},
                                           .ledgers = {"{}", 2},
                                           .screen = "screen"};

// Adds COUNT inputs of one fund each, and, with ENDED, the end.
static void add_parts(struct ht_partial *parts, size_t count, bool ended) {
    struct ht_buffer records = {0};
    ht_partial_record_source(&records, "source", (struct ht_slice){"{\"id\":1}", 8});
    for (size_t i = 0; i < count; i++) {
        char path[32];
        snprintf(path, sizeof path, "fund-%zu.csv", i);
        struct ht_part_fund fund = {.day_key = path, .positions = i, .json = {"{}", 2}, .exposed = i % 2};
        struct ht_part_file file = {.path = path, .sha256 = path, .is_holdings = true, .fund_count = 1};
        struct ht_part_input input = {.path = path, .size = 5, .changed_ns = 7, .files = 1, .rows = i, .slices = 1};
        ht_partial_record_file(&records, &input, 0, &file);
        ht_partial_record_fund(&records, &input, 0, 0, &fund);
        ht_partial_record_input(&records, &input);
    }
    const struct ht_part_end end = {.inputs = count};
    if (ended)
        ht_partial_record_end(&records, &end);
    ht_partial_add(parts, records.data, records.len);
    ht_buffer_free(&records);
}

static const char *temporary(char *path) {
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    close(fd);
    return path;
}

static void parts_come_back(void **state) {
    char name[] = "/tmp/holdtrace-test.XXXXXX";
    const char *path = temporary(name);
    struct ht_arena *arena = ht_arena_new();
    struct ht_partial *parts;
    struct ht_part_file file;
    struct ht_part_fund fund;
    struct ht_buffer bytes = {0};
    struct ht_error err;
    (void)state;
    assert_int_equal(ht_partial_make(path, &FRAME, arena, &parts, &err), HT_OK);
    add_parts(parts, 3, true);
    assert_int_equal(ht_partial_status(parts, true, &err), HT_OK);
    ht_partial_close(parts);
    assert_int_equal(ht_partial_open(path, arena, &parts, &err), HT_OK);
    assert_int_equal(ht_partial_input_count(parts), 3);
    assert_int_equal(ht_partial_rows(parts), 0 + 1 + 2);
    assert_int_equal(ht_partial_end(parts)->inputs, 3);
    assert_int_equal(ht_partial_frame(parts)->wants, HT_PART_JSON);
    assert_int_equal(ht_partial_source(parts, "source").len, 8);
    const struct ht_part_input *input = ht_partial_find(parts, "fund-1.csv", 0);
    assert_non_null(input);
    assert_null(ht_partial_find(parts, "fund-1.csv", 1));
    assert_true(ht_partial_read_file(parts, input, 0, &bytes, arena, &file));
    assert_string_equal(file.path, "fund-1.csv");
    assert_int_equal(file.fund_count, 1);
    assert_true(ht_partial_read_fund(parts, input, 0, 0, &bytes, arena, &fund));
    assert_true(fund.exposed);
    assert_int_equal(fund.positions, 1);
    assert_false(ht_partial_read_fund(parts, input, 0, 1, &bytes, arena, &fund));
    ht_partial_close(parts);
    ht_buffer_free(&bytes);
    ht_arena_free(arena);
    unlink(path);
}

// Adds what the process of SLICE says of "large.csv" with two funds, of which it scanned one, having read CONTENT.
static void add_slice(struct ht_partial *parts, size_t slice, size_t slices, int64_t content, const char *ended) {
    struct ht_buffer records = {0};
    const struct ht_part_fund fund = {.day_key = slice ? "second" : "first", .positions = 10 + slice};
    const struct ht_part_file file = {.path = "large.csv", .sha256 = "x", .is_holdings = true, .fund_count = 2};
    struct ht_part_input input = {.path = "large.csv",
                                  .files = 1,
                                  .rows = fund.positions,
                                  .content = content,
                                  .slice = slice,
                                  .slices = slices,
                                  .ended = ended};
    if (slice == 0)
        ht_partial_record_file(&records, &input, 0, &file);
    ht_partial_record_fund(&records, &input, 0, slice, &fund);
    ht_partial_record_input(&records, &input);
    ht_partial_add(parts, records.data, records.len);
    ht_buffer_free(&records);
}

static const char *first_day(struct ht_partial *parts, const struct ht_part_input *input, struct ht_arena *arena) {
    struct ht_part_fund fund;
    struct ht_buffer bytes = {0};
    assert_true(ht_partial_read_fund(parts, input, 0, 0, &bytes, arena, &fund));
    const char *key = ht_arena_string(arena, fund.day_key);
    ht_buffer_free(&bytes);
    return key;
}

static void slices_come_together(void **state) {
    struct ht_arena *arena = ht_arena_new();
    struct ht_partial *parts;
    struct ht_error err;
    (void)state;
    assert_int_equal(ht_partial_make(NULL, &FRAME, arena, &parts, &err), HT_OK);
    add_slice(parts, 1, 2, 5, NULL); // in any order
    assert_null(ht_partial_find(parts, "large.csv", 0));
    assert_int_equal(ht_partial_input_count(parts), 0);
    add_slice(parts, 0, 2, 5, NULL);
    const struct ht_part_input *input = ht_partial_find(parts, "large.csv", 0);
    assert_non_null(input);
    assert_int_equal(ht_partial_input_count(parts), 1);
    assert_true(input->rows == 21 && input->files == 1 && !input->changed && !input->ended);
    assert_string_equal(first_day(parts, input, arena), "first");
    // Scanned again, after it was changed: not of one moment until both are.
    add_slice(parts, 0, 2, 6, NULL);
    assert_true(ht_partial_find(parts, "large.csv", 0)->changed);
    add_slice(parts, 1, 2, 6, NULL);
    assert_false(ht_partial_find(parts, "large.csv", 0)->changed);
    assert_int_equal(ht_partial_input_count(parts), 1);
    // Cut anew, by a run with more processes.
    add_slice(parts, 0, 3, 6, NULL);
    add_slice(parts, 1, 3, 6, NULL);
    assert_null(ht_partial_find(parts, "large.csv", 0));
    add_slice(parts, 2, 3, 0, "ended by signal 9 (Killed)");
    input = ht_partial_find(parts, "large.csv", 0);
    assert_non_null(input);
    assert_string_equal(input->ended, "ended by signal 9 (Killed)");
    assert_false(input->changed);
    assert_int_equal(ht_partial_status(parts, false, &err), HT_OK);
    ht_partial_close(parts);
    ht_arena_free(arena);
}

// A fund of a reading before that a later one does not replace is no fund of the file.
static void funds_of_two_readings_are_noticed(void **state) {
    struct ht_arena *arena = ht_arena_new();
    struct ht_partial *parts;
    struct ht_error err;
    struct ht_buffer records = {0};
    (void)state;
    assert_int_equal(ht_partial_make(NULL, &FRAME, arena, &parts, &err), HT_OK);
    add_slice(parts, 0, 2, 5, NULL);
    add_slice(parts, 1, 2, 5, NULL);
    const struct ht_part_fund fund = {.day_key = "other"};
    const struct ht_part_input input = {.path = "large.csv", .content = 6, .slices = 2};
    ht_partial_record_fund(&records, &input, 0, 1, &fund);
    ht_partial_add(parts, records.data, records.len);
    assert_true(ht_partial_find(parts, "large.csv", 0)->changed);
    ht_partial_close(parts);
    ht_buffer_free(&records);
    ht_arena_free(arena);
}

// What a file should have and has not is an error of the whole run, and no smaller sum.
static void a_fund_that_is_missing_is_noticed(void **state) {
    struct ht_arena *arena = ht_arena_new();
    struct ht_partial *parts;
    struct ht_part_fund fund;
    struct ht_error err;
    struct ht_buffer bytes = {0};
    (void)state;
    assert_int_equal(ht_partial_make(NULL, &FRAME, arena, &parts, &err), HT_OK);
    add_slice(parts, 0, 1, 5, NULL); // of the two funds that it names it brings one
    const struct ht_part_input *input = ht_partial_find(parts, "large.csv", 0);
    assert_true(ht_partial_read_fund(parts, input, 0, 0, &bytes, arena, &fund));
    assert_int_equal(ht_partial_status(parts, false, &err), HT_OK);
    assert_false(ht_partial_read_fund(parts, input, 0, 1, &bytes, arena, &fund));
    assert_int_equal(ht_partial_status(parts, false, &err), HT_ERR_FORMAT);
    ht_partial_close(parts);
    ht_buffer_free(&bytes);
    ht_arena_free(arena);
}

static void write_bytes(const char *path, const char *data, size_t len) {
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(data, 1, len, file), len);
    assert_int_equal(fclose(file), 0);
}

static void read_bytes(const char *path, struct ht_buffer *out) {
    char chunk[4096];
    size_t got;
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    while ((got = fread(chunk, 1, sizeof chunk, file)) > 0)
        ht_buffer_add(out, chunk, got);
    fclose(file);
}

// Cut anywhere it is no finished run, and is gone on with; with any one byte changed it is never taken for what it
// was.
static void cut_and_changed_files_are_noticed(void **state) {
    char name[] = "/tmp/holdtrace-test.XXXXXX";
    const char *path = temporary(name);
    struct ht_arena *arena = ht_arena_new();
    struct ht_partial *parts;
    struct ht_buffer whole = {0};
    struct ht_error err;
    (void)state;
    assert_int_equal(ht_partial_make(path, &FRAME, arena, &parts, &err), HT_OK);
    add_parts(parts, 3, true);
    ht_partial_close(parts);
    read_bytes(path, &whole);
    for (size_t len = 1; len < whole.len; len++) {
        write_bytes(path, whole.data, len);
        assert_int_equal(ht_partial_open(path, arena, &parts, &err), HT_ERR_FORMAT);
        assert_int_equal(ht_partial_make(path, &FRAME, arena, &parts, &err), HT_OK);
        assert_true(ht_partial_input_count(parts) <= 3);
        add_parts(parts, 3, true);
        ht_partial_close(parts);
        assert_int_equal(ht_partial_open(path, arena, &parts, &err), HT_OK);
        assert_int_equal(ht_partial_input_count(parts), 3);
        ht_partial_close(parts);
    }
    for (size_t at = 0; at < whole.len; at++) {
        whole.data[at] ^= 0x21;
        write_bytes(path, whole.data, whole.len);
        assert_int_equal(ht_partial_open(path, arena, &parts, &err), HT_ERR_FORMAT);
        whole.data[at] ^= 0x21;
    }
    ht_buffer_free(&whole);
    ht_arena_free(arena);
    unlink(path);
}

static void others_are_refused(void **state) {
    char name[] = "/tmp/holdtrace-test.XXXXXX";
    const char *path = temporary(name);
    struct ht_arena *arena = ht_arena_new();
    struct ht_partial *parts, *second;
    struct ht_part_frame other = FRAME;
    struct ht_error err;
    (void)state;
    assert_int_equal(ht_partial_make(path, &FRAME, arena, &parts, &err), HT_OK);
    assert_int_equal(ht_partial_make(path, &FRAME, arena, &second, &err), HT_ERR_USAGE); // it is being written
    add_parts(parts, 1, false);
    ht_partial_close(parts);
    other.settings = "others";
    assert_int_equal(ht_partial_make(path, &other, arena, &parts, &err), HT_ERR_USAGE);
    write_bytes(path, "a,b\n1,2\n", 8);
    assert_int_equal(ht_partial_make(path, &FRAME, arena, &parts, &err), HT_ERR_USAGE);
    assert_int_equal(ht_partial_open(path, arena, &parts, &err), HT_ERR_FORMAT);
    ht_arena_free(arena);
    unlink(path);
}

// A report from which a fund would be missing is none.
static void a_part_that_is_lost_fails_the_report(void **state) {
    char name[] = "/tmp/holdtrace-test.XXXXXX", report_name[] = "/tmp/holdtrace-test.XXXXXX";
    const char *path = temporary(name), *report = temporary(report_name);
    struct ht_arena *arena = ht_arena_new();
    struct ht_partial *parts;
    struct ht_error err;
    (void)state;
    assert_int_equal(ht_partial_make(path, &FRAME, arena, &parts, &err), HT_OK);
    add_parts(parts, 2, true);
    struct ht_partial_item items[2];
    for (size_t i = 0; i < 2; i++)
        items[i] = (struct ht_partial_item){.parts = parts, .input = ht_partial_input(parts, i), .path = "fund"};
    const struct ht_partial_run run = {
        .frame = ht_partial_frame(parts), .parts = &parts, .parts_count = 1, .items = items, .count = 2};
    for (int cut = 0; cut < 2; cut++) {
        struct ht_output *out;
        assert_int_equal(ht_output_open(report, &out, &err), HT_OK);
        if (cut)
            assert_int_equal(truncate(path, 200), 0);
        assert_int_equal(ht_partial_report(&run, "json", out, &err) == HT_OK, !cut);
        ht_output_discard(out);
    }
    assert_non_null(strstr(err.message, "is damaged"));
    ht_partial_close(parts);
    unlink(path);
    unlink(report);
    ht_arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_part_that_is_lost_fails_the_report),
        cmocka_unit_test(values_come_back),
        cmocka_unit_test(cut_values_are_noticed),
        cmocka_unit_test(parts_come_back),
        cmocka_unit_test(cut_and_changed_files_are_noticed),
        cmocka_unit_test(others_are_refused),
        cmocka_unit_test(slices_come_together),
        cmocka_unit_test(funds_of_two_readings_are_noticed),
        cmocka_unit_test(a_fund_that_is_missing_is_noticed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
