// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The reader of JSON. Publishers nest differently and all end in an array of objects, one a position: the largest
 * such array is the table. An object inside a position gives its members to the row. What stands beside the table, at
 * its own level and above, becomes labelled lines; where the table is repeated under the elements of an outer array
 * (one a fund), all are read, and what belongs to the element stands in each of its rows.
 */
#include <string.h>

#include "holdtrace/decode.h"
#include "holdtrace/json_text.h"
#include "holdtrace/map.h"
#include "holdtrace/reader.h"

// Cells are bounded because a short object costs a whole row of them.
enum { NESTED = 3, MOST_COLUMNS = 2000, MOST_CELLS = 32 * 1024 * 1024 };

// Steps from the root to the table: the key of a member, or NULL for all elements of an array.
struct trail {
    const char *steps[HT_JSON_DEPTH];
    size_t count;
};

struct search {
    struct trail now, best;
    size_t most;
};

struct building {
    struct ht_arena *arena;
    struct ht_map *columns; // header -> its number + 1, as a struct column *
    struct ht_slice *headers;
    size_t header_capacity;
    struct ht_row *rows;
    size_t count, capacity;
    const struct trail *trail;
    size_t cells;
    bool overflow; // more columns or cells than are read
};

struct column {
    size_t number;
};

// A row being filled; cells of columns that come up later are added behind.
struct filling {
    struct ht_slice *cells;
    size_t width, capacity;
};

static bool reads(const struct ht_source *source) {
    return source->content == HT_CONTENT_JSON;
}

static size_t objects_in(const struct ht_json_node *array) {
    size_t count = 0;
    for (const struct ht_json_node *n = array->first; n != NULL; n = n->next)
        count += n->kind == HT_JSON_OBJECT;
    return count * 2 >= array->count ? count : 0;
}

// Whether objects of ARRAY hold arrays of objects themselves: then they are funds, and not positions.
static bool has_inner_tables(const struct ht_json_node *node, int depth) {
    for (const struct ht_json_node *n = node->first; n != NULL && depth < NESTED; n = n->next)
        if ((n->kind == HT_JSON_ARRAY && n->count > 1 && objects_in(n) > 1) ||
            (n->kind == HT_JSON_OBJECT && has_inner_tables(n, depth + 1)))
            return true;
    return false;
}

static void look(struct search *search, const struct ht_json_node *node) {
    if (node->kind == HT_JSON_ARRAY) {
        size_t rows = objects_in(node);
        bool table = rows > 0 && !has_inner_tables(node->first, 0);
        if (table && rows > search->most) {
            search->most = rows;
            search->best = search->now;
        }
    }
    if (search->now.count == HT_JSON_DEPTH)
        return;
    for (const struct ht_json_node *n = node->first; n != NULL; n = n->next) {
        search->now.steps[search->now.count++] = n->key;
        look(search, n);
        search->now.count--;
    }
}

static void set_cell(struct building *b, struct filling *filling, const char *header, const char *text) {
    struct column *column = ht_map_get(b->columns, header);
    if (b->overflow || (column == NULL && ht_map_count(b->columns) >= MOST_COLUMNS) || b->cells > MOST_CELLS) {
        b->overflow = true;
        return;
    }
    if (column == NULL) {
        column = ht_arena_alloc(b->arena, sizeof *column);
        column->number = ht_map_count(b->columns);
        ht_map_put(b->columns, header, column);
        b->headers = ht_arena_grow(b->arena, b->headers, column->number, &b->header_capacity, sizeof *b->headers);
        b->headers[column->number] = ht_slice_of(ht_arena_string(b->arena, header));
    }
    while (filling->width <= column->number) {
        filling->cells =
            ht_arena_grow(b->arena, filling->cells, filling->width, &filling->capacity, sizeof *filling->cells);
        filling->cells[filling->width++] = (struct ht_slice){"", 0};
        b->cells++;
    }
    if (text != NULL && filling->cells[column->number].len == 0)
        filling->cells[column->number] = ht_slice_of(text);
}

static bool has_member(const struct ht_json_node *object, const char *key) {
    for (const struct ht_json_node *n = object->first; n != NULL; n = n->next)
        if (n->key != NULL && n->kind == HT_JSON_SCALAR && strcmp(n->key, key) == 0)
            return true;
    return false;
}

// The members of OBJECT to cells: the position's own first, so that they keep the short name, then those of inner
// objects, which are named with their path where the short name is taken.
static void fill_members(struct building *b, struct filling *filling, const struct ht_json_node *object,
                         const struct ht_json_node *top, const char *path, int depth) {
    for (const struct ht_json_node *n = object->first; n != NULL; n = n->next) {
        if (n->kind == HT_JSON_SCALAR || n->kind == HT_JSON_NOTHING) {
            bool taken = object != top && has_member(top, n->key);
            set_cell(b, filling, taken ? ht_arena_format(b->arena, "%s%s", path, n->key) : n->key, n->text);
        }
    }
    for (const struct ht_json_node *n = object->first; n != NULL; n = n->next)
        if (n->kind == HT_JSON_OBJECT && depth < NESTED)
            fill_members(b, filling, n, top, ht_arena_format(b->arena, "%s%s.", path, n->key), depth + 1);
}

// What stands in OBJECT and its inner objects beside the table, with its path, to cells of the row.
static void fill_surroundings(struct building *b, struct filling *filling, const struct ht_json_node *object,
                              const char *path, int depth) {
    for (const struct ht_json_node *n = object->first; n != NULL; n = n->next) {
        const char *name = ht_arena_format(b->arena, "%s%s", path, n->key);
        if (n->kind == HT_JSON_SCALAR)
            set_cell(b, filling, name, n->text);
        else if (n->kind == HT_JSON_OBJECT && depth < NESTED - 1)
            fill_surroundings(b, filling, n, ht_arena_format(b->arena, "%s.", name), depth + 1);
    }
}

static void add_row(struct building *b, struct ht_slice *cells, size_t width, long line) {
    b->rows = ht_arena_grow(b->arena, b->rows, b->count, &b->capacity, sizeof *b->rows);
    b->rows[b->count++] = (struct ht_row){line, width, cells};
}

// The scalars of OBJECT and of its inner objects as labelled lines.
static void add_labels(struct building *b, const struct ht_json_node *object, int depth) {
    for (const struct ht_json_node *n = object->first; n != NULL; n = n->next) {
        if (n->kind == HT_JSON_SCALAR) {
            struct ht_slice *cells = ht_arena_array(b->arena, 2, sizeof *cells);
            cells[0] = ht_slice_of(n->key);
            cells[1] = ht_slice_of(n->text);
            add_row(b, cells, 2, 0);
        } else if (n->kind == HT_JSON_OBJECT && depth < NESTED - 1) {
            add_labels(b, n, depth + 1);
        }
    }
}

static void add_positions(struct building *b, const struct ht_json_node *array, const struct ht_json_node *owner) {
    for (const struct ht_json_node *n = array->first; n != NULL; n = n->next) {
        struct filling filling = {NULL, 0, 0};
        if (n->kind != HT_JSON_OBJECT)
            continue;
        fill_members(b, &filling, n, n, "", 0);
        if (owner != NULL)
            fill_surroundings(b, &filling, owner, "", 0);
        // The number of the entry stands where other formats have a line.
        add_row(b, filling.cells, filling.width, (long)(b->count + 1));
    }
}

// Elements of ARRAY under which the rest of the trail, from STEP on, leads to a table.
static bool leads_on(const struct trail *trail, size_t step, const struct ht_json_node *node) {
    if (step == trail->count)
        return node->kind == HT_JSON_ARRAY;
    for (const struct ht_json_node *n = node->first; n != NULL; n = n->next) {
        bool along = trail->steps[step] == NULL || (n->key != NULL && strcmp(n->key, trail->steps[step]) == 0);
        if (along && leads_on(trail, step + 1, n))
            return true;
    }
    return false;
}

static size_t branches(const struct trail *trail, size_t step, const struct ht_json_node *node) {
    size_t count = 0;
    for (const struct ht_json_node *n = node->first; n != NULL; n = n->next)
        count += leads_on(trail, step + 1, n);
    return count;
}

// Follows the trail. LABELS: what is passed becomes labelled lines, else the positions are added. OWNER is the last
// element of an array with several tables that was passed.
static void follow(struct building *b, const struct ht_json_node *node, size_t step, const struct ht_json_node *owner,
                   bool labels) {
    if (node->kind == HT_JSON_OBJECT && labels && owner == NULL)
        add_labels(b, node, 0);
    if (step == b->trail->count) {
        if (!labels)
            add_positions(b, node, owner);
        return;
    }
    bool several = node->kind == HT_JSON_ARRAY && branches(b->trail, step, node) > 1;
    for (const struct ht_json_node *n = node->first; n != NULL; n = n->next) {
        const char *key = b->trail->steps[step];
        if (node->kind == HT_JSON_ARRAY || (key != NULL && n->key != NULL && strcmp(n->key, key) == 0))
            follow(b, n, step + 1, several ? n : owner, labels);
    }
}

static void build(struct building *b, const struct ht_json_node *root, struct ht_grid *grid) {
    follow(b, root, 0, NULL, true);
    size_t header = b->count;
    add_row(b, NULL, 0, 0);
    follow(b, root, 0, NULL, false);
    b->rows[header] = (struct ht_row){0, ht_map_count(b->columns), b->headers};
    b->overflow = b->overflow || (b->count - header) * ht_map_count(b->columns) > MOST_CELLS;
    if (b->overflow)
        return;
    // All rows are as wide as the header: a member that an object leaves out is empty, not a damaged row.
    for (size_t i = header + 1; i < b->count; i++) {
        struct filling filling = {NULL, 0, 0};
        struct ht_row *row = &b->rows[i];
        if (row->width < b->rows[header].width) {
            filling.cells = ht_arena_array(b->arena, b->rows[header].width, sizeof *filling.cells);
            for (size_t c = 0; c < b->rows[header].width; c++)
                filling.cells[c] = c < row->width ? row->cells[c] : (struct ht_slice){"", 0};
            row->cells = filling.cells;
            row->width = b->rows[header].width;
        }
        row->line = (long)(i - header);
    }
    *grid = (struct ht_grid){.rows = b->rows, .count = b->count, .lines = (long)(b->count - header)};
}

static enum ht_status read_parts(const struct ht_source *source, const struct ht_reader_options *options,
                                 struct ht_arena *arena, struct ht_parts *out, struct ht_findings *findings,
                                 struct ht_error *err) {
    (void)options;
    (void)err;
    struct ht_slice text = {(const char *)source->bytes, source->size};
    while (text.len >= 3 && memcmp(text.data, "\xEF\xBB\xBF", 3) == 0)
        text = (struct ht_slice){text.data + 3, text.len - 3};
    *out = (struct ht_parts){.encoding = "UTF-8"};
    const struct ht_json_node *root = ht_json_parse(text, arena, findings);
    if (root == NULL)
        return HT_OK;
    struct search search = {.most = 0};
    look(&search, root);
    if (search.most == 0) {
        ht_find(findings, HT_CODE_NOT_HOLDINGS, 0, "the JSON holds no list of objects that could be positions");
        return HT_OK;
    }
    // Positions under different elements of one array are found by one trail.
    struct building building = {.arena = arena, .columns = ht_map_new(arena), .trail = &search.best};
    struct ht_part *part = ht_arena_alloc(arena, sizeof *part);
    part->findings = ht_findings_in(arena);
    build(&building, root, &part->grid);
    if (building.overflow) {
        ht_find(findings, HT_CODE_NOT_HOLDINGS, 0,
                "the objects of the JSON have more than %d different members, or are a table of more than %d cells",
                MOST_COLUMNS, MOST_CELLS);
        return HT_OK;
    }
    out->items = part;
    out->count = 1;
    return HT_OK;
}

const struct ht_reader ht_reader_json = {
    .name = "json",
    .title = "JSON",
    .reads = reads,
    .read = read_parts,
};
