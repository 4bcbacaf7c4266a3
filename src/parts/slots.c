// SPDX-License-Identifier: GPL-3.0-or-later
// Where the records of inputs lie.
#include "parts/slots.h"

#include "holdtrace/map.h"

// More are no file of ours: memory is asked for by these numbers before anything of them is there.
enum { MOST_FILES = 1 << 24, MOST_FUNDS = 1 << 26, MOST_SLICES = 1 << 12 };

struct file_places {
    struct slot_place file;
    size_t fund_count; // that FILE tells
    struct slot_place *funds;
    size_t capacity;
};

// What the process said at the end of its slice.
struct slice_end {
    bool done;
    size_t files, rows;
    int64_t content;
    const char *ended;
};

struct slot {
    struct ht_part_input input;
    struct file_places *files;
    size_t capacity;
    struct slice_end *slices;
    size_t slice_count, slices_done;
    bool listed;  // among those that are done
    bool settled; // input says what the records do
};

struct slots {
    struct ht_arena *arena;
    struct ht_map *by_key; // by path and occurrence
    struct slot **done;
    size_t done_count, done_capacity, rows;
};

struct slots *slots_new(struct ht_arena *arena) {
    struct slots *slots = ht_arena_alloc(arena, sizeof *slots);
    *slots = (struct slots){.arena = arena, .by_key = ht_map_new(arena)};
    return slots;
}

static const char *key_of(struct ht_buffer *key, const char *path, size_t occurrence) {
    ht_buffer_clear(key);
    ht_buffer_format(key, "%zu %s", occurrence, path);
    return key->data;
}

static struct slot *find(const struct slots *slots, const char *path, size_t occurrence) {
    struct ht_buffer key = {0};
    struct slot *slot = ht_map_get(slots->by_key, key_of(&key, path, occurrence));
    ht_buffer_free(&key);
    return slot;
}

static struct slot *slot_of(struct slots *slots, const char *path, size_t occurrence) {
    struct slot *slot = find(slots, path, occurrence);
    struct ht_buffer key = {0};
    if (slot)
        return slot;
    slot = ht_arena_alloc(slots->arena, sizeof *slot);
    slot->input = (struct ht_part_input){.path = ht_arena_string(slots->arena, path), .occurrence = occurrence};
    ht_map_put(slots->by_key, key_of(&key, path, occurrence), slot);
    ht_buffer_free(&key);
    return slot;
}

// Room for ITEMS[INDEX]; what was not there before is zero.
static void *reach(struct slots *slots, void *items, size_t index, size_t *capacity, size_t size) {
    while (index >= *capacity)
        items = ht_arena_grow(slots->arena, items, *capacity, capacity, size);
    return items;
}

static struct file_places *file_of(struct slots *slots, struct slot *slot, size_t number) {
    slot->files = reach(slots, slot->files, number, &slot->capacity, sizeof *slot->files);
    return &slot->files[number];
}

static void note_file(struct slots *slots, struct slot *slot, size_t number, size_t funds, struct slot_place place) {
    struct file_places *file = file_of(slots, slot, number);
    file->file = place;
    file->fund_count = funds;
}

static void note_fund(struct slots *slots, struct slot *slot, size_t number, size_t fund, struct slot_place place) {
    struct file_places *file = file_of(slots, slot, number);
    file->funds = reach(slots, file->funds, fund, &file->capacity, sizeof *file->funds);
    file->funds[fund] = place;
}

// A run that goes on with another number of processes cuts its inputs anew.
static void slice_anew(struct slots *slots, struct slot *slot, size_t count) {
    slot->slices = ht_arena_array(slots->arena, count, sizeof *slot->slices);
    slot->slice_count = count;
    slot->slices_done = 0;
}

static bool note_input(struct slots *slots, struct slot *slot, int64_t content, struct ht_unpack *from) {
    struct ht_part_input input;
    parts_read_input(from, &input);
    if (from->broken || input.files > MOST_FILES || input.slices == 0 || input.slices > MOST_SLICES ||
        input.slice >= input.slices)
        return false;
    if (slot->slice_count != input.slices)
        slice_anew(slots, slot, input.slices);
    struct slice_end *slice = &slot->slices[input.slice];
    slot->slices_done += !slice->done;
    slots->rows += slice->done ? 0 : input.rows;
    *slice = (struct slice_end){true, input.files, input.rows, content, ht_arena_string(slots->arena, input.ended)};
    slot->input.folder = ht_arena_string(slots->arena, input.folder);
    slot->input.size = input.size;
    slot->input.changed_ns = input.changed_ns;
    if (slot->slices_done < slot->slice_count || slot->listed)
        return true;
    slots->done =
        ht_arena_grow(slots->arena, slots->done, slots->done_count, &slots->done_capacity, sizeof *slots->done);
    slots->done[slots->done_count++] = slot;
    slot->listed = true;
    return true;
}

bool slots_note(struct slots *slots, struct ht_slice record, uint64_t at) {
    struct ht_unpack from = parts_content(record);
    struct parts_head head;
    if (!parts_read_head(&from, &head))
        return false;
    struct slot *slot = slot_of(slots, head.path, head.occurrence);
    struct slot_place place = {at, record.len, head.content};
    slot->settled = false;
    switch (parts_record_kind(record.data)) {
    case PARTS_FILE:
        if (head.number >= MOST_FILES || head.funds > MOST_FUNDS)
            return false;
        note_file(slots, slot, head.number, head.funds, place);
        return true;
    case PARTS_FUND:
        if (head.number >= MOST_FILES || head.funds >= MOST_FUNDS)
            return false;
        note_fund(slots, slot, head.number, head.funds, place);
        return true;
    default:
        return note_input(slots, slot, head.content, &from);
    }
}

// --- what the records of an input come to

static bool other(const struct slot_place *place, int64_t content) {
    return place->len > 0 && place->content != content;
}

// Whether some of its records were made of another content than that of its first slice.
static bool is_of_two(const struct slot *slot) {
    int64_t content = slot->slices[0].content;
    for (size_t i = 0; i < slot->slice_count; i++)
        if (slot->slices[i].content != content || slot->slices[i].files != slot->slices[0].files)
            return true;
    for (size_t i = 0; i < slot->input.files && i < slot->capacity; i++) {
        const struct file_places *file = &slot->files[i];
        if (other(&file->file, content))
            return true;
        for (size_t k = 0; k < file->fund_count && k < file->capacity; k++)
            if (other(&file->funds[k], content))
                return true;
    }
    return false;
}

static const struct ht_part_input *settled(struct slot *slot) {
    struct ht_part_input *input = &slot->input;
    if (slot->settled)
        return input;
    slot->settled = true;
    input->slice = 0;
    input->slices = slot->slice_count;
    input->rows = 0;
    input->ended = NULL;
    input->content = slot->slices[0].content;
    input->files = slot->slices[0].files;
    for (size_t i = 0; i < slot->slice_count; i++) {
        input->rows += slot->slices[i].rows;
        input->ended = input->ended ? input->ended : slot->slices[i].ended;
    }
    input->changed = !input->ended && is_of_two(slot);
    return input;
}

size_t slots_done_count(const struct slots *slots) {
    return slots->done_count;
}

const struct ht_part_input *slots_done(const struct slots *slots, size_t index) {
    return settled(slots->done[index]);
}

size_t slots_rows(const struct slots *slots) {
    return slots->rows;
}

const struct ht_part_input *slots_find(struct slots *slots, const char *path, size_t occurrence) {
    struct slot *slot = find(slots, path, occurrence);
    return slot && slot->slice_count > 0 && slot->slices_done == slot->slice_count ? settled(slot) : NULL;
}

const struct slot_place *slots_file(const struct slots *slots, const struct ht_part_input *input, size_t number) {
    const struct slot *slot = find(slots, input->path, input->occurrence);
    return slot && number < slot->capacity && slot->files[number].file.len > 0 ? &slot->files[number].file : NULL;
}

const struct slot_place *slots_fund(const struct slots *slots, const struct ht_part_input *input, size_t number,
                                    size_t fund) {
    const struct slot *slot = find(slots, input->path, input->occurrence);
    const struct file_places *file = slot && number < slot->capacity ? &slot->files[number] : NULL;
    return file && fund < file->capacity && file->funds[fund].len > 0 ? &file->funds[fund] : NULL;
}
