// SPDX-License-Identifier: GPL-3.0-or-later
// Libraries loaded on first need: symbols.h.
#include "base/symbols.h"

#include <dlfcn.h>
#include <string.h>

bool ht_symbols_load(const char *name, const struct ht_symbol *symbols, size_t count, void *table) {
    // Kept loaded, so that the handle need not be.
    void *library = dlopen(name, RTLD_LAZY | RTLD_LOCAL | RTLD_NODELETE);
    bool complete = library != NULL;
    for (size_t i = 0; complete && i < count; i++) {
        void *address = dlsym(library, symbols[i].name);
        complete = address != NULL;
        // POSIX lets an object pointer hold a function's address; C has no cast for it.
        memcpy((char *)table + symbols[i].offset, &address, sizeof address);
    }
    if (library != NULL)
        dlclose(library);
    return complete;
}
