// SPDX-License-Identifier: GPL-3.0-or-later
// One input to records.
#include "command/produce.h"

#include <string.h>
#include <sys/stat.h>

#include "holdtrace/json.h"
#include "holdtrace/text.h"

size_t input_occurrence(const struct inputs *inputs, size_t index) {
    size_t first = index;
    while (first > 0 && strcmp(inputs->items[first - 1].path, inputs->items[index].path) == 0)
        first--;
    return index - first;
}

struct ht_part_input input_now(const struct inputs *inputs, size_t index) {
    const struct input *input = &inputs->items[index];
    struct ht_part_input now = {
        .path = input->path,
        .occurrence = input_occurrence(inputs, index),
        .folder = input->walked ? inputs->folders[input->folder] : NULL,
        .size = -1,
    };
    struct stat info;
    if (strcmp(input->path, "-") != 0 && stat(input->path, &info) == 0 && S_ISREG(info.st_mode)) {
        now.size = (int64_t)info.st_size;
        now.changed_ns = (int64_t)info.st_mtim.tv_sec * 1000000000 + info.st_mtim.tv_nsec;
    }
    return now;
}

// Records of the sources that FUND names and none did before.
static void tell_sources(struct producer *producer, const struct ht_part_fund *fund, struct ht_arena *arena,
                         struct ht_buffer *records) {
    size_t count = 0;
    const char **ids = fund->cited ? ht_text_split(arena, fund->cited, '|', &count) : NULL;
    for (size_t i = 0; i < count; i++) {
        const struct ht_source_row *source =
            ht_map_get(producer->told, ids[i]) ? NULL : ht_reference_source(producer->pipeline->ref, ids[i]);
        if (!source)
            continue;
        struct ht_buffer text = {0};
        struct ht_json json = ht_json_to(&text, false);
        ht_json_source(&json, source);
        ht_partial_record_source(records, ids[i], (struct ht_slice){text.data, text.len});
        ht_buffer_free(&text);
        ht_map_put(producer->told, ids[i], producer);
    }
}

static void scan_funds(struct producer *producer, const struct ht_holdings_file *file, struct ht_arena *arena,
                       struct ht_part_file *out, struct ht_buffer *records) {
    out->fund_count = file->portfolio_count;
    out->funds = ht_arena_array(arena, out->fund_count, sizeof *out->funds);
    for (size_t i = 0; i < out->fund_count; i++) {
        struct ht_account account;
        struct ht_part_fund *fund = &out->funds[i];
        pipeline_account(producer->pipeline, &file->portfolios[i], arena, &account);
        ht_part_of_account(&producer->frame, &account, producer->wants, arena, fund);
        struct ht_outcome outcome = outcome_of_account(&account, &producer->limits);
        fund->exposed = outcome.exposure;
        fund->possible = outcome.possible;
        fund->covered = outcome.coverage_ok;
        tell_sources(producer, fund, arena, records);
    }
}

enum ht_status produce(struct producer *producer, const struct inputs *inputs, size_t index, take_records take,
                       void *taker, struct ht_error *err) {
    const struct input *input = &inputs->items[index];
    struct ht_part_input done = input_now(inputs, index);
    struct ht_arena *arena = ht_arena_new();
    struct ht_holdings_files files;
    struct ht_buffer records = {0};
    bool wanted = true;
    enum ht_status status = ht_holdings_read(input->path, &producer->pipeline->read, arena, &files, err);
    for (size_t i = 0; status == HT_OK && wanted && i < files.count; i++) {
        const struct ht_holdings_file *file = &files.items[i];
        struct ht_part_file part;
        ht_part_of_other(file, pipeline_ignores(input, file), &part);
        if (file->is_holdings)
            scan_funds(producer, file, arena, &part, &records);
        for (size_t k = 0; k < part.fund_count; k++)
            done.rows += part.funds[k].positions;
        ht_partial_record_file(&records, &done, i, &part);
        wanted = take(taker, records.data, records.len);
        ht_buffer_clear(&records);
    }
    if (status == HT_OK)
        status = ht_reference_status(producer->pipeline->ref, err);
    if (status == HT_OK && wanted) {
        done.files = files.count;
        ht_partial_record_input(&records, &done);
        take(taker, records.data, records.len);
    }
    ht_buffer_free(&records);
    ht_arena_free(arena);
    return status;
}
