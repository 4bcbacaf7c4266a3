// SPDX-License-Identifier: GPL-3.0-or-later
// What the fuzz targets share: fuzz.h.
#define _GNU_SOURCE // memfd_create
#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "holdtrace/large.h"

void fuzz_expect(bool holds, const char *what) {
    if (!holds) {
        fprintf(stderr, "does not hold: %s\n", what);
        abort();
    }
}

struct ht_source *fuzz_source(const char *path, const uint8_t *data, size_t size) {
    unsigned char *copy = ht_large_resize(NULL, size + 1);
    fuzz_expect(copy != NULL, "there is memory");
    if (size > 0)
        memcpy(copy, data, size);
    copy[size] = 0;
    return ht_source_adopt(path, copy, size);
}

const struct ht_layouts *fuzz_layouts(void) {
    static struct ht_layouts *layouts; // LeakSanitizer sees what a static points to
    static struct ht_arena *arena;
    if (layouts == NULL) {
        arena = ht_arena_new();
        layouts = ht_layouts_builtin(arena);
    }
    return layouts;
}

struct ht_reference *fuzz_reference(void) {
    static struct ht_reference *reference;
    struct ht_error err;
    const char *path = getenv("HOLDTRACE_REFERENCE");
    if (reference == NULL)
        fuzz_expect(path != NULL && ht_reference_open(path, &reference, &err) == HT_OK,
                    "HOLDTRACE_REFERENCE names a reference");
    return reference;
}

const char *fuzz_file(const uint8_t *data, size_t size) {
    static int fd = -1;
    static char path[32];
    if (fd < 0) {
        fd = memfd_create("fuzz", MFD_CLOEXEC);
        snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    }
    bool whole = fd >= 0 && ftruncate(fd, 0) == 0 && pwrite(fd, data, size, 0) == (ssize_t)size;
    fuzz_expect(whole, "there is room for a file in memory");
    return path;
}
