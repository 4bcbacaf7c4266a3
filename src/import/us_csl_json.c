// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The Consolidated Screening List as JSON. Its objects are cut out of the bytes as they pass, by counting brackets
 * outside strings, and parsed one by one, so that a file of any size needs no more memory than one object.
 */
#include <string.h>

#include "holdtrace/json_text.h"
#include "holdtrace/stream.h"
#include "holdtrace/text.h"
#include "import/us_csl.h"

enum { OBJECT_MOST = 16 * 1024 * 1024 };

struct cutting {
    struct us_book *book;
    struct ht_buffer object; // being gathered
    struct ht_buffer word;   // the last string outside objects: the key of what follows
    size_t depth;            // of open brackets
    size_t object_depth;     // at which the objects of interest stand: 1 in an array, 2 in the array of "results"
    bool in_object, in_string, escaped, ended;
    long line, object_line;
};

static void damaged(struct cutting *c, const char *why) {
    import_find(c->book->import, HT_CODE_BAD_ROW, "%s", why);
    import_skip(c->book->import);
}

static const struct ht_json_node *member(const struct ht_json_node *object, const char *key) {
    for (const struct ht_json_node *node = object->first; node; node = node->next)
        if (node->key && strcmp(node->key, key) == 0)
            return node;
    return NULL;
}

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
    for (; *keys; keys++) {
        const struct ht_json_node *node = member(object, *keys);
        add_part(&text, node ? node->text : NULL, ", ");
    }
    add_part(out, text.data, "; ");
    ht_buffer_free(&text);
}

// NODE as the cell of a CSV file would have it, for the row; NULL when it is empty.
static const char *cell_of(struct import *import, const struct ht_json_node *node, const char *const *keys) {
    if (!node || node->kind == HT_JSON_NOTHING || node->kind == HT_JSON_OBJECT)
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

static void take_object(struct us_book *book, const struct ht_json_node *object) {
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
    struct csl_record record = {0};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        record.fields[keys[i].column] = cell_of(book->import, member(object, keys[i].key), address);
    record.fields[CSL_ADDRESSES] = cell_of(book->import, member(object, "addresses"), address);
    record.fields[CSL_IDS] = cell_of(book->import, member(object, "ids"), number);
    csl_take(book, &record);
}

static void parse_object(struct cutting *c) {
    struct import *import = c->book->import;
    ht_arena_clear(import->row);
    import->line = c->object_line;
    import->file->rows++;
    struct ht_findings findings = ht_findings_in(import->row);
    const struct ht_json_node *node =
        ht_json_parse((struct ht_slice){c->object.data, c->object.len}, import->row, &findings);
    if (!node)
        damaged(c, findings.count ? findings.items[0].message : "the object could not be read");
    else
        take_object(c->book, node);
}

static void open_bracket(struct cutting *c, char bracket) {
    if (c->depth == 0 && bracket == '[')
        c->object_depth = 1;
    else if (c->depth == 1 && bracket == '[' && c->word.data && strcmp(c->word.data, "results") == 0)
        c->object_depth = 2;
    if (bracket == '{' && c->object_depth && c->depth == c->object_depth && !c->in_object) {
        c->in_object = true;
        c->object_line = c->line;
        ht_buffer_clear(&c->object);
    }
    c->depth++;
}

static void close_bracket(struct cutting *c, char bracket) {
    if (c->depth > 0)
        c->depth--;
    if (c->in_object)
        ht_buffer_char(&c->object, bracket);
    if (c->in_object && c->depth == c->object_depth) {
        parse_object(c);
        c->in_object = false;
    } else if (!c->in_object && c->depth < c->object_depth) {
        c->object_depth = 0;
    }
    c->ended |= c->depth == 0;
}

static void take_in_string(struct cutting *c, char byte) {
    if (c->escaped)
        c->escaped = false;
    else if (byte == '\\')
        c->escaped = true;
    else if (byte == '"')
        c->in_string = false;
    if (c->in_string && !c->in_object)
        ht_buffer_char(&c->word, byte);
}

static void take_byte(struct cutting *c, char byte) {
    c->line += byte == '\n';
    if (c->in_string) {
        take_in_string(c, byte);
    } else if (byte == '"') {
        c->in_string = true;
        if (!c->in_object)
            ht_buffer_clear(&c->word);
    } else if (byte == '{' || byte == '[') {
        open_bracket(c, byte);
    } else if (byte == '}' || byte == ']') {
        close_bracket(c, byte);
        return; // which has added it, as the object may be parsed by now
    }
    if (c->in_object)
        ht_buffer_char(&c->object, byte);
}

static bool take_bytes(void *context, const char *bytes, size_t len) {
    struct cutting *c = context;
    for (size_t i = 0; i < len; i++) {
        take_byte(c, bytes[i]);
        if (c->object.len > OBJECT_MOST || c->word.len > OBJECT_MOST)
            return false;
    }
    return true;
}

enum ht_status csl_json_read(struct us_book *book, size_t file, struct ht_error *err) {
    struct cutting cutting = {.book = book, .line = 1};
    import_open_file(book->import, file);
    enum ht_status status = ht_stream_read(book->import->file->path, take_bytes, &cutting, err);
    book->import->line = cutting.line;
    if (status == HT_OK && (!cutting.ended || cutting.depth > 0)) {
        book->import->file->rows++; // the one that was cut
        damaged(&cutting, "the JSON ends in the middle, or an object is too large");
    }
    book->import->line = 0;
    ht_buffer_free(&cutting.object);
    ht_buffer_free(&cutting.word);
    return status;
}
