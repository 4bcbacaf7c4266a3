// SPDX-License-Identifier: GPL-3.0-or-later
// Digests of rows, taken by a second thread and ordered by a sorter: see digests.h.
#include "reference/digests.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "reference/feeder.h"
#include "reference/sorter.h"

enum { SORT_MEMORY = 24 * 1024 * 1024 };

struct digests {
    struct feeder *feeder; // of rows, each with its length before it
    struct sorter *sorter;
};

static void empty(void *context, const unsigned char *records, size_t size) {
    struct digests *d = context;
    unsigned char digest[HT_SHA256_BYTES];
    for (size_t at = 0; at < size;) {
        uint32_t len;
        memcpy(&len, records + at, sizeof len);
        ht_sha256_bytes(records + at + sizeof len, len, digest);
        sorter_add(d->sorter, digest, sizeof digest);
        at += sizeof len + len;
    }
}

struct digests *digests_new(const char *beside) {
    struct digests *d = ht_heap_alloc(sizeof *d);
    d->sorter = sorter_new(beside, SORT_MEMORY);
    d->feeder = feeder_new(empty, d);
    return d;
}

void digests_add(struct digests *d, const char *kind, const void *row, size_t len) {
    size_t before = strlen(kind);
    uint32_t size = (uint32_t)(before + len);
    unsigned char *room = feeder_room(d->feeder, sizeof size + size);
    memcpy(room, &size, sizeof size);
    memcpy(room + sizeof size, kind, before);
    memcpy(room + sizeof size + before, row, len);
}

enum ht_status digests_end(struct digests *d, char text[HT_SHA256_TEXT], struct ht_error *err) {
    feeder_end(d->feeder);
    struct ht_sha256 *all = ht_sha256_begin();
    const unsigned char *digest;
    for (size_t len; (digest = sorter_next(d->sorter, &len)) != NULL;)
        ht_sha256_add(all, digest, len);
    ht_sha256_end(all, text);
    return sorter_status(d->sorter, err);
}

void digests_free(struct digests *d) {
    if (!d)
        return;
    feeder_free(d->feeder);
    sorter_free(d->sorter);
    free(d);
}
