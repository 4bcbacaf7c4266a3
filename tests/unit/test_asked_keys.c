// SPDX-License-Identifier: GPL-3.0-or-later
// What look-ups found last: what is remembered is right, and what is not is asked again.
#include "test_base.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "reference/asked_keys.h"

enum { LEI = 2, ISIN = 3 };

static struct asked_keys *asked;

static int start(void **state) {
    (void)state;
    asked = asked_keys_new();
    return 0;
}

static int stop(void **state) {
    (void)state;
    free(asked);
    return 0;
}

static void note(int kind, const char *key, uint64_t number) {
    asked_keys_note(asked, kind, key, strlen(key), (union asked_answer){.number = number});
}

static bool knows(int kind, const char *key, uint64_t number) {
    union asked_answer found;
    return asked_keys_know(asked, kind, key, strlen(key), &found) && found.number == number;
}

static bool knows_nothing_of(int kind, const char *key) {
    union asked_answer found;
    return !asked_keys_know(asked, kind, key, strlen(key), &found);
}

static void a_key_is_known_by_its_kind_and_all_its_bytes(void **state) {
    (void)state;
    assert_true(knows_nothing_of(ISIN, "CNE100000PM8"));
    note(ISIN, "CNE100000PM8", 7);
    assert_true(knows(ISIN, "CNE100000PM8", 7));
    assert_true(knows_nothing_of(LEI, "CNE100000PM8"));
    assert_true(knows_nothing_of(ISIN, "CNE100000PM"));
    assert_true(knows_nothing_of(ISIN, "CNE100000PM88"));
    assert_true(knows_nothing_of(ISIN, ""));
    // That there is nothing is known as well.
    note(LEI, "2549004XCM1LHNXN5030", 0);
    assert_true(knows(LEI, "2549004XCM1LHNXN5030", 0));
}

static void a_key_too_long_is_never_known(void **state) {
    (void)state;
    const char *longest = "12345678901234567890123", *longer = "123456789012345678901234";
    note(ISIN, longest, 1);
    note(ISIN, longer, 2);
    assert_true(knows(ISIN, longest, 1));
    assert_true(knows_nothing_of(ISIN, longer));
}

// More keys than there are places for: some are forgotten, none is taken for another.
static void what_is_forgotten_is_not_known(void **state) {
    (void)state;
    enum { KEYS = 1 << 20 };
    char key[24];
    size_t known = 0;
    for (uint64_t i = 1; i <= KEYS; i++) {
        snprintf(key, sizeof key, "%020llu", (unsigned long long)i);
        note(LEI, key, i);
    }
    for (uint64_t i = 1; i <= KEYS; i++) {
        snprintf(key, sizeof key, "%020llu", (unsigned long long)i);
        assert_true(knows(LEI, key, i) || knows_nothing_of(LEI, key));
        known += knows(LEI, key, i);
    }
    assert_true(known > KEYS / 8 && known <= KEYS / 4);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_key_is_known_by_its_kind_and_all_its_bytes, start, stop),
        cmocka_unit_test_setup_teardown(a_key_too_long_is_never_known, start, stop),
        cmocka_unit_test_setup_teardown(what_is_forgotten_is_not_known, start, stop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
