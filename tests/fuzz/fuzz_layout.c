// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Layout files. The input is a layout and, after a line "====", a file for it to read. The same text is also read as
 * a header vocabulary, which is written alike.
 */
#include "fuzz.h"

#include <string.h>

#include "ingest/layout_data.h"

static const char between[] = "\n====\n";

// The built-in layouts with LAYOUT before them, as `--layout` puts it.
static struct ht_layouts with(struct ht_layout *layout, struct ht_arena *arena) {
    struct ht_layouts all = *fuzz_layouts();
    const struct ht_layout **items = ht_arena_array(arena, all.count + 1, sizeof(struct ht_layout *));
    items[0] = layout;
    memcpy(items + 1, all.items, all.count * sizeof(struct ht_layout *));
    all.items = items;
    all.count++;
    all.capacity = all.count;
    return all;
}

static void read_vocabulary(const char *text, struct ht_arena *arena) {
    struct ht_vocabulary vocabulary = {0};
    struct ht_error err = {HT_OK, ""};
    if (ht_vocabulary_parse(text, arena, &vocabulary, &err) != HT_OK)
        fuzz_expect(err.message[0] != '\0', "a vocabulary is refused with a message");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct ht_arena *arena = ht_arena_new();
    struct ht_layout layout = {0};
    struct ht_error err = {HT_OK, ""};
    const char *input = ht_arena_copy(arena, (const char *)data, size);
    const char *end = strstr(input, between);
    const char *text = end != NULL ? ht_arena_copy(arena, input, (size_t)(end - input)) : input;
    if (ht_layout_parse(text, "own.ini", arena, &layout, &err) != HT_OK) {
        fuzz_expect(err.message[0] != '\0', "a layout is refused with a message");
    } else if (end != NULL) {
        size_t skipped = (size_t)(end - input) + sizeof between - 1;
        struct ht_layouts layouts = with(&layout, arena);
        layout.name = "own";
        fuzz_holdings("fund.csv", NULL, &layouts, data + skipped, size - skipped);
    }
    read_vocabulary(text, arena);
    ht_arena_free(arena);
    return 0;
}
