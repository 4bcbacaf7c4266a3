// SPDX-License-Identifier: GPL-3.0-or-later
// Walking what the command line names.
#include "command/inputs.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "command/messages.h"
#include "holdtrace/source.h"
#include "holdtrace/text.h"

enum { DEEPEST = 64 };

static void add(struct inputs *inputs, struct ht_arena *arena, const char *path, bool walked) {
    inputs->items = ht_arena_grow(arena, inputs->items, inputs->count, &inputs->capacity, sizeof *inputs->items);
    inputs->items[inputs->count++] =
        (struct input){.path = path, .walked = walked, .folder = inputs->folder_count - walked};
}

static void refuse(struct inputs *inputs, const char *path, int reason) {
    say("%s: cannot be read: %s", path, strerror(reason));
    inputs->failed++;
}

// The tables of holdings of the SEC's data sets: their reader finds the other tables of the folder by itself.
static const char *const data_sets[] = {"FUND_REPORTED_HOLDING.tsv", "INFOTABLE.tsv"};

// When FOLDER is a data set, adds it as one input: the table of its holdings.
static bool add_data_set(struct inputs *inputs, struct ht_arena *arena, const char *folder, const char *slash) {
    bool found = false;
    for (size_t i = 0; i < sizeof data_sets / sizeof *data_sets; i++) {
        const char *path = ht_arena_format(arena, "%s%s%s", folder, slash, data_sets[i]);
        struct stat info;
        if (stat(path, &info) == 0 && S_ISREG(info.st_mode)) {
            add(inputs, arena, path, true);
            found = true;
        }
    }
    return found;
}

static bool is_table(const char *name) {
    size_t len = strlen(name);
    return len > 4 && strcmp(name + len - 4, ".tsv") == 0;
}

static void walk(struct inputs *inputs, struct ht_arena *arena, const char *folder, int depth);

// Takes what PATH, met in a directory, is.
static void take(struct inputs *inputs, struct ht_arena *arena, const char *path, int depth) {
    struct stat own, linked;
    if (lstat(path, &own) != 0 || stat(path, &linked) != 0)
        refuse(inputs, path, errno);
    else if (S_ISDIR(own.st_mode))
        walk(inputs, arena, path, depth + 1);
    else if (S_ISREG(linked.st_mode))
        add(inputs, arena, path, true);
    else if (S_ISDIR(linked.st_mode))
        say("%s: a link to a directory; what it links to was not walked", path);
}

static int by_name(const struct dirent **a, const struct dirent **b) {
    return strcmp((*a)->d_name, (*b)->d_name);
}

static void walk(struct inputs *inputs, struct ht_arena *arena, const char *folder, int depth) {
    if (depth == DEEPEST) {
        say("%s: not read: it lies more than %d directories deep; name it by itself", folder, DEEPEST);
        inputs->failed++;
        return;
    }
    struct dirent **entries;
    int count = scandir(folder, &entries, NULL, by_name);
    if (count < 0) {
        refuse(inputs, folder, errno);
        return;
    }
    size_t len = strlen(folder);
    const char *slash = len > 0 && folder[len - 1] == '/' ? "" : "/";
    bool data_set = add_data_set(inputs, arena, folder, slash);
    for (int i = 0; i < count; i++) {
        const char *name = entries[i]->d_name;
        if (name[0] != '.' && !(data_set && is_table(name)))
            take(inputs, arena, ht_arena_format(arena, "%s%s%s", folder, slash, name), depth);
        free(entries[i]);
    }
    free(entries);
}

static int by_path(const void *a, const void *b) {
    return strcmp(((const struct input *)a)->path, ((const struct input *)b)->path);
}

void inputs_gather(const char *const *operands, size_t count, struct ht_arena *arena, struct inputs *out) {
    *out = (struct inputs){0};
    inputs_add(operands, count, false, arena, out);
}

void inputs_add(const char *const *operands, size_t count, bool listed, struct ht_arena *arena, struct inputs *out) {
    size_t before = out->count;
    const char **folders = ht_arena_array(arena, out->folder_count + count, sizeof *folders);
    if (out->folder_count)
        memcpy(folders, out->folders, out->folder_count * sizeof *folders);
    out->folders = folders;
    for (size_t i = 0; i < count; i++) {
        struct stat info;
        if (strcmp(operands[i], "-") == 0)
            add(out, arena, operands[i], false);
        else if (stat(operands[i], &info) != 0)
            refuse(out, operands[i], errno);
        else if (S_ISDIR(info.st_mode)) {
            out->folders[out->folder_count++] = operands[i];
            walk(out, arena, operands[i], 0);
        } else {
            add(out, arena, operands[i], false);
        }
    }
    for (size_t i = before; i < out->count; i++)
        out->items[i].listed = listed;
    if (out->count)
        qsort(out->items, out->count, sizeof *out->items, by_path);
}

// --- what something may still be writing

static bool is_unfinished(const char *path) {
    static const char *const ENDINGS[] = {".part", ".partial", ".filepart", ".crdownload", ".download", ".tmp"};
    size_t len = strlen(path);
    for (size_t i = 0; i < sizeof ENDINGS / sizeof *ENDINGS; i++) {
        size_t ending = strlen(ENDINGS[i]);
        if (len > ending && ht_text_same(path + len - ending, ENDINGS[i]))
            return true;
    }
    return false;
}

// Why INPUT waits; NULL: it does not.
static const char *why_waits(const struct input *input, long seconds, time_t now, bool quiet,
                             struct ht_arena *arena) {
    struct stat info;
    if (!input->walked && !input->listed)
        return NULL;
    if (is_unfinished(input->path))
        return "its name is that of a download that is not finished; it waits for the next run";
    if (seconds <= 0 || stat(input->path, &info) != 0)
        return NULL;
    if (info.st_mtim.tv_sec > now + seconds && !quiet)
        say("%s: was changed %lld seconds from now, as a clock says that is wrong; it was read", input->path,
            (long long)(info.st_mtim.tv_sec - now));
    if (info.st_mtim.tv_sec > now + seconds || info.st_mtim.tv_sec + seconds <= now)
        return NULL;
    return ht_arena_format(arena, "it was changed less than %ld seconds before the run; it waits for the next one",
                           seconds);
}

void inputs_wait(struct inputs *inputs, long seconds, bool quiet, struct ht_arena *arena) {
    time_t now = time(NULL);
    size_t left = 0;
    inputs->waiting = ht_arena_array(arena, inputs->count, sizeof *inputs->waiting);
    inputs->folder_waits = ht_arena_array(arena, inputs->folder_count, sizeof *inputs->folder_waits);
    for (size_t i = 0; i < inputs->count; i++) {
        const struct input *input = &inputs->items[i];
        const char *why = why_waits(input, seconds, now, quiet, arena);
        if (!why) {
            inputs->items[left++] = *input;
            continue;
        }
        inputs->waiting[inputs->waiting_count++] = (struct ht_ignored){input->path, why};
        if (input->walked)
            inputs->folder_waits[input->folder] = true;
        if (!quiet)
            say("%s: %s", input->path, why);
    }
    inputs->count = left;
}

enum ht_status inputs_listed(const char *list, struct ht_arena *arena, const char *const **names, size_t *count,
                             struct ht_error *err) {
    struct ht_source *source;
    enum ht_status status = ht_source_open(list, &source, err);
    if (status != HT_OK)
        return status;
    struct ht_slice text = {ht_arena_copy(arena, (const char *)source->bytes, source->size), source->size};
    ht_source_close(source);
    char end = memchr(text.data, '\0', text.len) ? '\0' : '\n';
    const char **found = ht_arena_array(arena, ht_slice_count(text, end) + 1, sizeof *found);
    *count = 0;
    for (size_t at = 0; at < text.len;) {
        const char *line = text.data + at, *stop = memchr(line, end, text.len - at);
        size_t len = stop ? (size_t)(stop - line) : text.len - at;
        at += len + 1;
        if (end == '\n' && len > 0 && line[len - 1] == '\r')
            len--;
        if (len > 0)
            found[(*count)++] = ht_arena_copy(arena, line, len);
    }
    *names = found;
    return HT_OK;
}

void inputs_take_share(struct inputs *inputs, size_t number, size_t shares) {
    size_t count = 0;
    for (size_t i = number; i < inputs->count; i += shares)
        inputs->items[count++] = inputs->items[i];
    inputs->count = count;
}
