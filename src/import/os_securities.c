// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * OpenSanctions' securities.csv: issuers that some list names, with their ISINs. `sanctioned` and `eo_14071` are the
 * publisher's summaries over many lists, so they are notes; a designation is written only for a dataset that is one
 * list of the reference, and counts only where being in the dataset means being on the list.
 *
 * Cells with several values are a plain join by ';' here, unlike in the publisher's other exports.
 */
#include <string.h>

#include "holdtrace/exchanges.h"
#include "holdtrace/text.h"
#include "import/opensanctions.h"

enum {
    CAPTION,
    LEI,
    PERM_ID,
    ISINS,
    RIC,
    COUNTRIES,
    SANCTIONED,
    EO_14071,
    PUBLIC,
    ID,
    URL,
    DATASETS,
    RISK_DATASETS,
    ALIASES,
    REFERENTS
};

static const struct import_column columns[] = {
    [CAPTION] = {"caption", true},
    [LEI] = {"lei", true},
    [PERM_ID] = {"perm_id", false},
    [ISINS] = {"isins", true},
    [RIC] = {"ric", false},
    [COUNTRIES] = {"countries", true},
    [SANCTIONED] = {"sanctioned", true},
    [EO_14071] = {"eo_14071", true},
    [PUBLIC] = {"public", false},
    [ID] = {"id", true},
    [URL] = {"url", false},
    [DATASETS] = {"datasets", true},
    [RISK_DATASETS] = {"risk_datasets", true},
    [ALIASES] = {"aliases", false},
    [REFERENTS] = {"referents", false},
    {0},
};

static bool knows(const struct import_sample *sample) {
    static const char *const names[] = {"caption", "isins", "eo_14071", "risk_datasets", NULL};
    return import_header_has(sample, names);
}

static const char **values_of(struct import *import, const struct import_row *row, size_t column, size_t *count) {
    const char *cell = import_cell(row, column);
    return ht_text_split(import->row, cell ? cell : "", ';', count);
}

// The issuer's one LEI; NULL when there is none, or there are several, which *SEVERAL then lists.
static const char *lei_of(struct import *import, const struct import_row *row, const char **several) {
    size_t count, valid = 0;
    const char **values = values_of(import, row, LEI, &count);
    for (size_t i = 0; i < count; i++)
        if ((values[valid] = import_identifier(import, HT_ID_LEI, values[i])))
            valid++;
    *several = valid > 1 ? os_joined(import, values, valid) : NULL;
    if (*several)
        import_find(import, HT_CODE_CONFLICT, "one issuer has %zu LEIs (%s); none was used", valid, *several);
    return valid == 1 ? values[0] : NULL;
}

// What the row says of the issuer beside names and codes; NULL when nothing.
static const char *note_of(struct import *import, const struct import_row *row, const char *leis) {
    bool sanctioned = ht_text_equal(import_cell(row, SANCTIONED), "t");
    bool reached = ht_text_equal(import_cell(row, EO_14071), "t");
    const struct {
        const char *label, *text;
    } parts[] = {
        {"", sanctioned ? "OpenSanctions counts it as sanctioned" : NULL},
        {"", reached ? "OpenSanctions counts it as an issuer that E.O. 14071 reaches" : NULL},
        {"datasets: ", import_cell(row, RISK_DATASETS)},
        {"several LEIs: ", leis},
        {"PermID: ", import_cell(row, PERM_ID)},
        {"RIC: ", import_cell(row, RIC)},
        {"", import_cell(row, URL)},
    };
    const char *note = NULL;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i].text)
            note = ht_arena_format(import->row, "%s%s%s%s", note ? note : "", note ? "; " : "", parts[i].label,
                                   parts[i].text);
    return note;
}

static bool write_entity(struct import *import, const struct import_row *row, const char *id, const char *lei,
                         const char *leis) {
    size_t count;
    const char **countries = values_of(import, row, COUNTRIES, &count);
    const char *cells[ENTITY_WIDTH] = {
        [ENTITY_ID] = id,
        [ENTITY_NAME] = import_cell(row, CAPTION),
        [ENTITY_COUNTRIES] = os_countries(import, countries, count),
        [ENTITY_LEI] = lei,
        [ENTITY_CONFIDENCE] = "vendor",
        [ENTITY_NOTE] = note_of(import, row, leis),
    };
    return import_write(import, REF_ENTITIES, cells);
}

static void write_security(struct import *import, const char *entity, const char *isin, const char *ticker,
                           const char *mic) {
    const char *cells[SECURITY_WIDTH] = {
        [SECURITY_ENTITY] = entity, [SECURITY_ISIN] = isin,           [SECURITY_TICKER] = ticker,
        [SECURITY_MIC] = mic,       [SECURITY_CONFIDENCE] = "vendor",
    };
    import_write(import, REF_SECURITIES, cells);
}

static void write_securities(struct import *import, const struct import_row *row, const char *entity) {
    size_t count;
    const char **isins = values_of(import, row, ISINS, &count);
    for (size_t i = 0; i < count; i++) {
        const char *isin = import_identifier(import, HT_ID_ISIN, isins[i]);
        if (isin)
            write_security(import, entity, isin, NULL, NULL);
    }
    const char **rics = values_of(import, row, RIC, &count);
    for (size_t i = 0; i < count; i++) {
        struct ht_ticker ticker;
        // A RIC is the exchange's own code only where those are numbers; elsewhere Reuters forms it by rules of its
        // own.
        if (ht_ticker_parse(rics[i], NULL, NULL, &ticker) && ticker.exchange && ticker.exchange->digits &&
            ticker.certain && ticker.formed)
            write_security(import, entity, NULL, ht_arena_string(import->row, ticker.code), ticker.exchange->mic);
    }
}

static void write_designations(struct import *import, const struct import_row *row, const char *entity) {
    size_t count;
    char day[HT_DATE_TEXT];
    const char **datasets = values_of(import, row, RISK_DATASETS, &count);
    ht_date_text(import->result->retrieved_on, day);
    for (size_t i = 0; i < count; i++) {
        for (const struct os_list *list = os_lists; list->list; list++) {
            if (!ht_text_equal(list->dataset, datasets[i]))
                continue;
            const struct os_designation designation = {
                .list = list,
                .entity = entity,
                .listed_as = import_cell(row, CAPTION),
                .confidence = list->doubt ? "from-knowledge" : "vendor",
                .note = list->doubt,
                .citation = ht_arena_format(import->row, "OpenSanctions %s of %s", datasets[i], day),
            };
            os_write_designation(import, &designation);
        }
    }
}

static void take(struct import *import, const struct import_row *row, void *context) {
    (void)context;
    const char *leis = NULL, *id = import_cell(row, ID), *caption = import_cell(row, CAPTION);
    if (!id || !caption) {
        import_find(import, HT_CODE_BAD_ROW, "the row has no %s; it was left out", id ? "caption" : "id");
        import_skip(import);
        return;
    }
    const char *own = import_id(import, "os-", id), *lei = lei_of(import, row, &leis);
    if (!import_first(import, own)) {
        import_find(import, HT_CODE_BAD_ROW, "the id \"%s\" is used before; the row was left out", id);
        import_skip(import);
        return;
    }
    // Two issuers of the publisher with one LEI stay apart here; the build sees that the LEI is the same.
    if (lei && import_first(import, import_lei_id(import, lei)))
        own = import_lei_id(import, lei);
    if (!write_entity(import, row, own, lei, leis)) {
        import_skip(import);
        return;
    }
    size_t count;
    const char **aliases = values_of(import, row, ALIASES, &count);
    os_write_aliases(import, own, caption, aliases, count);
    write_securities(import, row, own);
    write_designations(import, row, own);
}

static enum ht_status run(struct import *import, struct ht_error *err) {
    const struct import_table table = {.columns = columns, .delimiter = ',', .whole_rows = true, .take = take};
    enum ht_status status = HT_OK;
    for (size_t i = 0; i < import->result->file_count && status == HT_OK; i++)
        status = import_table_read(import, i, &table, NULL, err);
    import_add_note(import,
                    "issuers that some list names, or that only an investor excludes; being in it is no sanction");
    return status;
}

const struct importer importer_os_securities = {
    .name = "opensanctions-securities",
    .title = "OpenSanctions, securities.csv",
    .publisher = OPENSANCTIONS_PUBLISHER,
    .url = "https://data.opensanctions.org/datasets/latest/securities/securities.csv",
    .licence = OPENSANCTIONS_LICENCE,
    .redistributable = false,
    .knows = knows,
    .run = run,
};
