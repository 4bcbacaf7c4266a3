// SPDX-License-Identifier: GPL-3.0-or-later
// Pages of the index of names: see name_pages.h.
#include "reference/name_pages.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "holdtrace/text.h"
#include "reference/packed.h"
#include "reference/sorter.h"

enum { RECORD = 12, TERM_BITS = 32, HEAD = 2, TERM = 4, PLACE = 3 };
enum { SORT_MEMORY = 16 * 1024 * 1024 };

struct name_index_writer {
    enum name_index index;
    struct sorter *sorter;
    uint64_t records;
    unsigned bits;
    struct db_stmt *insert;
    // The page that is gathered.
    uint32_t page;
    struct ht_buffer terms, places, numbers;
    size_t term_count;
    // The term that is gathered.
    uint32_t term;
    uint64_t *items;
    size_t count, room;
};

struct name_index_writer *name_index_writer_new(const char *beside, enum name_index index) {
    struct name_index_writer *w = ht_heap_alloc(sizeof *w);
    w->index = index;
    w->sorter = sorter_new(beside, SORT_MEMORY);
    return w;
}

void name_index_writer_free(struct name_index_writer *w) {
    if (!w)
        return;
    sorter_free(w->sorter);
    ht_buffer_free(&w->terms);
    ht_buffer_free(&w->places);
    ht_buffer_free(&w->numbers);
    free(w->items);
    free(w);
}

static void put(unsigned char *out, uint64_t number, unsigned bytes) {
    for (unsigned i = 0; i < bytes; i++)
        out[i] = (unsigned char)(number >> (8 * (bytes - 1 - i)));
}

void name_index_add(struct name_index_writer *w, uint32_t term, uint64_t number) {
    unsigned char record[RECORD];
    put(record, term, 4);
    put(record + 4, number, 8);
    sorter_add(w->sorter, record, sizeof record);
    w->records++;
}

static void add_place(struct ht_buffer *out, size_t place) {
    const char bytes[PLACE] = {(char)(place >> 16), (char)(place >> 8), (char)place};
    ht_buffer_add(out, bytes, sizeof bytes);
}

static void insert(struct name_index_writer *w, int64_t key, const struct ht_buffer *data) {
    db_bind_int(w->insert, 1, key);
    db_bind_blob(w->insert, 2, data->data, data->len);
    db_step(w->insert);
}

static void end_page(struct name_index_writer *w) {
    if (!w->term_count)
        return;
    struct ht_buffer data = {0};
    ht_buffer_char(&data, (char)(w->term_count >> 8));
    ht_buffer_char(&data, (char)w->term_count);
    ht_buffer_add(&data, w->terms.data, w->terms.len);
    ht_buffer_add(&data, w->places.data, w->places.len);
    ht_buffer_add(&data, w->numbers.data, w->numbers.len);
    insert(w, name_page_key(w->index, w->page), &data);
    ht_buffer_free(&data);
    ht_buffer_clear(&w->terms);
    ht_buffer_clear(&w->places);
    ht_buffer_clear(&w->numbers);
    w->term_count = 0;
}

static void end_term(struct name_index_writer *w) {
    if (!w->count)
        return;
    uint32_t page = w->term >> (TERM_BITS - w->bits);
    if (page != w->page)
        end_page(w);
    w->page = page;
    packed_add_u32(&w->terms, w->term);
    add_place(&w->places, w->numbers.len);
    packed_add_varint(&w->numbers, w->count);
    uint64_t last = 0;
    for (size_t i = 0; w->count <= NAME_PAGE_MOST && i < w->count; i++) {
        packed_add_varint(&w->numbers, w->items[i] - last);
        last = w->items[i];
    }
    w->term_count++;
    w->count = 0;
}

static void take(struct name_index_writer *w, uint32_t term, uint64_t number) {
    if (w->count && term != w->term)
        end_term(w);
    w->term = term;
    if (w->count && w->items[w->count - 1] == number)
        return;
    if (w->count == w->room) {
        w->room = w->room * 2 + 64;
        w->items = ht_heap_resize(w->items, w->room * sizeof *w->items);
    }
    w->items[w->count++] = number;
}

// Pages of 1 to 2.8 KB on the average, so that hardly one is longer than a page of the database.
static unsigned bits_for(const struct name_index_writer *w) {
    static const uint64_t most_of_page = 2800, bytes_of_record = 5;
    uint64_t bytes = w->records * bytes_of_record;
    unsigned bits = NAME_PAGE_LEAST_BITS;
    while (bits < NAME_PAGE_MOST_BITS && bytes >> bits > most_of_page)
        bits++;
    return bits;
}

enum ht_status name_index_write(struct name_index_writer *w, struct db *db, uint64_t names, struct ht_error *err) {
    struct ht_buffer head = {0};
    const unsigned char *record;
    size_t len;
    w->insert = db_prepare(db, "INSERT INTO name_page (key, data) VALUES (?, ?)");
    w->bits = bits_for(w);
    packed_add_varint(&head, w->bits);
    packed_add_varint(&head, names);
    insert(w, name_page_head(w->index), &head);
    ht_buffer_free(&head);
    while ((record = sorter_next(w->sorter, &len)) != NULL)
        take(w, packed_u32(record), (uint64_t)packed_u32(record + 4) << 32 | packed_u32(record + 8));
    end_term(w);
    end_page(w);
    return sorter_status(w->sorter, err);
}

static size_t place_at(const unsigned char *bytes) {
    return (size_t)bytes[0] << 16 | (size_t)bytes[1] << 8 | bytes[2];
}

struct name_numbers name_page_find(const unsigned char *data, size_t size, uint32_t term) {
    struct name_numbers none = {0, NULL, NULL, 0};
    size_t count = size >= HEAD ? (size_t)data[0] << 8 | data[1] : 0;
    if (size < HEAD + (TERM + PLACE) * count)
        return none;
    const unsigned char *terms = data + HEAD, *places = terms + TERM * count, *numbers = places + PLACE * count;
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (packed_u32(terms + TERM * middle) < term)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == count || packed_u32(terms + TERM * low) != term)
        return none;
    size_t place = place_at(places + PLACE * low);
    if (place >= (size_t)(data + size - numbers))
        return none;
    struct name_numbers found = {.at = numbers + place, .end = data + size};
    found.count = packed_varint(&found.at, found.end);
    found.at = found.count <= NAME_PAGE_MOST ? found.at : NULL;
    return found;
}

bool name_numbers_next(struct name_numbers *numbers, uint64_t *number) {
    if (!numbers->at || numbers->count == 0 || numbers->at >= numbers->end)
        return false;
    numbers->count--;
    numbers->last += packed_varint(&numbers->at, numbers->end);
    *number = numbers->last;
    return true;
}
