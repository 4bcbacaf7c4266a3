// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The list of Chinese military companies under section 1260H, which its authority publishes as a text to be read. The
 * file is OpenSanctions' transcription: a row for each company in each edition, with the parent under which the
 * edition prints it.
 *
 * Rows are one company when the list itself shows it: the same name but for punctuation and "Ltd."; the name without
 * an abbreviation behind it; a former name or a second full name that the row gives; a legal form printed shorter.
 */
#include <stdlib.h>
#include <string.h>

#include "holdtrace/names.h"
#include "holdtrace/text.h"
#include "import/us_book.h"

enum { NAME, CLEAN_NAME, ALIAS, PREVIOUS_NAME, PARENT, NOTE, START, END, URL, COLUMNS };

static const struct import_column columns[COLUMNS + 1] = {
    [NAME] = {"Name", true},          [CLEAN_NAME] = {"Clean Name", true},
    [ALIAS] = {"Alias", true},        [PREVIOUS_NAME] = {"Previous Name", true},
    [PARENT] = {"Parent Name", true}, [NOTE] = {"Note", true},
    [START] = {"Start date", true},   [END] = {"End date", true},
    [URL] = {"Source Url", true},
};

// A row of the file: one company in one edition.
struct line {
    const char *cells[COLUMNS];
    long number;
    size_t leader; // a row of the same company, at last the one that stands for it: its own index
    struct company *company;
};

// The rows of a company in the order of editions.
struct company {
    struct line **rows;
    size_t count;
    struct us_party *party;
};

struct reading {
    struct us_book book;
    struct line *lines;
    size_t count, capacity;
    struct ht_map *by_name;  // rows by ht_name_key_with_form
    struct ht_map *by_plain; // rows by ht_name_key
    const char *latest;      // edition
};

static void take(struct import *import, const struct import_row *row, void *context) {
    struct reading *r = context;
    struct line line = {.number = import->line, .leader = r->count};
    for (size_t c = 0; c < COLUMNS; c++) {
        const char *cell = import_cell(row, c);
        line.cells[c] = cell ? us_clean(&r->book, cell) : NULL;
    }
    line.cells[START] = ht_arena_string(r->book.arena, import_day(import, line.cells[START]));
    line.cells[END] = ht_arena_string(r->book.arena, import_day(import, line.cells[END]));
    if (!line.cells[NAME] || !line.cells[CLEAN_NAME] || !line.cells[START]) {
        import_find(import, HT_CODE_BAD_ROW, "the row has no name or no start date; it was left out");
        import_skip(import);
        return;
    }
    if (!r->latest || strcmp(line.cells[START], r->latest) > 0)
        r->latest = line.cells[START];
    r->lines = ht_arena_grow(r->book.arena, r->lines, r->count, &r->capacity, sizeof *r->lines);
    r->lines[r->count++] = line;
}

static size_t leader_of(struct reading *r, size_t index) {
    while (r->lines[index].leader != index) {
        size_t next = r->lines[index].leader;
        r->lines[index].leader = r->lines[next].leader;
        index = next;
    }
    return index;
}

static void unite(struct reading *r, size_t a, size_t b) {
    size_t x = leader_of(r, a), y = leader_of(r, b);
    r->lines[x < y ? y : x].leader = x < y ? x : y;
}

/*
 * NAME without an abbreviation that stands behind it in parentheses: "Co., Ltd. (Sugon)", not "(Limited)", nor a
 * place ("(Shenzhen)"). NULL: there is none.
 */
static const char *without_abbreviation(struct us_book *book, const char *name) {
    struct ht_arena *arena = book->arena;
    size_t len = strlen(name);
    const char *open = strrchr(name, '(');
    if (!open || open == name || name[len - 1] != ')')
        return NULL;
    const char *inside = ht_arena_copy(arena, open + 1, (size_t)(name + len - 2 - open));
    const char *head = us_clean(book, ht_arena_copy(arena, name, (size_t)(open - name)));
    bool form = strcmp(ht_name_key(arena, head), ht_name_key(arena, name)) == 0;
    return form || ht_name_is_common(inside) ? NULL : head;
}

// The parts of TEXT between semicolons, or commas without a blank behind them.
static void each_name(struct reading *r, const char *text, void (*use)(struct reading *, size_t, const char *),
                      size_t index) {
    for (const char *at = text; at && *at;) {
        const char *end = at;
        while (*end && *end != ';' && !(end[0] == ',' && end[1] && end[1] != ' '))
            end++;
        const char *part = us_clean(&r->book, ht_arena_copy(r->book.arena, at, (size_t)(end - at)));
        if (*part)
            use(r, index, part);
        at = *end ? end + 1 : NULL;
    }
}

// Row INDEX is of the company that has the full name NAME.
static void tie_name(struct reading *r, size_t index, const char *name) {
    const char *key = ht_name_key_with_form(r->book.arena, name);
    struct line *other = ht_map_get(r->by_name, key);
    if (other)
        unite(r, index, (size_t)(other - r->lines));
    else
        ht_map_put(r->by_name, key, &r->lines[index]);
}

static void tie_full_name(struct reading *r, size_t index, const char *name) {
    if (ht_name_ends_as_company(name))
        tie_name(r, index, name);
}

static bool starts_with(const char *text, const char *prefix) {
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

// "China SpaceSat Co.," is "China SpaceSat Co., Ltd."; but an "Inc." and a "Limited" of one name are two companies.
static void tie_shorter_form(struct reading *r, size_t index) {
    struct ht_arena *arena = r->book.arena;
    const char *name = r->lines[index].cells[CLEAN_NAME], *plain = ht_name_key(arena, name);
    struct line *other = ht_map_get(r->by_plain, plain);
    if (!other) {
        ht_map_put(r->by_plain, plain, &r->lines[index]);
        return;
    }
    const char *a = ht_name_key_with_form(arena, name), *b = ht_name_key_with_form(arena, other->cells[CLEAN_NAME]);
    if (starts_with(a, b) || starts_with(b, a))
        unite(r, index, (size_t)(other - r->lines));
}

static void tie(struct reading *r) {
    r->by_name = ht_map_new(r->book.arena);
    r->by_plain = ht_map_new(r->book.arena);
    for (size_t i = 0; i < r->count; i++) {
        const char *name = r->lines[i].cells[CLEAN_NAME], *head = without_abbreviation(&r->book, name);
        tie_name(r, i, name);
        if (head)
            tie_name(r, i, head);
        tie_shorter_form(r, i);
        each_name(r, r->lines[i].cells[PREVIOUS_NAME], tie_full_name, i);
        each_name(r, r->lines[i].cells[ALIAS], tie_full_name, i);
    }
}

static int by_start(const void *a, const void *b) {
    const struct line *const *x = a, *const *y = b;
    int order = strcmp((*x)->cells[START], (*y)->cells[START]);
    return order ? order : ((*x)->number > (*y)->number) - ((*x)->number < (*y)->number);
}

// Gathers the rows of each company.
static void gather_companies(struct reading *r) {
    struct ht_arena *arena = r->book.arena;
    for (size_t i = 0; i < r->count; i++) {
        struct line *leader = &r->lines[leader_of(r, i)];
        if (!leader->company)
            leader->company = ht_arena_alloc(arena, sizeof *leader->company);
        r->lines[i].company = leader->company;
        leader->company->count++;
    }
    for (size_t i = 0; i < r->count; i++) {
        struct company *company = r->lines[i].company;
        if (!company->rows) {
            company->rows = ht_arena_array(arena, company->count, sizeof(struct line *));
            company->count = 0;
        }
        company->rows[company->count++] = &r->lines[i];
    }
}

// The name and id of COMPANY: the name of its latest edition, and an id of its first, which stays the same.
static void name_company(struct reading *r, struct company *company) {
    qsort(company->rows, company->count, sizeof(struct line *), by_start);
    const char *key = ht_name_key_with_form(r->book.arena, company->rows[0]->cells[CLEAN_NAME]);
    const struct line *last = company->rows[company->count - 1];
    const char *head = without_abbreviation(&r->book, last->cells[CLEAN_NAME]);
    r->book.import->line = last->number;
    company->party =
        us_party_of(&r->book, import_id(r->book.import, "dod-", key), head ? head : last->cells[CLEAN_NAME], NULL);
}

static void add_alias(struct reading *r, size_t index, const char *name) {
    us_add_name(&r->book, r->lines[index].company->party, "alias", name);
}

static void add_former(struct reading *r, size_t index, const char *name) {
    us_add_name(&r->book, r->lines[index].company->party, "former", name);
}

static void add_names(struct reading *r, const struct company *company) {
    // What a row calls a former name stood as the name in an edition before.
    for (size_t i = 0; i < company->count; i++)
        each_name(r, company->rows[i]->cells[PREVIOUS_NAME], add_former, (size_t)(company->rows[i] - r->lines));
    for (size_t i = 0; i < company->count; i++) {
        const struct line *row = company->rows[i];
        size_t index = (size_t)(row - r->lines);
        each_name(r, row->cells[ALIAS], add_alias, index);
        const char *head = without_abbreviation(&r->book, row->cells[CLEAN_NAME]);
        add_alias(r, index, head ? head : row->cells[CLEAN_NAME]);
    }
}

// The name as the list prints it, without the mark of a subset behind it.
static const char *printed(struct us_book *book, const char *name) {
    size_t len = strlen(name);
    while (len > 0 && (name[len - 1] == '*' || name[len - 1] == ' '))
        len--;
    return ht_arena_copy(book->arena, name, len);
}

static bool later(const char *a, const char *b) {
    return a && b && strcmp(a, b) > 0;
}

static void note_editions(struct us_book *book, struct us_listing *listing, struct line *const *rows, size_t count) {
    struct ht_buffer text = {0};
    for (size_t i = 0; i < count; i++)
        ht_buffer_format(&text, "%s%s", i ? ", " : "in the editions ", rows[i]->cells[START]);
    us_add_text(book, &listing->notes, text.data);
    ht_buffer_free(&text);
    us_add_text(book, &listing->notes, rows[count - 1]->cells[NOTE]);
}

/*
 * Adds the listing of ROWS, between which no removal lies. A company that the latest edition does not name, and that
 * no row ends, is contested from that edition on: nobody said that it was removed.
 */
static void add_listing(struct reading *r, struct us_party *party, struct line *const *rows, size_t count) {
    struct line *last = rows[count - 1];
    const char *citation =
        last->cells[URL] ? last->cells[URL]
                         : ht_arena_format(r->book.arena, "section 1260H list, edition of %s", last->cells[START]);
    struct us_listing *listing = us_listing_of(&r->book, party, US_1260H, rows[0]->cells[START], citation);
    listing->listed_as = printed(&r->book, last->cells[NAME]);
    listing->effective_on = listing->listed_on;
    listing->delisted_on = last->cells[END];
    listing->programme = "FY2021 NDAA section 1260H";
    note_editions(&r->book, listing, rows, count);
    if (last->cells[END] || !later(r->latest, last->cells[START]))
        return;
    listing->status = "disputed";
    listing->delisted_on = r->latest;
    us_add_text(
        &r->book, &listing->notes,
        ht_arena_format(r->book.arena, "the edition of %s does not name it, and no removal is told", r->latest));
}

static void add_company(struct reading *r, const struct company *company) {
    size_t from = 0;
    for (size_t i = 1; i <= company->count; i++) {
        struct line **rows = company->rows;
        // A row that begins on the day on which the one before ended is the same listing under another name.
        if (i < company->count && !later(rows[i]->cells[START], rows[i - 1]->cells[END]))
            continue;
        add_listing(r, company->party, rows + from, i - from);
        from = i;
    }
    add_names(r, company);
}

// The row of the parent that LINE gives; NULL: the file has none.
static struct line *parent_of(struct reading *r, const struct line *line) {
    const char *name = line->cells[PARENT], *head = without_abbreviation(&r->book, name);
    struct line *parent = ht_map_get(r->by_name, ht_name_key_with_form(r->book.arena, name));
    if (!parent && head)
        parent = ht_map_get(r->by_name, ht_name_key_with_form(r->book.arena, head));
    return parent;
}

static void write_parent(struct reading *r, const struct line *line, const struct line *parent) {
    struct import *import = r->book.import;
    const char *owner = parent->company->party->id, *owned = line->company->party->id;
    import->line = line->number;
    const char *mark = ht_arena_format(import->row, "%s over %s %s", owner, owned, line->cells[START]);
    if (!import_first(import, mark))
        return;
    const char *cells[STAKE_WIDTH] = {
        [STAKE_OWNER] = owner,
        [STAKE_OWNED] = owned,
        [STAKE_KIND] = "control",
        [STAKE_NATURE] = "ordinary",
        [STAKE_STATUS] = "closed",
        [STAKE_AS_OF] = line->cells[START],
        [STAKE_CONFIDENCE] = r->book.confidence,
        [STAKE_NOTE] =
            ht_arena_format(import->row, "the edition of %s prints it under this parent", line->cells[START]),
    };
    import_write(import, REF_OWNERSHIP, cells);
}

static void write_parents(struct reading *r) {
    struct import *import = r->book.import;
    for (size_t i = 0; i < r->count; i++) {
        const struct line *line = &r->lines[i];
        if (!line->cells[PARENT])
            continue;
        ht_arena_clear(import->row);
        const struct line *parent = parent_of(r, line);
        import->line = line->number;
        if (!parent)
            import_find(import, HT_CODE_BAD_CELL, "the parent \"%s\" has no row of its own; the link was left out",
                        line->cells[PARENT]);
        else if (parent->company != line->company)
            write_parent(r, line, parent);
    }
    import->line = 0;
}

static void write_all(struct reading *r) {
    size_t entries[US_LIST_COUNT];
    tie(r);
    gather_companies(r);
    for (size_t i = 0; i < r->count; i++) {
        if (leader_of(r, i) != i)
            continue;
        ht_arena_clear(r->book.import->row);
        name_company(r, r->lines[i].company);
        add_company(r, r->lines[i].company);
    }
    us_book_write(&r->book, entries);
    write_parents(r);
    const struct us_edition told = {r->latest, entries[US_1260H], true,
                                    "entries of the latest edition in the transcription, and those of earlier ones "
                                    "with their ends"};
    us_list_write(r->book.import, US_1260H, &told);
}

static enum ht_status run(struct import *import, struct ht_error *err) {
    const struct import_table table = {.columns = columns, .delimiter = ',', .take = take};
    struct reading reading = {0};
    enum ht_status status = HT_OK;
    us_book_open(&reading.book, import, "single-source");
    if (import->result->file_count != 1)
        status = ht_fail(err, HT_ERR_FORMAT, "dod-1260h: one file holds all editions; %zu were given",
                         import->result->file_count);
    if (status == HT_OK)
        status = import_table_read(import, 0, &table, &reading, err);
    if (status == HT_OK && reading.count > 0)
        write_all(&reading);
    import->published_on = ht_arena_string(import->arena, reading.latest);
    us_book_close(&reading.book);
    return status;
}

static bool knows(const struct import_sample *sample) {
    static const char *const names[] = {"Clean Name", "Previous Name", "Parent Name", "Start date", "End date", NULL};
    return import_header_has(sample, names);
}

const struct importer importer_dod_1260h = {
    .name = "dod-1260h",
    .title = "Section 1260H list of Chinese military companies, as transcribed by OpenSanctions",
    .publisher = "OpenSanctions, after the US Department of Defense",
    .url = "https://www.opensanctions.org/datasets/us_dod_chinese_milcorps/",
    .licence = "CC BY-NC 4.0 (the transcription)",
    .redistributable = false,
    .knows = knows,
    .run = run,
};
