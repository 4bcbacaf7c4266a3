// SPDX-License-Identifier: GPL-3.0-or-later
// The 83 organisations that the press articles behind the reference name: each is an entity, or NOT_INCLUDED.md says
// why not.
#include "test_base.h"

#include <string.h>

#include "holdtrace/arena.h"
#include "holdtrace/csv.h"
#include "holdtrace/map.h"
#include "holdtrace/source.h"

static struct ht_grid read_table(struct ht_arena *arena, const char *path) {
    struct ht_source *source;
    struct ht_error err;
    struct ht_grid grid;
    struct ht_findings findings = ht_findings_in(arena);
    assert_int_equal(ht_source_open(path, &source, &err), HT_OK);
    struct ht_slice text = {ht_arena_copy(arena, (const char *)source->bytes, source->size), source->size};
    ht_source_close(source);
    assert_int_equal(ht_csv_read(text, ',', arena, &grid, &findings, &err), HT_OK);
    assert_int_equal(findings.count, 0);
    return grid;
}

static const char *cell(struct ht_arena *arena, const struct ht_row *row, size_t index) {
    struct ht_slice text = ht_row_cell(row, index);
    return ht_arena_copy(arena, text.data, text.len);
}

static void each_is_an_entity_or_left_out_with_a_reason(void **state) {
    (void)state;
    struct ht_arena *arena = ht_arena_new();
    struct ht_map *entities = ht_map_new(arena), *seen = ht_map_new(arena);
    struct ht_grid rows = read_table(arena, "reference/entities.csv");
    for (size_t i = 1; i < rows.count; i++)
        ht_map_put(entities, cell(arena, &rows.rows[i], 0), entities);
    struct ht_source *source;
    struct ht_error err;
    assert_int_equal(ht_source_open("reference/NOT_INCLUDED.md", &source, &err), HT_OK);
    const char *left_out = ht_arena_copy(arena, (const char *)source->bytes, source->size);
    ht_source_close(source);

    rows = read_table(arena, "tests/data/organisations.csv");
    for (size_t i = 1; i < rows.count; i++) {
        const char *name = cell(arena, &rows.rows[i], 0), *entity = cell(arena, &rows.rows[i], 1);
        ht_map_put(seen, name, seen);
        if (*entity ? !ht_map_get(entities, entity) : !strstr(left_out, ht_arena_format(arena, "\n- %s: ", name)))
            fail_msg("%s is neither an entity nor left out with a reason", name);
    }
    assert_int_equal(ht_map_count(seen), 83);
    ht_arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_is_an_entity_or_left_out_with_a_reason),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
