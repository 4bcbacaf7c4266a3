// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Securities in blocks: one row of the table security_block holds some scores of them, in the order of their issuers,
 * numbered from its key on.
 *
 * A block's data: how many it holds, then for each security its length, then its issuer's key less the block's
 * `entity`, then its cells: the column's place in files.c (enum of reference_files.h), and a length and bytes; or a
 * number for the source (a key of source_set), the confidence (its place among the words), the guarantor (an entity's
 * key) and dates (YYYYMMDD). Lengths and numbers are varints (packed.h). ISIN-derived CUSIP and SEDOL are not
 * written.
 */
#ifndef HOLDTRACE_REFERENCE_SECURITY_BLOCKS_H
#define HOLDTRACE_REFERENCE_SECURITY_BLOCKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/db.h"
#include "holdtrace/reference_files.h"

// A security as it is stored. Texts are not ended by a NUL in a block that is read: they have a length.
struct stored_security {
    uint64_t entity;
    struct {
        const char *data;
        size_t len; // 0: the cell is empty
    } texts[SECURITY_WIDTH];
    uint64_t source, guarantor; // 0: none
    uint64_t confidence;        // place + 1; 0: not stated
    uint64_t valid_from, valid_to;
};

struct security_writer;

struct security_writer *security_writer_new(struct db *db);

// Adds a security, in the order of issuers; its number, from 1.
uint64_t security_writer_add(struct security_writer *writer, const struct stored_security *security);
void security_writer_end(struct security_writer *writer);

// How many securities the block at *AT holds; *AT is moved to the first.
uint64_t stored_security_count(const unsigned char **at, const unsigned char *end);

// Moves *AT behind the next security; false at END, or when the block is damaged.
bool stored_security_skip(const unsigned char **at, const unsigned char *end);

// The issuer of the security at AT.
uint64_t stored_security_entity(const unsigned char *at, const unsigned char *end, uint64_t block_entity);

// Reads the next security from *AT, which is moved behind it; false at END, or when the block is damaged.
bool stored_security_read(const unsigned char **at, const unsigned char *end, uint64_t block_entity,
                          struct stored_security *out);

#endif
