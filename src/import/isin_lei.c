// SPDX-License-Identifier: GPL-3.0-or-later
// The ISIN-to-LEI file of GLEIF and the numbering agencies: which issuer each ISIN was given to. Each is a full file.
#include "import/gleif.h"

enum { COLUMN_LEI, COLUMN_ISIN, COLUMN_WIDTH };

static const struct import_column columns[COLUMN_WIDTH + 1] = {{"LEI", true}, {"ISIN", true}, {NULL, false}};

static bool knows(const struct import_sample *sample) {
    static const char *const names[] = {"LEI", "ISIN", NULL};
    return sample->header.width == COLUMN_WIDTH && import_header_has(sample, names);
}

// The issuer of the row before: the file is in the order of issuers, of which some have thousands of ISINs.
struct issuer {
    char lei[HT_ID_TEXT], id[HT_ID_TEXT + 8];
};

// The id of the issuer LEI; NULL, with a finding, when that is none.
static const char *issuer_of(struct import *import, struct issuer *last, const char *lei) {
    if (strcmp(last->lei, lei) == 0)
        return last->id;
    const char *normal = import_identifier(import, HT_ID_LEI, lei);
    if (!normal || strcmp(normal, lei) != 0)
        return normal ? import_lei_id(import, normal) : NULL;
    strcpy(last->lei, normal);
    strcpy(last->id, import_lei_id(import, normal));
    return last->id;
}

static void take(struct import *import, const struct import_row *row, void *context) {
    const char *lei = import_cell(row, COLUMN_LEI), *isin = import_cell(row, COLUMN_ISIN);
    if (!lei || !isin) {
        import_find(import, HT_CODE_BAD_ROW, "the %s is missing; the row was left out", lei ? "ISIN" : "LEI");
        import_skip(import);
        return;
    }
    const char *issuer = issuer_of(import, context, lei);
    // Some agencies have numbers of their own that no check digit fits: those are no ISINs, whatever the column says.
    isin = issuer ? import_identifier(import, HT_ID_ISIN, isin) : NULL;
    const char *cells[SECURITY_WIDTH] = {
        [SECURITY_ENTITY] = issuer,
        [SECURITY_ISIN] = isin,
        [SECURITY_CONFIDENCE] = "official",
    };
    if (!isin || !import_write(import, REF_SECURITIES, cells))
        import_skip(import);
}

static enum ht_status run(struct import *import, struct ht_error *err) {
    const struct import_table table = {.columns = columns, .delimiter = ',', .whole_rows = true, .take = take};
    struct issuer issuer = {"", ""};
    enum ht_status status = HT_OK;
    for (size_t i = 0; i < import->result->file_count && status == HT_OK; i++) {
        if (!import->published_on)
            import->published_on = import_day_in_name(import->result->files[i].path, import->arena);
        status = import_table_read(import, i, &table, &issuer, err);
    }
    return status;
}

const struct importer importer_isin_lei = {
    .name = "isin-lei",
    .title = "ISIN-to-LEI relationship file",
    .publisher = GLEIF_PUBLISHER " and the Association of National Numbering Agencies",
    .url = "https://www.gleif.org/en/lei-data/lei-mapping/download-isin-to-lei-relationship-files",
    .licence = GLEIF_LICENCE,
    .redistributable = true,
    .knows = knows,
    .run = run,
};
