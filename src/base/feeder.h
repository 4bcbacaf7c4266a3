// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Records for a second thread: they are gathered in pieces, and a piece that is full is emptied by the thread while
 * the next is filled. Where no thread can be had, the same is done at once. Two cores do a build in nearly half the
 * time.
 */
#ifndef HOLDTRACE_FEEDER_H
#define HOLDTRACE_FEEDER_H

#include <stddef.h>

struct feeder;

// Takes records as they were written, one behind the other, LEN bytes in all.
typedef void feeder_empty(void *context, const unsigned char *records, size_t len);

// EMPTY is called in the thread, with one piece after the other; what CONTEXT holds is the thread's until feeder_end.
struct feeder *feeder_new(feeder_empty *empty, void *context);

// Room for a record of LEN bytes, which the caller writes before the next call.
unsigned char *feeder_room(struct feeder *feeder, size_t len);

// Waits until all is taken.
void feeder_drain(struct feeder *feeder);

// Waits until all is taken, and ends the thread.
void feeder_end(struct feeder *feeder);

// Also ends it. NULL is allowed.
void feeder_free(struct feeder *feeder);

#endif
