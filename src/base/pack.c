// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers in groups of seven bits, the lowest first, with the sign in the lowest bit.
#include "holdtrace/pack.h"

enum { GROUP = 7, MORE = 0x80, MOST_GROUPS = 10 };

static void pack_unsigned(struct ht_buffer *to, uint64_t value) {
    for (; value >= MORE; value >>= GROUP)
        ht_buffer_char(to, (char)((value & (MORE - 1)) | MORE));
    ht_buffer_char(to, (char)value);
}

static uint64_t unpack_unsigned(struct ht_unpack *from) {
    uint64_t value = 0;
    for (unsigned group = 0; group < MOST_GROUPS && from->at < from->end; group++) {
        unsigned char byte = (unsigned char)*from->at++;
        value |= (uint64_t)(byte & (MORE - 1)) << (group * GROUP);
        if (!(byte & MORE))
            return value;
    }
    from->broken = true;
    from->at = from->end;
    return 0;
}

void ht_pack_number(struct ht_buffer *to, int64_t number) {
    pack_unsigned(to, (uint64_t)number << 1 ^ (number < 0 ? UINT64_MAX : 0));
}

int64_t ht_unpack_number(struct ht_unpack *from) {
    uint64_t value = unpack_unsigned(from);
    return (int64_t)(value >> 1 ^ (value & 1 ? UINT64_MAX : 0));
}

size_t ht_unpack_count(struct ht_unpack *from) {
    int64_t number = ht_unpack_number(from);
    if (number >= 0 && number <= from->end - from->at)
        return (size_t)number;
    from->broken = true;
    from->at = from->end;
    return 0;
}

void ht_pack_flag(struct ht_buffer *to, bool flag) {
    ht_buffer_char(to, flag ? 1 : 0);
}

bool ht_unpack_flag(struct ht_unpack *from) {
    return unpack_unsigned(from) == 1;
}

// The length, and one more, so that an absent text is 0.
void ht_pack_text(struct ht_buffer *to, const char *text) {
    size_t len = text ? strlen(text) + 1 : 0;
    pack_unsigned(to, len);
    ht_buffer_add(to, text ? text : "", len);
}

const char *ht_unpack_text(struct ht_unpack *from) {
    struct ht_slice bytes = ht_unpack_bytes(from);
    if (bytes.len == 0)
        return NULL;
    if (memchr(bytes.data, '\0', bytes.len) == bytes.data + bytes.len - 1)
        return bytes.data;
    from->broken = true;
    from->at = from->end;
    return NULL;
}

void ht_pack_bytes(struct ht_buffer *to, const void *data, size_t len) {
    pack_unsigned(to, len);
    if (len > 0)
        ht_buffer_add(to, data, len);
}

struct ht_slice ht_unpack_bytes(struct ht_unpack *from) {
    uint64_t len = unpack_unsigned(from);
    struct ht_slice bytes = {from->at, (size_t)len};
    if (len > (uint64_t)(from->end - from->at)) {
        from->broken = true;
        from->at = from->end;
        return (struct ht_slice){"", 0};
    }
    from->at += len;
    return bytes;
}

void ht_pack_amount(struct ht_buffer *to, struct ht_amount amount) {
    char text[HT_DECIMAL_TEXT];
    ht_pack_text(to, amount.known ? ht_decimal_text(amount.number, text) : NULL);
}

struct ht_amount ht_unpack_amount(struct ht_unpack *from) {
    const char *text = ht_unpack_text(from);
    struct ht_decimal number;
    if (!text)
        return ht_amount_unknown();
    if (ht_decimal_parse(text, strlen(text), &number))
        return ht_amount_of(number);
    from->broken = true;
    return ht_amount_unknown();
}

void ht_pack_date(struct ht_buffer *to, struct ht_date date) {
    ht_pack_number(to, date.year);
    ht_buffer_char(to, (char)date.month);
    ht_buffer_char(to, (char)date.day);
}

struct ht_date ht_unpack_date(struct ht_unpack *from) {
    int64_t year = ht_unpack_number(from);
    uint64_t month = unpack_unsigned(from), day = unpack_unsigned(from);
    if (year >= 0 && year <= 9999 && month <= 12 && day <= 31)
        return (struct ht_date){(int16_t)year, (uint8_t)month, (uint8_t)day};
    from->broken = true;
    return (struct ht_date){0};
}
