// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Records: the beginning of the digest of what follows, a letter for its kind, its length, its content.
 */
#ifndef HOLDTRACE_PARTS_RECORD_H
#define HOLDTRACE_PARTS_RECORD_H

#include "holdtrace/partial.h"

enum parts_kind {
    PARTS_FRAME = 'H',
    PARTS_SOURCE = 'S',
    PARTS_FILE = 'F',
    PARTS_INPUT = 'I',
    PARTS_END = 'Z',
};

enum { PARTS_HEAD = 17 }; // bytes before the content

void parts_record_frame(struct ht_buffer *to, const struct ht_part_frame *frame);
bool parts_read_frame(struct ht_slice content, struct ht_part_frame *out);

enum parts_kind parts_record_kind(const char *head);

// The length of a record that begins at HEAD, its head included.
uint64_t parts_record_length(const char *head);

// Whether a whole record is what its digest says.
bool parts_record_sound(struct ht_slice record);

// What stands first in the content of PARTS_FILE and PARTS_INPUT: of the input its path and occurrence, the number.
struct ht_unpack parts_content(struct ht_slice record);

#endif
