// SPDX-License-Identifier: GPL-3.0-or-later
// For tests that read holdings from a text: the file as read, and questions about it.
#ifndef HOLDTRACE_TEST_READING_H
#define HOLDTRACE_TEST_READING_H

#include "test_base.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "holdtrace/arena.h"
#include "holdtrace/portfolio.h"

static char directory[] = "/tmp/holdtrace-reading-XXXXXX";
static struct ht_arena *arena;
static struct ht_layouts *layouts;
static struct ht_holdings_file file;
static bool keep_rows;                       // for drafts of layouts
static const struct ht_portfolio *portfolio; // the first of `file`

static inline int make_directory(void **state) {
    (void)state;
    return mkdtemp(directory) == NULL;
}

static inline int remove_directory(void **state) {
    (void)state;
    return rmdir(directory);
}

static inline int start(void **state) {
    (void)state;
    arena = ht_arena_new();
    layouts = ht_layouts_builtin(arena);
    return 0;
}

static inline int stop(void **state) {
    (void)state;
    ht_arena_free(arena);
    return 0;
}

static inline void assert_same_portfolio(const struct ht_portfolio *a, const struct ht_portfolio *b) {
    struct ht_buffer marks_of_a = {0}, marks_of_b = {0};
    ht_portfolio_marks(a, &marks_of_a);
    ht_portfolio_marks(b, &marks_of_b);
    assert_int_equal(marks_of_a.len, marks_of_b.len);
    if (marks_of_a.len > 0)
        assert_memory_equal(marks_of_a.data, marks_of_b.data, marks_of_a.len);
    assert_memory_equal(&a->rows, &b->rows, sizeof a->rows);
    assert_memory_equal(&a->holdings_date, &b->holdings_date, sizeof a->holdings_date);
    assert_true(ht_text_equal(a->fund.id, b->fund.id) && ht_text_equal(a->fund.name, b->fund.name));
    assert_int_equal(a->findings.count, b->findings.count);
    for (size_t i = 0; i < a->findings.count; i++) {
        assert_int_equal(a->findings.items[i].line, b->findings.items[i].line);
        assert_string_equal(a->findings.items[i].message, b->findings.items[i].message);
    }
    ht_buffer_free(&marks_of_a);
    ht_buffer_free(&marks_of_b);
}

// Whether the funds of `file` are the same when each is read by itself, the last one first.
static inline void assert_same_later(const char *path, struct ht_read_options options) {
    struct ht_error err = {HT_OK, ""};
    struct ht_holdings_files files;
    options.later = true;
    assert_int_equal(ht_holdings_read(path, &options, arena, &files, &err), HT_OK);
    assert_int_equal(files.items[0].portfolio_count, file.portfolio_count);
    for (size_t i = file.portfolio_count; i-- > 0;) {
        struct ht_arena *own = ht_arena_new();
        struct ht_portfolio again;
        ht_portfolio_read(&files.items[0], i, own, &again);
        assert_same_portfolio(&again, &file.portfolios[i]);
        ht_arena_free(own);
    }
}

static inline void read_path_dated(const char *path, struct ht_date date) {
    struct ht_error err = {HT_OK, ""};
    struct ht_read_options options = {.layouts = layouts, .holdings_date = date, .keep_rows = keep_rows};
    struct ht_holdings_files files;
    assert_int_equal(ht_holdings_read(path, &options, arena, &files, &err), HT_OK);
    assert_int_equal(files.count, 1);
    file = files.items[0];
    portfolio = file.portfolio_count > 0 ? &file.portfolios[0] : NULL;
    assert_same_later(path, options);
}

static inline void read_path(const char *path) {
    read_path_dated(path, (struct ht_date){0});
}

static inline void read_text(const char *text) {
    const char *path = ht_arena_format(arena, "%s/holdings.csv", directory);
    FILE *out = fopen(path, "wb");
    assert_non_null(out);
    fputs(text, out);
    fclose(out);
    read_path(path);
    unlink(path);
}

static inline size_t count_of(const struct ht_findings *findings, enum ht_code code) {
    size_t count = 0;
    for (size_t i = 0; i < findings->count; i++)
        count += findings->items[i].code == code;
    return count;
}

static inline size_t found(enum ht_code code) {
    return count_of(portfolio != NULL ? &portfolio->findings : &file.findings, code);
}

static inline long line_found(enum ht_code code) {
    for (size_t i = 0; i < portfolio->findings.count; i++)
        if (portfolio->findings.items[i].code == code)
            return portfolio->findings.items[i].line;
    return -1;
}

static inline const struct ht_position *at_line(long line) {
    for (size_t p = 0; p < file.portfolio_count; p++) {
        for (size_t i = 0; i < file.portfolios[p].position_count; i++)
            if (file.portfolios[p].positions[i].line == line)
                return &file.portfolios[p].positions[i];
    }
    fail_msg("no position on line %ld", line);
    return NULL;
}

// AMOUNT is the number EXPECTED, however many digits it has.
static inline void assert_number(struct ht_amount amount, const char *expected) {
    struct ht_decimal wanted;
    assert_true(ht_decimal_parse(expected, strlen(expected), &wanted));
    assert_true(amount.known && ht_decimal_cmp(amount.number, wanted) == 0);
}

// AMOUNT has the digits EXPECTED; NULL: it is not known.
static inline void assert_amount(struct ht_amount amount, const char *expected) {
    char text[HT_DECIMAL_TEXT];
    if (expected == NULL) {
        assert_false(amount.known);
        return;
    }
    assert_true(amount.known);
    assert_string_equal(ht_decimal_text(amount.number, text), expected);
}

#endif
