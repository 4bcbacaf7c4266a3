// SPDX-License-Identifier: GPL-3.0-or-later
// Millions of entities in memory: see entities.h.
#include "reference/entities.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum { LEI_IN_ID = 15, LEI_LENGTH = 20 };

static const char LEI_PREFIX[] = "lei-";

const char *ref_lei_of_id(const char *id) {
    if (strncmp(id, LEI_PREFIX, sizeof LEI_PREFIX - 1) != 0 || strlen(id) != sizeof LEI_PREFIX - 1 + LEI_LENGTH)
        return NULL;
    return id + sizeof LEI_PREFIX - 1;
}

static void append_text(struct ref_entities *e, const char *text) {
    size_t len = strlen(text) + 1;
    if (e->used + len > e->bytes_room) {
        e->bytes_room = e->bytes_room + e->bytes_room / 2 + len + 4096;
        e->bytes = ht_heap_resize(e->bytes, e->bytes_room);
    }
    memcpy(e->bytes + e->used, text, len);
    e->used += len;
}

static uint32_t number_of(struct ref_entities *e, const char *id) {
    uint32_t number = texts_add(&e->ids, id);
    if (e->ids.count > e->first_room) {
        size_t had = e->first_room;
        e->first_room = had + had / 2 + 512;
        e->first = ht_heap_resize(e->first, e->first_room * sizeof *e->first);
        for (size_t i = had; i < e->first_room; i++)
            e->first[i] = TEXTS_NONE;
    }
    return number;
}

static void hold_lei(struct ref_entities *e, const char *lei, uint32_t number) {
    size_t had = e->leis.count;
    uint32_t place = texts_add(&e->leis, lei);
    if (e->leis.count == had)
        return;
    if (e->leis.count > e->holder_room) {
        e->holder_room = e->holder_room * 2 + 256;
        e->lei_holder = ht_heap_resize(e->lei_holder, e->holder_room * sizeof *e->lei_holder);
    }
    e->lei_holder[place] = number;
}

void ref_entities_expect(struct ref_entities *e, size_t size) {
    enum { LEAST = 16 * 1024 * 1024, ROW = 64, IDS = 3 }; // a row's bytes, or more; ids are a third of it, or less
    if (size < LEAST || e->count)
        return;
    e->bytes_room = size;
    e->bytes = ht_heap_resize(NULL, e->bytes_room);
    e->room = size / ROW;
    e->rows = ht_heap_resize(NULL, e->room * sizeof *e->rows);
    e->ids.room = size / IDS;
    e->ids.bytes = ht_heap_resize(NULL, e->ids.room);
    e->ids.starts_room = size / ROW;
    e->ids.starts = ht_heap_resize(NULL, e->ids.starts_room * sizeof *e->ids.starts);
    e->first_room = size / ROW;
    e->first = ht_heap_resize(NULL, e->first_room * sizeof *e->first);
    for (size_t i = 0; i < e->first_room; i++)
        e->first[i] = TEXTS_NONE;
}

uint32_t ref_entities_add(struct ref_entities *e, const char *const *cells, uint16_t collection) {
    uint32_t number = number_of(e, cells[ENTITY_ID]);
    struct entity_row row = {.at = e->used, .next = e->first[number], .collection = collection};
    const char *own = ref_lei_of_id(cells[ENTITY_ID]);
    for (unsigned c = ENTITY_ID + 1; c < ENTITY_WIDTH; c++) {
        if (!cells[c])
            continue;
        if (c == ENTITY_LEI && own && strcmp(own, cells[c]) == 0) {
            row.present = (uint16_t)(row.present | 1u << LEI_IN_ID);
            continue;
        }
        row.present = (uint16_t)(row.present | 1u << c);
        append_text(e, cells[c]);
        if (c == ENTITY_LEI)
            hold_lei(e, cells[c], number);
    }
    if (e->count == e->room) {
        e->room = e->room + e->room / 2 + 512;
        e->rows = ht_heap_resize(e->rows, e->room * sizeof *e->rows);
    }
    e->first[number] = (uint32_t)e->count;
    e->rows[e->count++] = row;
    return number;
}

void ref_entities_cells(const struct ref_entities *e, uint32_t row, const char *id, const char *cells[ENTITY_WIDTH]) {
    const char *text = e->bytes + e->rows[row].at;
    cells[ENTITY_ID] = id;
    for (unsigned c = ENTITY_ID + 1; c < ENTITY_WIDTH; c++) {
        cells[c] = NULL;
        if (!(e->rows[row].present >> c & 1))
            continue;
        cells[c] = text;
        text += strlen(text) + 1;
    }
    if (e->rows[row].present >> LEI_IN_ID & 1)
        cells[ENTITY_LEI] = ref_lei_of_id(id);
}

uint32_t ref_entities_by_lei(const struct ref_entities *e, const char *lei) {
    char id[sizeof LEI_PREFIX + LEI_LENGTH];
    if (strlen(lei) != LEI_LENGTH)
        return TEXTS_NONE;
    memcpy(id, LEI_PREFIX, sizeof LEI_PREFIX - 1);
    memcpy(id + sizeof LEI_PREFIX - 1, lei, LEI_LENGTH + 1);
    uint32_t number = texts_find(&e->ids, id);
    if (number != TEXTS_NONE)
        return number;
    uint32_t place = texts_find(&e->leis, lei);
    return place == TEXTS_NONE ? TEXTS_NONE : e->lei_holder[place];
}

uint32_t ref_entities_find(const struct ref_entities *e, const char *id) {
    uint32_t number = texts_find(&e->ids, id);
    const char *lei = ref_lei_of_id(id);
    return number == TEXTS_NONE && lei ? ref_entities_by_lei(e, lei) : number;
}

void ref_entities_free(struct ref_entities *e) {
    texts_free(&e->ids);
    texts_free(&e->leis);
    free(e->rows);
    free(e->first);
    free(e->bytes);
    free(e->lei_holder);
    *e = (struct ref_entities){0};
}
