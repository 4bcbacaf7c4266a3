// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * lookup DB KEYS: what it costs to look up each line of KEYS, an ISIN, in the reference DB, in the order of the file:
 * the key alone, which gives a number, and the security with its issuer. CPU time, in nanoseconds a look-up.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "reference/ask_keys.h"

enum { LENGTH = 13 };

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static char (*read_keys(const char *path, size_t *count))[LENGTH] {
    char(*keys)[LENGTH] = NULL, line[64];
    size_t capacity = 0;
    FILE *file = fopen(path, "r");
    while (file && fgets(line, sizeof line, file)) {
        if (*count == capacity) {
            capacity = capacity * 2 + 1024;
            keys = realloc(keys, capacity * sizeof *keys);
        }
        line[strcspn(line, "\n")] = '\0';
        snprintf(keys[(*count)++], LENGTH, "%.12s", line);
    }
    if (file)
        fclose(file);
    return keys;
}

int main(int argc, char **argv) {
    struct ht_reference *ref;
    struct ht_error err;
    size_t count = 0, found = 0;
    char(*keys)[LENGTH] = argc == 3 ? read_keys(argv[2], &count) : NULL;
    if (!count || ht_reference_open(argv[1], &ref, &err) != HT_OK) {
        fprintf(stderr, "usage: lookup DB KEYS\n");
        return 2;
    }
    double start = now();
    for (size_t i = 0; i < count; i++)
        found += ask_key(ref, KEY_ISIN, keys[i]).count > 0;
    double alone = now() - start;
    start = now();
    for (size_t i = 0; i < count; i++)
        (void)ht_reference_securities(ref, HT_ID_ISIN, keys[i]);
    double whole = now() - start;
    printf("%zu look-ups, %.1f %% found: %.0f ns the key, %.0f ns the security and its issuer\n", count,
           100.0 * (double)found / (double)count, alone * 1e9 / (double)count, whole * 1e9 / (double)count);
    ht_reference_close(ref);
    free(keys);
    return 0;
}
