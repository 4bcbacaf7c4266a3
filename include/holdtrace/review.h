// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The queue of possible matches, told: for a reader, as JSON, and as a sheet that becomes a ledger when it is filled
 * in.
 */
#ifndef HOLDTRACE_REVIEW_H
#define HOLDTRACE_REVIEW_H

#include "holdtrace/queue.h"
#include "holdtrace/text.h"

struct ht_review {
    const char *version;
    struct ht_reference *ref;
    const struct ht_screen *screen;
    struct ht_date as_of;
    const struct ht_decisions *decisions; // NULL when no ledger was given
    const struct ht_queue *queue;
    size_t scanned, unread; // funds that were scanned, and files that could not be
    bool trouble;
    size_t width; // columns of the terminal; 0: no terminal
    bool colour;
};

typedef void ht_review_writer(const struct ht_review *review, struct ht_arena *arena, struct ht_buffer *buffer);

// The writer of the format NAME: "text", "csv" (the sheet), "json" (schema holdtrace.review/1); NULL when none.
ht_review_writer *ht_review_format(const char *name);

#endif
