// SPDX-License-Identifier: GPL-3.0-or-later
// Reports of parts: json, jsonl, csv, text, md.
#include "holdtrace/partial_report.h"

#include "holdtrace/cited.h"
#include "holdtrace/report_members.h"
#include "holdtrace/text_parts.h"

enum { FLUSH_FROM = 1 << 20 };

// A report being written.
struct writer {
    const struct ht_partial_run *run;
    struct ht_output *out;
    struct ht_buffer text;  // not yet written
    struct ht_buffer bytes; // of the part that is read
    struct ht_arena *arena; // of the report
    struct ht_arena *scratch;
    struct ht_cited cited;
    const struct ht_partial_item *broken; // the text of its fund is not what it should be; NULL: none is
};

static void flush(struct writer *writer, size_t from) {
    if (writer->text.len < from || writer->text.len == 0)
        return;
    ht_output_write(writer->out, writer->text.data, writer->text.len);
    ht_buffer_clear(&writer->text);
}

bool ht_partial_read_item(const struct ht_partial_item *item, struct ht_buffer *bytes, struct ht_arena *arena,
                          struct ht_part_fund *out) {
    return ht_partial_read_fund(item->parts, item->input, item->number, item->fund, bytes, arena, out);
}

// The fund of ITEM; NULL when it cannot be read.
static const struct ht_part_fund *read_fund(struct writer *writer, const struct ht_partial_item *item) {
    struct ht_part_fund *fund = ht_arena_alloc(writer->scratch, sizeof *fund);
    return ht_partial_read_item(item, &writer->bytes, writer->scratch, fund) ? fund : NULL;
}

static void write_item(struct writer *writer, struct ht_json *json, const struct ht_partial_item *item) {
    static const struct ht_decisions NO_LEDGER;
    ht_arena_clear(writer->scratch);
    if (item->unread) {
        const struct ht_scan scan = {.decisions = writer->run->frame->decided ? &NO_LEDGER : NULL};
        const struct ht_report_file file = {.unread = item->unread};
        ht_json_checked_file(json, &scan, &file, writer->scratch);
        return;
    }
    const struct ht_part_fund *fund = read_fund(writer, item);
    if (fund) {
        ht_json_written(json, NULL, fund->json);
        ht_cite(&writer->cited, fund->cited);
    }
}

static void write_sources(struct writer *writer, struct ht_json *json) {
    const struct ht_partial_run *run = writer->run;
    ht_json_array(json, "sources");
    for (size_t i = 0; i < ht_cited_count(&writer->cited); i++) {
        struct ht_slice source = {"", 0};
        for (size_t k = 0; k < run->parts_count && source.len == 0; k++)
            source = ht_partial_source(run->parts[k], ht_cited_at(&writer->cited, i));
        if (source.len > 0)
            ht_json_written(json, NULL, source);
    }
    ht_json_end(json);
}

static void write_head(const struct writer *writer, struct ht_json *json) {
    const struct ht_part_frame *frame = writer->run->frame;
    ht_json_written_members(json, frame->made_of);
    ht_json_outcome(json, &writer->run->outcome, frame->lists_complete);
}

static void write_tail(struct writer *writer, struct ht_json *json) {
    const struct ht_partial_run *run = writer->run;
    ht_json_ignored(json, run->ignored, run->ignored_count);
    ht_json_summary(json, run->count, run->positions, run->exposure, run->exposure_count);
    if (run->frame->decided)
        ht_json_written_members(json, run->frame->ledgers);
    if (run->fail_on)
        ht_json_events(json, run->events, run->event_count);
    write_sources(writer, json);
}

static void write_json(struct writer *writer) {
    struct ht_json json = ht_json_to(&writer->text, true);
    ht_json_object(&json, NULL);
    write_head(writer, &json);
    ht_json_array(&json, "files");
    for (size_t i = 0; i < writer->run->count; i++) {
        write_item(writer, &json, &writer->run->items[i]);
        flush(writer, FLUSH_FROM);
    }
    ht_json_end(&json);
    write_tail(writer, &json);
    ht_json_end(&json);
    ht_json_finish(&json);
}

static void write_jsonl(struct writer *writer) {
    for (size_t i = 0; i < writer->run->count; i++) {
        struct ht_json json = ht_json_to(&writer->text, false);
        write_item(writer, &json, &writer->run->items[i]);
        ht_json_finish(&json);
        flush(writer, FLUSH_FROM);
    }
    struct ht_json json = ht_json_to(&writer->text, false);
    ht_json_object(&json, NULL);
    write_head(writer, &json);
    write_tail(writer, &json);
    ht_json_end(&json);
    ht_json_finish(&json);
}

static void write_csv(struct writer *writer) {
    ht_buffer_string(&writer->text, writer->run->frame->csv_header);
    for (size_t i = 0; i < writer->run->count; i++) {
        const struct ht_partial_item *item = &writer->run->items[i];
        ht_arena_clear(writer->scratch);
        const struct ht_part_fund *fund = item->unread ? NULL : read_fund(writer, item);
        if (fund)
            ht_buffer_add(&writer->text, fund->csv.data, fund->csv.len);
        flush(writer, FLUSH_FROM);
    }
}

// The frame with what is known of the run now.
static struct ht_scan scan_of(const struct ht_partial_run *run) {
    struct ht_scan scan = *run->scan;
    scan.outcome = run->outcome;
    scan.ignored = run->ignored;
    scan.ignored_count = run->ignored_count;
    scan.store_failed = run->store_failed;
    scan.fail_on = run->fail_on;
    scan.events = run->events;
    scan.event_count = run->event_count;
    return scan;
}

static void write_fund(struct writer *writer, struct ht_text_parts *text, bool markdown,
                       const struct ht_partial_item *item) {
    const struct ht_partial_run *run = writer->run;
    const struct ht_part_fund *fund = read_fund(writer, item);
    struct ht_course course = {0};
    if (!fund)
        return;
    if (run->course)
        course = run->course(run->courses, item, writer->scratch);
    if (!ht_text_parts_fund(text, markdown ? fund->markdown : fund->text, &course))
        writer->broken = item;
}

static void write_people(struct writer *writer, bool markdown) {
    const struct ht_partial_run *run = writer->run;
    const struct ht_scan scan = scan_of(run);
    struct ht_text_parts *text = ht_text_parts_begin(&scan, markdown, writer->arena, &writer->text);
    for (size_t i = 0; i < run->count; i++) {
        const struct ht_partial_item *item = &run->items[i];
        ht_arena_clear(writer->scratch);
        if (item->unread)
            ht_text_parts_unread(text, item->unread);
        else
            write_fund(writer, text, markdown, item);
        flush(writer, FLUSH_FROM);
    }
    ht_text_parts_end(text, run->exposure, run->exposure_count);
}

static void write_text(struct writer *writer) {
    write_people(writer, false);
}

static void write_markdown(struct writer *writer) {
    write_people(writer, true);
}

// A further format is one line here and a function above.
static const struct format {
    const char *name;
    bool framed; // it needs the scan of the run
    unsigned wants;
    void (*write)(struct writer *writer);
} FORMATS[] = {
    {"json", false, HT_PART_JSON, write_json},      {"jsonl", false, HT_PART_JSON, write_jsonl},
    {"csv", false, HT_PART_CSV, write_csv},         {"text", true, HT_PART_TEXT, write_text},
    {"md", true, HT_PART_MARKDOWN, write_markdown},
};

static const struct format *format_named(const char *name) {
    for (size_t i = 0; i < sizeof FORMATS / sizeof *FORMATS; i++)
        if (strcmp(FORMATS[i].name, name) == 0)
            return &FORMATS[i];
    return NULL;
}

bool ht_partial_can(const char *name, bool framed, unsigned *wants) {
    const struct format *format = format_named(name);
    if (!format || (format->framed && !framed))
        return false;
    *wants |= format->wants;
    return true;
}

enum ht_status ht_partial_run_status(const struct ht_partial_run *run, struct ht_error *err) {
    enum ht_status status = HT_OK;
    for (size_t i = 0; i < run->parts_count && status == HT_OK; i++)
        status = ht_partial_status(run->parts[i], false, err);
    return status;
}

static enum ht_status status_of(const struct writer *writer, struct ht_error *err) {
    if (writer->broken)
        return ht_fail(err, HT_ERR_FORMAT, "%s: what was kept of its scan is damaged", writer->broken->path);
    return ht_partial_run_status(writer->run, err);
}

enum ht_status ht_partial_report(const struct ht_partial_run *run, const char *name, struct ht_output *out,
                                 struct ht_error *err) {
    struct writer writer = {.run = run, .out = out, .arena = ht_arena_new(), .scratch = ht_arena_new()};
    writer.cited = ht_cited_new(writer.arena);
    format_named(name)->write(&writer);
    flush(&writer, 0);
    enum ht_status status = status_of(&writer, err);
    ht_buffer_free(&writer.text);
    ht_buffer_free(&writer.bytes);
    ht_arena_free(writer.scratch);
    ht_arena_free(writer.arena);
    return status;
}
