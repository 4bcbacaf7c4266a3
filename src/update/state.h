// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The folder of one source: its files under their own names, and hidden beside them what an update keeps.
 *
 *   .imported     the stamp of what was imported (not looked at here)
 *   .state        the files that are there, with what they were downloaded from
 *   .state.next   the same of the version that is just taking their place
 *   .NAME.new     a file of that version
 *   .NAME.part    a download that is not whole, with .NAME.part.validator
 *
 * A version takes its place by a journal: once .state.next stands, all its files are there, and whoever comes next
 * finishes what a killed run left.
 */
#ifndef HOLDTRACE_UPDATE_STATE_H
#define HOLDTRACE_UPDATE_STATE_H

#include "holdtrace/update.h"

struct state {
    struct ht_update_file *files;
    size_t count;
};

/*
 * What is in FOLDER, after finishing a version that was taking its place. A file that is missing or is not what the
 * state says makes all of it unknown: *OUT is empty. HT_ERR_IO when the folder cannot be read or written.
 */
enum ht_status state_load(const char *folder, struct ht_arena *arena, struct state *out, struct ht_error *err);

// The same without finishing anything: for who does not hold the folder.
struct state state_peek(const char *folder, struct ht_arena *arena);

/*
 * Makes NEXT, whose changed files are .NAME.new in FOLDER, what is there; files of OLD that it does not have go.
 */
enum ht_status state_commit(const char *folder, const struct state *next, struct ht_arena *arena,
                            struct ht_error *err);

// Removes what is hidden in FOLDER but is neither its state nor its stamp: parts and temporary files that are over.
void state_clean(const char *folder, struct ht_arena *arena);

// FOLDER/.NAMESUFFIX
const char *state_hidden(const char *folder, const char *name, const char *suffix, struct ht_arena *arena);

// Size and SHA-256 of the file PATH. HT_ERR_IO.
enum ht_status state_measure(const char *path, int64_t *size, char sha256[HT_SHA256_TEXT], struct ht_error *err);

#endif
