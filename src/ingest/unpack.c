// SPDX-License-Identifier: GPL-3.0-or-later
// The bounds of unpacking: unpack.h.
#include "ingest/unpack.h"

#include "holdtrace/container.h"
#include "holdtrace/large.h"

enum { FIRST_ROOM = 256 * 1024 };

static const size_t MIB = (size_t)1024 * 1024;

// The sum of what came out of a container is what counts, so that many small members are no way around it.
static bool within_bounds(const struct ht_unpacked *out, struct ht_findings *findings) {
    size_t total = out->before + out->size;
    if (total > HT_UNPACKED_MOST_MIB * MIB) {
        ht_find(findings, HT_CODE_BOUND, 0, "it unpacks to more than %d MiB, which is the limit; it was not read",
                HT_UNPACKED_MOST_MIB);
        return false;
    }
    if (total > HT_RATIO_FREE_MIB * MIB && total / HT_RATIO_MOST >= out->packed) {
        ht_find(findings, HT_CODE_BOUND, 0,
                "it unpacks to %d times its size or more, as no list of holdings does; it was not read",
                HT_RATIO_MOST);
        return false;
    }
    return true;
}

unsigned char *ht_unpacked_room(struct ht_unpacked *out, size_t *room, struct ht_findings *findings) {
    if (!within_bounds(out, findings))
        return NULL;
    if (out->capacity - out->size < 2) {
        size_t capacity = out->capacity < FIRST_ROOM ? FIRST_ROOM : out->capacity * 2;
        unsigned char *data = ht_large_resize(out->data, capacity);
        if (data == NULL) {
            ht_find(findings, HT_CODE_BOUND, 0, "there is not enough memory to unpack it (%s); it was not read",
                    ht_large_failure());
            return NULL;
        }
        out->data = data;
        out->capacity = capacity;
    }
    *room = out->capacity - out->size - 1;
    return out->data + out->size;
}

bool ht_unpacked_end(struct ht_unpacked *out, struct ht_findings *findings) {
    size_t room;
    unsigned char *end = ht_unpacked_room(out, &room, findings);
    if (end != NULL)
        *end = 0;
    return end != NULL;
}
