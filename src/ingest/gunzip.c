// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * gzip, over zlib: the one file that includes its header. libarchive reads gzip too, but does not compare the
 * checksum, and a digit that a bad disk changed would be summed.
 */
#include <limits.h>
#include <string.h>

#include <zlib.h>

#include "ingest/library.h"
#include "ingest/unpack.h"

struct zlib {
    int (*init)(z_streamp, int, const char *, int);
    int (*inflate)(z_streamp, int);
    int (*reset)(z_streamp);
    int (*end)(z_streamp);
};

static const struct ht_symbol symbols[] = {
    {"inflateInit2_", offsetof(struct zlib, init)},
    {"inflate", offsetof(struct zlib, inflate)},
    {"inflateReset", offsetof(struct zlib, reset)},
    {"inflateEnd", offsetof(struct zlib, end)},
};

enum { GZIP_ONLY = 16 + MAX_WBITS };

struct input {
    const unsigned char *bytes;
    size_t left; // not handed to zlib yet
};

static unsigned int bounded(size_t size) {
    return size > INT_MAX ? INT_MAX : (unsigned int)size;
}

// zlib counts in int.
static void feed(z_stream *stream, struct input *input) {
    if (stream->avail_in == 0) {
        union {
            const unsigned char *read;
            unsigned char *given; // zlib does not write there, but its field is not const
        } next = {.read = input->bytes};
        stream->next_in = next.given;
        stream->avail_in = bounded(input->left);
        input->bytes += stream->avail_in;
        input->left -= stream->avail_in;
    }
}

// What follows a finished stream: another one, nothing, or the zeros that tapes fill blocks with.
enum follows { FOLLOWS_STREAM, FOLLOWS_NOTHING, FOLLOWS_OTHER };

static enum follows what_follows(const z_stream *stream, const struct input *input) {
    const unsigned char *rest = stream->next_in;
    size_t left = stream->avail_in + input->left; // in one piece: feed() only moves a border
    if (left >= 2 && rest[0] == 0x1F && rest[1] == 0x8B)
        return FOLLOWS_STREAM;
    for (size_t i = 0; i < left; i++)
        if (rest[i] != 0)
            return FOLLOWS_OTHER;
    return FOLLOWS_NOTHING;
}

static bool damaged(struct ht_findings *findings, const char *why) {
    ht_find(findings, HT_CODE_DAMAGED, 0, "the gzip file is damaged: %s; nothing of it was read", why);
    return false;
}

// Unpacks what is left, stream after stream.
static bool unpack(const struct zlib *zlib, z_stream *stream, struct input *input, struct ht_unpacked *out,
                   struct ht_findings *findings) {
    for (;;) {
        size_t room;
        unsigned char *target = ht_unpacked_room(out, &room, findings);
        if (target == NULL)
            return false;
        feed(stream, input);
        stream->next_out = target;
        stream->avail_out = bounded(room);
        int result = zlib->inflate(stream, Z_NO_FLUSH);
        out->size += (size_t)(stream->next_out - target);
        if (result == Z_STREAM_END) {
            enum follows follows = what_follows(stream, input);
            if (follows == FOLLOWS_NOTHING)
                return ht_unpacked_end(out, findings);
            if (follows == FOLLOWS_OTHER)
                return damaged(findings, "something else follows the packed data");
            zlib->reset(stream);
        } else if (result == Z_BUF_ERROR && stream->avail_out > 0) {
            return damaged(findings, "it ends too early (truncated)");
        } else if (result != Z_OK && result != Z_BUF_ERROR) {
            return damaged(findings, stream->msg != NULL ? stream->msg : "it cannot be unpacked");
        }
    }
}

bool ht_gunzip(const unsigned char *bytes, size_t size, struct ht_unpacked *out, struct ht_findings *findings) {
    struct zlib zlib;
    z_stream stream = {0};
    struct input input = {bytes, size};
    if (!ht_library_load("libz.so.1", "zlib1g", symbols, sizeof symbols / sizeof *symbols, &zlib, findings))
        return false;
    if (zlib.init(&stream, GZIP_ONLY, ZLIB_VERSION, (int)sizeof stream) != Z_OK)
        return damaged(findings, "zlib cannot be started");
    bool whole = unpack(&zlib, &stream, &input, out, findings);
    zlib.end(&stream);
    return whole;
}
