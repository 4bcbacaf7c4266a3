// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Answers of Wikidata's query service, as CSV or JSON, with the variables item, itemLabel and any of those below. An
 * item with two ISINs and two parents has four rows, so each fact is written once. A parent is a relation that
 * decides nothing: a query tells neither since when nor by whom it is said.
 */
#include <string.h>

#include "holdtrace/exchanges.h"
#include "holdtrace/map.h"
#include "holdtrace/text.h"
#include "holdtrace/values.h"
#include "import/importer.h"

enum { ITEM, LABEL, ISIN, LEI, PARENT, PARENT_LABEL, COUNTRY_LABEL, TICKER, EXCHANGE_LABEL, VARIABLES };

static const struct import_column columns[] = {
    [ITEM] = {"item", true},
    [LABEL] = {"itemLabel", true},
    [ISIN] = {"isin", false},
    [LEI] = {"lei", false},
    [PARENT] = {"parent", false},
    [PARENT_LABEL] = {"parentLabel", false},
    [COUNTRY_LABEL] = {"countryLabel", false},
    [TICKER] = {"ticker", false},
    [EXCHANGE_LABEL] = {"exchangeLabel", false},
    {0},
};

static bool is_json(const struct import_sample *sample) {
    return import_text_has(sample, "\"bindings\"") && import_text_has(sample, "\"vars\"");
}

static bool knows(const struct import_sample *sample) {
    static const char *const names[] = {"item", "itemLabel", NULL};
    return import_text_has(sample, "wikidata.org/entity/Q") && (is_json(sample) || import_header_has(sample, names));
}

struct answers {
    struct ht_map *leis; // of each item: its one LEI, or `several`
    bool gathering;      // first reading
    size_t nameless;
};

static char several[] = "";

// "Q312" of an address or of itself; NULL when TEXT is no item.
static const char *item_of(const char *text) {
    const char *slash = text ? strrchr(text, '/') : NULL, *item = slash ? slash + 1 : text;
    return item && *item == 'Q' && item[1] && !item[1 + strspn(item + 1, "0123456789")] ? item : NULL;
}

static const char *id_of(struct import *import, const struct answers *answers, const char *item) {
    const char *lei = ht_map_get(answers->leis, item);
    return lei && lei != several ? import_lei_id(import, lei) : import_id(import, "wd-", item);
}

static void gather(struct import *import, struct answers *answers, const char *item, const char *text) {
    char lei[HT_ID_TEXT];
    if (!text || !ht_id_parse(HT_ID_LEI, text, strlen(text), lei))
        return;
    char *before = ht_map_get(answers->leis, item);
    if (!before)
        ht_map_put(answers->leis, item, ht_arena_string(import->arena, lei));
    else if (before != several && strcmp(before, lei) != 0)
        ht_map_put(answers->leis, item, several);
}

static bool first_of(struct import *import, const char *id, const char *what, const char *value) {
    return import_first(import, ht_arena_format(import->row, "%s %s %s", id, what, value));
}

// The entity ITEM, once. A label that is only the item's number is none.
static bool write_entity(struct import *import, const struct answers *answers, const char *item, const char *label,
                         const char *country) {
    const char *id = id_of(import, answers, item), *lei = ht_map_get(answers->leis, item);
    if (!label || strcmp(label, item) == 0)
        return false;
    if (!import_first(import, id))
        return true;
    const char *cells[ENTITY_WIDTH] = {
        [ENTITY_ID] = id,
        [ENTITY_NAME] = label,
        [ENTITY_COUNTRIES] = country ? ht_country_code(country) : NULL,
        [ENTITY_LEI] = lei && lei != several ? lei : NULL,
        [ENTITY_CONFIDENCE] = "single-source",
        [ENTITY_NOTE] = ht_arena_format(import->row, "Wikidata %s%s", item, lei == several ? "; several LEIs" : ""),
    };
    return import_write(import, REF_ENTITIES, cells);
}

static void write_securities(struct import *import, const char *id, const char *const *values) {
    const char *isin = import_identifier(import, HT_ID_ISIN, values[ISIN]);
    const struct ht_exchange *exchange = values[EXCHANGE_LABEL] ? ht_exchange_named(values[EXCHANGE_LABEL]) : NULL;
    struct ht_ticker ticker = {0};
    bool listed =
        exchange && values[TICKER] && ht_ticker_parse(values[TICKER], exchange->mic, exchange->country, &ticker);
    // Which ISIN a ticker belongs to is not told where an item has several of either.
    if (isin && first_of(import, id, "isin", isin)) {
        const char *cells[SECURITY_WIDTH] = {
            [SECURITY_ENTITY] = id, [SECURITY_ISIN] = isin, [SECURITY_CONFIDENCE] = "single-source"};
        import_write(import, REF_SECURITIES, cells);
    }
    if (listed && first_of(import, id, exchange->mic, ticker.code)) {
        const char *cells[SECURITY_WIDTH] = {[SECURITY_ENTITY] = id,
                                             [SECURITY_TICKER] = ticker.code,
                                             [SECURITY_MIC] = exchange->mic,
                                             [SECURITY_CONFIDENCE] = "single-source"};
        import_write(import, REF_SECURITIES, cells);
    }
}

static void write_parent(struct import *import, const struct answers *answers, const char *id,
                         const char *const *values) {
    const char *parent = item_of(values[PARENT]);
    if (!parent || !write_entity(import, answers, parent, values[PARENT_LABEL], NULL))
        return;
    const char *owner = id_of(import, answers, parent);
    if (strcmp(owner, id) == 0 || !first_of(import, id, "parent", owner))
        return;
    const char *cells[RELATION_WIDTH] = {
        [RELATION_SUBJECT] = owner,
        [RELATION_RELATION] = "other",
        [RELATION_OBJECT] = id,
        [RELATION_VALUE] = "parent organisation",
        [RELATION_CONFIDENCE] = "single-source",
    };
    import_write(import, REF_RELATIONS, cells);
}

static void take_values(struct import *import, struct answers *answers, const char *const *values) {
    const char *item = item_of(values[ITEM]);
    if (!item) {
        if (!answers->gathering) {
            import_find(import, HT_CODE_BAD_ROW, "\"%s\" is no item; the row was left out",
                        values[ITEM] ? values[ITEM] : "");
            import_skip(import);
        }
        return;
    }
    if (answers->gathering) {
        gather(import, answers, item, values[LEI]);
        return;
    }
    import_identifier(import, HT_ID_LEI, values[LEI]); // says when it is none
    if (!write_entity(import, answers, item, values[LABEL], values[COUNTRY_LABEL])) {
        answers->nameless++;
        import_skip(import);
        return;
    }
    const char *id = id_of(import, answers, item);
    write_securities(import, id, values);
    write_parent(import, answers, id, values);
}

static void take_row(struct import *import, const struct import_row *row, void *context) {
    const char *values[VARIABLES];
    for (size_t v = 0; v < VARIABLES; v++)
        values[v] = import_cell(row, v);
    take_values(import, context, values);
}

static void take_json(struct import *import, const struct ht_json_node *value, void *context) {
    const struct ht_json_node *bindings = import_json_member(import_json_member(value, "results"), "bindings");
    size_t rows = 0;
    for (const struct ht_json_node *row = bindings ? bindings->first : NULL; row; row = row->next) {
        const char *values[VARIABLES];
        for (size_t v = 0; v < VARIABLES; v++)
            values[v] = import_json_text(import_json_member(row, columns[v].name), "value");
        take_values(import, context, values);
        rows++;
    }
    if (!bindings)
        import_find(import, HT_CODE_BAD_ROW, "there are no results.bindings in it");
    else if (!import->uncounted)
        import->file->rows += rows - 1; // the file as a whole was counted as one
}

static enum ht_status read_file(struct import *import, size_t index, struct answers *answers, struct ht_error *err) {
    const struct import_table table = {.columns = columns, .whole_rows = true, .take = take_row};
    struct import_sample sample;
    enum ht_status status = import_sample_read(import->result->files[index].path, import->arena, &sample, err);
    if (status != HT_OK)
        return status;
    return is_json(&sample) ? import_json_read(import, index, &(struct import_json){.take = take_json}, answers, err)
                            : import_table_read(import, index, &table, answers, err);
}

static enum ht_status run(struct import *import, struct ht_error *err) {
    struct answers answers = {.leis = ht_map_new(import->arena)};
    enum ht_status status = HT_OK;
    for (int reading = 0; reading < 2; reading++) {
        import->uncounted = answers.gathering = reading == 0;
        for (size_t i = 0; i < import->result->file_count && status == HT_OK; i++)
            status = read_file(import, i, &answers, err);
    }
    const struct import_left left[] = {{"rows of items without a name", answers.nameless}, {0}};
    import_say_left(import, left);
    return status;
}

const struct importer importer_wikidata = {
    .name = "wikidata",
    .title = "Wikidata, answers of the query service",
    .publisher = "Wikidata",
    .url = "https://query.wikidata.org/",
    .licence = "CC0-1.0",
    .redistributable = true,
    .knows = knows,
    .run = run,
};
