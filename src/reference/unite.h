// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Which ids are one company: sets that are united by evidence, in an order that depends on nothing but the evidence.
 * A union is refused that would join two curated entities, two that a reviewer said are different, or, where the
 * evidence is weak, two with different LEIs.
 */
#ifndef HOLDTRACE_REFERENCE_UNITE_H
#define HOLDTRACE_REFERENCE_UNITE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "holdtrace/arena.h"

// What says that two ids are one company, strongest first.
enum unite_rule {
    UNITE_REVIEWED, // a row of links.csv
    UNITE_LEI,
    UNITE_REGISTRY, // one number of one registry
    UNITE_ISIN,     // both are said to have issued it, by different collections
    UNITE_LISTED    // one entry of a list
};

struct unite_edge {
    enum unite_rule rule;
    uint32_t a, b;
    const char *on;      // the identifier or entry that both have
    const char *sources; // may be NULL
};

enum unite_refusal {
    UNITE_DONE,      // or they were one already
    UNITE_CURATED,   // both are curated
    UNITE_DIFFERENT, // a reviewer said that they are not the same
    UNITE_TWO_LEIS
};

// What is known of an entity, asked by number.
struct unite_facts {
    const void *context;
    bool (*is_curated)(const void *context, uint32_t entity);
    const char *(*lei)(const void *context, uint32_t entity); // NULL: none
    const char *(*id)(const void *context, uint32_t entity);
};

struct unite;

struct unite *unite_new(const struct unite_facts *facts, uint32_t count, struct ht_arena *arena);
void unite_free(struct unite *unite);

// Says that A and B are different companies, whatever else says that they are one. Before unite_apply.
void unite_forbid(struct unite *unite, uint32_t a, uint32_t b);

// Adds evidence; in any order.
void unite_add(struct unite *unite, struct unite_edge edge);

// Unites, asking TOLD about each edge that was refused.
void unite_apply(struct unite *unite, void (*told)(void *context, const struct unite_edge *edge, enum unite_refusal),
                 void *context);

// The set of ENTITY: one of its members, and whether it has others.
uint32_t unite_set(struct unite *unite, uint32_t entity);
bool unite_alone(struct unite *unite, uint32_t entity);

#endif
