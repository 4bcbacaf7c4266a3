// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * One source: find where its files are, ask for each that changed, and let the version take its place when all of
 * them are there.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "holdtrace/decode.h"
#include "holdtrace/text.h"
#include "holdtrace/url.h"
#include "update/attempts.h"
#include "update/json_path.h"
#include "update/state.h"

enum { LONGEST_NAME = 200, MOST_SMALL = 16 * 1024 * 1024 };

// Where a file is and what its publisher tells of it.
struct target {
    const char *url, *name;
    struct content_wish wish;
};

struct download {
    const struct ht_update_order *order;
    const struct ht_update_source *source;
    struct ht_arena *arena;
    const char *folder;
    struct state old, next;
    bool changed; // the bytes of a file, or which files there are
    bool touched; // only what is known of a file
};

static const char *make_folder(const char *path, struct ht_arena *arena) {
    if (mkdir(path, 0777) == 0 || errno == EEXIST)
        return NULL;
    return ht_arena_format(arena, "%s: cannot be made: %s", path, strerror(errno));
}

// Downloads the small document URL as text; NULL, or why not.
static const char *fetch_text(struct download *download, const char *url, const char *what, const char **text) {
    struct attempts attempts = attempts_for(download->order, download->source, what);
    const char *path = state_hidden(download->folder, what, "", download->arena);
    const struct fetch_request request = {
        .url = url, .output = path, .most = MOST_SMALL, .insecure = download->source->insecure};
    const struct content_wish wish = {.size = -1};
    struct attempted attempted;
    // Made anew with each request, so that it is never continued.
    unlink(path);
    unlink(ht_arena_format(download->arena, "%s" HT_FETCH_VALIDATOR, path));
    struct ht_source *document = NULL;
    struct ht_error err;
    const char *why = attempts_make(&attempts, request, &wish, download->arena, &attempted);
    if (why)
        return ht_arena_format(download->arena, "%s (%s)", why, url);
    if (ht_source_open(path, &document, &err) != HT_OK)
        return ht_arena_string(download->arena, err.message);
    *text = ht_arena_copy(download->arena, (const char *)document->bytes, document->size);
    ht_source_close(document);
    return NULL;
}

static const char *take_size(struct download *download, const struct ht_json_node *root, struct target *target) {
    const char *why = NULL, *path = download->source->discover_size;
    const char *text = path ? json_path_text(root, path, download->arena, &why) : NULL;
    if (!path)
        return NULL;
    if (text && (strspn(text, "0123456789") != strlen(text) || !*text || strlen(text) > 15))
        return ht_arena_format(download->arena, "what it has at %s is no size", path);
    if (text)
        target->wish.size = strtoll(text, NULL, 10);
    return why;
}

// Asks the publisher's index where the file is.
static const char *discover(struct download *download, struct target *target) {
    const struct ht_update_source *source = download->source;
    struct ht_findings findings = ht_findings_in(download->arena);
    const char *text, *index = target->url;
    const char *why = fetch_text(download, index, "index", &text);
    if (why)
        return why;
    const struct ht_json_node *root = ht_json_parse(ht_slice_of(text), download->arena, &findings);
    if (!root)
        return ht_arena_format(download->arena, "%s: %s", index,
                               findings.count ? findings.items[0].message : "it is no JSON");
    target->url = json_path_text(root, source->discover, download->arena, &why);
    if (target->url && !(why = ht_url_refusal(index, target->url, source->insecure)))
        why = take_size(download, root, target);
    if (!why && source->discover_file)
        target->name = json_path_text(root, source->discover_file, download->arena, &why);
    return why ? ht_arena_format(download->arena, "%s: %s", index, why) : NULL;
}

// The digest of NAME in TEXT, as sha256sum writes them; else the first one there.
static const char *find_digest(const char *text, const char *name, struct ht_arena *arena) {
    const char *first = NULL;
    size_t count;
    const char **lines = ht_text_split(arena, text, '\n', &count);
    for (size_t i = 0; i < count; i++) {
        const char *start = lines[i];
        while (*start && strspn(start, "0123456789abcdefABCDEF") != HT_SHA256_TEXT - 1)
            start += strspn(start, "0123456789abcdefABCDEF") ? strspn(start, "0123456789abcdefABCDEF") : 1;
        if (!*start)
            continue;
        char *digest = ht_arena_copy(arena, start, HT_SHA256_TEXT - 1);
        for (char *at = digest; *at; at++)
            *at = ht_to_lower(*at);
        if (strstr(lines[i], name))
            return digest;
        first = first ? first : digest;
    }
    return first;
}

static const char *find_checksum(struct download *download, struct target *target) {
    const struct ht_update_source *source = download->source;
    const char *text, *why;
    target->wish.sha256 = source->sha256;
    if (!source->sha256_url)
        return NULL;
    if ((why = fetch_text(download, source->sha256_url, "digest", &text)))
        return why;
    target->wish.sha256 = find_digest(text, target->name, download->arena);
    return target->wish.sha256 ? NULL
                               : ht_arena_format(download->arena, "%s: it holds no SHA-256", source->sha256_url);
}

// The name to keep a file under: given, told by the index, or what the URL ends in.
static const char *name_file(struct download *download, struct target *target) {
    char name[LONGEST_NAME];
    const char *given = download->source->file ? download->source->file : target->name;
    const char *url = given ? ht_arena_format(download->arena, "https://x/%s", given) : target->url;
    if (!ht_url_file_name(url, name, sizeof name))
        return ht_arena_format(download->arena,
                               "%s: there is no name to keep the file under; give one with file =", target->url);
    target->name = ht_arena_string(download->arena, name);
    return NULL;
}

static const char *find_target(struct download *download, const char *url, struct target *target) {
    const struct ht_update_source *source = download->source;
    *target = (struct target){.url = url, .wish = {source->checks_content, source->content, -1, NULL}};
    const char *why = ht_url_refusal(NULL, url, source->insecure);
    if (why)
        return ht_arena_format(download->arena, "%s: %s", url, why);
    if (source->discover && (why = discover(download, target)))
        return why;
    if ((why = name_file(download, target)))
        return why;
    return find_checksum(download, target);
}

static const struct ht_update_file *old_file(const struct download *download, const char *name) {
    for (size_t i = 0; i < download->old.count; i++)
        if (ht_text_equal(download->old.files[i].name, name))
            return &download->old.files[i];
    return NULL;
}

// The version that came is put beside the old one, or left out when its bytes are the same.
static const char *keep_file(struct download *download, const struct target *target, const char *part,
                             const struct attempted *came, const struct ht_update_file *old) {
    struct ht_update_file *file = &download->next.files[download->next.count++];
    bool same = old && old->size == came->size && strcmp(old->sha256, came->sha256) == 0;
    *file = (struct ht_update_file){.name = target->name,
                                    .path = ht_arena_format(download->arena, "%s/%s", download->folder, target->name),
                                    .url = target->url,
                                    .etag = came->answer.etag,
                                    .modified = came->answer.modified,
                                    .size = came->size,
                                    .retrieved_on = same ? old->retrieved_on : download->order->today};
    memcpy(file->sha256, came->sha256, sizeof file->sha256);
    if (same) {
        download->touched = true;
        return NULL;
    }
    download->changed = true;
    const char *fresh = state_hidden(download->folder, target->name, ".new", download->arena);
    return rename(part, fresh) == 0
               ? NULL
               : ht_arena_format(download->arena, "%s: cannot be written: %s", fresh, strerror(errno));
}

static const char *download_file(struct download *download, const char *url) {
    struct target target;
    struct attempted came;
    const char *why = find_target(download, url, &target);
    if (why)
        return why;
    const struct ht_update_file *old = old_file(download, target.name);
    const struct ht_update_file *asked = old && strcmp(old->url, target.url) == 0 ? old : NULL;
    struct fetch_request request = {
        .url = target.url,
        .output = state_hidden(download->folder, target.name, ".part", download->arena),
        .etag = asked ? asked->etag : NULL,
        .since = asked ? asked->modified : NULL,
        .most = download->source->most_bytes,
        .insecure = download->source->insecure,
    };
    struct attempts attempts = attempts_for(download->order, download->source, target.name);
    if ((why = attempts_make(&attempts, request, &target.wish, download->arena, &came)))
        return ht_arena_format(download->arena, "%s (%s)", why, target.url);
    // What an earlier run left half done must not take the place of a file that stays.
    unlink(state_hidden(download->folder, target.name, ".new", download->arena));
    if (came.unchanged && old) {
        download->next.files[download->next.count++] = *old;
        return NULL;
    }
    return keep_file(download, &target, request.output, &came, old);
}

static bool has_two_of_a_name(const struct state *state) {
    for (size_t i = 0; i < state->count; i++)
        for (size_t j = 0; j < i; j++)
            if (strcmp(state->files[i].name, state->files[j].name) == 0)
                return true;
    return false;
}

static const char *run(struct download *download) {
    const struct ht_update_source *source = download->source;
    struct ht_error err = {HT_OK, ""};
    const char *why = make_folder(download->order->downloads, download->arena);
    if (!why)
        why = make_folder(download->folder, download->arena);
    if (why)
        return why;
    if (state_load(download->folder, download->arena, &download->old, &err) != HT_OK)
        return ht_arena_string(download->arena, err.message);
    download->next.files = ht_arena_array(download->arena, source->url_count, sizeof *download->next.files);
    for (size_t i = 0; i < source->url_count && !why; i++)
        why = download_file(download, source->urls[i]);
    if (why)
        return why;
    if (has_two_of_a_name(&download->next))
        return "two of its files have the same name";
    download->changed = download->changed || download->next.count != download->old.count;
    if ((download->changed || download->touched) &&
        state_commit(download->folder, &download->next, download->arena, &err) != HT_OK)
        return ht_arena_string(download->arena, err.message);
    state_clean(download->folder, download->arena);
    return NULL;
}

static const char *folder_of(const char *downloads, const struct ht_update_source *source, struct ht_arena *arena) {
    return ht_arena_format(arena, "%s/%s", downloads, source->name);
}

void ht_update_download(const struct ht_update_order *order, const struct ht_update_source *source,
                        struct ht_arena *arena, struct ht_update_outcome *out) {
    struct download download = {
        .order = order, .source = source, .arena = arena, .folder = folder_of(order->downloads, source, arena)};
    *out = (struct ht_update_outcome){.source = source, .why = run(&download)};
    const struct state *there = out->why ? &download.old : &download.next;
    out->result = out->why ? HT_UPDATE_FAILED : download.changed ? HT_UPDATE_NEW : HT_UPDATE_UNCHANGED;
    out->files = there->files;
    out->file_count = there->count;
}

void ht_update_present(const char *downloads, const struct ht_update_source *source, struct ht_arena *arena,
                       struct ht_update_outcome *out) {
    const struct state there = state_peek(folder_of(downloads, source, arena), arena);
    *out = (struct ht_update_outcome){
        .source = source, .result = HT_UPDATE_UNCHANGED, .files = there.files, .file_count = there.count};
}
