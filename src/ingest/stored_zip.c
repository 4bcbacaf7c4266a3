// SPDX-License-Identifier: GPL-3.0-or-later
// Zip archives written and read whole: stored_zip.h. The layout is that of PKWARE's APPNOTE 6.3, without extensions.
#include "holdtrace/stored_zip.h"

#include <stdint.h>
#include <string.h>

#include "holdtrace/output.h"
#include "holdtrace/source.h"
#include "ingest/zip.h"

enum {
    MOST_MEMBERS = 65535,
    MOST_NAME = 65535,
    VERSION_NEEDED = 20,
    MADE_ON_UNIX = 3 << 8 | VERSION_NEEDED,
    NAMES_ARE_UTF8 = 1 << 11,
    FIRST_OF_1980 = 1 << 5 | 1, // the earliest day that there is in a zip
};

static const uint32_t LOCAL = 0x04034B50, CENTRAL = 0x02014B50, END = 0x06054B50;
static const uint32_t OWNER_ALONE = 0100600U << 16; // a file that its owner reads and writes

// --- writing

static uint32_t checksum(struct ht_slice bytes) {
    static const uint32_t POLYNOMIAL = 0xEDB88320;
    uint32_t table[256], crc = 0xFFFFFFFF;
    for (uint32_t i = 0; i < 256; i++) {
        table[i] = i;
        for (int bit = 0; bit < 8; bit++)
            table[i] = table[i] >> 1 ^ (table[i] & 1 ? POLYNOMIAL : 0);
    }
    for (size_t i = 0; i < bytes.len; i++)
        crc = crc >> 8 ^ table[(crc ^ (unsigned char)bytes.data[i]) & 0xFF];
    return ~crc;
}

static void add_16(struct ht_buffer *buffer, unsigned value) {
    ht_buffer_char(buffer, (char)(value & 0xFF));
    ht_buffer_char(buffer, (char)(value >> 8 & 0xFF));
}

static void add_32(struct ht_buffer *buffer, uint32_t value) {
    add_16(buffer, value & 0xFFFF);
    add_16(buffer, value >> 16);
}

// What the header before a member and its line in the directory have in common.
static void add_facts(struct ht_buffer *buffer, const struct ht_zip_member *member, uint32_t crc) {
    add_16(buffer, VERSION_NEEDED);
    add_16(buffer, NAMES_ARE_UTF8);
    add_16(buffer, 0); // stored
    add_16(buffer, 0); // midnight
    add_16(buffer, FIRST_OF_1980);
    add_32(buffer, crc);
    add_32(buffer, (uint32_t)member->bytes.len);
    add_32(buffer, (uint32_t)member->bytes.len);
    add_16(buffer, (unsigned)strlen(member->name));
    add_16(buffer, 0); // nothing extra
}

static void add_to_directory(struct ht_buffer *directory, const struct ht_zip_member *member, uint32_t crc,
                             uint32_t at) {
    add_32(directory, CENTRAL);
    add_16(directory, MADE_ON_UNIX);
    add_facts(directory, member, crc);
    add_16(directory, 0); // no comment
    add_16(directory, 0); // the only disk
    add_16(directory, 0); // no text, as far as is known
    add_32(directory, OWNER_ALONE);
    add_32(directory, at);
    ht_buffer_string(directory, member->name);
}

static void add_end(struct ht_buffer *directory, size_t count, uint32_t at) {
    uint32_t size = (uint32_t)directory->len;
    add_32(directory, END);
    add_16(directory, 0);
    add_16(directory, 0);
    add_16(directory, (unsigned)count);
    add_16(directory, (unsigned)count);
    add_32(directory, size);
    add_32(directory, at);
    add_16(directory, 0);
}

// Whether offsets and sizes of MEMBERS fit their 32 bits, headers and directory counted.
static bool fits(const struct ht_zip_member *members, size_t count) {
    enum { AROUND = 128 }; // both headers of a member, without its name
    uint64_t sum = AROUND;
    for (size_t i = 0; i < count; i++) {
        size_t name = strlen(members[i].name);
        if (name > MOST_NAME)
            return false;
        sum += AROUND + 2 * (uint64_t)name + members[i].bytes.len;
    }
    return count <= MOST_MEMBERS && sum < UINT32_MAX;
}

enum ht_status ht_zip_members_write(const char *path, const struct ht_zip_member *members, size_t count,
                                    struct ht_error *err) {
    struct ht_output *output;
    struct ht_buffer directory = {0}, header = {0};
    uint32_t at = 0;
    if (!fits(members, count))
        return ht_fail(err, HT_ERR_LIMIT,
                       "%s: a zip archive holds at most 65535 members and 4 GiB; it was not written", path);
    enum ht_status status = ht_output_open(path, &output, err);
    if (status != HT_OK)
        return status;
    for (size_t i = 0; i < count; i++) {
        uint32_t crc = checksum(members[i].bytes);
        ht_buffer_clear(&header);
        add_32(&header, LOCAL);
        add_facts(&header, &members[i], crc);
        ht_buffer_string(&header, members[i].name);
        add_to_directory(&directory, &members[i], crc, at);
        ht_output_write(output, header.data, header.len);
        if (members[i].bytes.len)
            ht_output_write(output, members[i].bytes.data, members[i].bytes.len);
        at += (uint32_t)(header.len + members[i].bytes.len);
    }
    add_end(&directory, count, at);
    ht_output_write(output, directory.data, directory.len);
    status = ht_output_commit(output, err);
    ht_buffer_free(&header);
    ht_buffer_free(&directory);
    return status;
}

// --- reading

static bool take(void *context, const char *bytes, size_t len) {
    ht_buffer_add(context, bytes, len);
    return true;
}

static void read_member(struct ht_zip *zip, size_t index, struct ht_arena *arena, struct ht_zip_member *member) {
    struct ht_buffer bytes = {0};
    struct ht_error why;
    if (ht_zip_read(zip, index, take, &bytes, &why) == HT_OK) {
        ht_buffer_char(&bytes, '\0'); // an empty member has bytes too: none of them
        member->bytes = (struct ht_slice){bytes.data, bytes.len - 1};
        member->capacity = bytes.capacity;
        return;
    }
    member->why = ht_arena_string(arena, why.message);
    ht_buffer_free(&bytes);
}

enum ht_status ht_zip_members_read(const char *path, struct ht_arena *arena, struct ht_zip_member **members,
                                   size_t *count, struct ht_error *err) {
    struct ht_source *source;
    struct ht_zip *zip;
    struct ht_error why;
    *count = 0;
    enum ht_status status = ht_source_open(path, &source, err);
    if (status != HT_OK)
        return status;
    status = ht_zip_open(source->bytes, source->size, &zip, &why);
    if (status != HT_OK) {
        ht_source_close(source);
        return ht_fail(err, status, "%s: %s", path, why.message);
    }
    *members = ht_arena_array(arena, ht_zip_count(zip), sizeof **members);
    for (size_t i = 0; i < ht_zip_count(zip); i++) {
        const char *name = ht_zip_name(zip, i);
        size_t len = strlen(name);
        if (len > 0 && name[len - 1] == '/')
            continue;
        struct ht_zip_member *member = &(*members)[(*count)++];
        member->name = ht_arena_string(arena, name);
        read_member(zip, i, arena, member);
    }
    ht_zip_close(zip);
    ht_source_close(source);
    return HT_OK;
}

void ht_zip_members_free(struct ht_zip_member *members, size_t count) {
    for (size_t i = 0; i < count; i++) {
        struct ht_buffer bytes = {.data = (char *)(uintptr_t)members[i].bytes.data, .capacity = members[i].capacity};
        ht_buffer_free(&bytes);
    }
}
