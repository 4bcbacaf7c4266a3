// SPDX-License-Identifier: GPL-3.0-or-later
// What a build of a large reference is made of: sorting, digests, entities in memory that was taken at once.
#include "test_base.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "holdtrace/reference_files.h"
#include "reference/digests.h"
#include "reference/entities.h"
#include "reference/heads.h"
#include "reference/sorter.h"

static uint64_t next(uint64_t *state) {
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return *state >> 11 ^ *state << 40;
}

// How heads are spread.
enum spread { EVEN, FEW_VALUES, LOW_BYTES, ALL_ALIKE, SPREADS };

static uint64_t head_of(enum spread spread, uint64_t random) {
    switch (spread) {
    case FEW_VALUES:
        return UINT64_C(0x4955530000000000) | (random % 3) << 56 | (random % 7) << 8;
    case LOW_BYTES:
        return UINT64_C(0x0101010101000000) | (random & 0xFFFF);
    case ALL_ALIKE:
        return 42;
    default:
        return random;
    }
}

static void check_sorted(struct headed *items, size_t count, uint64_t by) {
    for (size_t i = 1; i < count; i++) {
        assert_true((items[i - 1].head & by) <= (items[i].head & by));
        if ((items[i - 1].head & by) == (items[i].head & by))
            assert_true(items[i - 1].at < items[i].at); // as they came
    }
}

static void heads_are_sorted(void **state) {
    enum { COUNT = 5000 };
    static struct headed items[COUNT], other[COUNT];
    uint64_t random = 7;
    (void)state;
    for (int spread = 0; spread < SPREADS; spread++)
        for (int whole = 0; whole < 2; whole++)
            for (size_t count = 0; count <= COUNT; count = count * 7 + 1) {
                for (size_t i = 0; i < count; i++)
                    items[i] = (struct headed){head_of((enum spread)spread, next(&random)), (uint32_t)i, 0};
                uint64_t by = heads_sort(items, other, count, whole);
                check_sorted(items, count, by);
                if (whole)
                    assert_int_equal(by, UINT64_MAX);
            }
}

static void even_heads_need_few_bytes(void **state) {
    enum { COUNT = 5000 };
    static struct headed items[COUNT], other[COUNT];
    uint64_t random = 7;
    (void)state;
    for (size_t i = 0; i < COUNT; i++)
        items[i] = (struct headed){next(&random), (uint32_t)i, 0};
    uint64_t by = heads_sort(items, other, COUNT, false);
    assert_int_equal(by & 0xFFFFFFFF, 0);
    assert_int_not_equal(by, 0);
}

enum { RECORDS = 4000, LONGEST = 40 };

static char records[RECORDS][LONGEST];
static size_t lengths[RECORDS];

static int compare_records(const void *a, const void *b) {
    size_t x = *(const size_t *)a, y = *(const size_t *)b;
    size_t least = lengths[x] < lengths[y] ? lengths[x] : lengths[y];
    int order = memcmp(records[x], records[y], least);
    return order ? order : (lengths[x] > lengths[y]) - (lengths[x] < lengths[y]);
}

// Records that begin alike, some of which are short, repeated or what others begin with.
static void make_records(void) {
    uint64_t random = 3;
    for (size_t i = 0; i < RECORDS; i++) {
        uint64_t r = next(&random);
        int len =
            snprintf(records[i], LONGEST, "%s%llu", r % 3 ? "the same words " : "", (unsigned long long)(r % 900));
        lengths[i] = (size_t)len - (r / 7 % 4 == 0);
    }
}

static void check_sorter(size_t memory) {
    size_t order[RECORDS], len, count = 0;
    struct sorter *sorter = sorter_new("./test_build_parts", memory);
    for (size_t i = 0; i < RECORDS; i++) {
        order[i] = i;
        sorter_add(sorter, records[i], lengths[i]);
    }
    qsort(order, RECORDS, sizeof *order, compare_records);
    for (const unsigned char *record; (record = sorter_next(sorter, &len)) != NULL; count++) {
        assert_true(count < RECORDS);
        assert_int_equal(len, lengths[order[count]]);
        assert_memory_equal(record, records[order[count]], len);
    }
    assert_int_equal(count, RECORDS);
    assert_int_equal(sorter_status(sorter, NULL), HT_OK);
    sorter_free(sorter);
}

static void records_are_sorted(void **state) {
    (void)state;
    make_records();
    check_sorter((size_t)1024 * 1024); // in memory
    check_sorter(4096);                // in many runs
}

static int compare_digests(const void *a, const void *b) {
    return memcmp(a, b, HT_SHA256_BYTES);
}

// The hash of COUNT rows that are taken in steps of STEP, which has no divisor in common with COUNT.
static void hash_rows(size_t count, size_t step, char text[HT_SHA256_TEXT]) {
    struct digests *digests = digests_new("./test_build_parts");
    for (size_t i = 0; i < count; i++) {
        char row[32];
        int len = snprintf(row, sizeof row, "row %zu", i * step % count);
        digests_add(digests, "kind ", row, (size_t)len);
    }
    digests_finish(digests);
    assert_int_equal(digests_end(digests, text, NULL), HT_OK);
    digests_free(digests);
}

// What digests.h promises, without its ways.
static void hash_plainly(size_t count, char text[HT_SHA256_TEXT]) {
    unsigned char(*all)[HT_SHA256_BYTES] = calloc(count + 1, sizeof *all);
    assert_non_null(all);
    for (size_t i = 0; i < count; i++) {
        char row[32];
        int len = snprintf(row, sizeof row, "kind row %zu", i);
        ht_sha256_bytes(row, (size_t)len, all[i]);
    }
    qsort(all, count, sizeof *all, compare_digests);
    ht_sha256_of(all, count * sizeof *all, text);
    free(all);
}

static void the_hash_is_that_of_sorted_digests(void **state) {
    static const size_t counts[] = {0, 1, 1000, 150001}; // the last does not fit into what is held
    (void)state;
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        char plain[HT_SHA256_TEXT], in_order[HT_SHA256_TEXT], mixed[HT_SHA256_TEXT];
        hash_plainly(counts[i], plain);
        hash_rows(counts[i], 1, in_order);
        hash_rows(counts[i], 7, mixed);
        assert_string_equal(in_order, plain);
        assert_string_equal(mixed, plain);
    }
}

static void a_hash_may_be_given_up(void **state) {
    (void)state;
    struct digests *digests = digests_new("./test_build_parts");
    digests_add(digests, "", "row", 3);
    digests_free(digests);
    digests = digests_new("./test_build_parts");
    digests_add(digests, "", "row", 3);
    digests_finish(digests);
    digests_free(digests);
}

// As many as were expected, and many more than that.
static void entities_outgrow_what_was_expected(void **state) {
    enum { COUNT = 400000, EXPECTED = 17 * 1024 * 1024 };
    struct ref_entities entities = {0};
    const char *cells[ENTITY_WIDTH] = {0};
    char id[32], name[32];
    (void)state;
    ref_entities_expect(&entities, EXPECTED);
    cells[ENTITY_ID] = id;
    cells[ENTITY_NAME] = name;
    for (unsigned i = 0; i < COUNT; i++) {
        snprintf(id, sizeof id, "company-%u", i);
        snprintf(name, sizeof name, "Company %u of Many", i);
        assert_int_equal(ref_entities_add(&entities, cells, 0), i);
    }
    for (unsigned i = 0; i < COUNT; i += 997) {
        const char *found[ENTITY_WIDTH];
        snprintf(id, sizeof id, "company-%u", i);
        snprintf(name, sizeof name, "Company %u of Many", i);
        assert_int_equal(ref_entities_find(&entities, id), i);
        ref_entities_cells(&entities, entities.first[i], id, found);
        assert_string_equal(found[ENTITY_NAME], name);
        assert_null(found[ENTITY_LEI]);
    }
    ref_entities_free(&entities);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(heads_are_sorted),       cmocka_unit_test(even_heads_need_few_bytes),
        cmocka_unit_test(records_are_sorted),     cmocka_unit_test(the_hash_is_that_of_sorted_digests),
        cmocka_unit_test(a_hash_may_be_given_up), cmocka_unit_test(entities_outgrow_what_was_expected),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
