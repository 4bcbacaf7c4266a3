// SPDX-License-Identifier: GPL-3.0-or-later
// Threads without signals.
#define _GNU_SOURCE // pthread_sigmask
#include "base/thread.h"

#include <signal.h>

bool thread_start(pthread_t *thread, const pthread_attr_t *attributes, void *(*work)(void *given), void *given) {
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before);
    bool started = pthread_create(thread, attributes, work, given) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return started;
}
