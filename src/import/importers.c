// SPDX-License-Identifier: GPL-3.0-or-later
// The table of importers.
#include "import/importer.h"

const struct importer *const importers[] = {
    &importer_learned,
    &importer_gleif_lei,
    &importer_gleif_rr,
    &importer_gleif_repex,
    &importer_isin_lei,
    &importer_esma_firds,
    &importer_os_securities,
    &importer_os_targets,
    &importer_openfigi,
    &importer_financedatabase,
    &importer_hkex,
    &importer_bods,
    &importer_wikidata,
    &importer_ecb_rates,
    &importer_us_csl,
    &importer_ofac_sdn,
    &importer_ofac_cons,
    &importer_dod_1260h,
    &importer_us_uflpa,
    &importer_own, // the last: it knows a file by a few columns
    NULL,
};

size_t ht_import_format_count(void) {
    return sizeof importers / sizeof *importers - 1;
}

struct ht_import_format ht_import_format_at(size_t index) {
    const struct importer *importer = importers[index];
    return (struct ht_import_format){importer->name, importer->title, importer->licence, importer->redistributable};
}
