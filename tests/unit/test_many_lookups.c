// SPDX-License-Identifier: GPL-3.0-or-later
// A reference of many companies answers the thousandth question, in whatever order, as it answers the first; and what
// it says of nobody, it says of nobody.
#include "test_base.h"

#include <stdio.h>
#include <string.h>

#include "holdtrace/arena.h"
#include "holdtrace/identifiers.h"
#include "reference/shelf.h"
#include "small_reference.h"

enum { COMPANIES = 9000, PRIME = 7919 }; // more than two pages of companies

static char isins[COMPANIES][HT_ID_TEXT];

static void make_rows(struct small_reference *small) {
    for (unsigned i = 0; i < COMPANIES; i++) {
        char body[12];
        snprintf(body, sizeof body, "US%09u", i * 1009);
        assert_true(ht_isin_of(body, isins[i]));
        ht_buffer_format(&small->files[SMALL_ENTITIES], "c%04u,Company %u,,US,company,,,official,s\n", i, i);
        ht_buffer_format(&small->files[SMALL_SECURITIES], "c%04u,Share %u,equity,%s,T%u,XNYS,USD,,,,official,s\n", i,
                         i, isins[i], i);
    }
}

static void any_order(void **state) {
    struct small_reference small = small_new();
    (void)state;
    make_rows(&small);
    small_open(&small);
    for (unsigned n = 0; n < COMPANIES; n++) {
        unsigned i = n * PRIME % COMPANIES;
        char name[32], id[16], ticker[16];
        snprintf(name, sizeof name, "Share %u", i);
        snprintf(id, sizeof id, "c%04u", i);
        snprintf(ticker, sizeof ticker, "T%u", i);
        struct ht_securities by_isin = ht_reference_securities(small.ref, HT_ID_ISIN, isins[i]);
        struct ht_securities by_ticker = ht_reference_by_ticker(small.ref, ticker, "XNYS");
        assert_int_equal(by_isin.count, 1);
        assert_string_equal(by_isin.items[0]->name, name);
        assert_string_equal(by_isin.items[0]->issuer->id, id);
        assert_int_equal(by_ticker.count, 1);
        assert_ptr_equal(by_ticker.items[0], by_isin.items[0]);
        assert_ptr_equal(ht_reference_entity(small.ref, id), by_isin.items[0]->issuer);
    }
    assert_int_equal(ht_reference_securities(small.ref, HT_ID_ISIN, "AA0000000001").count, 0); // before all
    assert_int_equal(ht_reference_securities(small.ref, HT_ID_ISIN, "ZZ0000000001").count, 0); // behind all
    assert_int_equal(ht_reference_status(small.ref, NULL), HT_OK);
    small_close(&small);
}

static bool is_owned(unsigned i) {
    return i % 1000 == 999 || i == 0;
}

static void rows_about_few(void **state) {
    struct small_reference small = small_new();
    (void)state;
    make_rows(&small);
    small_row(&small, SMALL_LISTS, "L,A list,,,list,,,,,");
    for (unsigned i = 0; i < COMPANIES; i++) {
        if (!is_owned(i))
            continue;
        ht_buffer_format(&small.files[SMALL_OWNERSHIP], "c%04u,c%04u,60,60,economic,%s\n", i == 0 ? 8999 : i - 1, i,
                         SMALL_PLAIN);
        ht_buffer_format(&small.files[SMALL_RELATIONS], "c%04u,supplier,c%04u,,,,,official,s,\n", i, 5000u);
        ht_buffer_format(&small.files[SMALL_DESIGNATIONS], "L,c%04u,As listed,,,,,,in_force,,,official,s\n", i);
        ht_buffer_format(&small.files[SMALL_STATEMENTS], "c%04u,L,denial,2025-01-01,It is not so.,s\n", i);
    }
    small_open(&small);
    for (unsigned i = 0; i < COMPANIES; i++) {
        char id[16];
        snprintf(id, sizeof id, "c%04u", i);
        const struct ht_entity *entity = small_get(&small, id);
        bool owned = is_owned(i), owns = (i < 8999 && is_owned(i + 1)) || i == 8999;
        assert_int_equal(ht_reference_owners(small.ref, entity).count, owned);
        assert_int_equal(ht_reference_holdings(small.ref, entity).count, owns);
        assert_int_equal(ht_reference_relations(small.ref, entity).count, i == 5000 ? 10 : owned);
        assert_int_equal(ht_reference_designations(small.ref, entity).count, owned);
        assert_int_equal(ht_reference_statements(small.ref, entity).count, owned);
        assert_int_equal(ht_reference_lookalikes_of(small.ref, entity).count, 0);
        assert_int_equal(ht_reference_twins(small.ref, entity).count, 0);
    }
    small_close(&small);
}

static void shelf_gives_way(void **state) {
    static char block[5 * 1024 * 1024];
    struct shelf shelf = {0};
    (void)state;
    shelf_add(&shelf, 10, 1, "b");
    shelf_add(&shelf, 20, 2, "d");
    shelf_add(&shelf, 30, 3, "f");
    assert_null(shelf_by_text(&shelf, "a"));
    assert_int_equal(shelf_by_text(&shelf, "b")->key, 10);
    assert_int_equal(shelf_by_text(&shelf, "e")->key, 20);
    assert_int_equal(shelf_by_text(&shelf, "z")->key, 30);
    assert_null(shelf_by_key(&shelf, 9));
    assert_int_equal(shelf_by_key(&shelf, 20)->entity, 2);
    assert_int_equal(shelf_by_key(&shelf, 29)->entity, 2);
    for (size_t i = 0; i < 3; i++) {
        block[0] = (char)('0' + i);
        shelf_keep(&shelf, &shelf.blocks[i], block, sizeof block);
        assert_int_equal(shelf.blocks[i].data[0], '0' + i);
    }
    assert_null(shelf.blocks[0].data); // two fit
    assert_null(shelf.blocks[1].data);
    assert_int_equal(shelf.held, sizeof block);
    shelf_free(&shelf);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(any_order), cmocka_unit_test(rows_about_few),
                                       cmocka_unit_test(shelf_gives_way)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
