// SPDX-License-Identifier: GPL-3.0-or-later
// The table of importers.
#include "import/importer.h"

const struct importer *const importers[] = {
    &importer_learned,
    &importer_own,
    NULL,
};

size_t ht_import_format_count(void) {
    return sizeof importers / sizeof *importers - 1;
}

struct ht_import_format ht_import_format_at(size_t index) {
    const struct importer *importer = importers[index];
    return (struct ht_import_format){importer->name, importer->title, importer->licence, importer->redistributable};
}
