// SPDX-License-Identifier: GPL-3.0-or-later
// The Consolidated Screening List as JSON, its objects read as the rows of the CSV file.
#include "holdtrace/text.h"
#include "import/us_csl.h"

static void add_part(struct ht_buffer *text, const char *part, const char *between) {
    if (ht_text_empty(part))
        return;
    if (text->len)
        ht_buffer_string(text, between);
    ht_buffer_string(text, part);
}

// The members KEYS of an object as the CSV writes them: "a, b, c".
static void add_object(struct ht_buffer *out, const struct ht_json_node *object, const char *const *keys) {
    struct ht_buffer text = {0};
    for (; *keys; keys++)
        add_part(&text, import_json_text(object, *keys), ", ");
    add_part(out, text.data, "; ");
    ht_buffer_free(&text);
}

// NODE as the cell of a CSV file would have it, for the row; NULL when it is empty.
static const char *cell_of(struct import *import, const struct ht_json_node *node, const char *const *keys) {
    if (!node || node->kind == HT_JSON_OBJECT)
        return NULL;
    if (node->kind == HT_JSON_SCALAR)
        return ht_text_empty(node->text) ? NULL : node->text;
    struct ht_buffer text = {0};
    for (const struct ht_json_node *item = node->first; item; item = item->next)
        if (item->kind == HT_JSON_OBJECT)
            add_object(&text, item, keys);
        else
            add_part(&text, item->text, "; ");
    const char *cell = text.len ? ht_arena_string(import->row, text.data) : NULL;
    ht_buffer_free(&text);
    return cell;
}

static void take_object(struct import *import, const struct ht_json_node *object, void *context) {
    static const char *const address[] = {"address", "city", "state", "postal_code", "country", NULL};
    static const char *const number[] = {"type", "number", "country", NULL};
    static const struct {
        enum csl_column column;
        const char *key;
    } keys[] = {
        {CSL_SOURCE, "source"},
        {CSL_NUMBER, "entity_number"},
        {CSL_TYPE, "type"},
        {CSL_PROGRAMS, "programs"},
        {CSL_NAME, "name"},
        {CSL_NOTICE, "federal_register_notice"},
        {CSL_START, "start_date"},
        {CSL_END, "end_date"},
        {CSL_ORDER, "standard_order"},
        {CSL_REQUIREMENT, "license_requirement"},
        {CSL_POLICY, "license_policy"},
        {CSL_REMARKS, "remarks"},
        {CSL_ALT_NAMES, "alt_names"},
    };
    struct us_book *book = context;
    struct csl_record record = {0};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        record.fields[keys[i].column] = cell_of(import, import_json_member(object, keys[i].key), address);
    record.fields[CSL_ADDRESSES] = cell_of(import, import_json_member(object, "addresses"), address);
    record.fields[CSL_IDS] = cell_of(import, import_json_member(object, "ids"), number);
    csl_take(book, &record);
}

enum ht_status csl_json_read(struct us_book *book, size_t file, struct ht_error *err) {
    const struct import_json how = {.inside = "results", .take = take_object};
    return import_json_read(book->import, file, &how, book, err);
}
