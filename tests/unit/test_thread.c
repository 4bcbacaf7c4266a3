// SPDX-License-Identifier: GPL-3.0-or-later
// Signals come to the thread that works, and to none beside it.
#include "test_base.h"

#include <signal.h>

#include "base/thread.h"

static void *read_mask(void *given) {
    pthread_sigmask(SIG_SETMASK, NULL, given);
    return NULL;
}

static void signals_come_to_no_other_thread(void **state) {
    (void)state;
    pthread_t thread;
    sigset_t other, own;
    sigemptyset(&other);
    assert_true(thread_start(&thread, NULL, read_mask, &other));
    assert_int_equal(pthread_join(thread, NULL), 0);
    pthread_sigmask(SIG_SETMASK, NULL, &own);
    assert_true(sigismember(&other, SIGTERM) && sigismember(&other, SIGINT) && sigismember(&other, SIGHUP));
    assert_false(sigismember(&own, SIGTERM) || sigismember(&own, SIGINT));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(signals_come_to_no_other_thread)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
