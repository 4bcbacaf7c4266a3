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
    PARTS_FUND = 'A',
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

struct ht_unpack parts_content(struct ht_slice record);

// What the content of PARTS_FILE, PARTS_FUND and PARTS_INPUT begins with.
struct parts_head {
    const char *path; // of the input
    size_t occurrence;
    int64_t content;
    size_t number; // of the file; 0 for the input
    size_t funds;  // that the file has; which of them it is; 0 for the input
};

bool parts_read_head(struct ht_unpack *from, struct parts_head *out);
void parts_read_input(struct ht_unpack *from, struct ht_part_input *out); // what follows the head

#endif
