// SPDX-License-Identifier: GPL-3.0-or-later
// Ledgers of decisions, read and asked, for tests.
#ifndef HOLDTRACE_DECISION_LEDGERS_H
#define HOLDTRACE_DECISION_LEDGERS_H

#include "resolve_reference.h"

#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>

#include "holdtrace/append.h"
#include "holdtrace/resolve.h"

static inline struct ht_arena *arena_of(void **state) {
    return ((struct small_reference *)*state)->arena;
}

static inline struct ht_reference *ref_of(void **state) {
    return ((struct small_reference *)*state)->ref;
}

static inline struct ht_evidence evidence(void **state, struct ht_position position, const char *id) {
    const struct ht_entity *entity = ht_reference_entity(ref_of(state), id);
    assert_non_null(entity);
    return ht_evidence_of(ref_of(state), &position, false, entity, arena_of(state));
}

#endif
