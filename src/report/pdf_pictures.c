// SPDX-License-Identifier: GPL-3.0-or-later
// The same pictures as those of the HTML report, as lines for holdtrace-pdf.
#include "report/pdf_pictures.h"

#include <string.h>

#include "holdtrace/arena.h"
#include "report/paper_pages.h"
#include "report/pieces.h"
#include "report/timeline.h"
#include "report/treemap.h"
#include "report/wording.h"

static void put_tile(struct ht_text_report *report, const struct ht_treemap *map, const struct ht_mapped *item) {
    struct ht_arena *arena = report->arena;
    const char *code = item->line ? item->line->resolved->position->ticker : NULL;
    const char *fields[] = {item->line ? ht_line_standing(report->scan->screen, item->line) : "rest",
                            ht_arena_format(arena, "%lld", (long long)item->tile.x),
                            ht_arena_format(arena, "%lld", (long long)item->tile.y),
                            ht_arena_format(arena, "%lld", (long long)item->tile.w),
                            ht_arena_format(arena, "%lld", (long long)item->tile.h),
                            ht_mapped_name(map, item, arena),
                            code ? code : "",
                            ht_word_percent(arena, ht_mapped_weight(map, item))};
    ht_pages_line(&report->paper, "tile", fields, sizeof fields / sizeof *fields);
}

static void put_map(struct ht_text_report *report, const struct ht_account *account) {
    struct ht_arena *arena = report->arena;
    struct ht_treemap map = ht_treemap_of(report->scan->screen, account, arena);
    if (map.count < 2)
        return;
    ht_pages_word(&report->paper, "section", "The fund, with exposed positions lit");
    ht_pages_line(&report->paper, "map", NULL, 0);
    for (size_t i = 0; i < map.count; i++)
        put_tile(report, &map, &map.items[i]);
    ht_paper_format(
        &report->paper, 2, 2, HT_PLAIN,
        "Each tile is a position, as large as its weight. Dark: counted as exposed (%s). With a dark edge: "
        "tied, not counted by this screen. White: possible, needs a decision. Pale: no tie found.%s",
        ht_word_count(arena, map.lit, "position"),
        map.undrawn ? ht_arena_format(arena, " %s without a weight above zero cannot be drawn.",
                                      ht_word_count(arena, map.undrawn, "position"))
                    : "");
}

// A place in ten-thousandths; "-": the day is not known.
static const char *place(const struct ht_timeline *line, struct ht_date day, struct ht_arena *arena) {
    return ht_date_known(day) ? ht_arena_format(arena, "%lld", (long long)(ht_timeline_place(line, day) / 100)) : "-";
}

static void put_entry(struct ht_text_report *report, const struct ht_timeline *line,
                      const struct ht_designation *row) {
    struct ht_arena *arena = report->arena;
    bool ended = ht_date_known(row->delisted_on);
    const char *until =
        ht_date_known(row->listed_on) ? place(line, ended ? row->delisted_on : line->as_of, arena) : "-";
    const char *fields[] = {"plain",
                            row->entity->name,
                            ht_arena_format(arena, "%s (%s)", row->list->name, row->list->id),
                            ht_word_date(arena, row->listed_on),
                            ended ? ht_word_date(arena, row->delisted_on) : "-",
                            ht_timeline_standing(line, row),
                            ht_arena_format(arena, "%s %s %s", place(line, row->listed_on, arena), until,
                                            place(line, line->holdings, arena))};
    ht_pages_line(&report->paper, "row", fields, sizeof fields / sizeof *fields);
}

static void put_timeline(struct ht_text_report *report, const struct ht_account *account) {
    struct ht_arena *arena = report->arena;
    struct ht_timeline line = ht_timeline_of(account, report->scan->as_of, arena);
    const char *titles[] = {
        "lCompany",
        "lList",
        "lSince",
        "lUntil",
        "lOn the holdings date",
        ht_arena_format(arena, "s%s to %s", ht_word_date(arena, line.from), ht_word_date(arena, line.to))};
    if (line.count == 0)
        return;
    ht_pages_word(&report->paper, "section", "When they were listed, and when the fund held them");
    ht_paper_format(
        &report->paper, 2, 2, HT_PLAIN,
        "Entries that select the companies behind exposed positions, as of %s; the upright line is the day "
        "of the holdings, %s.",
        ht_word_date(arena, line.as_of), ht_word_date(arena, line.holdings));
    ht_pages_line(&report->paper, "table", titles, sizeof titles / sizeof *titles);
    for (size_t i = 0; i < line.count; i++)
        put_entry(report, &line, line.items[i]);
}

void ht_pdf_pictures(struct ht_text_report *report, const struct ht_account *account) {
    put_map(report, account);
    put_timeline(report, account);
}

void ht_pdf_chain(struct ht_text_report *report, const struct ht_path *path, const struct ht_entity *lit) {
    size_t count = 0;
    const char **fields = ht_arena_array(report->arena, 3 * path->count + 2, sizeof *fields);
    for (size_t i = 0; i <= path->count; i++) {
        const struct ht_entity *entity = i ? path->steps[i - 1].owned : path->steps[0].owner;
        if (i)
            fields[count++] = ht_word_link(report->arena, &path->steps[i - 1]);
        fields[count++] = entity->name;
        fields[count++] = strcmp(entity->id, lit->id) == 0 ? "lit" : "";
    }
    ht_pages_line(&report->paper, "chain", fields, count);
}
