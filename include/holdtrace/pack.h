// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Values one behind the other as bytes, for what one run writes and another, perhaps elsewhere, reads: whole numbers
 * in as few bytes as they take, texts with their length and a NUL, so that they can be used where they lie. Absent
 * stays absent. Who reads must read in the order of writing; what is cut or wrong is noticed, and never read past.
 */
#ifndef HOLDTRACE_PACK_H
#define HOLDTRACE_PACK_H

#include <stdint.h>

#include "holdtrace/date.h"
#include "holdtrace/decimal.h"
#include "holdtrace/text.h"

void ht_pack_number(struct ht_buffer *to, int64_t number);
void ht_pack_flag(struct ht_buffer *to, bool flag);
void ht_pack_text(struct ht_buffer *to, const char *text); // may be NULL
void ht_pack_bytes(struct ht_buffer *to, const void *data, size_t len);
void ht_pack_amount(struct ht_buffer *to, struct ht_amount amount);
void ht_pack_date(struct ht_buffer *to, struct ht_date date);

// Bytes that are being read.
struct ht_unpack {
    const char *at, *end;
    bool broken; // they ended early, or are not what was asked for: all that is read from then on is absent or 0
};

int64_t ht_unpack_number(struct ht_unpack *from);
size_t ht_unpack_count(struct ht_unpack *from); // 0 for a number that is no count of what could still follow
bool ht_unpack_flag(struct ht_unpack *from);
const char *ht_unpack_text(struct ht_unpack *from); // in the bytes that are read
struct ht_slice ht_unpack_bytes(struct ht_unpack *from);
struct ht_amount ht_unpack_amount(struct ht_unpack *from);
struct ht_date ht_unpack_date(struct ht_unpack *from);

#endif
