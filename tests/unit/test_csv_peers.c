// SPDX-License-Identifier: GPL-3.0-or-later
// CSV as other projects test it: their cases, and files that are damaged on purpose.
#include "csv_results.h"

#define PEERS "../shared/peers/csv/"
#define NOT_COVERED "tests/unit/csv_not_covered.txt"

static size_t decode_base64(const char *text, char *out) {
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    unsigned bits = 0, have = 0;
    size_t len = 0;
    for (; *text != '\0' && *text != '='; text++) {
        bits = (bits << 6 | (unsigned)(strchr(digits, *text) - digits)) & 0xFFFFFF;
        have += 6;
        if (have >= 8) {
            have -= 8;
            out[len++] = (char)(bits >> have & 0xFF);
        }
    }
    out[len] = '\0';
    return len;
}

static bool same_cell(struct ht_slice cell, struct json_object *expected) {
    return cell.len == (size_t)json_object_get_string_len(expected) &&
           memcmp(cell.data, json_object_get_string(expected), cell.len) == 0;
}

// Rows as lists of cells; blank ones are not expected, by the policy that blank lines are left out.
static bool rows_agree(const struct ht_grid *grid, struct json_object *rows) {
    size_t row = 0;
    for (size_t i = 0; i < json_object_array_length(rows); i++) {
        struct json_object *expected = json_object_array_get_idx(rows, i);
        size_t width = json_object_array_length(expected);
        if (width == 0 || (width == 1 && json_object_get_string_len(json_object_array_get_idx(expected, 0)) == 0))
            continue;
        if (row >= grid->count || grid->rows[row].width != width)
            return false;
        for (size_t c = 0; c < width; c++)
            if (!same_cell(grid->rows[row].cells[c], json_object_array_get_idx(expected, c)))
                return false;
        row++;
    }
    return row == grid->count;
}

// Rows as objects, whose keys are the cells of the first row.
static bool objects_agree(const struct ht_grid *grid, struct json_object *objects) {
    if (!json_object_is_type(objects, json_type_array) || grid->count == 0)
        return false;
    size_t count = json_object_array_length(objects);
    for (size_t i = 0; i < count && i + 1 < grid->count; i++) {
        const struct ht_row *row = &grid->rows[i + 1];
        for (size_t c = 0; c < row->width; c++) {
            struct json_object *value;
            if (c >= grid->rows[0].width ||
                !json_object_object_get_ex(json_object_array_get_idx(objects, i), grid->rows[0].cells[c].data,
                                           &value) ||
                !same_cell(row->cells[c], value))
                return false;
        }
    }
    return count + 1 == grid->count;
}

static struct json_object *member(struct json_object *object, const char *key) {
    struct json_object *value = NULL;
    json_object_object_get_ex(object, key, &value);
    return value;
}

static bool case_passes(struct json_object *test) {
    const char *input = json_object_get_string(member(test, "input_b64"));
    struct json_object *delimiter = member(member(test, "dialect"), "delimiter");
    char *text = malloc(strlen(input) + 1);
    size_t len = decode_base64(input, text);
    struct result r = read_text(text, len, delimiter != NULL ? json_object_get_string(delimiter)[0] : ',');
    bool passes;
    if (member(test, "error") != NULL) {
        passes = r.grid.dropped == 1;
    } else if (member(test, "expected_rows") != NULL && r.grid.dropped == 0 &&
               json_object_array_length(member(test, "expected_rows")) > 0 &&
               json_object_is_type(json_object_array_get_idx(member(test, "expected_rows"), 0), json_type_array)) {
        passes = rows_agree(&r.grid, member(test, "expected_rows"));
    } else {
        struct json_object *objects = member(test, "expected_objects");
        objects = objects != NULL ? objects : member(test, "expected_rows");
        passes = r.grid.dropped == 0 && objects_agree(&r.grid, objects);
    }
    ht_arena_free(r.arena);
    free(text);
    return passes;
}

static bool is_listed(const char *list, const char *id) {
    size_t len = strlen(id);
    for (const char *line = list; line != NULL && *line != '\0'; line = strchr(line, '\n')) {
        line += *line == '\n';
        if (strncmp(line, id, len) == 0 && line[len] == '\t' && line[len + 1] > ' ')
            return true;
    }
    return false;
}

static void cases_of_other_projects(void **state) {
    (void)state;
    FILE *file = fopen(PEERS "dev/cases.jsonl", "r");
    if (file == NULL) {
        print_message("skipped: " PEERS " is not there\n");
        skip();
    }
    struct ht_source *list = NULL;
    struct ht_error err = {HT_OK, ""};
    assert_int_equal(ht_source_open(NOT_COVERED, &list, &err), HT_OK);
    char *line = NULL;
    size_t capacity = 0, cases = 0, wrong = 0;
    while (getline(&line, &capacity, file) > 0) {
        struct json_object *test = json_tokener_parse(line);
        assert_non_null(test);
        const char *id = json_object_get_string(member(test, "id"));
        bool listed = is_listed((const char *)list->bytes, id), passes = case_passes(test);
        if (listed == passes) {
            print_error("%s %s\n", id, passes ? "passes although it is listed" : "fails");
            wrong++;
        }
        cases++;
        json_object_put(test);
    }
    free(line);
    fclose(file);
    ht_source_close(list);
    assert_int_equal(wrong, 0);
    assert_true(cases >= 60);
}

static bool same_row(const struct ht_row *a, const struct ht_row *b) {
    if (a->width != b->width)
        return false;
    for (size_t i = 0; i < a->width; i++)
        if (!ht_slice_equal(a->cells[i], b->cells[i]))
            return false;
    return true;
}

// Rows of CLEAN that do not come back, in order, from DIRTY.
static size_t rows_lost(const struct ht_grid *clean, const struct ht_grid *dirty) {
    size_t lost = 0, next = 0;
    for (size_t i = 0; i < clean->count; i++) {
        size_t k = next;
        while (k < dirty->count && !same_row(&clean->rows[i], &dirty->rows[k]))
            k++;
        if (k < dirty->count)
            next = k + 1;
        else
            lost++;
    }
    return lost;
}

static struct result read_file(const char *directory, const char *name, struct ht_source **source) {
    char path[1024];
    struct ht_error err = {HT_OK, ""};
    snprintf(path, sizeof path, PEERS "pollock/polluted/%s/%s", directory, name);
    assert_int_equal(ht_source_open(path, source, &err), HT_OK);
    // The clean files are plain; of the others the reader has to find the delimiter.
    char delimiter = strcmp(directory, "clean") == 0 ? ',' : 0;
    return read_text((const char *)(*source)->bytes, (*source)->size, delimiter);
}

// Files of which one row alone is damaged: all others must come back untouched.
static void one_damaged_row_costs_one_row(void **state) {
    (void)state;
    DIR *directory = opendir(PEERS "pollock/polluted/csv");
    if (directory == NULL) {
        print_message("skipped: " PEERS " is not there\n");
        skip();
    }
    size_t files = 0, wrong = 0;
    for (struct dirent *entry = readdir(directory); entry != NULL; entry = readdir(directory)) {
        if (strncmp(entry->d_name, "row_", 4) != 0)
            continue;
        struct ht_source *a = NULL, *b = NULL;
        struct result clean = read_file("clean", entry->d_name, &a);
        struct result dirty = read_file("csv", entry->d_name, &b);
        size_t lost = rows_lost(&clean.grid, &dirty.grid);
        if (lost > 1 || dirty.grid.dropped > 1 || dirty.grid.count + dirty.grid.dropped < clean.grid.count) {
            print_error("%s: %zu rows lost, %zu dropped, %zu of %zu\n", entry->d_name, lost, dirty.grid.dropped,
                        dirty.grid.count, clean.grid.count);
            wrong++;
        }
        files++;
        ht_arena_free(clean.arena);
        ht_arena_free(dirty.arena);
        ht_source_close(a);
        ht_source_close(b);
    }
    closedir(directory);
    assert_int_equal(wrong, 0);
    assert_true(files >= 50);
}

// Files written in another way as a whole: they must be read as the clean ones, or stand in the list with a reason.
static void other_ways_of_writing_are_read_or_listed(void **state) {
    (void)state;
    DIR *directory = opendir(PEERS "pollock/polluted/csv");
    if (directory == NULL) {
        print_message("skipped: " PEERS " is not there\n");
        skip();
    }
    struct ht_source *list = NULL;
    struct ht_error err = {HT_OK, ""};
    assert_int_equal(ht_source_open(NOT_COVERED, &list, &err), HT_OK);
    size_t files = 0, wrong = 0;
    for (struct dirent *entry = readdir(directory); entry != NULL; entry = readdir(directory)) {
        if (strncmp(entry->d_name, "row_", 4) == 0 || entry->d_name[0] == '.')
            continue;
        char id[300];
        snprintf(id, sizeof id, "pollock/%s", entry->d_name);
        struct ht_source *a = NULL, *b = NULL;
        struct result clean = read_file("clean", entry->d_name, &a);
        struct result dirty = read_file("csv", entry->d_name, &b);
        bool passes = dirty.grid.dropped == 0 && dirty.grid.count == clean.grid.count &&
                      rows_lost(&clean.grid, &dirty.grid) == 0;
        if (passes == is_listed((const char *)list->bytes, id)) {
            print_error("%s %s\n", id, passes ? "passes although it is listed" : "fails");
            wrong++;
        }
        files++;
        ht_arena_free(clean.arena);
        ht_arena_free(dirty.arena);
        ht_source_close(a);
        ht_source_close(b);
    }
    closedir(directory);
    ht_source_close(list);
    assert_int_equal(wrong, 0);
    assert_true(files >= 15);
}

/*
 * The whole folder: at least 98 in 100 of its files, each damaged in one row or written in another way as a whole,
 * keep every row that is not damaged, as long as those are rows of the file.
 */
static void of_all_damaged_files_98_in_100_keep_every_other_row(void **state) {
    (void)state;
    DIR *directory = opendir(PEERS "pollock/polluted/csv");
    if (directory == NULL) {
        print_message("skipped: " PEERS " is not there\n");
        skip();
    }
    size_t files = 0, kept = 0;
    for (struct dirent *entry = readdir(directory); entry != NULL; entry = readdir(directory)) {
        if (entry->d_name[0] == '.')
            continue;
        struct ht_source *a = NULL, *b = NULL;
        struct result clean = read_file("clean", entry->d_name, &a);
        struct result dirty = read_file("csv", entry->d_name, &b);
        size_t lost = rows_lost(&clean.grid, &dirty.grid);
        // Of two header rows the clean file makes one.
        bool one = strncmp(entry->d_name, "row_", 4) == 0 || strncmp(entry->d_name, "file_header_multirow", 20) == 0;
        bool good = lost <= one;
        files++;
        kept += good;
        if (!good)
            print_message("%s: %zu of %zu rows lost\n", entry->d_name, lost, clean.grid.count);
        ht_arena_free(clean.arena);
        ht_arena_free(dirty.arena);
        ht_source_close(a);
        ht_source_close(b);
    }
    closedir(directory);
    print_message("%zu of %zu files keep every row that is not damaged\n", kept, files);
    assert_true(files >= 100);
    assert_true(kept * 100 >= files * 98);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cases_of_other_projects),
        cmocka_unit_test(one_damaged_row_costs_one_row),
        cmocka_unit_test(other_ways_of_writing_are_read_or_listed),
        cmocka_unit_test(of_all_damaged_files_98_in_100_keep_every_other_row),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
