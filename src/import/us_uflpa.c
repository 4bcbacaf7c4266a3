// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The UFLPA Entity List: the page of the Department of Homeland Security as a browser saves it, or a CSV file with
 * its two columns. Names, aliases and subsidiaries stand in one cell: see uflpa_name.h. A subsidiary that an entry
 * names is an entry of its own here, designated by the same line.
 */
#include <string.h>

#include "base/utf8.h"
#include "holdtrace/names.h"
#include "holdtrace/stream.h"
#include "holdtrace/text.h"
#include "holdtrace/values.h"
#include "import/html_rows.h"
#include "import/uflpa_name.h"

enum { COLUMN_NAME, COLUMN_NAME_TOO, COLUMN_DAY, COLUMN_SECTION, COLUMNS };
enum { PAGE_MOST = 64 * 1024 * 1024 };

static const struct import_column columns[COLUMNS + 1] = {
    [COLUMN_NAME] = {"Name of Entity", false},
    [COLUMN_NAME_TOO] = {"Entity Name", false},
    [COLUMN_DAY] = {"Effective Date", true},
    [COLUMN_SECTION] = {"Section", false},
};

// That an entry names a subsidiary.
struct subsidiary {
    const struct us_party *owner, *owned;
    const char *day;
    long line;
};

struct reading {
    struct us_book book;
    struct subsidiary *subsidiaries;
    size_t count, capacity;
    bool whole;          // the file is the page, up to its end
    size_t table;        // of the page
    size_t name, day;    // columns of the table, from 1; 0: it is no table of entries
    const char *section; // that heads it
};

static const char *day_of(struct us_book *book, const char *text) {
    struct ht_date date;
    char day[HT_DATE_TEXT];
    if (ht_text_empty(text))
        return NULL;
    if (ht_date_read(text, HT_ORDER_MDY, &date))
        return ht_arena_string(book->arena, ht_date_text(date, day));
    import_find(book->import, HT_CODE_BAD_DATE, "\"%s\" is no date; it was left out", text);
    return NULL;
}

// An entry that is printed with an abbreviation in one section and without it in another is one.
static struct us_party *add_entry(struct us_book *book, const char *name, const char *listed_as, const char *day,
                                  const char *section) {
    const char *abbreviation = NULL, *whole = us_without_abbreviation(book, name, &abbreviation);
    const char *key = ht_name_key_with_form(book->arena, whole ? whole : name);
    struct us_party *party = us_party_of(book, import_id(book->import, "uflpa-", key), name, NULL);
    const char *programme = section ? ht_arena_format(book->arena, "UFLPA section %s", section) : "UFLPA Entity List";
    const char *citation = ht_arena_format(book->arena, "%s, as printed by DHS", programme);
    struct us_listing *listing = us_listing_of(book, party, US_UFLPA, day, citation);
    us_add_name(book, party, "alias", name);
    us_add_name(book, party, "alias", whole);
    us_add_name(book, party, "abbreviation", abbreviation);
    listing->listed_as = listed_as;
    listing->effective_on = day;
    listing->programme = programme;
    return party;
}

static void add_names(struct us_book *book, struct us_party *party, const char *kind, const struct us_texts *names) {
    for (size_t i = 0; i < names->count; i++)
        us_add_name(book, party, kind, names->items[i]);
}

static void note(struct us_book *book, const struct us_party *party, const char *text) {
    us_add_text(book, &party->listings[party->listing_count - 1].notes, text);
}

static void add_subsidiary(struct reading *r, const struct us_party *owner, const char *name, const char *day,
                           const char *text) {
    struct us_book *book = &r->book;
    struct us_party *owned = add_entry(book, name, name, day, r->section);
    note(book, owned, ht_arena_format(book->arena, "named as a subsidiary in the entry: %s", text));
    r->subsidiaries = ht_arena_grow(book->arena, r->subsidiaries, r->count, &r->capacity, sizeof *r->subsidiaries);
    r->subsidiaries[r->count++] = (struct subsidiary){owner, owned, day, book->import->line};
}

static void take_entry(struct reading *r, const char *text, const char *day_text) {
    struct us_book *book = &r->book;
    struct uflpa_name name = {0};
    if (text && *text)
        name = uflpa_name_parse(book, text);
    if (ht_text_empty(name.head)) {
        import_find(book->import, HT_CODE_BAD_ROW, "the entry has no name; it was left out");
        import_skip(book->import);
        return;
    }
    const char *day = day_of(book, day_text);
    struct us_party *party = add_entry(book, name.head, name.listed_as, day, r->section);
    add_names(book, party, "alias", &name.aliases);
    add_names(book, party, "former", &name.formers);
    if (strcmp(name.listed_as, name.head) != 0)
        note(book, party, "the entry also covers companies that it does not name");
    for (size_t i = 0; i < name.subsidiaries.count; i++)
        add_subsidiary(r, party, name.subsidiaries.items[i], day, us_clean(book, text));
}

static void take_row(struct import *import, const struct import_row *row, void *context) {
    struct reading *r = context;
    const char *name = import_cell(row, COLUMN_NAME), *other = import_cell(row, COLUMN_NAME_TOO);
    (void)import;
    r->section = ht_arena_string(r->book.arena, import_cell(row, COLUMN_SECTION));
    take_entry(r, name ? name : other, import_cell(row, COLUMN_DAY));
}

// "2(d)(2)(B)(v)" out of what heads a table; NULL: it does not say.
static const char *section_in(struct us_book *book, const char *text) {
    static const char mark[] = "2(d)(2)(B)(";
    const char *found = NULL;
    for (const char *at = strstr(text, mark); at; at = strstr(at + 1, mark))
        found = at;
    const char *end = found ? strchr(found + sizeof mark - 1, ')') : NULL;
    return end && end - found < 24 ? ht_arena_copy(book->arena, found, (size_t)(end + 1 - found)) : NULL;
}

static size_t column_named(const struct html_row *row, const char *name) {
    for (size_t i = 0; i < row->width; i++)
        if (ht_text_same(row->cells[i], name))
            return i + 1;
    return 0;
}

// The first row of a table says whether it is one of entries.
static void take_html_row(void *context, const struct html_row *row) {
    struct reading *r = context;
    struct import *import = r->book.import;
    if (row->table != r->table) {
        r->table = row->table;
        r->name = column_named(row, "Name of Entity");
        r->name = r->name ? r->name : column_named(row, "Entity Name");
        r->day = column_named(row, "Effective Date");
        r->section = section_in(&r->book, row->before);
        return;
    }
    if (!r->name || !r->day)
        return;
    ht_arena_clear(import->row);
    import->line = row->line;
    import->file->rows++;
    if (r->name > row->width || r->day > row->width) {
        import_find(import, HT_CODE_BAD_ROW, "the row has %zu cells, fewer than its header; it was left out",
                    row->width);
        import_skip(import);
        return;
    }
    const char *name = row->cells[r->name - 1];
    if (!ht_utf8_valid(name, strlen(name))) {
        import_find(import, HT_CODE_BAD_ROW, "the row is not UTF-8; it was left out");
        import_skip(import);
        return;
    }
    take_entry(r, name, row->cells[r->day - 1]);
}

static bool gather_page(void *context, const char *bytes, size_t len) {
    struct ht_buffer *page = context;
    ht_buffer_add(page, bytes, len);
    return page->len <= PAGE_MOST;
}

static enum ht_status read_page(struct reading *r, size_t file, struct ht_error *err) {
    struct import *import = r->book.import;
    struct ht_buffer page = {0};
    import_open_file(import, file);
    enum ht_status status = ht_stream_read(import->file->path, gather_page, &page, err);
    if (status == HT_OK) {
        const struct ht_slice text = {page.data ? page.data : "", page.len};
        html_rows_read(text, r->book.arena, take_html_row, r);
        r->whole = page.data && strstr(page.data, "</html>");
        import->line = 0;
        if (import->file->rows == 0)
            status = ht_fail(err, HT_ERR_FORMAT,
                             "%s: the page has no table with \"Name of Entity\" and \"Effective "
                             "Date\"",
                             import->file->path);
        else if (!r->whole)
            import_find(import, HT_CODE_BAD_ROW, "the page breaks off: it has no end");
    }
    ht_buffer_free(&page);
    return status;
}

static bool is_page(const struct import_sample *sample) {
    const char *text = sample->text.data;
    text += strspn(text, " \t\r\n\xEF\xBB\xBF");
    return *text == '<';
}

static void write_subsidiaries(struct reading *r) {
    struct import *import = r->book.import;
    for (size_t i = 0; i < r->count; i++) {
        const struct subsidiary *s = &r->subsidiaries[i];
        ht_arena_clear(import->row);
        import->line = s->line;
        const char *cells[STAKE_WIDTH] = {
            [STAKE_OWNER] = s->owner->id,
            [STAKE_OWNED] = s->owned->id,
            [STAKE_KIND] = "control",
            [STAKE_NATURE] = "ordinary",
            [STAKE_STATUS] = "closed",
            [STAKE_AS_OF] = s->day,
            [STAKE_CONFIDENCE] = r->book.confidence,
            [STAKE_NOTE] = "the entry calls it a subsidiary",
        };
        if (s->owner != s->owned &&
            import_first(import, ht_arena_format(import->row, "%s over %s", s->owner->id, s->owned->id)))
            import_write(import, REF_OWNERSHIP, cells);
    }
    import->line = 0;
}

static enum ht_status read_file(struct reading *r, size_t file, struct ht_error *err) {
    const struct import_table table = {.columns = columns, .take = take_row};
    struct import *import = r->book.import;
    struct import_sample sample;
    enum ht_status status = import_sample_read(import->result->files[file].path, import->arena, &sample, err);
    if (status != HT_OK)
        return status;
    return is_page(&sample) ? read_page(r, file, err) : import_table_read(import, file, &table, r, err);
}

static enum ht_status run(struct import *import, struct ht_error *err) {
    struct reading reading = {0};
    size_t entries[US_LIST_COUNT];
    char day[HT_DATE_TEXT];
    enum ht_status status = HT_OK;
    us_book_open(&reading.book, import, "official");
    for (size_t i = 0; i < import->result->file_count && status == HT_OK; i++)
        status = read_file(&reading, i, err);
    if (status == HT_OK) {
        us_book_write(&reading.book, entries);
        write_subsidiaries(&reading);
        const char *edition =
            ht_arena_format(import->arena, "page of %s", ht_date_text(import->result->retrieved_on, day));
        const struct us_edition told = {
            edition, entries[US_UFLPA], reading.whole,
            "distinct names, with subsidiaries that entries name; the day is the one that "
            "the page prints, which moves when an entry is renamed"};
        us_list_write(import, US_UFLPA, &told);
    }
    us_book_close(&reading.book);
    return status;
}

static bool knows(const struct import_sample *sample) {
    static const char *const one[] = {"Name of Entity", "Effective Date", NULL};
    static const char *const other[] = {"Entity Name", "Effective Date", NULL};
    if (sample->text.len > 0 && is_page(sample))
        return strstr(sample->text.data, "UFLPA") != NULL;
    return import_header_has(sample, one) || import_header_has(sample, other);
}

const struct importer importer_us_uflpa = {
    .name = "us-uflpa",
    .title = "UFLPA Entity List: the saved web page, or its columns as CSV",
    .publisher = "US Department of Homeland Security",
    .url = "https://www.dhs.gov/uflpa-entity-list",
    .licence = "US government work, public domain",
    .redistributable = true,
    .knows = knows,
    .run = run,
};
