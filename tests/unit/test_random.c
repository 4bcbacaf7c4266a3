// SPDX-License-Identifier: GPL-3.0-or-later
// Random numbers that a seed fixes.
#include "test_base.h"

#include <stdbool.h>

#include "holdtrace/random.h"

static void a_seed_fixes_the_numbers(void **state) {
    (void)state;
    struct ht_random *a = ht_random_from("fund"), *b = ht_random_from("fund"), *c = ht_random_from("another");
    bool differs = false;
    assert_non_null(a);
    for (int i = 0; i < 100; i++) {
        double x = ht_random_next(a);
        assert_true(x >= 0 && x < 1);
        assert_true(x == ht_random_next(b));
        differs = differs || x != ht_random_next(c);
    }
    assert_true(differs);
    ht_random_free(a);
    ht_random_free(b);
    ht_random_free(c);
    ht_random_free(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_seed_fixes_the_numbers)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
