// SPDX-License-Identifier: GPL-3.0-or-later
// Lines WORD VALUE; "file" begins the next one.
#include "update/state.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "holdtrace/output.h"
#include "holdtrace/text.h"

#define HEAD "holdtrace-download 1"
enum { LONGEST_STATE = 1024 * 1024, PIECE = 256 * 1024 };

const char *state_hidden(const char *folder, const char *name, const char *suffix, struct ht_arena *arena) {
    return ht_arena_format(arena, "%s/.%s%s", folder, name, suffix);
}

static const char *state_path(const char *folder, struct ht_arena *arena) {
    return state_hidden(folder, "state", "", arena);
}

static const char *next_path(const char *folder, struct ht_arena *arena) {
    return state_hidden(folder, "state.next", "", arena);
}

enum ht_status state_measure(const char *path, int64_t *size, char sha256[HT_SHA256_TEXT], struct ht_error *err) {
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0)
        return ht_fail(err, HT_ERR_IO, "%s: cannot be read: %s", path, strerror(errno));
    struct ht_sha256 *digest = ht_sha256_begin();
    char *piece = malloc(PIECE);
    ssize_t len = piece ? 0 : -1;
    *size = 0;
    while (piece && (len = read(fd, piece, PIECE)) > 0) {
        ht_sha256_add(digest, piece, (size_t)len);
        *size += len;
    }
    ht_sha256_end(digest, sha256);
    int failure = errno;
    free(piece);
    close(fd);
    return len == 0 ? HT_OK : ht_fail(err, HT_ERR_IO, "%s: cannot be read: %s", path, strerror(failure));
}

// The text of the file PATH; NULL when it is not there or cannot be read.
static const char *read_text(const char *path, struct ht_arena *arena) {
    FILE *file = fopen(path, "re");
    if (!file)
        return NULL;
    struct ht_buffer buffer = {0};
    char piece[4096];
    size_t len;
    while (buffer.len < LONGEST_STATE && (len = fread(piece, 1, sizeof piece, file)) > 0)
        ht_buffer_add(&buffer, piece, len);
    const char *text = ferror(file) ? NULL : ht_arena_copy(arena, buffer.len ? buffer.data : "", buffer.len);
    fclose(file);
    ht_buffer_free(&buffer);
    return text;
}

// A name is never more than a name: what a state says is joined to the folder.
static bool is_name(const char *name) {
    return *name && *name != '.' && !strchr(name, '/');
}

static bool take_word(struct ht_update_file *file, const char *word, const char *value) {
    char *end;
    if (strcmp(word, "url") == 0)
        file->url = value;
    else if (strcmp(word, "etag") == 0)
        file->etag = value;
    else if (strcmp(word, "modified") == 0)
        file->modified = value;
    else if (strcmp(word, "retrieved_on") == 0)
        return ht_date_parse(value, &file->retrieved_on);
    else if (strcmp(word, "size") == 0)
        file->size = strtoll(value, &end, 10);
    else if (strcmp(word, "sha256") == 0 && strlen(value) == HT_SHA256_TEXT - 1)
        memcpy(file->sha256, value, HT_SHA256_TEXT);
    else
        return false;
    return true;
}

static bool take_line(const char *folder, char *line, struct ht_arena *arena, struct state *out, size_t *capacity) {
    char *value = strchr(line, ' ');
    if (!value)
        return false;
    *value++ = '\0';
    if (strcmp(line, "file") != 0)
        return out->count > 0 && take_word(&out->files[out->count - 1], line, value);
    if (!is_name(value))
        return false;
    out->files = ht_arena_grow(arena, out->files, out->count, capacity, sizeof *out->files);
    out->files[out->count++] =
        (struct ht_update_file){.name = value, .path = ht_arena_format(arena, "%s/%s", folder, value)};
    return true;
}

static bool is_filled(const struct state *state) {
    for (size_t i = 0; i < state->count; i++)
        if (!state->files[i].url || !state->files[i].sha256[0] || !ht_date_known(state->files[i].retrieved_on))
            return false;
    return state->count > 0;
}

// False when PATH is not there, or is not what state_commit writes.
static bool parse(const char *folder, const char *path, struct ht_arena *arena, struct state *out) {
    const char *text = read_text(path, arena);
    size_t count, capacity = 0;
    *out = (struct state){0};
    if (!text)
        return false;
    const char **lines = ht_text_split(arena, text, '\n', &count);
    if (count == 0 || strcmp(lines[0], HEAD) != 0)
        return false;
    for (size_t i = 1; i < count; i++)
        if (!take_line(folder, ht_arena_string(arena, lines[i]), arena, out, &capacity))
            return false;
    return is_filled(out);
}

static enum ht_status write_state(const char *path, const struct state *state, struct ht_error *err) {
    struct ht_buffer text = {0};
    struct ht_output *out;
    char day[HT_DATE_TEXT];
    ht_buffer_string(&text, HEAD "\n");
    for (size_t i = 0; i < state->count; i++) {
        const struct ht_update_file *file = &state->files[i];
        ht_buffer_format(&text, "file %s\nurl %s\n", file->name, file->url);
        if (file->etag)
            ht_buffer_format(&text, "etag %s\n", file->etag);
        if (file->modified)
            ht_buffer_format(&text, "modified %s\n", file->modified);
        ht_buffer_format(&text, "size %lld\nsha256 %s\nretrieved_on %s\n", (long long)file->size, file->sha256,
                         ht_date_text(file->retrieved_on, day));
    }
    enum ht_status status = ht_output_open(path, &out, err);
    if (status == HT_OK) {
        ht_output_write(out, text.data, text.len);
        status = ht_output_commit(out, err);
    }
    ht_buffer_free(&text);
    return status;
}

static bool has_name(const struct state *state, const char *name) {
    for (size_t i = 0; i < state->count; i++)
        if (strcmp(state->files[i].name, name) == 0)
            return true;
    return false;
}

// Finishes what .state.next began; nothing when there is none. May be done again after any of its steps.
static enum ht_status roll_forward(const char *folder, struct ht_arena *arena, struct ht_error *err) {
    const char *next_name = next_path(folder, arena), *name = state_path(folder, arena);
    struct state next, old;
    if (!parse(folder, next_name, arena, &next))
        return HT_OK;
    for (size_t i = 0; i < next.count; i++) {
        const char *fresh = state_hidden(folder, next.files[i].name, ".new", arena);
        if (rename(fresh, next.files[i].path) != 0 && errno != ENOENT)
            return ht_fail(err, HT_ERR_IO, "%s: cannot be written: %s", next.files[i].path, strerror(errno));
    }
    if (parse(folder, name, arena, &old))
        for (size_t i = 0; i < old.count; i++)
            if (!has_name(&next, old.files[i].name))
                unlink(old.files[i].path);
    if (rename(next_name, name) != 0)
        return ht_fail(err, HT_ERR_IO, "%s: cannot be written: %s", name, strerror(errno));
    return HT_OK;
}

static bool is_intact(const struct ht_update_file *file) {
    int64_t size = 0;
    char sha256[HT_SHA256_TEXT];
    return state_measure(file->path, &size, sha256, NULL) == HT_OK && size == file->size &&
           strcmp(sha256, file->sha256) == 0;
}

struct state state_peek(const char *folder, struct ht_arena *arena) {
    struct state there;
    if (!parse(folder, state_path(folder, arena), arena, &there))
        return (struct state){0};
    for (size_t i = 0; i < there.count; i++)
        if (!is_intact(&there.files[i]))
            return (struct state){0};
    return there;
}

enum ht_status state_load(const char *folder, struct ht_arena *arena, struct state *out, struct ht_error *err) {
    enum ht_status status = roll_forward(folder, arena, err);
    *out = status == HT_OK ? state_peek(folder, arena) : (struct state){0};
    return status;
}

enum ht_status state_commit(const char *folder, const struct state *next, struct ht_arena *arena,
                            struct ht_error *err) {
    enum ht_status status = write_state(next_path(folder, arena), next, err);
    return status == HT_OK ? roll_forward(folder, arena, err) : status;
}

void state_clean(const char *folder, struct ht_arena *arena) {
    static const char *const KEPT[] = {".", "..", ".state", ".imported"};
    DIR *dir = opendir(folder);
    if (!dir)
        return;
    for (struct dirent *entry; (entry = readdir(dir));) {
        bool goes = entry->d_name[0] == '.';
        for (size_t i = 0; i < sizeof KEPT / sizeof *KEPT; i++)
            goes = goes && strcmp(entry->d_name, KEPT[i]) != 0;
        if (goes)
            unlink(ht_arena_format(arena, "%s/%s", folder, entry->d_name));
    }
    closedir(dir);
}
