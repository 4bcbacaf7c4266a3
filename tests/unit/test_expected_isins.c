// SPDX-License-Identifier: GPL-3.0-or-later
// ISINs that are told beforehand have the answers that they have when they are not.
#include "test_base.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "holdtrace/arena.h"
#include "holdtrace/identifiers.h"
#include "small_reference.h"

enum { ISINS = 1200, COMPANIES = 70, ASKED = 3 * ISINS };

static char isins[ISINS][HT_ID_TEXT];

// Some ISINs have two securities, of one company or of two; every fourth has none.
static void make_rows(struct small_reference *small) {
    for (int i = 0; i < COMPANIES; i++)
        ht_buffer_format(&small->files[SMALL_ENTITIES], "c%d,Company %d,,US,company,,,official,s\n", i, i);
    for (unsigned i = 0; i < ISINS; i++) {
        char body[12];
        snprintf(body, sizeof body, "US%09u", i * 7919 % 1000003);
        assert_true(ht_isin_of(body, isins[i]));
        for (unsigned k = 0; k < (i % 4 ? 1 + (i % 5 == 0) : 0); k++)
            ht_buffer_format(&small->files[SMALL_SECURITIES], "c%u,Share %u of %u,equity,%s,,,USD,,,,official,s\n",
                             (i * 31 + (i % 10 == 0) * k) % COMPANIES, k, i, isins[i]);
    }
}

static void same_answers(struct ht_securities a, struct ht_securities b) {
    assert_int_equal(a.count, b.count);
    for (size_t i = 0; i < a.count; i++) {
        assert_int_equal(a.items[i]->key, b.items[i]->key);
        assert_string_equal(a.items[i]->name, b.items[i]->name);
        assert_string_equal(a.items[i]->issuer->id, b.items[i]->issuer->id);
    }
}

static void answers_are_the_same(void **state) {
    static struct ht_isin told[ASKED];
    struct small_reference plain = small_new(), expecting = small_new();
    size_t known = 0, several = 0;
    (void)state;
    make_rows(&plain);
    make_rows(&expecting);
    small_open(&plain);
    small_open(&expecting);
    // In no order, some twice; one is asked for before, and stays the one answer.
    struct ht_securities before = ht_reference_securities(expecting.ref, HT_ID_ISIN, isins[5]);
    for (size_t i = 0; i < ASKED; i++)
        strcpy(told[i].text, isins[i * 7 % ISINS]);
    ht_reference_expect_isins(expecting.ref, told, ASKED);
    assert_ptr_equal(ht_reference_securities(expecting.ref, HT_ID_ISIN, isins[5]).items, before.items);
    for (size_t i = 0; i < ISINS; i++) {
        struct ht_securities found = ht_reference_securities(plain.ref, HT_ID_ISIN, isins[i]);
        same_answers(found, ht_reference_securities(expecting.ref, HT_ID_ISIN, isins[i]));
        known += found.count > 0;
        several += found.count > 1;
    }
    assert_int_equal(known, ISINS / 4 * 3);
    assert_int_equal(several, 180);
    assert_int_equal(ht_reference_status(expecting.ref, NULL), HT_OK);
    small_close(&plain);
    small_close(&expecting);
}

static void nothing_may_be_told(void **state) {
    struct small_reference small = small_new();
    struct ht_isin one = {"US0378331005"};
    (void)state;
    small_entity(&small, "a", "company");
    small_open(&small);
    ht_reference_expect_isins(small.ref, NULL, 0);
    ht_reference_expect_isins(small.ref, &one, 1);
    assert_int_equal(ht_reference_securities(small.ref, HT_ID_ISIN, one.text).count, 0);
    small_close(&small);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(answers_are_the_same), cmocka_unit_test(nothing_may_be_told)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
