// SPDX-License-Identifier: GPL-3.0-or-later
// Faults of reference rows: see data.h.
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "holdtrace/arena.h"
#include "reference/data.h"

void ref_fault(struct ht_faults *faults, const char *file, long line, const char *format, ...) {
    if (faults->count >= HT_FAULTS_MOST) {
        faults->further++;
        return;
    }
    va_list args;
    va_start(args, format);
    const char *message = ht_arena_vformat(faults->arena, format, args);
    va_end(args);
    faults->items =
        ht_arena_grow(faults->arena, faults->items, faults->count, &faults->capacity, sizeof *faults->items);
    faults->items[faults->count++] = (struct ht_fault){.directory = ht_arena_string(faults->arena, faults->directory),
                                                       .file = ht_arena_string(faults->arena, file),
                                                       .line = line,
                                                       .message = message};
}

static int compare(const void *a, const void *b) {
    const struct ht_fault *x = a, *y = b;
    int order = strcmp(x->directory ? x->directory : "", y->directory ? y->directory : "");
    if (order == 0)
        order = strcmp(x->file, y->file);
    if (order == 0)
        order = (x->line > y->line) - (x->line < y->line);
    return order ? order : strcmp(x->message, y->message);
}

void ref_faults_sort(struct ht_faults *faults) {
    if (faults->count == 0)
        return;
    qsort(faults->items, faults->count, sizeof *faults->items, compare);
    size_t kept = 1;
    for (size_t i = 1; i < faults->count; i++)
        if (compare(&faults->items[kept - 1], &faults->items[i]) != 0)
            faults->items[kept++] = faults->items[i];
    faults->count = kept;
}
