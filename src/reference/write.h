// SPDX-License-Identifier: GPL-3.0-or-later
// What the files that write a build's database share. Each writes some tables; build_write.c calls them in order.
#ifndef HOLDTRACE_REFERENCE_WRITE_H
#define HOLDTRACE_REFERENCE_WRITE_H

#include "reference/build.h"
#include "reference/key_blocks.h"
#include "reference/security_blocks.h"

// Binds a cell of COLUMN as the database holds it: dates and counts as numbers, ids as keys, NULL for the default.
void write_bind_cell(const struct ref_build *build, struct db_stmt *insert, int index,
                     const struct ref_column *column, const char *cell);

// The statement that inserts a row of FILE: its key, then its columns.
struct db_stmt *write_prepare(struct db *db, const struct ref_file *file);

// Inserts a row of FILE with KEY by the statement of write_prepare.
void write_row(const struct ref_build *build, struct db_stmt *insert, const struct ref_file *file, int64_t key,
               const char *const *cells);

// Adds an entry to the sorter of the index: under KEY, NUMBER of ENTITY; BOUNDED when it holds for a time only.
void write_index(struct ref_build *build, enum key_kind kind, const char *key, uint32_t entity, uint64_t number,
                 bool bounded);

// Under the ht_name_key of NAME, number KEY of what HAS the name, of build->entity; PRINTED: also under that of its
// issuer part. The keys are added to KEYS, each ended by a NUL, unless it is NULL; then, too, build->watched counts.
void write_name_keys(struct ref_build *build, struct ht_arena *scratch, const char *name, bool printed,
                     enum key_name has, uint64_t key, struct ht_buffer *keys);

// The index of a build, whose sorter lies beside BESIDE.
struct ref_index *ref_index_new(const char *beside);
void ref_index_free(struct ref_index *index);

// The key of source_set for SOURCES, ids joined by a bar.
uint64_t write_source_set(struct ref_build *build, const char *sources);

// The names that an entity has already, so that none is written twice.
struct name_set;
struct name_set *name_set_new(void);
void name_set_clear(struct name_set *set);
bool name_set_add(struct name_set *set, const char *name); // false: it was there
void name_set_free(struct name_set *set);

// A record of the sorters: a row of a large file by the key of its entity.
struct keyed_rows;
struct keyed_rows *keyed_rows_of(struct ref_build *build, enum ref_file_id file);
void keyed_rows_free(struct keyed_rows *rows);
// The next row of ENTITY; false when it has no more. CELLS are valid until the next call.
struct keyed_row {
    uint32_t other; // key of the second entity: owned, guarantor; 0: none
    const struct ref_collection *from;
    const char *cells[PACKED_WIDTH_MAX];
    const unsigned char *packed; // what cells point into
    size_t packed_len;
};
bool keyed_rows_next(struct keyed_rows *rows, uint32_t entity, struct keyed_row *out);
bool keyed_rows_peek(struct keyed_rows *rows, uint32_t *entity); // whose the next row is
enum ht_status keyed_rows_status(struct keyed_rows *rows, struct ht_error *err);

// The securities of one entity after another.
struct security_stage;
struct security_stage *security_stage_new(struct ref_build *build);
void security_stage_entity(struct security_stage *stage, uint32_t entity, struct name_set *names,
                           struct ht_buffer *keys);
enum ht_status security_stage_end(struct security_stage *stage, struct ht_error *err);

enum ht_status write_entities(struct ref_build *build, struct ht_error *err); // also names and securities
enum ht_status write_key_blocks(struct ref_build *build, struct ht_error *err);
enum ht_status write_name_index(struct ref_build *build, struct ht_error *err); // after write_key_blocks
enum ht_status write_stakes(struct ref_build *build, struct ht_error *err);
enum ht_status write_exceptions(struct ref_build *build, struct ht_error *err);
void write_lists(struct ref_build *build);
void write_designations(struct ref_build *build);
void write_totals(struct ref_build *build, const char *sha256);

// Entities that may be one company; keys of names are taken in their order.
struct twins;
struct twins *twins_new(struct ref_build *build);
void twins_take(struct twins *twins, const char *key, size_t len, uint64_t number);
void twins_end(struct twins *twins);

// Whether the entity of KEY is on a list, or curated: its names can be meant by careless spellings.
bool write_is_target(const struct ref_build *build, uint32_t key);

#endif
