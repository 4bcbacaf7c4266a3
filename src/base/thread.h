// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Threads beside the one that works: signals are not their business. One that came to them while that one makes a
 * temporary file would end the process before the file's name is known, and leave it. Private to the library.
 */
#ifndef HOLDTRACE_THREAD_H
#define HOLDTRACE_THREAD_H

#include <pthread.h>
#include <stdbool.h>

// Starts WORK(GIVEN), with all signals blocked; ATTRIBUTES may be NULL. False when the system starts no more.
bool thread_start(pthread_t *thread, const pthread_attr_t *attributes, void *(*work)(void *given), void *given);

#endif
