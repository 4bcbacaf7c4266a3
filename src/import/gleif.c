// SPDX-License-Identifier: GPL-3.0-or-later
// What the importers of GLEIF's golden copies share: see gleif.h.
#include "import/gleif.h"

#include "holdtrace/text.h"

struct reading {
    const struct gleif_format *format;
    void *context;
    const char **cells;
};

static void take_row(struct import *import, const struct import_row *row, void *context) {
    struct reading *reading = context;
    for (size_t c = 0; c < reading->format->width; c++)
        reading->cells[c] = import_cell(row, c);
    reading->format->take(import, reading->cells, reading->context);
}

/*
 * A delta holds what changed since another file. Taken for the whole it would take the whole's place, so that all
 * that did not change were gone.
 */
static enum ht_status refuse_delta(const struct import *import, const struct import_sample *sample, const char *path,
                                   struct ht_error *err) {
    static const char *const column[] = {"DeletedAt", NULL};
    bool delta = import_header_has(sample, column) || import_text_has(sample, "_DELTA_PUBLISHED<");
    if (!delta || import->order->name)
        return HT_OK;
    return ht_fail(err, HT_ERR_FORMAT,
                   "%s: a delta, which holds changes only, would take the place of the whole; import a full golden "
                   "copy, or keep the delta beside it under a --name of its own",
                   path);
}

static enum ht_status read_file(struct import *import, size_t file, struct reading *reading, struct ht_error *err) {
    const char *path = import->result->files[file].path;
    struct import_sample sample;
    enum ht_status status = import_sample_read(path, import->arena, &sample, err);
    if (status == HT_OK)
        status = refuse_delta(import, &sample, path, err);
    if (status != HT_OK)
        return status;
    if (!import->published_on)
        import->published_on = import_day_in_name(path, import->arena);
    struct ht_slice text = ht_slice_trim(sample.text);
    if (text.len > 0 && text.data[0] == '<')
        return import_xml_read(import, file, reading->format->xml, reading->context, err);
    const struct import_table table = {
        .columns = reading->format->columns, .delimiter = ',', .whole_rows = true, .take = take_row};
    return import_table_read(import, file, &table, reading, err);
}

enum ht_status gleif_read(struct import *import, const struct gleif_format *format, void *context,
                          struct ht_error *err) {
    struct reading reading = {format, context, ht_arena_array(import->arena, format->width, sizeof(char *))};
    enum ht_status status = HT_OK;
    for (size_t i = 0; i < import->result->file_count && status == HT_OK; i++)
        status = read_file(import, i, &reading, err);
    return status;
}

const char *gleif_confidence(const char *validation) {
    bool unchecked = gleif_is(validation, "ENTITY_SUPPLIED_ONLY") || gleif_is(validation, "PENDING");
    return unchecked ? "single-source" : "official";
}

bool gleif_stands(const char *status, const char *deleted_at, enum gleif_left *why) {
    static const struct {
        const char *status;
        enum gleif_left why;
    } gone[] = {
        {"ANNULLED", GLEIF_ANNULLED},          {"DUPLICATE", GLEIF_DUPLICATE}, {"TRANSFERRED", GLEIF_MOVED},
        {"PENDING_VALIDATION", GLEIF_PENDING}, {"CANCELLED", GLEIF_PENDING},
    };
    *why = GLEIF_DELETED;
    if (deleted_at)
        return false;
    for (size_t i = 0; i < sizeof gone / sizeof *gone; i++) {
        *why = gone[i].why;
        if (gleif_is(status, gone[i].status))
            return false;
    }
    return true;
}

const char *gleif_words(struct import *import, const char *word) {
    char *text = ht_arena_string(import->row, word);
    for (char *p = text; *p; p++)
        *p = *p == '_' ? ' ' : ht_to_lower(*p);
    return text;
}
