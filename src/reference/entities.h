// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The rows of entities.csv of all collections during a build, in as little memory as they can have, and what their
 * ids and LEIs lead to. An id has a number; several collections may describe it.
 */
#ifndef HOLDTRACE_REFERENCE_ENTITIES_H
#define HOLDTRACE_REFERENCE_ENTITIES_H

#include <stdbool.h>
#include <stdint.h>

#include "holdtrace/reference_files.h"
#include "reference/texts.h"

struct entity_row {
    size_t at;     // of its texts
    uint32_t next; // another row of the same id; TEXTS_NONE: none
    uint16_t collection;
    uint16_t present; // bit N: column N has a text; bit 15: the LEI is the one that the id ends in
};

struct ref_entities {
    struct texts ids;
    struct entity_row *rows;
    size_t count, room;
    uint32_t *first; // row of each id
    size_t first_room;
    char *bytes;
    size_t used, bytes_room;
    struct texts leis;    // those of entities whose id does not end in them
    uint32_t *lei_holder; // the first entity with each
    size_t holder_room;
};

// Adds a row with all its cells; the number of its id.
uint32_t ref_entities_add(struct ref_entities *entities, const char *const *cells, uint16_t collection);

/*
 * Takes address space for rows of a file of SIZE bytes, before the first is added: what grows by being moved lies in
 * small pages in the end, and is read in an order other than that in which it came. Memory is used as rows come.
 */
void ref_entities_expect(struct ref_entities *entities, size_t size);

// The cells of a row, of which ID is the id.
void ref_entities_cells(const struct ref_entities *entities, uint32_t row, const char *id,
                        const char *cells[ENTITY_WIDTH]);

/*
 * The number of the entity that ID names: the one with that id, else, for "lei-X", one with LEI X; TEXTS_NONE when
 * nobody has it.
 */
uint32_t ref_entities_find(const struct ref_entities *entities, const char *id);

// The number of an entity with LEI; TEXTS_NONE when nobody has it.
uint32_t ref_entities_by_lei(const struct ref_entities *entities, const char *lei);

// The LEI in an id "lei-X", or NULL.
const char *ref_lei_of_id(const char *id);

void ref_entities_free(struct ref_entities *entities);

#endif
