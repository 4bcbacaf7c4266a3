// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Writing JSON (RFC 8259) into a buffer, value by value, with exact numbers and absent facts as null. Only writes.
 *
 * Every function that writes a value takes its KEY: the member's name inside an object, NULL inside an array and at
 * the top. Commas, colons and indentation follow by themselves.
 */
#ifndef HOLDTRACE_JSON_H
#define HOLDTRACE_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "holdtrace/reference.h"
#include "holdtrace/text.h"

enum { HT_JSON_MAX_DEPTH = 32 };

struct ht_cited;

// A document being written. BUFFER and CITED belong to the caller; the other fields are the writer's own.
struct ht_json {
    struct ht_buffer *buffer;
    struct ht_cited *cited; // gathers the sources that ht_json_citation names; NULL: nobody does
    bool indented;
    unsigned depth;
    struct {
        char close; // the character that ends the container
        bool filled;
    } open[HT_JSON_MAX_DEPTH];
};

// A writer that adds to BUFFER; INDENTED: one member a line, else all on one line.
struct ht_json ht_json_to(struct ht_buffer *buffer, bool indented);

// Opens an object or an array, ended by ht_json_end. Nesting deeper than HT_JSON_MAX_DEPTH is a bug.
void ht_json_object(struct ht_json *json, const char *key);
void ht_json_array(struct ht_json *json, const char *key);
void ht_json_end(struct ht_json *json);

/*
 * A string, or null when TEXT is NULL. Quotes, backslashes, characters below U+0020, and U+2028 and U+2029 (which end
 * a line in older JavaScript) are escaped; bytes that are not UTF-8 are replaced by U+FFFD.
 */
void ht_json_string(struct ht_json *json, const char *key, const char *text);

// The amount with all its decimal digits, or null when it is not known.
void ht_json_amount(struct ht_json *json, const char *key, struct ht_amount amount);
void ht_json_integer(struct ht_json *json, const char *key, int64_t value);
void ht_json_count(struct ht_json *json, const char *key, size_t count);
void ht_json_bool(struct ht_json *json, const char *key, bool value);
// true, false, or null when it is not known.
void ht_json_tri(struct ht_json *json, const char *key, enum ht_tri value);
// The date as far as it is known, as a string ("2021-11"), or null.
void ht_json_date(struct ht_json *json, const char *key, struct ht_date date);
void ht_json_null(struct ht_json *json, const char *key);

// An array of COUNT strings.
void ht_json_strings(struct ht_json *json, const char *key, const char *const *texts, size_t count);
// {"id", "name"} of ENTITY, or null when it is NULL.
void ht_json_entity(struct ht_json *json, const char *key, const struct ht_entity *entity);

// Ids of sources joined by a bar, or null.
void ht_json_citation(struct ht_json *json, const char *key, const char *sources);

// The array "sources": every source that CITED has, as far as REF knows it.
void ht_json_sources(struct ht_json *json, struct ht_reference *ref, const struct ht_cited *cited);

// A source, with the name and digest of the file it was imported from.
void ht_json_source(struct ht_json *json, const struct ht_source_row *source);

// The reference a report rests on: digest, data date, sizes, and how complete each list is held.
void ht_json_reference(struct ht_json *json, const char *key, struct ht_reference *ref);

// A value that is written already, compact (TEXT is what a writer with INDENTED false made of it, without its line's
// end): laid out as this writer does.
void ht_json_written(struct ht_json *json, const char *key, struct ht_slice text);

// The members of such an object, in the object that is open.
void ht_json_written_members(struct ht_json *json, struct ht_slice text);

// Ends the document's line. Every container must have been ended.
void ht_json_finish(struct ht_json *json);

#endif
