// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Layouts: loading them, and recognising a grid. The parts stand in files of their own (recognise.h); here is the
 * order in which they are asked.
 */
#include "holdtrace/layout.h"

#include <string.h>

#include "holdtrace/source.h"
#include "ingest/builtin_layouts.h"
#include "ingest/header_unit.h"
#include "ingest/recognise.h"

static void add_layout(struct ht_layouts *layouts, const struct ht_layout *layout) {
    layouts->items =
        ht_arena_grow(layouts->arena, layouts->items, layouts->count, &layouts->capacity, sizeof *layouts->items);
    layouts->items[layouts->count++] = layout;
}

struct ht_layouts *ht_layouts_builtin(struct ht_arena *arena) {
    struct ht_layouts *layouts = ht_arena_alloc(arena, sizeof *layouts);
    *layouts = (struct ht_layouts){.arena = arena, .vocabulary = &ht_builtin_vocabulary};
    for (size_t i = 0; i < ht_builtin_layout_count; i++)
        add_layout(layouts, &ht_builtin_layouts[i]);
    return layouts;
}

enum ht_field ht_layouts_header_field(const struct ht_layouts *layouts, struct ht_slice header) {
    struct ht_header_word word = ht_header_word(layouts->vocabulary, header);
    return word.word != NULL ? word.field : HT_FIELD_NONE;
}

// File name of PATH without directories and without ".ini".
static char *base_name(struct ht_arena *arena, const char *path) {
    const char *slash = strrchr(path, '/');
    const char *name = slash != NULL ? slash + 1 : path;
    size_t len = strlen(name);
    return ht_arena_copy(arena, name, len > 4 && strcmp(name + len - 4, ".ini") == 0 ? len - 4 : len);
}

enum ht_status ht_layouts_add_file(struct ht_layouts *layouts, const char *path, struct ht_error *err) {
    struct ht_source *source = NULL;
    enum ht_status status = ht_source_open(path, &source, err);
    if (status != HT_OK)
        return status;
    char *text = ht_arena_copy(layouts->arena, (const char *)source->bytes, source->size);
    ht_source_close(source);
    struct ht_layout *layout = ht_arena_alloc(layouts->arena, sizeof *layout);
    status = ht_layout_parse(text, path, layouts->arena, layout, err);
    if (status != HT_OK)
        return status;
    layout->name = base_name(layouts->arena, path);
    add_layout(layouts, layout);
    memmove(layouts->items + 1, layouts->items, (layouts->count - 1) * sizeof *layouts->items);
    layouts->items[0] = layout;
    return HT_OK;
}

size_t ht_layouts_count(const struct ht_layouts *layouts) {
    return layouts->count;
}

const char *ht_layouts_name(const struct ht_layouts *layouts, size_t index) {
    return layouts->items[index]->name;
}

const char *ht_layouts_title(const struct ht_layouts *layouts, size_t index) {
    return layouts->items[index]->title;
}

const char *ht_sheet_kind_word(const struct ht_sheet *sheet, struct ht_slice word) {
    char key[HT_HEADER_KEY];
    ht_header_key(word, key);
    if (key[0] == '\0')
        return NULL;
    const char *own = ht_pairs_get(sheet->own_kind_words, key);
    return own != NULL ? own : ht_pairs_get(sheet->kind_words, key);
}

// A header that only another format has: that format's name, else NULL.
static const char *other_format(const struct ht_recognition *r) {
    for (size_t i = 0; i < r->grid->count && i < 20; i++) {
        const struct ht_row *row = &r->grid->rows[i];
        for (size_t c = 0; c < row->width; c++) {
            const char *format = ht_pairs_get(&r->layouts->vocabulary->formats, row->cells[c].data);
            if (format != NULL)
                return format;
        }
    }
    return NULL;
}

static void take_layout_facts(struct ht_recognition *r) {
    struct ht_sheet *sheet = r->sheet;
    sheet->layout = r->layout->name;
    sheet->own_kind_words = &r->layout->kind_words;
    sheet->id_words = r->layout->id_kinds.count > 0 ? &r->layout->id_kinds : NULL;
    sheet->total_words = r->layout->totals.items;
    sheet->total_word_count = r->layout->totals.count;
    sheet->mark = r->layout->mark;
    sheet->weight_unit = r->layout->weight_unit;
    sheet->date_order = r->layout->date_order;
    sheet->value_currency = r->layout->value_currency;
    sheet->trade_currency_is_value_currency = r->layout->trade_currency_is_value_currency;
}

/*
 * A column that is only called "Currency" can be that of the values or the one a security trades in. Where there are
 * values and no weights it is taken for that of the values: amounts of different currencies then are never added.
 * Beside weights, where exports of funds print the trading currency, the currency of the values stays unknown.
 */
static bool currency_is_of_values(const struct ht_sheet *sheet) {
    const struct ht_table *table = &sheet->tables[0];
    return sheet->value_currency == NULL && !sheet->value_in_base && ht_table_column(table, HT_FIELD_VALUE) >= 0 &&
           ht_table_column(table, HT_FIELD_TRADE_CURRENCY) >= 0 && ht_table_column(table, HT_FIELD_WEIGHT) < 0 &&
           ht_table_column(table, HT_FIELD_VALUE_CURRENCY) < 0;
}

static void count_ignored(struct ht_recognition *r) {
    size_t data = 0;
    for (size_t i = 0; i < r->sheet->table_count; i++) {
        const struct ht_table *table = &r->sheet->tables[i];
        data += table->counted ? table->end_row - table->first_row : 0;
    }
    r->sheet->ignored_rows = r->grid->count - data;
}

static void refuse(struct ht_recognition *r, enum ht_code code, const char *why) {
    struct ht_sheet *sheet = r->sheet;
    ht_find(r->findings, code, 0, "%s", why);
    // Its columns are kept, so that inspect shows what was seen of them.
    *sheet = (struct ht_sheet){.tables = sheet->tables,
                               .table_count = sheet->table_count,
                               .grid = r->grid,
                               .mark = sheet->mark,
                               .weight_unit = sheet->weight_unit,
                               .ignored_rows = r->grid->count};
}

// What is not certain is not read; a layout file can say it.
static void ask_for_layout(struct ht_recognition *r, const char *why) {
    refuse(r, HT_CODE_UNKNOWN_LAYOUT,
           ht_arena_format(r->arena,
                           "%s; the file was not read: say what its columns mean in a layout file, which"
                           " 'holdtrace inspect --write-layout LAYOUT.ini FILE' drafts and --layout takes",
                           why));
}

// What of TABLE is missing, with the columns that may be it.
static const char *what_is_missing(const struct ht_recognition *r, const struct ht_table *table) {
    bool names = ht_generic_identifies(table), amounts = ht_generic_counts(table);
    enum ht_missing missing = names ? HT_MISSING_AMOUNTS : HT_MISSING_NAMES;
    const char *doubtful = ht_doubtful_columns(r, table, missing);
    const char *what = names     ? "no column of amounts"
                       : amounts ? "no column that identifies securities"
                                 : "no column that identifies securities and none of amounts";
    return doubtful == NULL
               ? ht_arena_format(r->arena, "%s could be recognised with certainty", what)
               : ht_arena_format(r->arena, "%s could be recognised with certainty; in doubt: %s", what, doubtful);
}

static bool suffices(const struct ht_recognition *r) {
    return r->sheet->table_count > 0 && ht_generic_suffices(&r->sheet->tables[0]);
}

// Reads the header by the vocabulary, and what it leaves open by what the columns hold. False when nothing is
// certain.
static bool recognise_generic(struct ht_recognition *r) {
    size_t header = 0;
    r->sheet->layout = "generic";
    if (ht_generic_header(r, &header)) {
        ht_tables_find(r, header);
        if (suffices(r))
            return true;
    }
    if (r->sheet->table_count == 0 && !ht_headless_table(r)) {
        refuse(r, HT_CODE_UNKNOWN_LAYOUT,
               "no row could be recognised as the header of holdings; the file was not read");
        return false;
    }
    struct ht_table *table = &r->sheet->tables[0];
    ht_content_amounts(r, table);
    ht_content_texts(r, table);
    if (!suffices(r)) {
        ask_for_layout(r, what_is_missing(r, table));
        return false;
    }
    ht_table_trim_end(r, table);
    return true;
}

void ht_layout_recognise(const struct ht_layouts *layouts, const struct ht_grid *grid, const char *path,
                         struct ht_arena *arena, struct ht_sheet *out, struct ht_findings *findings) {
    struct ht_recognition r = {layouts, grid, path, arena, NULL, out, findings};
    size_t header = 0;
    *out = (struct ht_sheet){.kind_words = &layouts->vocabulary->kinds, .grid = grid};
    const char *format = other_format(&r);
    if (format != NULL) {
        refuse(&r, HT_CODE_UNSUPPORTED,
               ht_arena_format(arena, "this is %s, which this version does not read; the file was not read", format));
        return;
    }
    bool headless = false;
    r.layout = ht_layout_choose(layouts, grid, &header);
    if (r.layout == NULL) {
        r.layout = ht_headerless_choose(&r, &header);
        headless = r.layout != NULL;
    }
    if (r.layout != NULL) {
        take_layout_facts(&r);
        if (headless)
            ht_headerless_table(&r, header);
        else
            ht_tables_find(&r, header);
    } else if (!recognise_generic(&r)) {
        return;
    } else {
        ht_unit_lines_currency(&r);
        out->trade_currency_is_value_currency = currency_is_of_values(out);
    }
    ht_units_decide(&r);
    if (!ht_tables_decide(&r)) {
        ask_for_layout(&r,
                       "the file holds several tables, and nothing tells whether they add up or repeat each other");
        return;
    }
    if (r.layout == NULL && ht_table_column(&out->tables[0], HT_FIELD_VALUE) < 0)
        out->doubtful_values = ht_doubtful_columns(&r, &out->tables[0], HT_MISSING_VALUES);
    ht_facts_find(&r);
    if (r.layout == NULL) {
        ht_unit_lines_apply(&r);
        ht_content_check_unit(&r);
        ht_content_unused(&r);
    }
    count_ignored(&r);
}
