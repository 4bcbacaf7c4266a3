// SPDX-License-Identifier: GPL-3.0-or-later
// The layouts and the vocabulary compiled into the program are what the files say, all of it.
#include "test_base.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>

#include "holdtrace/arena.h"
#include "holdtrace/ini.h"
#include "ingest/builtin_layouts.h"
#include "ingest/layout_embed.h"

static const char folder[] = "reference/layouts";
static struct ht_arena *arena;

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

static char *content(const char *name) {
    char *text = ht_arena_alloc(arena, 1 << 18);
    FILE *file = fopen(ht_arena_format(arena, "%s/%s.ini", folder, name), "rb");
    assert_non_null(file);
    size_t size = fread(text, 1, (1 << 18) - 1, file);
    fclose(file);
    text[size] = '\0';
    return text;
}

static const char *kept(struct ht_buffer *buffer) {
    const char *text = ht_arena_string(arena, buffer->data);
    ht_buffer_free(buffer);
    return text;
}

static const char *written(const struct ht_layout *layout) {
    struct ht_buffer buffer = {0};
    ht_layout_embed(layout, &buffer);
    return kept(&buffer);
}

static const char *vocabulary_written(const struct ht_vocabulary *vocabulary) {
    struct ht_buffer buffer = {0};
    ht_vocabulary_embed(vocabulary, &buffer);
    return kept(&buffer);
}

// What is embedded of the layout TEXT; "" when it cannot be read.
static const char *embedded(const char *text, const char *name) {
    struct ht_error err = {HT_OK, ""};
    struct ht_layout layout;
    return ht_layout_parse(text, name, arena, &layout, &err) == HT_OK ? written(&layout) : "";
}

static const char *vocabulary_embedded(const char *text, const char *name) {
    struct ht_error err = {HT_OK, ""};
    struct ht_vocabulary vocabulary;
    (void)name;
    return ht_vocabulary_parse(text, arena, &vocabulary, &err) == HT_OK ? vocabulary_written(&vocabulary) : "";
}

static void every_layout_is_what_its_file_says(void **state) {
    (void)state;
    for (size_t i = 0; i < ht_builtin_layout_count; i++) {
        const struct ht_layout *layout = &ht_builtin_layouts[i];
        assert_string_equal(written(layout), embedded(content(layout->name), layout->name));
    }
}

static void every_file_is_a_layout_or_the_vocabulary(void **state) {
    (void)state;
    size_t files = 0;
    DIR *listing = opendir(folder);
    assert_non_null(listing);
    for (struct dirent *entry; (entry = readdir(listing)) != NULL;)
        files += strstr(entry->d_name, ".ini") != NULL;
    closedir(listing);
    assert_int_equal(ht_builtin_layout_count + 1, files);
}

static void the_vocabulary_is_what_its_file_says(void **state) {
    (void)state;
    assert_string_equal(vocabulary_written(&ht_builtin_vocabulary), vocabulary_embedded(content("vocabulary"), ""));
    assert_true(ht_builtin_vocabulary.header_count > 500);
    for (size_t i = 1; i < ht_builtin_vocabulary.header_count; i++)
        assert_true(strcmp(ht_builtin_vocabulary.headers[i - 1].key, ht_builtin_vocabulary.headers[i].key) < 0);
}

// A layout with every key, each with a value that is not what holds without it.
static const char all_keys[] = "[layout]\n"
                               "title = T\n"
                               "publisher = P\n"
                               "delimiter = tab\n"
                               "decimal_mark = comma\n"
                               "weights = percent\n"
                               "dates = dmy\n"
                               "tables = first\n"
                               "value_currency = EUR\n"
                               "trade_currency_is_value_currency = yes\n"
                               "only_known_headers = yes\n"
                               "thousands_mark = '\n"
                               "requires = 1 | 2\n"
                               "requires = 3\n"
                               "match = number\n"
                               "totals = Sum | \"?\?!\\\n"
                               "ends = End\n"
                               "headerless = isin | value\n"
                               "headerless = value\n"
                               "[columns]\n"
                               "isin = 1 | ISIN\n"
                               "value = 2\n"
                               "[preamble]\n"
                               "as_of = As of | At\n"
                               "fund_name = Fund\n"
                               "fund_id = Id\n"
                               "net_assets = Net\n"
                               "currency = In\n"
                               "fund_name_line = second\n"
                               "fund_name_after = After\n"
                               "as_of_below = Below\n"
                               "[file_name]\n"
                               "year_end = A_%Y\n"
                               "[kind]\n"
                               "default = bond\n"
                               "equity = Shares | Stock\n"
                               "[identifiers]\n"
                               "isin = 1 | I\n"
                               "[names]\n"
                               "bond, internal = Issuer | Name\n"
                               "default = Name\n"
                               "[asset_class]\n"
                               "equity = EC | EP\n";

static const char all_sections[] = "[headers german]\n"
                                   "decimal_mark = comma\n"
                                   "value = Kurswert | Wert\n"
                                   "[headers any]\n"
                                   "isin = ISIN\n"
                                   "name = Wert | Titel\n"
                                   "[kinds]\n"
                                   "equity = Aktien\n"
                                   "[labels]\n"
                                   "as_of = Stand\n"
                                   "fund_name = Fonds\n"
                                   "[other formats]\n"
                                   "a form = Formular\n";

// Whether what is embedded of TEXT differs whichever of its lines is left out.
static void every_line_counts(const char *text, const char *(*embed)(const char *text, const char *name)) {
    const char *whole = embed(text, "x");
    assert_string_not_equal(whole, "");
    for (const char *line = text; *line != '\0';) {
        const char *next = strchr(line, '\n') + 1;
        const char *rest = ht_arena_format(arena, "%.*s%s", (int)(line - text), text, next);
        if (strcmp(embed(rest, "x"), whole) == 0)
            fail_msg("%.*s is not embedded", (int)(next - line - 1), line);
        line = next;
    }
}

static void every_key_is_embedded(void **state) {
    (void)state;
    every_line_counts(all_keys, embedded);
    every_line_counts(all_sections, vocabulary_embedded);
    // `cells` cannot stand beside `requires`.
    every_line_counts("[layout]\ncells = 7\n[columns]\nisin = #0\n", embedded);
}

static enum ht_status expect_key(void *user, const struct ht_ini_entry *entry, struct ht_error *err) {
    (void)user, (void)err;
    bool fixed = strcmp(entry->section, "layout") == 0 || strcmp(entry->section, "preamble") == 0 ||
                 strcmp(entry->section, "file_name") == 0;
    const char *line = ht_arena_format(arena, "\n%s = ", entry->key);
    if (strstr(all_keys, ht_arena_format(arena, "[%s]\n", entry->section)) == NULL ||
        (fixed && strcmp(entry->key, "cells") != 0 && strstr(all_keys, line) == NULL))
        fail_msg("[%s] %s is a key that all_keys lacks", entry->section, entry->key);
    return HT_OK;
}

static void no_layout_has_a_key_that_is_not_tried_here(void **state) {
    (void)state;
    struct ht_error err = {HT_OK, ""};
    for (size_t i = 0; i < ht_builtin_layout_count; i++)
        assert_int_equal(ht_ini_parse(content(ht_builtin_layouts[i].name), "x", expect_key, NULL, &err), HT_OK);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_layout_is_what_its_file_says, start, stop),
        cmocka_unit_test_setup_teardown(every_file_is_a_layout_or_the_vocabulary, start, stop),
        cmocka_unit_test_setup_teardown(the_vocabulary_is_what_its_file_says, start, stop),
        cmocka_unit_test_setup_teardown(every_key_is_embedded, start, stop),
        cmocka_unit_test_setup_teardown(no_layout_has_a_key_that_is_not_tried_here, start, stop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
