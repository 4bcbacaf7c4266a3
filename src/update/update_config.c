// SPDX-License-Identifier: GPL-3.0-or-later
// Keys by table: update_config.h.
#include "holdtrace/update_config.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "holdtrace/decode.h"
#include "holdtrace/ini.h"
#include "holdtrace/text.h"
#include "holdtrace/url.h"

enum { MOST_MIB = 8192, DEFAULT_MIB = 1024, MOST_NUMBER = 100000 };
#define MIB (INT64_C(1024) * 1024)

struct reading {
    struct ht_arena *arena;
    struct ht_update_config *config;
    struct ht_update_source *source; // NULL: in [update]
};

enum kind { TEXT, YES_NO, COUNT, MIBS, URL, URLS, JSON_PATH, LICENCE, CONTENT, DIGEST, IGNORED };

struct key {
    const char *name;
    enum kind kind;
    size_t offset;
};

#define GENERAL(member) offsetof(struct ht_update_config, member)
#define OF_SOURCE(member) offsetof(struct ht_update_source, member)

static const struct key GENERAL_KEYS[] = {
    {"contact", TEXT, GENERAL(contact)},
    {"attempts", COUNT, GENERAL(attempts)},
    {"retry_wait", COUNT, GENERAL(retry_wait)},
    {"longest_wait", COUNT, GENERAL(longest_wait)},
    {"connect_timeout", COUNT, GENERAL(connect)},
    {"stall_timeout", COUNT, GENERAL(stall)},
    {0},
};

static const struct key SOURCE_KEYS[] = {
    {"title", TEXT, OF_SOURCE(title)},
    {"licence", TEXT, OF_SOURCE(licence)},
    {"note", IGNORED, 0},
    {"enabled", YES_NO, OF_SOURCE(enabled)},
    {"licence_accepted", LICENCE, OF_SOURCE(acceptance)},
    {"url", URLS, 0},
    {"file", TEXT, OF_SOURCE(file)},
    {"format", TEXT, OF_SOURCE(format)},
    {"discover", JSON_PATH, OF_SOURCE(discover)},
    {"discover_size", JSON_PATH, OF_SOURCE(discover_size)},
    {"discover_file", JSON_PATH, OF_SOURCE(discover_file)},
    {"sha256", DIGEST, OF_SOURCE(sha256)},
    {"sha256_url", URL, OF_SOURCE(sha256_url)},
    {"content", CONTENT, 0},
    {"most_mib", MIBS, OF_SOURCE(most_bytes)},
    {"insecure_http", YES_NO, OF_SOURCE(insecure)},
    {0},
};

static const struct {
    const char *word;
    enum ht_content content;
} CONTENTS[] = {
    {"zip", HT_CONTENT_ZIP}, {"xml", HT_CONTENT_XML},  {"json", HT_CONTENT_JSON},
    {"pdf", HT_CONTENT_PDF}, {"csv", HT_CONTENT_TEXT}, {"xlsx", HT_CONTENT_XLSX},
};

static enum ht_status take_yes_no(const char *value, bool *out, struct ht_error *err) {
    *out = ht_text_same(value, "yes");
    if (!*out && !ht_text_same(value, "no"))
        return ht_fail(err, HT_ERR_FORMAT, "'%s' is neither yes nor no", value);
    return HT_OK;
}

static enum ht_status take_count(const char *value, int64_t most, int64_t *out, struct ht_error *err) {
    size_t digits = strspn(value, "0123456789");
    if (digits == 0 || digits > 9 || value[digits] || strtol(value, NULL, 10) > most)
        return ht_fail(err, HT_ERR_FORMAT, "'%s' is no whole number from 0 to %lld", value, (long long)most);
    *out = strtol(value, NULL, 10);
    return HT_OK;
}

static enum ht_status take_url(struct reading *reading, const char *value, const char **out, struct ht_error *err) {
    struct ht_url url;
    if (!ht_url_parse(value, &url))
        return ht_fail(err, HT_ERR_FORMAT, "'%s' is no http or https address", value);
    *out = ht_arena_string(reading->arena, value);
    return HT_OK;
}

static enum ht_status add_url(struct reading *reading, const char *value, struct ht_error *err) {
    struct ht_update_source *source = reading->source;
    assert(source); // of a key of sources
    size_t capacity = source->url_count;
    source->urls = ht_arena_grow(reading->arena, source->urls, source->url_count, &capacity, sizeof *source->urls);
    return take_url(reading, value, &source->urls[source->url_count++], err);
}

static enum ht_status take_json_path(struct reading *reading, const char *value, const char **out,
                                     struct ht_error *err) {
    if (!ht_text_starts(value, "json:") || !value[5])
        return ht_fail(err, HT_ERR_FORMAT, "'%s' is not json:PATH, as in json:data[0].url", value);
    *out = ht_arena_string(reading->arena, value + 5);
    return HT_OK;
}

static enum ht_status take_licence(const char *value, enum ht_update_licence *out, struct ht_error *err) {
    bool accepted;
    enum ht_status status = take_yes_no(value, &accepted, err);
    *out = accepted ? HT_UPDATE_LICENCE_ACCEPTED : HT_UPDATE_LICENCE_NOT_ACCEPTED;
    return status;
}

static enum ht_status take_content(struct ht_update_source *source, const char *value, struct ht_error *err) {
    assert(source); // of a key of sources
    for (size_t i = 0; i < sizeof CONTENTS / sizeof *CONTENTS; i++) {
        if (strcmp(CONTENTS[i].word, value) != 0)
            continue;
        source->checks_content = true;
        source->content = CONTENTS[i].content;
        return HT_OK;
    }
    return ht_fail(err, HT_ERR_FORMAT, "content '%s' is not known; there are csv, json, pdf, xlsx, xml and zip",
                   value);
}

static enum ht_status take_digest(struct reading *reading, const char *value, const char **out,
                                  struct ht_error *err) {
    if (strlen(value) != HT_SHA256_TEXT - 1 || strspn(value, "0123456789abcdefABCDEF") != HT_SHA256_TEXT - 1)
        return ht_fail(err, HT_ERR_FORMAT, "'%s' is no SHA-256 of 64 hexadecimal digits", value);
    char *digest = ht_arena_string(reading->arena, value);
    for (char *at = digest; *at; at++)
        *at = ht_to_lower(*at);
    *out = digest;
    return HT_OK;
}

static enum ht_status take(struct reading *reading, const struct key *key, const char *value, struct ht_error *err) {
    void *place = (reading->source ? (char *)reading->source : (char *)reading->config) + key->offset;
    switch (key->kind) {
    case TEXT:
        if (*value)
            *(const char **)place = ht_arena_string(reading->arena, value);
        return HT_OK;
    case YES_NO:
        return take_yes_no(value, place, err);
    case COUNT:
        return take_count(value, MOST_NUMBER, place, err);
    case MIBS: {
        enum ht_status status = take_count(value, MOST_MIB, place, err);
        *(int64_t *)place *= MIB;
        return status;
    }
    case URL:
        return take_url(reading, value, place, err);
    case URLS:
        return add_url(reading, value, err);
    case JSON_PATH:
        return take_json_path(reading, value, place, err);
    case LICENCE:
        return take_licence(value, place, err);
    case CONTENT:
        return take_content(reading->source, value, err);
    case DIGEST:
        return take_digest(reading, value, place, err);
    case IGNORED:
        break;
    }
    return HT_OK;
}

static bool is_source_name(const char *name) {
    return *name && strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_-") == strlen(name) && *name != '-';
}

static enum ht_status enter_section(struct reading *reading, const struct ht_ini_entry *entry, struct ht_error *err) {
    struct ht_update_config *config = reading->config;
    if (!is_source_name(entry->section))
        return ht_fail(err, HT_ERR_FORMAT, "section '%s': a source's name has small letters, digits, _ and - only",
                       entry->section);
    if (reading->source && strcmp(reading->source->name, entry->section) == 0)
        return HT_OK;
    if (strcmp(entry->section, "update") == 0) {
        reading->source = NULL;
        return HT_OK;
    }
    if (ht_update_source_named(config, entry->section))
        return ht_fail(err, HT_ERR_FORMAT, "section '%s' is there twice", entry->section);
    config->sources = ht_arena_grow(reading->arena, config->sources, config->source_count, &config->source_capacity,
                                    sizeof *config->sources);
    reading->source = &config->sources[config->source_count++];
    *reading->source = (struct ht_update_source){.name = ht_arena_string(reading->arena, entry->section),
                                                 .most_bytes = DEFAULT_MIB * MIB,
                                                 .line = entry->line};
    return HT_OK;
}

static enum ht_status take_entry(void *user, const struct ht_ini_entry *entry, struct ht_error *err) {
    struct reading *reading = user;
    enum ht_status status = enter_section(reading, entry, err);
    if (status != HT_OK)
        return status;
    for (const struct key *key = reading->source ? SOURCE_KEYS : GENERAL_KEYS; key->name; key++)
        if (strcmp(key->name, entry->key) == 0)
            return take(reading, key, entry->value, err);
    return ht_fail(err, HT_ERR_FORMAT, "unknown key '%s' in section [%s]", entry->key, entry->section);
}

// What no single key tells.
static const char *contradiction(const struct ht_update_source *source) {
    if (source->url_count == 0)
        return "it has no url";
    if (source->most_bytes == 0)
        return "most_mib is 0, so that nothing could be downloaded";
    if (source->url_count > 1 && (source->discover || source->file || source->sha256 || source->sha256_url))
        return "discover, file, sha256 and sha256_url can only be given with one url";
    if (!source->discover && (source->discover_size || source->discover_file))
        return "discover_size and discover_file need discover";
    if (source->sha256 && source->sha256_url)
        return "sha256 and sha256_url are both given";
    return NULL;
}

static enum ht_status check(const struct ht_update_config *config, struct ht_error *err) {
    if (config->attempts == 0)
        return ht_fail(err, HT_ERR_FORMAT, "%s: attempts has to be at least 1", config->path);
    for (size_t i = 0; i < config->source_count; i++) {
        const struct ht_update_source *source = &config->sources[i];
        const char *why = contradiction(source);
        if (why)
            return ht_fail(err, HT_ERR_FORMAT, "%s:%ld: source %s: %s", config->path, source->line, source->name,
                           why);
    }
    return HT_OK;
}

enum ht_status ht_update_config_parse(const char *text, const char *path, struct ht_arena *arena,
                                      struct ht_update_config *out, struct ht_error *err) {
    *out = (struct ht_update_config){
        .path = path, .attempts = 4, .retry_wait = 2, .longest_wait = 120, .connect = 30, .stall = 60};
    struct reading reading = {arena, out, NULL};
    enum ht_status status = ht_ini_parse(text, path, take_entry, &reading, err);
    return status == HT_OK ? check(out, err) : status;
}

enum ht_status ht_update_config_read(const char *path, struct ht_arena *arena, struct ht_update_config *out,
                                     struct ht_error *err) {
    struct ht_source *source = NULL;
    struct ht_text text = {0};
    struct ht_findings findings = ht_findings_in(arena);
    enum ht_status status = ht_source_open(path, &source, err);
    if (status == HT_OK)
        status = ht_decode(source, NULL, arena, &text, &findings, err);
    if (status == HT_OK)
        status = ht_update_config_parse(ht_arena_copy(arena, text.utf8.data, text.utf8.len),
                                        ht_arena_string(arena, path), arena, out, err);
    ht_source_close(source);
    return status;
}

const struct ht_update_source *ht_update_source_named(const struct ht_update_config *config, const char *name) {
    for (size_t i = 0; i < config->source_count; i++)
        if (strcmp(config->sources[i].name, name) == 0)
            return &config->sources[i];
    return NULL;
}
