// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes of entities in pages: see about.h.
#include "reference/about.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "holdtrace/arena.h"

enum { ON_PAGE = 4000 }; // fits a page of SQLite, so that one read brings it

const char about_find_sql[] = "SELECT data FROM about WHERE page = ?1";

// Each by an index that holds nothing else, so that no row is read.
static const struct {
    enum about what;
    const char *entities;
} tables[] = {
    {ABOUT_OWNERS, "SELECT owned FROM stake"},
    {ABOUT_HOLDINGS, "SELECT owner FROM stake"},
    {ABOUT_RELATIONS, "SELECT subject FROM relation UNION ALL SELECT object FROM relation"},
    {ABOUT_TWINS, "SELECT entity FROM twin"},
    {ABOUT_DESIGNATIONS, "SELECT entity FROM designation"},
    {ABOUT_STATEMENTS, "SELECT entity FROM statement"},
    {ABOUT_LOOKALIKES, "SELECT entity FROM lookalike"},
};

static void mark(struct db *db, const char *entities, enum about what, unsigned char *bytes, size_t count) {
    struct db_stmt *stmt = db_prepare(db, entities);
    while (db_step(stmt)) {
        int64_t key = db_int(stmt, 0);
        if (key > 0 && (uint64_t)key <= count)
            bytes[key - 1] |= (unsigned char)what;
    }
}

void about_write(struct db *db, size_t entities) {
    unsigned char *bytes = ht_heap_alloc(entities + 1);
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        mark(db, tables[i].entities, tables[i].what, bytes, entities);
    struct db_stmt *insert = db_prepare(db, "INSERT INTO about (page, data) VALUES (?, ?)");
    for (size_t first = 0; first < entities; first += ON_PAGE) {
        db_bind_int(insert, 1, (int64_t)(first / ON_PAGE));
        db_bind_blob(insert, 2, bytes + first, entities - first < ON_PAGE ? entities - first : ON_PAGE);
        db_step(insert);
    }
    free(bytes);
}

static const unsigned char *fetch(struct db_stmt *find, size_t page, struct ht_arena *arena) {
    unsigned char *bytes = ht_arena_alloc(arena, ON_PAGE);
    memset(bytes, ~0, ON_PAGE); // what no page tells is looked for
    db_bind_int(find, 1, (int64_t)page);
    if (db_step(find)) {
        size_t size;
        const void *data = db_blob(find, 0, &size);
        if (size)
            memcpy(bytes, data, size < ON_PAGE ? size : ON_PAGE);
    }
    db_reset(find);
    return bytes;
}

bool about_may_have(struct about_pages *pages, struct db_stmt *find, size_t entities, int64_t key, enum about what,
                    struct ht_arena *arena) {
    if (key <= 0 || (uint64_t)key > entities)
        return key > 0;
    if (!pages->pages) {
        pages->count = entities / ON_PAGE + 1;
        pages->pages = ht_arena_array(arena, pages->count, sizeof *pages->pages);
    }
    size_t page = (size_t)(key - 1) / ON_PAGE;
    if (!pages->pages[page])
        pages->pages[page] = fetch(find, page, arena);
    return pages->pages[page][(size_t)(key - 1) % ON_PAGE] & what;
}
