// SPDX-License-Identifier: GPL-3.0-or-later
// Reading back the rows of large files, in the order in which they came.
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "reference/build.h"

enum { PIECE = 1024 * 1024 };

// What of a spool's file is in memory.
struct window {
    unsigned char *bytes;
    size_t used, len, room;
    off_t next; // in the file
};

// Reads on; false when there is nothing more.
static bool slide(struct scratch *file, struct window *w) {
    off_t left = file->size - w->next;
    if (left == 0)
        return false;
    memmove(w->bytes, w->bytes + w->used, w->len - w->used);
    w->len -= w->used;
    w->used = 0;
    size_t more = left < PIECE ? (size_t)left : PIECE;
    if (w->len + more > w->room) {
        w->room = w->len + more + PIECE;
        w->bytes = ht_heap_resize(w->bytes, w->room);
    }
    if (!scratch_read(file, w->next, w->bytes + w->len, more))
        return false;
    w->len += more;
    w->next += (off_t)more;
    return true;
}

void ref_spool_read(struct ref_build *build, enum ref_file_id file, ref_spool_take *take) {
    struct scratch *scratch = &build->spools[file].file;
    struct window w = {.bytes = ht_heap_resize(NULL, PIECE), .room = PIECE};
    scratch_flush(scratch);
    for (;;) {
        struct ref_spooled head = {0};
        size_t rest = w.len - w.used;
        if (rest >= sizeof head)
            memcpy(&head, w.bytes + w.used, sizeof head);
        if (rest >= sizeof head && rest >= sizeof head + head.len) {
            take(build, &head, w.bytes + w.used + sizeof head);
            w.used += sizeof head + head.len;
        } else if (!slide(scratch, &w)) {
            break;
        }
    }
    free(w.bytes);
}
