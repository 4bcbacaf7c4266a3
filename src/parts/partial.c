// SPDX-License-Identifier: GPL-3.0-or-later
// The file of parts.
#include "holdtrace/partial.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "holdtrace/map.h"
#include "parts/record.h"
#include "parts/slots.h"

static const char MAGIC[] = "holdtrace parts 2\n";

enum { MAGIC_LEN = sizeof MAGIC - 1 };

struct ht_partial {
    const char *path; // NULL: it has no name
    struct ht_arena *arena;
    int fd;
    uint64_t size; // bytes that are whole
    int failure;   // errno of the first write that failed
    bool damaged;
    bool unsound; // where what is whole ends a record stands that is not what its digest says
    struct ht_part_frame frame;
    struct ht_part_end end;
    bool ended;
    struct slots *slots;
    struct ht_map *sources; // struct ht_slice, by id
};

// --- what was read or written is remembered

static void note_source(struct ht_partial *parts, struct ht_unpack *from) {
    const char *id = ht_unpack_text(from);
    struct ht_slice json = ht_unpack_bytes(from);
    if (from->broken || !id || ht_map_get(parts->sources, id))
        return;
    struct ht_slice *kept = ht_arena_alloc(parts->arena, sizeof *kept);
    *kept = (struct ht_slice){ht_arena_copy(parts->arena, json.data, json.len), json.len};
    ht_map_put(parts->sources, id, kept);
}

static void note_end(struct ht_partial *parts, struct ht_unpack *from) {
    struct ht_part_end *end = &parts->end;
    end->inputs = (size_t)ht_unpack_number(from);
    end->failed = (size_t)ht_unpack_number(from);
    end->folder_count = ht_unpack_count(from);
    const char **folders = ht_arena_array(parts->arena, end->folder_count, sizeof *folders);
    bool *waits = ht_arena_array(parts->arena, end->folder_count, sizeof *waits);
    for (size_t i = 0; i < end->folder_count; i++) {
        folders[i] = ht_arena_string(parts->arena, ht_unpack_text(from));
        waits[i] = ht_unpack_flag(from);
    }
    end->folders = folders;
    end->folder_waits = waits;
    end->waiting_count = ht_unpack_count(from);
    struct ht_ignored *waiting = ht_arena_array(parts->arena, end->waiting_count, sizeof *waiting);
    for (size_t i = 0; i < end->waiting_count; i++) {
        waiting[i].path = ht_arena_string(parts->arena, ht_unpack_text(from));
        waiting[i].why = ht_arena_string(parts->arena, ht_unpack_text(from));
    }
    end->waiting = waiting;
    parts->damaged |= from->broken;
    parts->ended = true;
}

static void note(struct ht_partial *parts, struct ht_slice record, uint64_t at) {
    struct ht_unpack from = parts_content(record);
    parts->ended = false; // unless it is the last
    switch (parts_record_kind(record.data)) {
    case PARTS_SOURCE:
        note_source(parts, &from);
        break;
    case PARTS_FILE:
    case PARTS_FUND:
    case PARTS_INPUT:
        parts->damaged |= !slots_note(parts->slots, record, at);
        break;
    case PARTS_END:
        note_end(parts, &from);
        break;
    default:
        parts->damaged = true;
    }
}

static void note_all(struct ht_partial *parts, struct ht_slice records, uint64_t at) {
    for (size_t from = 0; from < records.len && !parts->damaged;) {
        size_t len = (size_t)parts_record_length(records.data + from);
        note(parts, (struct ht_slice){records.data + from, len}, at + from);
        from += len;
    }
}

// --- the file

static bool read_at(int fd, uint64_t at, char *to, size_t len) {
    while (len > 0) {
        ssize_t got = pread(fd, to, len, (off_t)at);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        to += got;
        at += (uint64_t)got;
        len -= (size_t)got;
    }
    return true;
}

static void write_all(struct ht_partial *parts, const char *data, size_t len) {
    while (len > 0 && !parts->failure) {
        ssize_t written = pwrite(parts->fd, data, len, (off_t)parts->size);
        if (written >= 0) {
            data += written;
            parts->size += (uint64_t)written;
            len -= (size_t)written;
        } else if (errno != EINTR) {
            parts->failure = errno;
        }
    }
}

static struct ht_partial *new_parts(const char *path, int fd, struct ht_arena *arena) {
    struct ht_partial *parts = ht_arena_alloc(arena, sizeof *parts);
    *parts = (struct ht_partial){
        .path = path, .arena = arena, .fd = fd, .slots = slots_new(arena), .sources = ht_map_new(arena)};
    return parts;
}

// Reads one record whole into BYTES; false at the end of what is whole.
static bool next_record(struct ht_partial *parts, uint64_t end, struct ht_buffer *bytes) {
    char head[PARTS_HEAD];
    bool broken;
    ht_buffer_clear(bytes);
    if (end - parts->size < PARTS_HEAD || !read_at(parts->fd, parts->size, head, sizeof head))
        return false;
    ht_partial_whole((struct ht_slice){head, sizeof head}, &broken);
    uint64_t len = parts_record_length(head);
    parts->unsound = broken;
    if (broken || len > end - parts->size)
        return false;
    bool whole = read_at(parts->fd, parts->size, ht_buffer_extend(bytes, (size_t)len), (size_t)len) &&
                 parts_record_sound((struct ht_slice){bytes->data, bytes->len});
    parts->unsound = !whole;
    return whole;
}

static bool take_frame(struct ht_partial *parts, const struct ht_buffer *bytes) {
    struct ht_slice record = {ht_arena_copy(parts->arena, bytes->data, bytes->len), bytes->len};
    parts->size += bytes->len;
    return parts_record_kind(record.data) == PARTS_FRAME && parts_read_frame(record, &parts->frame);
}

// Whether it begins as our files do, as far as it goes.
static bool begins_like_ours(const struct ht_partial *parts, uint64_t end) {
    char magic[MAGIC_LEN];
    size_t len = end < MAGIC_LEN ? (size_t)end : MAGIC_LEN;
    return read_at(parts->fd, 0, magic, len) && memcmp(magic, MAGIC, len) == 0;
}

// Reads the file from its start; false when it has not even a frame. parts->size is where what is whole ends.
static bool read_records(struct ht_partial *parts, uint64_t end) {
    struct ht_buffer bytes = {0};
    bool ours = end >= MAGIC_LEN && begins_like_ours(parts, end);
    parts->size = MAGIC_LEN;
    ours = ours && next_record(parts, end, &bytes) && take_frame(parts, &bytes);
    while (ours && !parts->damaged && next_record(parts, end, &bytes)) {
        note_all(parts, (struct ht_slice){bytes.data, bytes.len}, parts->size);
        parts->size += bytes.len;
    }
    ht_buffer_free(&bytes);
    return ours;
}

// What a file is that does not begin like ours: parts in the form of another version, or something else.
static const char *what_else(const struct ht_partial *parts) {
    enum { COMMON = sizeof "holdtrace parts " - 1 };
    char begin[COMMON];
    bool parts_too = read_at(parts->fd, 0, begin, COMMON) && memcmp(begin, MAGIC, COMMON) == 0;
    return parts_too ? "holds parts in the form of another version; its run has to be made anew, under another name"
                     : "is no file of a run's parts";
}

static void write_frame(struct ht_partial *parts, const struct ht_part_frame *frame) {
    struct ht_buffer record = {0};
    parts_record_frame(&record, frame);
    parts->size = 0;
    write_all(parts, MAGIC, MAGIC_LEN);
    write_all(parts, record.data, record.len);
    struct ht_slice kept = {ht_arena_copy(parts->arena, record.data, record.len), record.len};
    if (!parts_read_frame(kept, &parts->frame))
        parts->damaged = true;
    ht_buffer_free(&record);
}

static int open_unnamed(struct ht_arena *arena) {
    const char *folder = getenv("TMPDIR");
    char *template = ht_arena_format(arena, "%s/holdtrace.XXXXXX", folder && *folder ? folder : "/var/tmp");
    int fd = mkstemp(template);
    if (fd >= 0)
        unlink(template);
    return fd;
}

// A file that is there: of the same run, or refused.
static enum ht_status go_on(struct ht_partial *parts, uint64_t end, const struct ht_part_frame *frame,
                            struct ht_error *err) {
    if (!begins_like_ours(parts, end))
        return ht_fail(err, HT_ERR_USAGE, "%s: %s; nothing was written there", parts->path, what_else(parts));
    if (!read_records(parts, end)) { // it was killed at its very start
        write_frame(parts, frame);
        return HT_OK;
    }
    if (strcmp(parts->frame.version, frame->version) != 0)
        return ht_fail(err, HT_ERR_USAGE, "%s: was made by version %s; give another name, or remove it", parts->path,
                       parts->frame.version);
    if (strcmp(parts->frame.settings, frame->settings) != 0)
        return ht_fail(err, HT_ERR_USAGE,
                       "%s: holds parts of a run with other options or another reference; give another name, or "
                       "remove it",
                       parts->path);
    if (parts->damaged)
        return ht_fail(err, HT_ERR_FORMAT, "%s: is damaged; remove it, and its run begins anew", parts->path);
    if (ftruncate(parts->fd, (off_t)parts->size) != 0)
        return ht_fail(err, HT_ERR_IO, "%s: cannot be written: %s", parts->path, strerror(errno));
    return HT_OK;
}

static enum ht_status lock(const struct ht_partial *parts, struct ht_error *err) {
    if (flock(parts->fd, LOCK_EX | LOCK_NB) == 0)
        return HT_OK;
    return ht_fail(err, HT_ERR_USAGE, "%s: another run is writing it", parts->path);
}

enum ht_status ht_partial_make(const char *path, const struct ht_part_frame *frame, struct ht_arena *arena,
                               struct ht_partial **out, struct ht_error *err) {
    struct stat info = {0};
    int fd = path ? open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600) : open_unnamed(arena);
    *out = NULL;
    if (fd < 0 || fstat(fd, &info) != 0 || !S_ISREG(info.st_mode)) {
        int reason = fd < 0 ? errno : EINVAL;
        if (fd >= 0)
            close(fd);
        return ht_fail(err, HT_ERR_IO, "%s: cannot be written: %s", path ? path : "a temporary file",
                       strerror(reason));
    }
    struct ht_partial *parts = new_parts(path, fd, arena);
    enum ht_status status = path ? lock(parts, err) : HT_OK;
    if (status == HT_OK && info.st_size > 0)
        status = go_on(parts, (uint64_t)info.st_size, frame, err);
    else if (status == HT_OK)
        write_frame(parts, frame);
    if (status != HT_OK) {
        close(fd);
        return status;
    }
    *out = parts;
    return HT_OK;
}

enum ht_status ht_partial_open(const char *path, struct ht_arena *arena, struct ht_partial **out,
                               struct ht_error *err) {
    struct stat info;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    *out = NULL;
    if (fd < 0 || fstat(fd, &info) != 0) {
        ht_fail(err, HT_ERR_IO, "%s: cannot be read: %s", path, strerror(errno));
        if (fd >= 0)
            close(fd);
        return HT_ERR_IO;
    }
    struct ht_partial *parts = new_parts(path, fd, arena);
    uint64_t end = (uint64_t)info.st_size;
    enum ht_status status = HT_OK;
    if (!read_records(parts, end))
        status = ht_fail(err, HT_ERR_FORMAT, "%s: %s", path,
                         begins_like_ours(parts, end) ? "is no file of a run's parts" : what_else(parts));
    else if (parts->damaged || parts->unsound || (parts->size != end && parts->ended))
        status = ht_fail(err, HT_ERR_FORMAT, "%s: is damaged at byte %ju", path, (uintmax_t)parts->size);
    else if (!parts->ended || parts->size != end)
        status = ht_fail(err, HT_ERR_FORMAT,
                         "%s: its run did not end; start that again with the same options, and it goes on", path);
    if (status != HT_OK) {
        close(fd);
        return status;
    }
    *out = parts;
    return HT_OK;
}

void ht_partial_close(struct ht_partial *parts) {
    if (parts)
        close(parts->fd);
}

void ht_partial_add(struct ht_partial *parts, const char *records, size_t len) {
    uint64_t at = parts->size;
    write_all(parts, records, len);
    if (!parts->failure)
        note_all(parts, (struct ht_slice){records, len}, at);
}

enum ht_status ht_partial_status(struct ht_partial *parts, bool sync, struct ht_error *err) {
    const char *name = parts->path ? parts->path : "a temporary file in $TMPDIR or /var/tmp";
    if (sync && !parts->failure && parts->path && fsync(parts->fd) != 0)
        parts->failure = errno;
    if (parts->failure)
        return ht_fail(err, HT_ERR_IO, "%s: cannot be written: %s", name, strerror(parts->failure));
    if (parts->damaged)
        return ht_fail(err, HT_ERR_FORMAT, "%s: is damaged", name);
    return HT_OK;
}

// --- asking

const char *ht_partial_path(const struct ht_partial *parts) {
    return parts->path;
}

const struct ht_part_frame *ht_partial_frame(const struct ht_partial *parts) {
    return &parts->frame;
}

const struct ht_part_end *ht_partial_end(const struct ht_partial *parts) {
    return parts->ended ? &parts->end : NULL;
}

size_t ht_partial_input_count(const struct ht_partial *parts) {
    return slots_done_count(parts->slots);
}

const struct ht_part_input *ht_partial_input(const struct ht_partial *parts, size_t index) {
    return slots_done(parts->slots, index);
}

size_t ht_partial_rows(const struct ht_partial *parts) {
    return slots_rows(parts->slots);
}

const char *ht_partial_last(const struct ht_partial *parts) {
    size_t count = slots_done_count(parts->slots);
    return count ? slots_done(parts->slots, count - 1)->path : "";
}

const struct ht_part_input *ht_partial_find(const struct ht_partial *parts, const char *path, size_t occurrence) {
    return slots_find(parts->slots, path, occurrence);
}

// Reads the record at PLACE into BYTES, and its head; what follows is left in *FROM.
static bool read_record(struct ht_partial *parts, const struct slot_place *place, struct ht_buffer *bytes,
                        struct ht_unpack *from) {
    struct parts_head head;
    ht_buffer_clear(bytes);
    if (!place || !read_at(parts->fd, place->at, ht_buffer_extend(bytes, place->len), place->len))
        return false;
    *from = parts_content((struct ht_slice){bytes->data, bytes->len});
    return parts_read_head(from, &head);
}

bool ht_partial_read_file(struct ht_partial *parts, const struct ht_part_input *input, size_t number,
                          struct ht_buffer *bytes, struct ht_arena *arena, struct ht_part_file *out) {
    struct ht_unpack from;
    bool whole = read_record(parts, slots_file(parts->slots, input, number), bytes, &from) &&
                 ht_part_unpack_file(&from, arena, out);
    parts->damaged |= !whole;
    return whole;
}

bool ht_partial_read_fund(struct ht_partial *parts, const struct ht_part_input *input, size_t number, size_t index,
                          struct ht_buffer *bytes, struct ht_arena *arena, struct ht_part_fund *out) {
    struct ht_unpack from;
    bool whole = read_record(parts, slots_fund(parts->slots, input, number, index), bytes, &from) &&
                 ht_part_unpack_fund(&from, arena, out);
    parts->damaged |= !whole;
    return whole;
}

struct ht_slice ht_partial_source(const struct ht_partial *parts, const char *id) {
    const struct ht_slice *json = ht_map_get(parts->sources, id);
    return json ? *json : (struct ht_slice){"", 0};
}
