// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Functions of a shared library that is loaded when it is first needed, so that a run that does not need it starts as
 * fast as if it did not exist.
 */
#ifndef HOLDTRACE_BASE_SYMBOLS_H
#define HOLDTRACE_BASE_SYMBOLS_H

#include <stdbool.h>
#include <stddef.h>

// A function to be found: its name, and where in the caller's table of function pointers its address goes.
struct ht_symbol {
    const char *name;
    size_t offset; // offsetof(struct TABLE, MEMBER)
};

/*
 * Fills TABLE with the COUNT functions SYMBOLS of the library NAME ("libarchive.so.13"). False when the library is
 * missing or lacks one of them. It stays loaded to the end of the process.
 */
bool ht_symbols_load(const char *name, const struct ht_symbol *symbols, size_t count, void *table);

#endif
