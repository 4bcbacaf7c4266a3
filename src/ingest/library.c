// SPDX-License-Identifier: GPL-3.0-or-later
// Libraries that reading a kind of file needs: library.h.
#include "ingest/library.h"

bool ht_library_load(const char *name, const char *package, const struct ht_symbol *symbols, size_t count,
                     void *table, struct ht_findings *findings) {
    bool complete = ht_symbols_load(name, symbols, count, table);
    if (!complete)
        ht_find(findings, HT_CODE_UNSUPPORTED, 0, "to read this, the library %s is needed: install the package %s",
                name, package);
    return complete;
}
