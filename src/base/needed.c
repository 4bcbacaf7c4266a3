// SPDX-License-Identifier: GPL-3.0-or-later
// As memory.c for memory: a handler that does not return.
#include "holdtrace/needed.h"

#include <stdlib.h>

static void give_up(const char *library) {
    (void)library;
    abort();
}

static void (*missing)(const char *) = give_up;

void ht_set_library_missing(void (*handler)(const char *library)) {
    missing = handler;
}

_Noreturn void ht_library_missing(const char *library) {
    missing(library);
    abort();
}
