// SPDX-License-Identifier: GPL-3.0-or-later
// The text report in parts.
#include "holdtrace/text_parts.h"

#include "holdtrace/pack.h"
#include "report/paper_markdown.h"
#include "report/text.h"

static const struct ht_paper_kind *kind_of(bool markdown) {
    return markdown ? &ht_paper_markdown : NULL;
}

static void pack_cited(struct ht_buffer *to, const struct ht_cited *cited) {
    size_t count = ht_cited_count(cited);
    ht_pack_number(to, (int64_t)count);
    for (size_t i = 0; i < count; i++)
        ht_pack_text(to, ht_cited_at(cited, i));
}

static void pack_holdings(struct ht_buffer *to, const struct ht_cross_fund *fund) {
    ht_pack_text(to, fund->denominator);
    ht_pack_number(to, (int64_t)fund->count);
    for (size_t i = 0; i < fund->count; i++) {
        ht_pack_text(to, fund->holdings[i].target->id);
        ht_pack_text(to, fund->holdings[i].target->name);
        ht_pack_amount(to, fund->holdings[i].cell.weight_pct);
    }
}

void ht_text_part(const struct ht_scan *scan, const struct ht_account *account, bool markdown, struct ht_arena *arena,
                  struct ht_buffer *to) {
    struct ht_text_report report;
    struct ht_buffer text = {0};
    struct ht_text_gap course = {0};
    const char *row[HT_TEXT_ROW_CELLS];
    const struct ht_report_file file = {.account = account};
    ht_arena_set_locale(arena, scan->locale);
    ht_text_begin(&report, scan, kind_of(markdown), arena, &text);
    report.course = &course;
    ht_paper_cut(&report.paper);
    ht_text_file(&report, &file);
    ht_paper_gap(&report.paper);
    ht_pack_bytes(to, text.data, course.at);
    ht_pack_number(to, course.before);
    ht_pack_bytes(to, text.data + course.at, text.len - course.at);
    ht_pack_number(to, report.paper.block);
    pack_cited(to, &report.cited);
    ht_text_fund_row(&report, account, row);
    for (int i = 0; i < HT_TEXT_ROW_CELLS; i++)
        ht_pack_text(to, row[i]);
    const struct ht_cross_fund held = ht_cross_fund_of(scan, account, arena);
    pack_holdings(to, &held);
    ht_arena_set_locale(arena, NULL);
    ht_buffer_free(&text);
}

const char *ht_text_part_view(const struct ht_scan *scan, struct ht_arena *arena) {
    return ht_arena_format(arena, "%zu %d %d %d %d %zu %s", scan->width, scan->colour, scan->bars, scan->links,
                           scan->order, scan->top, ht_locale_name(scan->locale));
}

// --- put together

struct ht_text_parts {
    struct ht_scan scan;
    struct ht_text_report report;
    struct ht_text_totals totals;
    const char **rows;
    size_t row_capacity; // in cells
    struct ht_cross_fund *exposed;
    size_t exposed_capacity;
    struct ht_map *targets; // entities by id
};

struct ht_text_parts *ht_text_parts_begin(const struct ht_scan *scan, bool markdown, struct ht_arena *arena,
                                          struct ht_buffer *buffer) {
    struct ht_text_parts *parts = ht_arena_alloc(arena, sizeof *parts);
    *parts = (struct ht_text_parts){.scan = *scan, .targets = ht_map_new(arena)};
    ht_arena_set_locale(arena, scan->locale);
    ht_text_begin(&parts->report, &parts->scan, kind_of(markdown), arena, buffer);
    ht_paper_reading(&parts->report.paper);
    return parts;
}

// Cells for one more file.
static const char **next_row(struct ht_text_parts *parts) {
    size_t at = parts->totals.count++ * HT_TEXT_ROW_CELLS;
    for (size_t i = 0; i < HT_TEXT_ROW_CELLS; i++)
        parts->rows =
            ht_arena_grow(parts->report.arena, parts->rows, at + i, &parts->row_capacity, sizeof *parts->rows);
    return parts->rows + at;
}

static void read_cited(struct ht_text_parts *parts, struct ht_unpack *from) {
    for (size_t count = ht_unpack_count(from); count > 0 && !from->broken; count--) {
        const char *id = ht_unpack_text(from);
        if (id)
            ht_text_cite(&parts->report, ht_arena_string(parts->report.arena, id));
    }
}

static void read_row(struct ht_text_parts *parts, struct ht_unpack *from) {
    const char **row = next_row(parts);
    for (int i = 0; i < HT_TEXT_ROW_CELLS; i++) {
        const char *cell = ht_unpack_text(from);
        row[i] = ht_arena_string(parts->report.arena, cell ? cell : "");
    }
}

// What is shown of a target.
static const struct ht_entity *target_of(struct ht_text_parts *parts, const char *id, const char *name) {
    struct ht_arena *arena = parts->report.arena;
    struct ht_entity *entity = ht_map_get(parts->targets, id);
    if (entity)
        return entity;
    entity = ht_arena_alloc(arena, sizeof *entity);
    *entity = (struct ht_entity){.id = ht_arena_string(arena, id), .name = ht_arena_string(arena, name)};
    ht_map_put(parts->targets, entity->id, entity);
    return entity;
}

static void read_holdings(struct ht_text_parts *parts, struct ht_unpack *from, const char *fund) {
    struct ht_arena *arena = parts->report.arena;
    const char *denominator = ht_unpack_text(from);
    size_t count = ht_unpack_count(from);
    struct ht_cross_holding *holdings = ht_arena_array(arena, count, sizeof *holdings);
    for (size_t i = 0; i < count && !from->broken; i++) {
        const char *id = ht_unpack_text(from), *name = ht_unpack_text(from);
        holdings[i].cell = (struct ht_cross_cell){true, ht_unpack_amount(from)};
        from->broken |= !id || !name;
        if (!from->broken)
            holdings[i].target = target_of(parts, id, name);
    }
    if (count == 0 || from->broken)
        return;
    parts->exposed = ht_arena_grow(arena, parts->exposed, parts->totals.exposed_count, &parts->exposed_capacity,
                                   sizeof *parts->exposed);
    parts->exposed[parts->totals.exposed_count++] = (struct ht_cross_fund){
        .name = fund, .denominator = ht_arena_string(arena, denominator), .holdings = holdings, .count = count};
}

static void put_written(struct ht_text_parts *parts, struct ht_unpack *from) {
    struct ht_slice text = ht_unpack_bytes(from);
    int64_t last = ht_unpack_number(from);
    from->broken |= last < HT_BLOCK_NONE || last > HT_BLOCK_TABLE;
    if (!from->broken)
        ht_paper_written(&parts->report.paper, text, (enum ht_block)last);
}

bool ht_text_parts_fund(struct ht_text_parts *parts, struct ht_slice part, const struct ht_course *course) {
    struct ht_unpack from = {.at = part.data, .end = part.data + part.len};
    put_written(parts, &from);
    if (course)
        ht_text_put_course(&parts->report, course);
    put_written(parts, &from);
    read_cited(parts, &from);
    read_row(parts, &from);
    read_holdings(parts, &from, parts->rows[(parts->totals.count - 1) * HT_TEXT_ROW_CELLS]);
    parts->totals.funds++;
    return !from.broken;
}

void ht_text_parts_unread(struct ht_text_parts *parts, const struct ht_unread *unread) {
    const struct ht_report_file file = {.unread = unread};
    ht_text_file(&parts->report, &file);
    ht_paper_gap(&parts->report.paper);
    ht_text_unread_row(unread, next_row(parts));
    parts->totals.unread++;
}

void ht_text_parts_end(struct ht_text_parts *parts, const struct ht_category_sum *sums, size_t count) {
    parts->scan.account_count = parts->totals.funds;
    parts->totals.rows = parts->rows;
    parts->totals.sums = sums;
    parts->totals.sum_count = count;
    parts->totals.exposed = parts->exposed;
    ht_text_end(&parts->report, &parts->totals);
    ht_arena_set_locale(parts->report.arena, NULL);
}
