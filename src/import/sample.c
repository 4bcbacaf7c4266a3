// SPDX-License-Identifier: GPL-3.0-or-later
// The beginning of a file, which importer knows it, and what it is when none does.
#include <errno.h>
#include <string.h>

#include "holdtrace/csv.h"
#include "holdtrace/source.h"
#include "holdtrace/stream.h"
#include "import/importer.h"

enum { HEAD = 64 * 1024 };

struct head {
    char bytes[HEAD + 1];
    size_t len;
};

static bool take_head(void *context, const char *bytes, size_t len) {
    struct head *head = context;
    size_t room = HEAD - head->len, taken = len < room ? len : room;
    memcpy(head->bytes + head->len, bytes, taken);
    head->len += taken;
    return head->len < HEAD;
}

static enum ht_status read_raw(const char *path, struct head *head, struct ht_error *err) {
    FILE *file = fopen(path, "rb");
    if (!file)
        return ht_fail(err, HT_ERR_IO, "%s: %s", path, strerror(errno));
    head->len = fread(head->bytes, 1, HEAD, file);
    bool failed = ferror(file) != 0;
    int reason = errno;
    fclose(file);
    return failed ? ht_fail(err, HT_ERR_IO, "%s: %s", path, strerror(reason)) : HT_OK;
}

// The first row of TEXT; without one, or when it is no text, a row without cells.
static struct ht_row first_row(struct ht_slice text, struct ht_arena *arena) {
    struct ht_findings findings = ht_findings_in(arena);
    struct ht_grid grid;
    if (text.len == 0 || memchr(text.data, '\0', text.len))
        return (struct ht_row){0};
    if (ht_csv_read(text, 0, arena, &grid, &findings, NULL) != HT_OK)
        return (struct ht_row){0};
    for (size_t i = 0; i < grid.count; i++)
        if (!ht_row_blank(&grid.rows[i]))
            return grid.rows[i];
    return (struct ht_row){0};
}

enum ht_status import_sample_read(const char *path, struct ht_arena *arena, struct import_sample *out,
                                  struct ht_error *err) {
    struct head *raw = ht_arena_alloc(arena, sizeof *raw), *text = ht_arena_alloc(arena, sizeof *text);
    const char *slash = strrchr(path, '/');
    enum ht_status status = read_raw(path, raw, err);
    if (status != HT_OK)
        return status;
    *out = (struct import_sample){.name = slash ? slash + 1 : path, .bytes = {raw->bytes, raw->len}};
    // What cannot be unpacked as one file, such as a workbook, is known by its bytes.
    if (ht_stream_read(path, take_head, text, &out->why) != HT_OK)
        text->len = 0;
    out->text = (struct ht_slice){text->bytes, text->len};
    out->header = first_row(out->text, arena);
    return HT_OK;
}

bool import_header_has(const struct import_sample *sample, const char *const *names) {
    for (; *names; names++) {
        bool found = false;
        for (size_t i = 0; i < sample->header.width && !found; i++)
            found = ht_slice_same(ht_row_cell(&sample->header, i), ht_slice_of(*names));
        if (!found)
            return false;
    }
    return true;
}

bool import_text_has(const struct import_sample *sample, const char *text) {
    return sample->text.len > 0 && strstr(sample->text.data, text);
}

const char *import_day_in_name(const char *path, struct ht_arena *arena) {
    const char *slash = strrchr(path, '/');
    for (const char *at = slash ? slash + 1 : path; *at; at++) {
        size_t digits = strspn(at, "0123456789");
        if (digits == 0)
            continue;
        struct ht_date date;
        const char *day =
            ht_arena_format(arena, "%.4s-%.2s-%.2s", at, at + (digits < 8 ? 0 : 4), at + (digits < 8 ? 0 : 6));
        if (digits == 8 && ht_date_parse(day, &date) && date.year >= 1990)
            return day;
        at += digits - 1;
    }
    return NULL;
}

const struct importer *import_importer_of(const struct import_sample *sample) {
    for (size_t i = 0; importers[i]; i++)
        if (importers[i]->knows(sample))
            return importers[i];
    return NULL;
}

static bool is_utf16(struct ht_slice text) {
    return text.len >= 2 && (memcmp(text.data, "\xFF\xFE", 2) == 0 || memcmp(text.data, "\xFE\xFF", 2) == 0);
}

// What a file plainly is that no importer knows: damage is HT_ERR_FORMAT, anything else HT_ERR_NOT_FOUND.
static enum ht_status say_unknown(const struct import_sample *sample, const char *path, struct ht_error *err) {
    enum ht_content packed = ht_content_of_start((const unsigned char *)sample->bytes.data, sample->bytes.len);
    bool workbook = packed == HT_CONTENT_XLSX || packed == HT_CONTENT_XLSB || packed == HT_CONTENT_ODS;
    if (sample->why.status != HT_OK && !workbook)
        return ht_fail(err, sample->why.status, "%s", sample->why.message);
    enum ht_content content =
        workbook ? packed : ht_content_of_start((const unsigned char *)sample->text.data, sample->text.len);
    if (content == HT_CONTENT_EMPTY)
        return ht_fail(err, HT_ERR_FORMAT, "%s: the file is empty", path);
    if (is_utf16(sample->text))
        return ht_fail(err, HT_ERR_NOT_FOUND, "%s: this is UTF-16, and no importer reads it; save it as UTF-8", path);
    if (content == HT_CONTENT_TEXT && memchr(sample->text.data, '\0', sample->text.len))
        content = HT_CONTENT_BINARY;
    if (content != HT_CONTENT_TEXT)
        return ht_fail(err, HT_ERR_NOT_FOUND, "%s: this is %s that no importer knows; name its format with --format",
                       path, ht_content_describe(content));
    return ht_fail(err, HT_ERR_NOT_FOUND, "%s: no importer knows this file; name its format with --format", path);
}

const char *ht_import_format_of(const char *path, struct ht_arena *arena, struct ht_error *err) {
    struct import_sample sample;
    if (import_sample_read(path, arena, &sample, err) != HT_OK)
        return NULL;
    const struct importer *importer = import_importer_of(&sample);
    if (!importer)
        say_unknown(&sample, path, err);
    return importer ? importer->name : NULL;
}
