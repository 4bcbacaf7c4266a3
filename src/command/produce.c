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

// From so many bytes on a file is worth being read by several processes, each of which scans a part of its funds.
// They are no more than a few, since splitting it into cells is a tenth of the work and each does that for the whole;
// and what they keep of it, each for itself, shall not fill the memory, or the disk where the rest of it lies.
enum { LARGE = 4 << 20, MOST_SLICES = 8, MOST_READ = 1 << 30 };

bool input_is_large(const struct inputs *inputs, size_t index) {
    return input_now(inputs, index).size >= LARGE;
}

static size_t slices_for(int64_t size, size_t processes) {
    size_t most = (size_t)(MOST_READ / size);
    if (most > MOST_SLICES)
        most = MOST_SLICES;
    return most < 1 ? 1 : most < processes ? most : processes;
}

void pieces_of(const struct inputs *inputs, size_t processes, struct ht_arena *arena, struct pieces *out) {
    int64_t bytes = 0, *sizes = ht_arena_array(arena, inputs->count, sizeof *sizes);
    for (size_t i = 0; i < inputs->count; i++) {
        sizes[i] = input_now(inputs, i).size;
        bytes += sizes[i] > 0 ? sizes[i] : 0;
    }
    *out = (struct pieces){.bytes = bytes,
                           .items = ht_arena_array(arena, inputs->count * MOST_SLICES + 1, sizeof *out->items)};
    for (size_t i = 0; i < inputs->count; i++) {
        // Where many files are as large, each process has enough of them without that.
        bool cut = sizes[i] >= LARGE && sizes[i] > bytes / (2 * (int64_t)processes);
        size_t slices = cut ? slices_for(sizes[i], processes) : 1;
        for (size_t k = 0; k < slices; k++)
            out->items[out->count++] = (struct piece){i, k, slices};
    }
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

// Records on their way.
struct sending {
    take_records take;
    void *taker;
    struct ht_buffer records;
    bool wanted;
};

static void send(struct sending *sending, size_t from) {
    if (sending->records.len < from || !sending->wanted)
        return;
    sending->wanted = sending->take(sending->taker, sending->records.data, sending->records.len);
    ht_buffer_clear(&sending->records);
}

// Which funds of an input are those of PIECE: so many rows at a time, so that each piece has as much to do.
struct share {
    const struct piece *piece;
    size_t rows; // of the funds that were asked for
};

static bool is_in(struct share *share, const struct ht_portfolio *portfolio) {
    enum { STRIDE = 4096 };
    bool in = share->rows / STRIDE % share->piece->slices == share->piece->slice;
    share->rows += portfolio->rows.read;
    return in;
}

static void scan_fund(struct producer *producer, const struct ht_portfolio *portfolio, struct ht_arena *arena,
                      struct ht_part_fund *out) {
    struct ht_account account;
    pipeline_account(producer->pipeline, portfolio, arena, &account);
    ht_part_of_account(&producer->frame, &account, producer->wants, arena, out);
    struct ht_outcome outcome = outcome_of_account(&account, &producer->limits);
    out->exposed = outcome.exposure;
    out->possible = outcome.possible;
    out->covered = outcome.coverage_ok;
}

// Nothing of one fund is kept for the next.
static void scan_funds(struct producer *producer, const struct ht_holdings_file *file, size_t number,
                       struct share *share, struct ht_part_input *done, struct sending *sending) {
    enum { SEND_FROM = 1 << 19 };
    struct ht_arena *arena = ht_arena_new();
    for (size_t i = 0; i < file->portfolio_count && sending->wanted; i++) {
        struct ht_part_fund fund;
        struct ht_portfolio portfolio;
        if (!is_in(share, &file->portfolios[i]))
            continue;
        ht_arena_clear(arena);
        ht_portfolio_read(file, i, arena, &portfolio);
        scan_fund(producer, &portfolio, arena, &fund);
        tell_sources(producer, &fund, arena, &sending->records);
        done->rows += fund.positions;
        ht_partial_record_fund(&sending->records, done, number, i, &fund);
        send(sending, SEND_FROM);
    }
    ht_arena_free(arena);
}

static void produce_file(struct producer *producer, const struct input *input, const struct ht_holdings_file *file,
                         size_t number, struct share *share, struct ht_part_input *done, struct sending *sending) {
    struct ht_part_file part;
    ht_part_of_file(file, pipeline_ignores(input, file), &part);
    if (done->slice == 0)
        ht_partial_record_file(&sending->records, done, number, &part);
    if (file->is_holdings)
        scan_funds(producer, file, number, share, done, sending);
}

// Of the digests of all FILES, by which what was read at two times is told apart.
static int64_t content_of(const struct ht_holdings_files *files) {
    unsigned char digest[HT_SHA256_BYTES];
    struct ht_buffer all = {0};
    uint64_t content = 0;
    for (size_t i = 0; i < files->count; i++)
        ht_buffer_add(&all, files->items[i].sha256, sizeof files->items[i].sha256);
    ht_sha256_bytes(all.data, all.len, digest);
    for (size_t i = 0; i < sizeof content; i++)
        content = content << 8 | digest[i];
    ht_buffer_free(&all);
    return (int64_t)content;
}

enum ht_status produce(struct producer *producer, const struct inputs *inputs, const struct piece *piece,
                       take_records take, void *taker, struct ht_error *err) {
    const struct input *input = &inputs->items[piece->input];
    struct ht_part_input done = input_now(inputs, piece->input);
    struct ht_arena *arena = ht_arena_new();
    struct ht_holdings_files files;
    struct share share = {piece, 0};
    struct sending sending = {take, taker, {0}, true};
    struct ht_read_options read = producer->pipeline->read;
    read.later = true;
    enum ht_status status = ht_holdings_read(input->path, &read, arena, &files, err);
    done.slice = piece->slice;
    done.slices = piece->slices;
    if (status == HT_OK) {
        done.files = files.count;
        done.content = content_of(&files);
    }
    for (size_t i = 0; status == HT_OK && i < files.count; i++)
        produce_file(producer, input, &files.items[i], i, &share, &done, &sending);
    if (status == HT_OK)
        status = ht_reference_status(producer->pipeline->ref, err);
    if (status == HT_OK && sending.wanted) {
        ht_partial_record_input(&sending.records, &done);
        send(&sending, 0);
    }
    ht_buffer_free(&sending.records);
    ht_arena_free(arena);
    return status;
}
