// SPDX-License-Identifier: GPL-3.0-or-later
// The whole scheme, first on the page of the HTML report: its verdict, its mandates, and who holds what.
#include "report/html_heat.h"
#include "report/scheme_words.h"
#include "report/wording.h"

// Mandates that stand as columns beside their companies; of more, the companies say who holds them.
enum { ACROSS = 8 };

static bool is_zero(struct ht_amount amount) {
    return amount.known && ht_decimal_sign(amount.number) == 0;
}

static void put_figures(struct ht_page *page, const struct ht_scheme *scheme,
                        const struct ht_scheme_verdict *verdict) {
    struct ht_arena *arena = page->arena;
    const struct ht_scheme_amounts *counted = &verdict->counted;
    bool none = counted->positions == 0, has_short = !none && !is_zero(counted->short_pct);
    ht_page_put(page, "<dl class=\"figures\">\n");
    ht_page_figure(page, has_short ? "Counted exposure, long" : "Counted exposure",
                   none ? scheme->positions ? "none" : "not tested" : ht_word_percent(arena, counted->long_pct),
                   none ? NULL : "of the scheme");
    if (has_short)
        ht_page_figure(page, "Counted exposure, short", ht_word_percent(arena, counted->short_pct), "of the scheme");
    ht_page_figure(page, "Positions counted", ht_word_number(arena, (int64_t)counted->positions),
                   ht_arena_format(arena, "of %s", ht_word_number(arena, (int64_t)scheme->positions)));
    ht_page_figure(page, "Read", ht_word_percent(arena, scheme->read_pct), "of the scheme");
    ht_page_figure(page, "Could be compared", ht_word_percent(arena, scheme->comparable_pct),
                   ht_arena_format(arena, "of the scheme by identifier, %s by name alone",
                                   ht_word_percent(arena, scheme->comparable_by_name_pct)));
    ht_page_figure(page, "Possible, not counted", ht_word_number(arena, (int64_t)scheme->possible),
                   scheme->possible == 1 ? "position that needs a decision" : "positions that need a decision");
    ht_page_put(page, "</dl>\n");
}

// The files of MANDATE, each leading to what was found in it.
static void put_parts(struct ht_page *page, const struct ht_scheme_mandate *mandate) {
    for (size_t i = 0; i < mandate->part_count; i++) {
        const struct ht_scheme_part *part = mandate->parts[i];
        size_t number = part->account ? ht_page_fund_number(page, part->account) : 0;
        ht_page_put(page, "<span class=\"what\">");
        if (number)
            ht_page_put(page, "<a href=\"#f%z\">%s</a>", number, ht_text_fund_title(part->account));
        else
            ht_page_put(page, "%s: %s", part->row->file, part->why ? part->why : "not read");
        ht_page_put(page, "</span>");
    }
}

static bool has_values(const struct ht_scheme *scheme) {
    return scheme->file->value.known;
}

static void put_mandate(struct ht_page *page, const struct ht_scheme *scheme, const struct ht_scheme_mandate *mandate,
                        const struct ht_page_column *columns, struct ht_amount largest) {
    struct ht_amount counted = ht_scheme_counted_part(page->scan->screen, scheme, mandate);
    bool found = counted.known && !is_zero(counted);
    ht_page_put(page, "<tr class=\"%s\"><th scope=\"row\">%s ", found ? "counted" : "none",
                ht_word_mandate(page->arena, mandate));
    put_parts(page, mandate);
    ht_page_put(page, "</th>");
    ht_page_percent_cell(page, &columns[1], mandate->share_pct);
    ht_page_cell(page, &columns[2]);
    if (ht_mandate_is_read(mandate))
        ht_page_percent(page, counted);
    else
        ht_page_put(page, "<span class=\"unknown\">not tested</span>");
    ht_page_cell_end(page);
    ht_page_cell_text(page, &columns[3], ht_word_mandate_read(page->arena, mandate));
    ht_page_weight_bar(page, counted, largest);
    if (has_values(scheme))
        ht_page_side(page, &columns[5], mandate->value.known, mandate->value, scheme->file->currency);
    ht_page_put(page, "</tr>\n");
}

static void put_mandates(struct ht_page *page, const struct ht_scheme *scheme) {
    static const struct ht_page_column COLUMNS[] = {
        {"Mandate", false}, {"% of the scheme", true}, {"Counted, % of the scheme", true},
        {"Read", false},    {"To scale", false},       {"Value", true}};
    enum { COUNT = sizeof COLUMNS / sizeof *COLUMNS };
    struct ht_amount largest = ht_amount_unknown();
    for (size_t i = 0; i < scheme->mandate_count; i++)
        largest = ht_page_larger(largest, ht_scheme_counted_part(page->scan->screen, scheme, &scheme->mandates[i]));
    ht_page_section(page, "mandates", "Mandates");
    ht_page_table(page, "stack mandates",
                  ht_arena_format(page->arena, "Shares of the mandates: %s", ht_word_scheme_shares(scheme->file)),
                  COLUMNS, has_values(scheme) ? COUNT : COUNT - 1);
    ht_page_put(page, "<tbody>\n");
    for (size_t i = 0; i < scheme->mandate_count; i++)
        put_mandate(page, scheme, &scheme->mandates[i], COLUMNS, largest);
    ht_page_put(page, "</tbody>\n");
    ht_page_table_end(page);
    ht_page_section_end(page);
}

static void put_sum_name(struct ht_page *page, const struct ht_scheme_sum *sum) {
    bool counted = sum->category == HT_NO_CATEGORY || ht_category_is_counted(page->scan->screen, sum->category);
    const char *category = sum->category == HT_NO_CATEGORY ? NULL : ht_category_name(sum->category);
    ht_page_put(page, "<tr class=\"%s\"><th scope=\"row\">%s", counted ? "counted" : "tied",
                sum->entity ? sum->entity->name : category);
    if (!sum->entity)
        ht_page_put(page, " <span class=\"what\">%s; %s</span>", ht_word_category(sum->category),
                    counted ? "counted" : "not counted");
    else
        ht_page_wrap(page, " <span class=\"what\">", category, "</span>");
    ht_page_put(page, "</th>");
}

static void put_sum(struct ht_page *page, const struct ht_scheme *scheme, const struct ht_scheme_sum *sum,
                    const struct ht_page_column *columns, struct ht_amount largest) {
    put_sum_name(page, sum);
    ht_page_cell_text(page, &columns[1], ht_word_number(page->arena, (int64_t)sum->sum.positions));
    ht_page_percent_cell(page, &columns[2], sum->sum.long_pct);
    ht_page_cell(page, &columns[3]);
    if (is_zero(sum->sum.short_pct))
        ht_page_put(page, "\xE2\x80\x93");
    else
        ht_page_percent(page, sum->sum.short_pct);
    ht_page_cell_end(page);
    ht_page_cell_text(page, &columns[4], ht_word_number(page->arena, (int64_t)sum->held_by_count));
    ht_page_weight_bar(page, sum->sum.weight_pct, largest);
    if (has_values(scheme))
        ht_page_side(page, &columns[6], sum->sum.value.known, sum->sum.value, scheme->file->currency);
    ht_page_put(page, "</tr>\n");
}

// A table of SUMS, whose first column is called TITLE.
static void put_sums(struct ht_page *page, const struct ht_scheme *scheme, const char *class_name, const char *title,
                     const char *caption, const struct ht_scheme_sums *sums) {
    const struct ht_page_column columns[] = {{title, false},  {"Positions", true}, {"Long, % of the scheme", true},
                                             {"Short", true}, {"Mandates", true},  {"To scale", false},
                                             {"Value", true}};
    enum { COUNT = sizeof columns / sizeof *columns };
    struct ht_amount largest = ht_amount_unknown();
    if (sums->count == 0)
        return;
    for (size_t i = 0; i < sums->count; i++)
        largest = ht_page_larger(largest, sums->items[i].sum.weight_pct);
    ht_page_table(page, class_name, caption, columns, has_values(scheme) ? COUNT : COUNT - 1);
    ht_page_put(page, "<tbody>\n");
    for (size_t i = 0; i < sums->count; i++)
        put_sum(page, scheme, &sums->items[i], columns, largest);
    ht_page_put(page, "</tbody>\n");
    ht_page_table_end(page);
}

static void put_categories(struct ht_page *page, const struct ht_scheme *scheme) {
    if (scheme->by_category.count == 0)
        return;
    ht_page_section(page, "categories", "Exposure of the scheme");
    put_sums(page, scheme, "stack scheme-categories", "Category", "By category, over all mandates",
             &scheme->by_category);
    put_sums(page, scheme, "stack scheme-targets", "Selected company",
             "By selected company; a position may stand under several", &scheme->by_target);
    if (scheme->by_parent.count) {
        ht_page_fold(page, "By head of the group");
        put_sums(page, scheme, "stack scheme-parents", "Head of the group", "Counted positions, by head of the group",
                 &scheme->by_parent);
        ht_page_fold_end(page);
    }
    ht_page_section_end(page);
}

// What each mandate holds of each issuer, as the cells of a table.
static struct ht_cross_cell *cells_of(struct ht_page *page, const struct ht_scheme *scheme) {
    size_t width = scheme->mandate_count;
    struct ht_cross_cell *cells = ht_arena_array(page->arena, scheme->by_issuer.count * width, sizeof *cells);
    for (size_t i = 0; i < scheme->by_issuer.count; i++) {
        const struct ht_scheme_sum *row = &scheme->by_issuer.items[i];
        for (size_t k = 0; k < row->held_by_count; k++)
            cells[i * width + (size_t)(row->held_by[k].mandate - scheme->mandates)] =
                (struct ht_cross_cell){true, row->held_by[k].holds.weight_pct};
    }
    return cells;
}

// The largest cell of rows that are counted.
static struct ht_amount largest_of(const struct ht_heat *heat) {
    struct ht_amount largest = ht_amount_unknown();
    for (size_t i = 0; i < heat->rows.count; i++)
        for (size_t k = 0; k < heat->columns.count && !heat->rows.plain[i]; k++)
            if (heat->cells[i * heat->rows.step + k].held)
                largest = ht_page_larger(largest, heat->cells[i * heat->rows.step + k].weight_pct);
    return largest;
}

static struct ht_heat_side issuers_of(struct ht_page *page, const struct ht_scheme *scheme) {
    struct ht_heat_side side = {.count = scheme->by_issuer.count, .step = scheme->mandate_count};
    bool *plain = ht_arena_array(page->arena, side.count, sizeof *plain);
    side.names = ht_arena_array(page->arena, side.count, sizeof(*side.names));
    side.notes = ht_arena_array(page->arena, side.count, sizeof(*side.notes));
    side.plain = plain;
    for (size_t i = 0; i < side.count; i++) {
        const struct ht_scheme_sum *row = &scheme->by_issuer.items[i];
        plain[i] = !ht_category_is_counted(page->scan->screen, row->category);
        side.names[i] = row->entity->name;
        side.notes[i] =
            ht_arena_format(page->arena, "%s%s", ht_category_name(row->category), plain[i] ? ", not counted" : "");
    }
    return side;
}

static struct ht_heat_side mandates_of(struct ht_page *page, const struct ht_scheme *scheme) {
    struct ht_heat_side side = {.count = scheme->mandate_count, .step = 1};
    side.names = ht_arena_array(page->arena, side.count, sizeof(*side.names));
    side.notes = ht_arena_array(page->arena, side.count, sizeof(*side.notes));
    for (size_t i = 0; i < side.count; i++) {
        side.names[i] = scheme->mandates[i].name;
        side.notes[i] = scheme->mandates[i].manager;
    }
    return side;
}

static void put_few_mandates(struct ht_page *page, const struct ht_scheme *scheme) {
    struct ht_heat heat = {.class_name = "holders",
                           .caption = "What each mandate holds of each issuer, net, in percent of the scheme",
                           .corner = "Issuer",
                           .rows = issuers_of(page, scheme),
                           .columns = mandates_of(page, scheme),
                           .cells = cells_of(page, scheme)};
    heat.largest = largest_of(&heat);
    ht_page_heat_scale(page, heat.cells, heat.rows.count * heat.columns.count, heat.largest);
    ht_page_heat(page, &heat);
}

static void put_many_mandates(struct ht_page *page, const struct ht_scheme *scheme) {
    static const struct ht_page_column COLUMNS[] = {
        {"Issuer", false}, {"Category", false}, {"% of the scheme", true}, {"Held by", false}};
    ht_page_table(page, "stack holders", "In percent of the scheme", COLUMNS, sizeof COLUMNS / sizeof *COLUMNS);
    ht_page_put(page, "<tbody>\n");
    for (size_t i = 0; i < scheme->by_issuer.count; i++) {
        const struct ht_scheme_sum *row = &scheme->by_issuer.items[i];
        ht_page_put(page, "<tr><th scope=\"row\">%s</th>", row->entity->name);
        ht_page_cell_text(page, &COLUMNS[1], ht_category_name(row->category));
        ht_page_percent_cell(page, &COLUMNS[2], row->sum.weight_pct);
        ht_page_cell_text(page, &COLUMNS[3], ht_word_scheme_holders(page->arena, row, true));
        ht_page_put(page, "</tr>\n");
    }
    ht_page_put(page, "</tbody>\n");
    ht_page_table_end(page);
}

static void put_holders(struct ht_page *page, const struct ht_scheme *scheme) {
    if (scheme->by_issuer.count == 0)
        return;
    ht_page_section(page, "holders", "Who holds what");
    if (scheme->mandate_count <= ACROSS)
        put_few_mandates(page, scheme);
    else
        put_many_mandates(page, scheme);
    ht_page_section_end(page);
}

static void put_file(struct ht_page *page, const struct ht_scheme *scheme) {
    const struct ht_scheme_file *file = scheme->file;
    ht_page_section(page, "file", "The scheme file");
    ht_page_put(page, "<dl class=\"facts wide\">\n");
    ht_page_term(page, "File", file->path);
    ht_page_term(page, "SHA-256", file->sha256);
    if (file->value.known)
        ht_page_term(page, "Value of its lines", ht_word_money(page->arena, file->value, file->currency));
    ht_page_put(page, "</dl>\n");
    if (scheme->findings.count)
        ht_page_findings(page, &scheme->findings);
    ht_page_section_end(page);
}

// In the order in which they are read; adding one is one function and one line.
static void (*const SECTIONS[])(struct ht_page *page, const struct ht_scheme *scheme) = {
    put_mandates, put_categories, put_holders, ht_page_scheme_benchmark, put_file,
};

void ht_page_scheme(struct ht_page *page, const struct ht_scheme *scheme) {
    struct ht_scheme_verdict verdict = ht_scheme_verdict(&page->words, scheme);
    struct ht_buffer *out = page->out, sections = {0};
    ht_page_put(
        page,
        "<article id=\"f0\" class=\"scheme\" aria-labelledby=\"f0-h\">\n<h2 id=\"f0-h\">The whole scheme</h2>\n"
        "<p class=\"day\">%s</p>\n",
        ht_arena_copy(page->arena, verdict.sentence, verdict.says - 2)); // without ": "
    ht_page_sentence(page, verdict.sentence, verdict.says, verdict.said, verdict.counted.positions > 0);
    put_figures(page, scheme, &verdict);
    ht_page_put(page, "<p class=\"interval\">%s</p>\n", ht_word_scheme_bounds(page->arena, scheme));
    ht_page_limits(page);
    page->out = &sections;
    page->section_count = 0;
    for (size_t i = 0; i < sizeof SECTIONS / sizeof *SECTIONS; i++)
        SECTIONS[i](page, scheme);
    page->out = out;
    ht_page_contents(page, "Sections of the scheme");
    ht_buffer_add(out, sections.data, sections.len);
    ht_buffer_free(&sections);
    ht_page_put(page, "</article>\n");
}
