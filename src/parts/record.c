// SPDX-License-Identifier: GPL-3.0-or-later
// Writing and reading records.
#include "parts/record.h"

enum { CHECK_BYTES = 8, KIND_AT = CHECK_BYTES, LENGTH_AT = KIND_AT + 1, LENGTH_BYTES = 8 };

// Makes the head of the record whose content was added to TO behind FROM, where room was left for it.
static void finish(struct ht_buffer *to, size_t from, enum parts_kind kind) {
    unsigned char digest[HT_SHA256_BYTES];
    char *head = to->data + from;
    uint64_t len = to->len - from - PARTS_HEAD;
    head[KIND_AT] = (char)kind;
    for (size_t i = 0; i < LENGTH_BYTES; i++)
        head[LENGTH_AT + i] = (char)(len >> (8 * i) & 0xFF);
    ht_sha256_bytes(head + KIND_AT, to->len - from - KIND_AT, digest);
    memcpy(head, digest, CHECK_BYTES);
}

static size_t begin(struct ht_buffer *to) {
    static const char ROOM[PARTS_HEAD];
    size_t from = to->len;
    ht_buffer_add(to, ROOM, sizeof ROOM);
    return from;
}

uint64_t parts_record_length(const char *head) {
    uint64_t len = 0;
    for (size_t i = 0; i < LENGTH_BYTES; i++)
        len |= (uint64_t)(unsigned char)head[LENGTH_AT + i] << (8 * i);
    return len > UINT64_MAX - PARTS_HEAD ? UINT64_MAX : len + PARTS_HEAD;
}

bool parts_record_sound(struct ht_slice record) {
    unsigned char digest[HT_SHA256_BYTES];
    ht_sha256_bytes(record.data + KIND_AT, record.len - KIND_AT, digest);
    return memcmp(record.data, digest, CHECK_BYTES) == 0;
}

enum parts_kind parts_record_kind(const char *head) {
    return (enum parts_kind)head[KIND_AT];
}

struct ht_unpack parts_content(struct ht_slice record) {
    return (struct ht_unpack){.at = record.data + PARTS_HEAD, .end = record.data + record.len};
}

static bool is_kind(char kind) {
    return kind == PARTS_FRAME || kind == PARTS_SOURCE || kind == PARTS_FILE || kind == PARTS_FUND ||
           kind == PARTS_INPUT || kind == PARTS_END;
}

size_t ht_partial_whole(struct ht_slice bytes, bool *broken) {
    size_t at = 0;
    *broken = false;
    while (bytes.len - at >= PARTS_HEAD) {
        const char *head = bytes.data + at;
        uint64_t len = parts_record_length(head);
        *broken = !is_kind(head[KIND_AT]);
        if (*broken || len > bytes.len - at)
            break;
        at += (size_t)len;
    }
    return at;
}

void parts_record_frame(struct ht_buffer *to, const struct ht_part_frame *frame) {
    size_t from = begin(to);
    ht_pack_text(to, frame->version);
    ht_pack_text(to, frame->settings);
    ht_pack_number(to, frame->wants);
    ht_pack_bytes(to, frame->made_of.data, frame->made_of.len);
    ht_pack_bytes(to, frame->ledgers.data, frame->ledgers.len);
    ht_pack_flag(to, frame->decided);
    ht_pack_number(to, frame->lists_complete);
    ht_pack_flag(to, frame->dated);
    ht_pack_flag(to, frame->nobody);
    ht_pack_flag(to, frame->trouble);
    ht_pack_text(to, frame->csv_header);
    ht_pack_text(to, frame->screen);
    ht_pack_text(to, frame->base_currency);
    finish(to, from, PARTS_FRAME);
}

bool parts_read_frame(struct ht_slice record, struct ht_part_frame *out) {
    struct ht_unpack from = parts_content(record);
    *out = (struct ht_part_frame){0};
    out->version = ht_unpack_text(&from);
    out->settings = ht_unpack_text(&from);
    out->wants = (unsigned)ht_unpack_number(&from);
    out->made_of = ht_unpack_bytes(&from);
    out->ledgers = ht_unpack_bytes(&from);
    out->decided = ht_unpack_flag(&from);
    out->lists_complete = (enum ht_tri)ht_unpack_number(&from);
    out->dated = ht_unpack_flag(&from);
    out->nobody = ht_unpack_flag(&from);
    out->trouble = ht_unpack_flag(&from);
    out->csv_header = ht_unpack_text(&from);
    out->screen = ht_unpack_text(&from);
    out->base_currency = ht_unpack_text(&from);
    return !from.broken && out->version && out->settings && out->screen;
}

void ht_partial_record_source(struct ht_buffer *to, const char *id, struct ht_slice json) {
    size_t from = begin(to);
    ht_pack_text(to, id);
    ht_pack_bytes(to, json.data, json.len);
    finish(to, from, PARTS_SOURCE);
}

static void pack_head(struct ht_buffer *to, const struct ht_part_input *input, size_t number, size_t funds) {
    ht_pack_text(to, input->path);
    ht_pack_number(to, (int64_t)input->occurrence);
    ht_pack_number(to, input->content);
    ht_pack_number(to, (int64_t)number);
    ht_pack_number(to, (int64_t)funds);
}

bool parts_read_head(struct ht_unpack *from, struct parts_head *out) {
    out->path = ht_unpack_text(from);
    int64_t occurrence = ht_unpack_number(from);
    out->content = ht_unpack_number(from);
    int64_t number = ht_unpack_number(from), funds = ht_unpack_number(from);
    out->occurrence = (size_t)occurrence;
    out->number = (size_t)number;
    out->funds = (size_t)funds;
    return !from->broken && out->path && occurrence >= 0 && number >= 0 && funds >= 0;
}

void ht_partial_record_file(struct ht_buffer *to, const struct ht_part_input *input, size_t number,
                            const struct ht_part_file *file) {
    size_t from = begin(to);
    pack_head(to, input, number, file->fund_count);
    ht_part_pack_file(to, file);
    finish(to, from, PARTS_FILE);
}

void ht_partial_record_fund(struct ht_buffer *to, const struct ht_part_input *input, size_t number, size_t index,
                            const struct ht_part_fund *fund) {
    size_t from = begin(to);
    pack_head(to, input, number, index);
    ht_part_pack_fund(to, fund);
    finish(to, from, PARTS_FUND);
}

void ht_partial_record_input(struct ht_buffer *to, const struct ht_part_input *input) {
    size_t from = begin(to);
    pack_head(to, input, 0, 0);
    ht_pack_number(to, (int64_t)input->files);
    ht_pack_number(to, (int64_t)input->rows);
    ht_pack_text(to, input->folder);
    ht_pack_number(to, input->size);
    ht_pack_number(to, input->changed_ns);
    ht_pack_number(to, (int64_t)input->slice);
    ht_pack_number(to, (int64_t)input->slices);
    ht_pack_text(to, input->ended);
    finish(to, from, PARTS_INPUT);
}

void parts_read_input(struct ht_unpack *from, struct ht_part_input *out) {
    *out = (struct ht_part_input){0};
    out->files = (size_t)ht_unpack_number(from);
    out->rows = (size_t)ht_unpack_number(from);
    out->folder = ht_unpack_text(from);
    out->size = ht_unpack_number(from);
    out->changed_ns = ht_unpack_number(from);
    out->slice = (size_t)ht_unpack_number(from);
    out->slices = (size_t)ht_unpack_number(from);
    out->ended = ht_unpack_text(from);
}

void ht_partial_record_end(struct ht_buffer *to, const struct ht_part_end *end) {
    size_t from = begin(to);
    ht_pack_number(to, (int64_t)end->inputs);
    ht_pack_number(to, (int64_t)end->failed);
    ht_pack_number(to, (int64_t)end->folder_count);
    for (size_t i = 0; i < end->folder_count; i++) {
        ht_pack_text(to, end->folders[i]);
        ht_pack_flag(to, end->folder_waits && end->folder_waits[i]);
    }
    ht_pack_number(to, (int64_t)end->waiting_count);
    for (size_t i = 0; i < end->waiting_count; i++) {
        ht_pack_text(to, end->waiting[i].path);
        ht_pack_text(to, end->waiting[i].why);
    }
    finish(to, from, PARTS_END);
}
