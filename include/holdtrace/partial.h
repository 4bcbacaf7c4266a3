// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The parts of a run in a file: one record behind the other, each with its length and the beginning of its digest,
 * only ever added to. So a run that was killed has lost what it was writing last and nothing else, and goes on from
 * there; and what several runs or machines made is put together. A file of one version is read by that version alone.
 */
#ifndef HOLDTRACE_PARTIAL_H
#define HOLDTRACE_PARTIAL_H

#include "holdtrace/scan_part.h"

// What all parts of a run have in common, and what its reports say beside them.
struct ht_part_frame {
    const char *version;
    const char *settings;    // digest of all that decides what the parts say: others are not put together with them
    unsigned wants;          // bits of enum ht_part_want
    struct ht_slice made_of; // members of the JSON report, an object (ht_json_made_of)
    struct ht_slice ledgers; // likewise, of the decisions
    bool decided;            // ledgers were given
    enum ht_tri lists_complete;
    bool dated;                         // the day was given, and is not that of the reference
    bool nobody;                        // the screen selects nobody
    bool trouble;                       // something that was given beside holdings could not be read whole
    const char *csv_header;             // with its line's end; NULL: not wanted
    const char *screen, *base_currency; // base_currency NULL: none
};

/*
 * A file that was given to the run and is done. A large one may have been scanned by several processes at once, each
 * of which read it whole and took a slice of its funds: they must have read the same.
 */
struct ht_part_input {
    const char *path;
    size_t occurrence;        // how often the path was given before it
    const char *folder;       // that was given, in which it was met; NULL: it was given itself
    int64_t size, changed_ns; // of the file then; size below 0: it is no regular file
    size_t rows;              // positions in it
    size_t files;             // in it: one, or as many as an archive has members
    int64_t content;          // of the digest of what was read
    size_t slice, slices;     // which of how many, while it is scanned; slices is 1 at least
    bool changed;             // while it was read; nothing of it counts then
    const char *ended; // how the process that read it ended too early, and nothing of it counts; NULL: it did not
};

// How a run ended.
struct ht_part_end {
    size_t inputs;              // that it was given
    size_t failed;              // names that could not be found or opened
    const char *const *folders; // that it was given
    size_t folder_count;
    const bool *folder_waits;         // one of its files was left to the next run
    const struct ht_ignored *waiting; // those files
    size_t waiting_count;
};

// Records, as they stand in the file. What is written to a pipe by a process can be added by another.
void ht_partial_record_source(struct ht_buffer *to, const char *id, struct ht_slice json);
// FILE is file NUMBER of INPUT; FUND is its fund INDEX. The input comes last.
void ht_partial_record_file(struct ht_buffer *to, const struct ht_part_input *input, size_t number,
                            const struct ht_part_file *file);
void ht_partial_record_fund(struct ht_buffer *to, const struct ht_part_input *input, size_t number, size_t index,
                            const struct ht_part_fund *fund);
void ht_partial_record_input(struct ht_buffer *to, const struct ht_part_input *input);
void ht_partial_record_end(struct ht_buffer *to, const struct ht_part_end *end);

// The bytes of the whole records that BYTES begin with. *BROKEN when they begin with none and never will.
size_t ht_partial_whole(struct ht_slice bytes, bool *broken);

struct ht_partial;

/*
 * A new file PATH for parts of FRAME, or, with PATH NULL, one without a name that is gone with the process. When PATH
 * is there already and holds parts of the same settings, it is gone on with: what is not whole at its end is cut off.
 * HT_ERR_USAGE when it is another file, of another run or another version, or when a run is writing it. *OUT, in
 * ARENA, is given back by ht_partial_close.
 */
enum ht_status ht_partial_make(const char *path, const struct ht_part_frame *frame, struct ht_arena *arena,
                               struct ht_partial **out, struct ht_error *err);

// Opens PATH for reading. HT_ERR_FORMAT when it is no such file, is damaged, or its run did not end.
enum ht_status ht_partial_open(const char *path, struct ht_arena *arena, struct ht_partial **out,
                               struct ht_error *err);

// NULL is allowed.
void ht_partial_close(struct ht_partial *parts);

// Adds whole records. A failure is remembered and told by ht_partial_status.
void ht_partial_add(struct ht_partial *parts, const char *records, size_t len);

// Whether all was written and what was read was whole; with SYNC, whether it is on the disk.
enum ht_status ht_partial_status(struct ht_partial *parts, bool sync, struct ht_error *err);

const char *ht_partial_path(const struct ht_partial *parts); // NULL: it has no name
const struct ht_part_frame *ht_partial_frame(const struct ht_partial *parts);
const struct ht_part_end *ht_partial_end(const struct ht_partial *parts); // NULL: there is none yet

// Inputs that are done, in the order in which they were.
size_t ht_partial_input_count(const struct ht_partial *parts);
const struct ht_part_input *ht_partial_input(const struct ht_partial *parts, size_t index);

// Positions in all of them; the path of the one that was done last ("": none).
size_t ht_partial_rows(const struct ht_partial *parts);
const char *ht_partial_last(const struct ht_partial *parts);

// The input of PATH and OCCURRENCE; NULL when it is not done.
const struct ht_part_input *ht_partial_find(const struct ht_partial *parts, const char *path, size_t occurrence);

/*
 * File NUMBER of INPUT, and fund INDEX of that. What they point to lies in BYTES, which is written anew, and in
 * ARENA. False when they are damaged, which ht_partial_status tells then.
 */
bool ht_partial_read_file(struct ht_partial *parts, const struct ht_part_input *input, size_t number,
                          struct ht_buffer *bytes, struct ht_arena *arena, struct ht_part_file *out);
bool ht_partial_read_fund(struct ht_partial *parts, const struct ht_part_input *input, size_t number, size_t index,
                          struct ht_buffer *bytes, struct ht_arena *arena, struct ht_part_fund *out);

// The source ID as compact JSON; empty when no part brought it.
struct ht_slice ht_partial_source(const struct ht_partial *parts, const char *id);

#endif
