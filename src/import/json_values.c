// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * JSON of any size, one value at a time: braces and brackets are counted outside of strings until a value is whole,
 * and that much is read as a tree. See importer.h.
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "holdtrace/stream.h"
#include "import/importer.h"

enum { LONGEST_VALUE = HT_JSON_MIB * 1024 * 1024 };

struct values {
    struct import *import;
    void (*take)(struct import *import, const struct ht_json_node *value, void *context);
    void *context;
    const char *having, *inside;
    char *text; // of the value being gathered
    size_t len, capacity;
    size_t depth; // brackets that are open in it
    bool in_string, escaped;
    bool started, in_array, ended; // of the file: anything met; an array round the values; its end met
    bool in_head;                  // what is being gathered is what stands before that array
    bool by_line;                  // one value a line, so that a damaged one ends with its line
    long line, first_line;         // of what is being read; where the value began
    enum ht_status status;
    struct ht_error *err;
};

static void damaged(struct values *v, const char *why) {
    if (v->import->uncounted)
        return;
    v->import->line = v->first_line;
    v->import->file->rows++;
    import_find(v->import, HT_CODE_BAD_ROW, "%s; it was left out", why);
    import_skip(v->import);
}

static void forget(struct values *v) {
    v->len = v->depth = 0;
    v->in_string = v->escaped = false;
}

static void gather(struct values *v, char c) {
    if (v->len == v->capacity) {
        v->capacity = v->capacity ? v->capacity * 2 : (size_t)64 * 1024;
        v->text = ht_heap_resize(v->text, v->capacity);
    }
    v->text[v->len++] = c;
}

static void hand_on(struct values *v) {
    struct import *import = v->import;
    gather(v, '\0'); // for strstr
    v->len--;
    if (v->having && !strstr(v->text, v->having)) {
        v->take(import, NULL, v->context);
        forget(v);
        return;
    }
    ht_arena_clear(import->row);
    struct ht_findings findings = ht_findings_in(import->row);
    const struct ht_json_node *value = ht_json_parse((struct ht_slice){v->text, v->len}, import->row, &findings);
    if (!value || value->kind != HT_JSON_OBJECT) {
        damaged(v, findings.count ? findings.items[0].message : "the value is no object");
    } else {
        import->line = v->first_line;
        import->file->rows += !import->uncounted;
        v->take(import, value, v->context);
    }
    if (!v->in_array && !memchr(v->text, '\n', v->len))
        v->by_line = true;
    forget(v);
}

static bool stop(struct values *v, enum ht_status status, const char *why) {
    v->status = ht_fail(v->err, status, "%s:%ld: %s", v->import->file->path, v->line, why);
    return false;
}

static void within_string(struct values *v, char c) {
    if (v->escaped)
        v->escaped = false;
    else if (c == '\\')
        v->escaped = true;
    else if (c == '"')
        v->in_string = false;
}

// Whether TEXT ends in the key KEY of what follows.
static bool ends_in_key(const char *text, size_t len, const char *key) {
    size_t key_len = strlen(key);
    while (len > 0 && memchr(" \t\r\n:", text[len - 1], 5))
        len--;
    return len >= key_len + 2 && text[len - 1] == '"' && text[len - key_len - 2] == '"' &&
           memcmp(text + len - key_len - 1, key, key_len) == 0;
}

// A character of the object round the array of values, before that array begins; DEPTH 1 is the object itself.
static bool head(struct values *v, char c) {
    if (c == '[' && v->depth == 1 && !v->in_string && ends_in_key(v->text, v->len, v->inside)) {
        forget(v);
        v->in_head = false;
        return v->in_array = true;
    }
    gather(v, c);
    if (v->in_string)
        within_string(v, c);
    else if (c == '"')
        v->in_string = true;
    else if (c == '{' || c == '[')
        v->depth++;
    else if ((c == '}' || c == ']') && --v->depth == 0)
        return stop(v, HT_ERR_FORMAT, "the values that this format has are not there");
    return v->len <= LONGEST_VALUE || stop(v, HT_ERR_LIMIT, "a single value is larger than can be read");
}

// A character between values.
static bool between(struct values *v, char c) {
    if (v->ended && v->inside)
        return true; // what stands beside the array says nothing more
    if (c == '{' && !v->started && v->inside) {
        v->started = v->in_head = true;
        v->depth = 1;
        return true;
    }
    if (memchr(" \t\r\n", c, 4) || (!v->started && memchr("\xef\xbb\xbf", c, 3)))
        return true;
    if (c == '[' && !v->started) {
        v->started = v->in_array = true;
        return true;
    }
    if (c == ',' && v->in_array && !v->ended)
        return true;
    if (c == ']' && v->in_array && !v->ended)
        return v->ended = true;
    if (c != '{' || v->ended)
        return stop(v, HT_ERR_FORMAT, "an object is expected here; this is no JSON of this format");
    v->started = true;
    v->first_line = v->line;
    v->depth = 1;
    gather(v, c);
    return true;
}

// A character of a value.
static bool within(struct values *v, char c) {
    if (c == '\n' && v->by_line) {
        damaged(v, "the line ends in the middle of its value");
        forget(v);
        return true;
    }
    gather(v, c);
    if (v->len > LONGEST_VALUE)
        return stop(v, HT_ERR_LIMIT, "a single value is larger than can be read");
    if (v->in_string) {
        within_string(v, c);
        return true;
    }
    if (c == '"')
        v->in_string = true;
    else if (c == '{' || c == '[')
        v->depth++;
    else if ((c == '}' || c == ']') && --v->depth == 0)
        hand_on(v);
    return !v->import->write_failed;
}

static bool take_bytes(void *context, const char *bytes, size_t len) {
    struct values *v = context;
    for (size_t i = 0; i < len; i++) {
        bool good = v->depth == 0 ? between(v, bytes[i]) : v->in_head ? head(v, bytes[i]) : within(v, bytes[i]);
        if (!good)
            return false;
        v->line += bytes[i] == '\n';
    }
    return true;
}

enum ht_status import_json_read(struct import *import, size_t file, const struct import_json *how, void *context,
                                struct ht_error *err) {
    struct values v = {.import = import,
                       .take = how->take,
                       .context = context,
                       .having = how->having,
                       .inside = how->inside,
                       .line = 1,
                       .err = err};
    import_open_file(import, file);
    enum ht_status status = ht_stream_read(import->file->path, take_bytes, &v, err);
    if (status == HT_OK)
        status = v.status;
    if (status == HT_OK && !v.started)
        stop(&v, HT_ERR_FORMAT, "the file is empty");
    else if (status == HT_OK && !import->write_failed && (v.depth || (v.in_array && !v.ended)))
        stop(&v, HT_ERR_FORMAT, "the file ends in the middle");
    free(v.text);
    import->line = 0;
    return status == HT_OK ? v.status : status;
}

const struct ht_json_node *import_json_member(const struct ht_json_node *object, const char *key) {
    if (!object || object->kind != HT_JSON_OBJECT)
        return NULL;
    for (const struct ht_json_node *member = object->first; member; member = member->next)
        if (strcmp(member->key, key) == 0)
            return member->kind == HT_JSON_NOTHING ? NULL : member;
    return NULL;
}

const char *import_json_text(const struct ht_json_node *object, const char *key) {
    const struct ht_json_node *member = import_json_member(object, key);
    return member && member->kind == HT_JSON_SCALAR && *member->text ? member->text : NULL;
}
