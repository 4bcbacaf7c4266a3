// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf/set.h"

#include <stdlib.h>
#include <string.h>

#include "holdtrace/arena.h"
#include "holdtrace/text.h"
#include "pdf/chain.h"
#include "pdf/front.h"
#include "pdf/table.h"
#include "pdf/tiles.h"

// One of the two times that a script is set.
struct setting {
    struct script *script;
    struct flow flow;
    struct sheet sheet;
    struct table table;
    enum ink ink; // of the chapter's lead
    int chapter;  // its number in the outline
};

static enum ink ink_of(const char *standing) {
    if (strcmp(standing, "counted") == 0)
        return INK_COUNTED;
    return strcmp(standing, "unread") == 0 ? INK_POSSIBLE : INK_HEAD;
}

static void set_chapter(struct setting *setting, size_t index) {
    struct flow *flow = &setting->flow;
    struct block *block = &setting->script->blocks[index];
    struct field title = block->fields[1];
    const char *place = front_place(flow, index);
    flow->table = NULL;
    flow_next(flow);
    flow->running = title.text;
    setting->ink = ink_of(block->fields[0].text);
    flow->type->links = strcmp(block->fields[0].text, "method") == 0;
    block->page = flow->page;
    sheet_place(&setting->sheet, place, flow->y);
    setting->chapter = sheet_outline(&setting->sheet, 0, title.text, place);
    flow->tag = "H1";
    flow_text(flow, title, (struct face){18, true, INK_HEAD}, 0, 60);
    flow->tag = NULL;
    flow_skip(flow, 8);
}

// A heading takes along what it heads: the head of a table and a row with the beginning of what is said of it.
static void set_section(struct setting *setting, size_t index) {
    struct flow *flow = &setting->flow;
    struct block *block = &setting->script->blocks[index];
    const char *place = front_place(flow, index);
    flow->table = NULL;
    flow_skip(flow, 14);
    bool of_map = index + 1 < setting->script->count && block[1].word == HT_PDF_MAP;
    flow_need(flow, of_map ? tiles_height(flow) + 24 : 110);
    block->page = flow->page;
    sheet_place(&setting->sheet, place, flow->y);
    sheet_outline(&setting->sheet, setting->chapter, block->fields->text, place);
    flow->tag = "H2";
    flow_text(flow, block->fields[0], (struct face){12, true, INK_HEAD}, 0, 0);
    flow->tag = NULL;
    flow_skip(flow, 5);
}

static struct face text_face(enum style style, bool said_of_row) {
    static const enum ink INKS[] = {[STYLE_PLAIN] = INK_TEXT,
                                    [STYLE_BOLD] = INK_TEXT,
                                    [STYLE_COUNTED] = INK_COUNTED,
                                    [STYLE_POSSIBLE] = INK_POSSIBLE};
    return (struct face){said_of_row ? 8.2 : 9.2, style == STYLE_BOLD, INKS[style]};
}

enum { OF_FUND = 2, OF_ROW = 6, WIDEST = 20 }; // how far in a text stands that is said of the fund, of a row; most

static long columns_of(const struct block *block) {
    long columns = strtol(block->fields[1].text, NULL, 10);
    return columns < OF_FUND ? OF_FUND : columns > WIDEST ? WIDEST : columns;
}

static bool is_said_of_row(const struct block *block) {
    return block->word == HT_PDF_TEXT && columns_of(block) >= OF_ROW;
}

// What is said of a row stands below it, the deeper the further in.
static void set_text(struct setting *setting, const struct block *block) {
    static const double STEP = 7;
    struct flow *flow = &setting->flow;
    long columns = columns_of(block);
    bool of_row = flow->table && is_said_of_row(block);
    double indent = (double)(columns - OF_FUND) / 2 * STEP;
    if (flow->table && !of_row)
        flow_skip(flow, 5);
    if (!of_row)
        flow->table = NULL;
    flow_text(flow, block->fields[2], text_face(style_named(block->fields[0].text), of_row),
              of_row ? indent - 6 : indent, 0);
    flow_skip(flow, of_row ? 1.6 : 3);
}

static void set_table(struct setting *setting, size_t index) {
    struct flow *flow = &setting->flow;
    flow_skip(flow, flow->table ? 14 : 4);
    flow->table = NULL;
    setting->table = table_fit(setting->script, index, flow);
    flow_need(flow, 60);
    table_head(&setting->table, flow);
    flow->table = &setting->table;
}

static void set_row(struct setting *setting, size_t index) {
    const struct script *script = setting->script;
    bool more = index + 1 < script->count && is_said_of_row(&script->blocks[index + 1]);
    if (!setting->flow.table)
        return;
    if (more)
        flow_skip(&setting->flow, 4);
    table_row(&setting->table, &setting->flow, &script->blocks[index], more ? 24 : 0);
}

// Sets block INDEX; returns the number of the next.
static size_t set_block(struct setting *setting, size_t index) {
    struct block *block = &setting->script->blocks[index];
    struct flow *flow = &setting->flow;
    switch (block->word) {
    case HT_PDF_TITLE:
        front_title(flow, *block->fields);
        break;
    case HT_PDF_SUBTITLE:
        front_subtitle(flow, *block->fields);
        break;
    case HT_PDF_CONTENTS:
        front_contents(flow, setting->script, *block->fields);
        break;
    case HT_PDF_LEAD:
        front_lead(flow, *block->fields, setting->ink);
        break;
    case HT_PDF_FIGURE:
        return front_figures(flow, setting->script, index);
    case HT_PDF_CHAPTER:
        set_chapter(setting, index);
        break;
    case HT_PDF_SECTION:
        set_section(setting, index);
        break;
    case HT_PDF_TEXT:
        set_text(setting, block);
        break;
    case HT_PDF_TABLE:
        set_table(setting, index);
        break;
    case HT_PDF_ROW:
        set_row(setting, index);
        break;
    case HT_PDF_CHAIN:
        chain_set(flow, block);
        break;
    case HT_PDF_MAP:
        return tiles_set(flow, setting->script, index);
    case HT_PDF_TILE:
    case HT_PDF_PAPER:
    case HT_PDF_DATE:
    case HT_PDF_CREATOR:
    case HT_PDF_WORD_COUNT:
        break;
    }
    return index + 1;
}

const char *set_missing(size_t named, size_t numbered, struct ht_arena *arena) {
    const char *latin = ht_arena_format(arena, "%zu text%s by a Latin name", named, named == 1 ? "" : "s");
    const char *codes =
        ht_arena_format(arena, "%zu text%s with numbers of characters (U+...)", numbered, numbered == 1 ? "" : "s");
    if (!named && !numbered)
        return NULL;
    return ht_arena_format(
        arena,
        "Some characters are in no font of this computer: the PDF shows %s%s%s in their place; Noto "
        "Sans CJK (fonts-noto-cjk) has those of Chinese, Japanese and Korean",
        named ? latin : "", named && numbered ? " and " : "", numbered ? codes : "");
}

static void say_missing(struct setting *setting, struct ht_arena *arena) {
    const struct type *type = setting->flow.type;
    const char *text = set_missing(type->named, type->numbered, arena);
    if (!text)
        return;
    flow_skip(&setting->flow, 3);
    setting->flow.table = NULL;
    flow_text(&setting->flow, (struct field){ht_arena_format(arena, "%s.", text), NULL},
              text_face(STYLE_POSSIBLE, false), 0, 0);
}

static void open_sheet(struct setting *setting, struct ht_arena *arena, struct ht_buffer *out) {
    const struct script *script = setting->script;
    const struct about about = {.title = script_text(script, HT_PDF_TITLE),
                                .subject = script_text(script, HT_PDF_SUBTITLE),
                                .creator = script_text(script, HT_PDF_CREATOR),
                                .date = script_text(script, HT_PDF_DATE)};
    const char *paper = script_text(script, HT_PDF_PAPER);
    if (paper && strcmp(paper, "letter") == 0)
        sheet_open(&setting->sheet, 612, 792, &about, arena, out);
    else
        sheet_open(&setting->sheet, 595.28, 841.89, &about, arena, out);
}

// PAGES: how many there are, 0 while that is not known.
static struct set_result set_once(struct script *script, size_t pages, struct ht_arena *arena,
                                  struct ht_buffer *out) {
    struct setting setting = {.script = script, .ink = INK_HEAD};
    struct type type;
    open_sheet(&setting, arena, out);
    type_open(&type, arena);
    flow_open(&setting.flow, &setting.sheet, &type);
    setting.flow.pages = pages;
    setting.flow.maker = script_text(script, HT_PDF_CREATOR);
    // The cover has the colour of what is found in any chapter.
    for (size_t i = 0; i < script->count; i++)
        if (script->blocks[i].word == HT_PDF_CHAPTER && ink_of(script->blocks[i].fields->text) == INK_COUNTED)
            setting.ink = INK_COUNTED;
    for (size_t i = 0; i < script->count;)
        i = set_block(&setting, i);
    say_missing(&setting, arena);
    flow_end_page(&setting.flow);
    struct set_result result = {NULL, setting.flow.page, type.named, type.numbered};
    type_close(&type);
    result.failure = sheet_close(&setting.sheet);
    return result;
}

struct set_result set_script(struct script *script, struct ht_arena *arena, struct ht_buffer *out) {
    struct type type;
    type_open(&type, arena);
    bool letters = type_has_letters(&type);
    type_close(&type);
    if (!letters)
        return (struct set_result){.failure = "this computer has no font to set a report in; the packages "
                                              "fonts-liberation and fonts-dejavu-core have some"};
    struct set_result first = set_once(script, 0, arena, NULL);
    if (first.failure)
        return first;
    return set_once(script, first.pages, arena, out);
}
