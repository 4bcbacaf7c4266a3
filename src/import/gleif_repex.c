// SPDX-License-Identifier: GPL-3.0-or-later
// GLEIF's golden copy of reporting exceptions: why an entity names no parent.
#include "import/gleif.h"

enum { REPEX_TIMES = 5 };
enum {
    REPEX_LEI,
    REPEX_CATEGORY,
    REPEX_REASONS,
    REPEX_REFERENCES = REPEX_REASONS + REPEX_TIMES,
    REPEX_DELETED = REPEX_REFERENCES + REPEX_TIMES,
    REPEX_WIDTH
};

static const struct import_column columns[REPEX_WIDTH + 1] = {
    {"LEI", true},
    {"Exception.Category", true},
    {"Exception.Reason.1", true},
    {"Exception.Reason.2", false},
    {"Exception.Reason.3", false},
    {"Exception.Reason.4", false},
    {"Exception.Reason.5", false},
    {"Exception.Reference.1", false},
    {"Exception.Reference.2", false},
    {"Exception.Reference.3", false},
    {"Exception.Reference.4", false},
    {"Exception.Reference.5", false},
    {"DeletedAt", false},
    {NULL, false},
};

static const struct import_xml_field fields[] = {
    {.parent = "Exception", .name = "LEI", .column = REPEX_LEI},
    {.parent = "Exception", .name = "ExceptionCategory", .column = REPEX_CATEGORY},
    {"Exception", "ExceptionReason", REPEX_REASONS, "ExceptionReason", 1, REPEX_TIMES},
    {"Exception", "ExceptionReference", REPEX_REFERENCES, "ExceptionReference", 1, REPEX_TIMES},
    {.name = NULL},
};

struct context {
    struct import_left left[2];
};

static bool knows(const struct import_sample *sample) {
    static const char *const names[] = {"LEI", "Exception.Category", NULL};
    return import_header_has(sample, names) || import_text_has(sample, "http://www.gleif.org/data/schema/repex/");
}

static const char *category_of(const char *text) {
    if (gleif_is(text, "DIRECT_ACCOUNTING_CONSOLIDATION_PARENT"))
        return "direct_parent";
    if (gleif_is(text, "ULTIMATE_ACCOUNTING_CONSOLIDATION_PARENT"))
        return "ultimate_parent";
    return NULL;
}

// Reasons of the format before 2.1, which joined them in one.
static bool is_old(const char *reason) {
    static const char *const old[] = {"BINDING_LEGAL_COMMITMENTS", "LEGAL_OBSTACLES", "CONSENT_NOT_OBTAINED",
                                      "DISCLOSURE_DETRIMENTAL", "DETRIMENT_NOT_EXCLUDED"};
    for (size_t i = 0; i < sizeof old / sizeof *old; i++)
        if (strcmp(reason, old[i]) == 0)
            return true;
    return false;
}

static bool write_reason(struct import *import, const char *id, const char *category, const char *reason,
                         const char *reference) {
    bool old = is_old(reason);
    const char *cells[EXCEPTION_WIDTH] = {
        [EXCEPTION_ENTITY] = id,
        [EXCEPTION_CATEGORY] = category,
        [EXCEPTION_REASON] = old ? "NON_PUBLIC" : reason,
        [EXCEPTION_REFERENCE] = reference,
        [EXCEPTION_NOTE] = old ? ht_arena_format(import->row, "reported as %s", reason) : NULL,
    };
    return import_write(import, REF_EXCEPTIONS, cells);
}

// Rows of the exception that CELLS hold; how many there are.
static size_t write_reasons(struct import *import, const char *const *cells, const char *category) {
    const char *lei = category ? import_identifier(import, HT_ID_LEI, cells[REPEX_LEI]) : NULL;
    const char *id = lei ? import_lei_id(import, lei) : NULL;
    size_t written = 0;
    for (size_t i = 0; id && i < REPEX_TIMES; i++)
        if (cells[REPEX_REASONS + i])
            written += write_reason(import, id, category, cells[REPEX_REASONS + i], cells[REPEX_REFERENCES + i]);
    return written;
}

static void take(struct import *import, const char *const *cells, void *data) {
    struct context *context = data;
    if (cells[REPEX_DELETED]) {
        context->left[0].count++;
        import_skip(import);
        return;
    }
    if (!cells[REPEX_LEI] || !cells[REPEX_CATEGORY] || !cells[REPEX_REASONS]) {
        import_find(import, HT_CODE_BAD_ROW, "the LEI, the category or the reason is missing; the row was left out");
        import_skip(import);
        return;
    }
    const char *category = category_of(cells[REPEX_CATEGORY]);
    if (!category)
        import_find(import, HT_CODE_BAD_CELL, "the category \"%s\" is not known; the row was left out",
                    cells[REPEX_CATEGORY]);
    if (write_reasons(import, cells, category) == 0)
        import_skip(import);
}

static enum ht_status run(struct import *import, struct ht_error *err) {
    const struct import_xml_table xml = {"Exception", "ContentDate", fields, REPEX_WIDTH, take};
    const struct gleif_format format = {columns, REPEX_WIDTH, &xml, take};
    struct context context = {.left = {{"rows that a delta takes back", 0}}};
    enum ht_status status = gleif_read(import, &format, &context, err);
    import_say_left(import, context.left);
    return status;
}

const struct importer importer_gleif_repex = {
    .name = "gleif-repex",
    .title = "GLEIF golden copy, level 2: why no parent is reported",
    .publisher = GLEIF_PUBLISHER,
    .url = "https://www.gleif.org/en/lei-data/gleif-golden-copy",
    .licence = GLEIF_LICENCE,
    .redistributable = true,
    .knows = knows,
    .run = run,
};
