// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Rows and numbers as bytes that sort as they should: how a build keeps rows that it does not hold in memory, and how
 * blocks of the database are written.
 */
#ifndef HOLDTRACE_REFERENCE_PACKED_H
#define HOLDTRACE_REFERENCE_PACKED_H

#include <stdint.h>

#include "holdtrace/reference_files.h"
#include "holdtrace/text.h"

enum { PACKED_WIDTH_MAX = 24, PACKED_VARINT_MAX = 10 };

/*
 * Appends the cells of a row of FILE that are not NULL, from column FIRST on, leaving out the columns of SKIP (bit N:
 * column N). Of two rows, packed ones order as the rows written out, "name, value, name, value", would.
 */
void packed_add(struct ht_buffer *out, const struct ref_file *file, const char *const *cells, uint32_t skip);

// The cells of packed BYTES, which are changed and hold the cells' texts; cells that are not there are NULL.
void packed_cells(const struct ref_file *file, unsigned char *bytes, size_t len, const char **cells);

// Numbers of four and two bytes, the first byte the highest.
void packed_add_u32(struct ht_buffer *out, uint32_t number);
uint32_t packed_u32(const unsigned char *bytes);

// A number in as many bytes as it needs, seven bits each, the lowest first.
void packed_add_varint(struct ht_buffer *out, uint64_t number);
size_t packed_write_varint(unsigned char out[PACKED_VARINT_MAX], uint64_t number);
// Reads one from *AT, which is moved behind it and not beyond END; 0 at the end.
uint64_t packed_long_varint(const unsigned char **at, const unsigned char *end);

// Here, because a look-up reads hundreds of them, of one byte each.
static inline uint64_t packed_varint(const unsigned char **at, const unsigned char *end) {
    return *at && *at < end && **at < 128 ? *(*at)++ : packed_long_varint(at, end);
}

#endif
