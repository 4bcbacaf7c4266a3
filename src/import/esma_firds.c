// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * ESMA's full files of instruments (FULINS, ISO 20022 auth.017): what is traded in the EU, with its issuer's LEI. An
 * instrument has a record for each venue; it becomes one row, with the first venue, as nothing here hangs on a venue.
 */
#include <string.h>

#include "import/importer.h"

enum { FIRDS_ISIN, FIRDS_NAME, FIRDS_CFI, FIRDS_CURRENCY, FIRDS_ISSUER, FIRDS_MIC, FIRDS_WIDTH };

static const struct import_xml_field fields[] = {
    {.parent = "FinInstrmGnlAttrbts", .name = "Id", .column = FIRDS_ISIN},
    {.parent = "FinInstrmGnlAttrbts", .name = "FullNm", .column = FIRDS_NAME},
    {.parent = "FinInstrmGnlAttrbts", .name = "ClssfctnTp", .column = FIRDS_CFI},
    {.parent = "FinInstrmGnlAttrbts", .name = "NtnlCcy", .column = FIRDS_CURRENCY},
    {.parent = "RefData", .name = "Issr", .column = FIRDS_ISSUER},
    {.parent = "TradgVnRltdAttrbts", .name = "Id", .column = FIRDS_MIC},
    {.name = NULL},
};

enum { LEFT_VENUES, LEFT_NO_ISSUER, LEFT_WIDTH };

struct context {
    struct import_left left[LEFT_WIDTH + 1];
    char isin[HT_ID_TEXT], issuer[HT_ID_TEXT]; // of the record before
};

static bool knows(const struct import_sample *sample) {
    return import_text_has(sample, "urn:iso:std:iso:20022:tech:xsd:auth.017.") ||
           import_text_has(sample, "urn:iso:std:iso:20022:tech:xsd:auth.036.");
}

// What a security is by its CFI code (ISO 10962): the words of securities.csv, or the code where there is none.
static const char *type_of(const char *cfi) {
    if (!cfi)
        return NULL;
    if (strncmp(cfi, "ED", 2) == 0)
        return "depositary receipt";
    return cfi[0] == 'E' ? "equity" : cfi[0] == 'D' ? "bond" : cfi[0] == 'C' ? "fund" : cfi;
}

static bool same_as_before(struct import *import, struct context *context, const char *isin, const char *issuer) {
    if (strcmp(context->isin, isin) == 0) {
        if (strcmp(context->issuer, issuer) != 0)
            import_find(import, HT_CODE_CONFLICT, "%s has the issuer %s here and %s before; the first was kept", isin,
                        issuer, context->issuer);
        return true;
    }
    strcpy(context->isin, isin);
    strcpy(context->issuer, issuer);
    return !import_first(import, isin);
}

static bool write_security(struct import *import, const char *const *cells, const char *isin, const char *issuer) {
    const char *security[SECURITY_WIDTH] = {
        [SECURITY_ENTITY] = import_lei_id(import, issuer),
        [SECURITY_NAME] = cells[FIRDS_NAME],
        [SECURITY_TYPE] = type_of(cells[FIRDS_CFI]),
        [SECURITY_ISIN] = isin,
        [SECURITY_MIC] = cells[FIRDS_MIC],
        [SECURITY_CURRENCY] = cells[FIRDS_CURRENCY],
        [SECURITY_CONFIDENCE] = "official",
        [SECURITY_NOTE] = cells[FIRDS_CFI] ? ht_arena_format(import->row, "CFI %s", cells[FIRDS_CFI]) : NULL,
    };
    return import_write(import, REF_SECURITIES, security);
}

static void take(struct import *import, const char *const *cells, void *data) {
    struct context *context = data;
    const char *isin = cells[FIRDS_ISIN];
    if (!isin)
        import_find(import, HT_CODE_BAD_ROW, "the ISIN is missing; the record was left out");
    else if (!cells[FIRDS_ISSUER])
        context->left[LEFT_NO_ISSUER].count++;
    isin = isin && cells[FIRDS_ISSUER] ? import_identifier(import, HT_ID_ISIN, isin) : NULL;
    const char *issuer = isin ? import_identifier(import, HT_ID_LEI, cells[FIRDS_ISSUER]) : NULL;
    bool again = issuer && same_as_before(import, context, isin, issuer);
    context->left[LEFT_VENUES].count += again;
    if (!issuer || again || !write_security(import, cells, isin, issuer))
        import_skip(import);
}

// A daily file of changes would take the place of the full ones; see gleif.c.
static enum ht_status refuse_delta(struct import *import, const char *path, struct ht_error *err) {
    struct import_sample sample;
    enum ht_status status = import_sample_read(path, import->arena, &sample, err);
    if (status == HT_OK && !import_text_has(&sample, "urn:iso:std:iso:20022:tech:xsd:auth.017."))
        status = ht_fail(err, HT_ERR_FORMAT,
                         "%s: no full file of instruments (FULINS); a file of changes (DLTINS) is not taken", path);
    return status;
}

static enum ht_status run(struct import *import, struct ht_error *err) {
    const struct import_xml_table table = {"RefData", NULL, fields, FIRDS_WIDTH, take};
    struct context context = {.left = {[LEFT_VENUES] = {"records of further venues of an instrument", 0},
                                       [LEFT_NO_ISSUER] = {"records without an issuer's LEI", 0}}};
    enum ht_status status = HT_OK;
    for (size_t i = 0; i < import->result->file_count && status == HT_OK; i++) {
        const char *path = import->result->files[i].path;
        status = refuse_delta(import, path, err);
        if (!import->published_on)
            import->published_on = import_day_in_name(path, import->arena);
        if (status == HT_OK)
            status = import_xml_read(import, i, &table, &context, err);
    }
    import_say_left(import, context.left);
    return status;
}

const struct importer importer_esma_firds = {
    .name = "esma-firds",
    .title = "ESMA FIRDS, full files of instruments (FULINS)",
    .publisher = "European Securities and Markets Authority (ESMA)",
    .url = "https://registers.esma.europa.eu/publication/searchRegister?core=esma_registers_firds_files",
    .licence = "reuse with the source named",
    .redistributable = true,
    .knows = knows,
    .run = run,
};
