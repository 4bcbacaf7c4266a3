// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Sorting more records than memory should hold: records are strings of bytes, ordered as memcmp orders them, a
 * shorter one before what it begins. Runs that are sorted go to a file that has no name, and are merged when they are
 * read.
 *
 * Failures of the file are remembered: later calls do nothing, and sorter_status tells the first one.
 */
#ifndef HOLDTRACE_REFERENCE_SORTER_H
#define HOLDTRACE_REFERENCE_SORTER_H

#include <stdbool.h>
#include <stddef.h>

#include "holdtrace/status.h"

struct sorter;

// BESIDE: a path in whose directory the file is made. MEMORY: bytes of records that are held at once.
struct sorter *sorter_new(const char *beside, size_t memory);
void sorter_free(struct sorter *sorter);

void sorter_add(struct sorter *sorter, const void *record, size_t len);

// The next record in order, valid until the next call; NULL at the end. After the first call nothing is added.
const unsigned char *sorter_next(struct sorter *sorter, size_t *len);

// At the end: nothing is added or read after it.
enum ht_status sorter_status(struct sorter *sorter, struct ht_error *err);

#endif
