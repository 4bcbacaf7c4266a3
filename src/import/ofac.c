// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * OFAC's lists as the older CSV files without a header: the list itself (SDN.CSV, CONS_PRIM.CSV), addresses (ADD),
 * other names (ALT) and the rest of long remarks (COMMENTS), tied by the entry's number. Null is "-0-", and the file
 * ends with the byte 0x1A, which tells that it is whole.
 */
#include <stdlib.h>
#include <string.h>

#include "holdtrace/text.h"
#include "import/us_identifiers.h"

enum { PRIM_NUMBER, PRIM_NAME, PRIM_TYPE, PRIM_PROGRAMS, PRIM_REMARKS = 11, PRIM_WIDTH };
enum { ADD_NUMBER, ADD_COUNTRY = 4, ADD_WIDTH = 6 };
enum { ALT_NUMBER, ALT_TYPE = 2, ALT_NAME, ALT_WIDTH = 5 };
enum { COMMENT_NUMBER, COMMENT_TEXT, COMMENT_WIDTH };

// What a file is.
enum part { PART_PRIM, PART_COMMENTS, PART_ADD, PART_ALT, PART_NONE };

struct reading {
    struct us_book book;
    bool consolidated;
    bool whole; // the list's file has its end mark
    size_t prim_file;
};

static const struct import_column prim_columns[] = {
    {"ent_num", 1},    {"SDN_Name", 1},  {"SDN_Type", 1}, {"Program", 1}, {"Title", 1},
    {"Call_Sign", 1},  {"Vess_type", 1}, {"Tonnage", 1},  {"GRT", 1},     {"Vess_flag", 1},
    {"Vess_owner", 1}, {"Remarks", 1},   {NULL, 0}};
static const struct import_column add_columns[] = {{"Ent_num", 1}, {"Add_num", 1},     {"Address", 1}, {"City", 1},
                                                   {"Country", 1}, {"Add_remarks", 1}, {NULL, 0}};
static const struct import_column alt_columns[] = {{"ent_num", 1},  {"alt_num", 1},     {"alt_type", 1},
                                                   {"alt_name", 1}, {"alt_remarks", 1}, {NULL, 0}};
static const struct import_column comment_columns[] = {{"ent_num", 1}, {"Remarks", 1}, {NULL, 0}};

static bool is_number(struct ht_slice cell) {
    size_t digits = 0;
    while (digits < cell.len && ht_is_digit(cell.data[digits]))
        digits++;
    return digits > 0 && digits == cell.len;
}

static bool is_alt_type(struct ht_slice cell) {
    return ht_slice_same(cell, ht_slice_of("aka")) || ht_slice_same(cell, ht_slice_of("fka")) ||
           ht_slice_same(cell, ht_slice_of("nka"));
}

static enum part part_of(const struct import_sample *sample) {
    const struct ht_row *row = &sample->header;
    if (row->width == 0 || !is_number(ht_row_cell(row, 0)))
        return PART_NONE;
    if (row->width == PRIM_WIDTH)
        return PART_PRIM;
    if (row->width == ADD_WIDTH && is_number(ht_row_cell(row, 1)))
        return PART_ADD;
    if (row->width == ALT_WIDTH && is_alt_type(ht_row_cell(row, ALT_TYPE)))
        return PART_ALT;
    return row->width == COMMENT_WIDTH ? PART_COMMENTS : PART_NONE;
}

static bool name_has(const struct import_sample *sample, const char *word) {
    for (const char *at = sample->name; *at; at++)
        if (ht_text_starts(at, word))
            return true;
    return false;
}

// Of files of one shape, only the name tells the list: CONS_PRIM.CSV, CONS_ADD.CSV; SDN.CSV, ADD.CSV.
static bool knows_cons(const struct import_sample *sample) {
    return part_of(sample) != PART_NONE && name_has(sample, "cons_");
}

static bool knows_sdn(const struct import_sample *sample) {
    bool named =
        name_has(sample, "sdn") || ht_text_starts(sample->name, "add") || ht_text_starts(sample->name, "alt");
    return part_of(sample) != PART_NONE && named && !name_has(sample, "cons_");
}

static const char *cell_of(const struct import_row *row, size_t column) {
    const char *cell = import_cell(row, column);
    return cell && strcmp(cell, "-0-") == 0 ? NULL : cell;
}

// "SDGT] [IFSR" as "SDGT; IFSR".
static const char *programmes_of(struct us_book *book, const char *text) {
    struct ht_buffer out = {0};
    for (const char *at = text; at && *at;) {
        const char *end = strstr(at, "] [");
        size_t len = end ? (size_t)(end - at) : strlen(at);
        if (out.len)
            ht_buffer_string(&out, "; ");
        ht_buffer_add(&out, at, len);
        at += len + (end ? 3 : 0);
    }
    const char *programmes = out.len ? ht_arena_string(book->arena, out.data) : NULL;
    ht_buffer_free(&out);
    return programmes;
}

static bool has_programme(const char *programmes, const char *code) {
    size_t len = strlen(code);
    for (const char *at = programmes ? strstr(programmes, code) : NULL; at; at = strstr(at + 1, code))
        if ((at == programmes || at[-1] == ' ') && (at[len] == '\0' || at[len] == ';'))
            return true;
    return false;
}

static void list_on(struct us_book *book, struct us_party *party, enum us_list_id list, const char *programmes) {
    // The list gives no other citation than the number, which its search on the web takes.
    const char *citation = ht_arena_format(book->arena, "OFAC entry %s", party->id + strlen("ofac-"));
    struct us_listing *listing = us_listing_of(book, party, list, NULL, citation);
    listing->listed_as = party->name;
    listing->programme = programmes;
}

// Lists of the consolidated file by programme.
static const struct {
    const char *programme;
    enum us_list_id list;
} of_programme[] = {
    {"CMIC-EO13959", US_CMIC}, {"NS-PLC", US_PLC}, {"UKRAINE-EO13662", US_SSI}, {"561-Related", US_CAPTA},
    {"FSE-IR", US_FSE},        {"FSE-SY", US_FSE}, {"FSE-WMD", US_FSE},         {"CAATSA - RUSSIA", US_MBS},
};

/*
 * On which of the lists of the consolidated file an entry is. The file does not say it; its programmes do, but for
 * E.O. 14024, where the directive that the remarks name does.
 */
static void list_consolidated(struct us_book *book, struct us_party *party, const char *programmes) {
    const char *remarks = party->remarks ? party->remarks : "";
    for (size_t i = 0; i < sizeof of_programme / sizeof *of_programme; i++)
        if (has_programme(programmes, of_programme[i].programme))
            list_on(book, party, of_programme[i].list, programmes);
    const char *directive = "14024 Directive Information Subject to Directive ";
    for (const char *at = strstr(remarks, directive); at; at = strstr(at + 1, directive)) {
        const char *number = at + strlen(directive);
        list_on(book, party, number[0] == '2' ? US_CAPTA : US_MBS, programmes);
    }
    if (party->listing_count == 0)
        list_on(book, party, US_OTHER_CONS, programmes);
}

// A list of which only persons are in the file was seen all the same.
static void see_lists(struct reading *reading, const char *programmes) {
    if (!reading->consolidated)
        reading->book.seen[US_SDN] = true;
    for (size_t i = 0; i < sizeof of_programme / sizeof *of_programme && reading->consolidated; i++)
        if (has_programme(programmes, of_programme[i].programme))
            reading->book.seen[of_programme[i].list] = true;
}

static void bad_row(struct import *import, const char *why, const char *number) {
    import_find(import, HT_CODE_BAD_ROW, "%s%s%s; the row was left out", why, number ? " " : "",
                number ? number : "");
    import_skip(import);
}

static const char *id_of(struct import *import, const char *number) {
    return import_id(import, "ofac-", number);
}

static void take_prim(struct import *import, const struct import_row *row, void *context) {
    struct reading *reading = context;
    struct us_book *book = &reading->book;
    const char *number = cell_of(row, PRIM_NUMBER), *name = cell_of(row, PRIM_NAME);
    if (!number || !is_number(ht_slice_of(number)) || !name) {
        bad_row(import, "the entry has no number or no name", NULL);
        return;
    }
    const char *id = id_of(import, number);
    if (!import_first(import, ht_arena_format(import->row, "entry %s", id))) {
        bad_row(import, "the number is used before:", number);
        return;
    }
    const char *programmes = programmes_of(book, cell_of(row, PRIM_PROGRAMS));
    see_lists(reading, programmes);
    if (us_is_left_out(book, cell_of(row, PRIM_TYPE))) {
        import_skip(import);
        return;
    }
    struct us_party *party = us_party_of(book, id, name, NULL);
    party->remarks = ht_arena_string(book->arena, cell_of(row, PRIM_REMARKS));
    party->programmes = programmes;
}

// The entry that a row of a further file is about; NULL when it was left out, or is not in the list (said).
static struct us_party *entry_of(struct us_book *book, const char *number) {
    struct import *import = book->import;
    if (!number || !is_number(ht_slice_of(number))) {
        bad_row(import, "the row has no number of an entry", NULL);
        return NULL;
    }
    const char *id = id_of(import, number);
    struct us_party *party = ht_map_get(book->by_id, id);
    if (party)
        return party;
    import_skip(import);
    if (import_first(import, ht_arena_format(import->row, "entry %s", id)))
        import_find(import, HT_CODE_INCOMPLETE,
                    "the list has no entry %s: the files may be of different days; its rows were left out", number);
    return NULL;
}

static void take_add(struct import *import, const struct import_row *row, void *context) {
    struct us_book *book = &((struct reading *)context)->book;
    struct us_party *party = entry_of(book, cell_of(row, ADD_NUMBER));
    const char *country = cell_of(row, ADD_COUNTRY);
    if (!party || !country || ht_text_same(country, "undetermined") || us_add_country(book, party, country))
        return;
    // "Region: Crimea" says deliberately that it is no country.
    if (ht_text_starts(country, "Region:"))
        us_add_text(book, &party->notes, country);
    else
        import_find(import, HT_CODE_BAD_CELL, "\"%s\" is no country that is known here; it was left out", country);
}

static void take_alt(struct import *import, const struct import_row *row, void *context) {
    struct us_book *book = &((struct reading *)context)->book;
    struct us_party *party = entry_of(book, cell_of(row, ALT_NUMBER));
    const char *type = cell_of(row, ALT_TYPE);
    (void)import;
    if (!party)
        return;
    const char *kind = "alias";
    if (type && ht_text_same(type, "fka"))
        kind = "former";
    else if (type && ht_text_same(type, "nka"))
        kind = "legal";
    us_add_name(book, party, kind, cell_of(row, ALT_NAME));
}

// The remarks are cut after 1,000 characters, in the middle of a word, and go on here.
static void take_comment(struct import *import, const struct import_row *row, void *context) {
    struct us_book *book = &((struct reading *)context)->book;
    struct us_party *party = entry_of(book, cell_of(row, COMMENT_NUMBER));
    (void)import;
    if (!party || !row->cells)
        return;
    // Blanks count: the cut may lie before one.
    const char *text = row->cells->cells[COMMENT_TEXT].data;
    party->remarks = ht_arena_format(book->arena, "%s%s", party->remarks ? party->remarks : "", text);
}

static const struct {
    const struct import_column *columns;
    void (*take)(struct import *import, const struct import_row *row, void *context);
} parts[] = {
    [PART_PRIM] = {prim_columns, take_prim},
    [PART_COMMENTS] = {comment_columns, take_comment},
    [PART_ADD] = {add_columns, take_add},
    [PART_ALT] = {alt_columns, take_alt},
};

static enum ht_status read_part(struct reading *reading, size_t file, enum part part, struct ht_error *err) {
    struct import *import = reading->book.import;
    const struct import_table table = {.columns = parts[part].columns,
                                       .delimiter = ',',
                                       .whole_rows = true,
                                       .headerless = true,
                                       .take = parts[part].take};
    enum ht_status status = import_table_read(import, file, &table, reading, err);
    if (part == PART_PRIM)
        reading->whole = import->end_mark;
    return status;
}

// What each file is; the list itself must be among them, once.
static enum ht_status sort_files(struct reading *reading, enum part *kinds, struct ht_error *err) {
    struct import *import = reading->book.import;
    size_t lists = 0;
    for (size_t i = 0; i < import->result->file_count; i++) {
        struct import_sample sample;
        const char *path = import->result->files[i].path;
        enum ht_status status = import_sample_read(path, import->arena, &sample, err);
        if (status != HT_OK)
            return status;
        kinds[i] = part_of(&sample);
        if (kinds[i] == PART_NONE)
            return ht_fail(err, HT_ERR_FORMAT, "%s: this is none of the CSV files of OFAC", path);
        lists += kinds[i] == PART_PRIM;
    }
    const char *name = reading->consolidated ? "CONS_PRIM.CSV" : "SDN.CSV";
    if (lists != 1)
        return ht_fail(err, HT_ERR_FORMAT, "%s: the list itself (%s) must be given once, with the files beside it",
                       import->result->files[0].path, name);
    return HT_OK;
}

static enum ht_status read_files(struct reading *reading, struct ht_error *err) {
    size_t count = reading->book.import->result->file_count;
    enum part *kinds = ht_arena_array(reading->book.arena, count, sizeof *kinds);
    enum ht_status status = sort_files(reading, kinds, err);
    for (int part = PART_PRIM; part < PART_NONE; part++)
        for (size_t i = 0; i < count && status == HT_OK; i++)
            if (kinds[i] == (enum part)part)
                status = read_part(reading, i, (enum part)part, err);
    return status;
}

// All files are read: the programmes and remarks say the rest.
static void finish_party(struct reading *reading, struct us_party *party) {
    struct us_book *book = &reading->book;
    const char *programmes = party->programmes;
    book->import->line = party->line;
    import_open_file(book->import, party->file);
    book->import->line = party->line;
    if (reading->consolidated)
        list_consolidated(book, party, programmes);
    else
        list_on(book, party, US_SDN, programmes);
    if (!reading->consolidated && has_programme(programmes, "GLOMAG"))
        list_on(book, party, US_GLOMAG, programmes);
    if (party->remarks)
        us_take_remarks(book, party, party->remarks);
}

static void write_lists(struct reading *reading, const size_t entries[US_LIST_COUNT]) {
    struct import *import = reading->book.import;
    char day[HT_DATE_TEXT];
    const char *edition =
        ht_arena_format(import->arena, "file of %s", ht_date_text(import->result->retrieved_on, day));
    const char *note = reading->whole
                           ? "persons, vessels and aircraft are left out"
                           : "the file lacks the mark at its end, so it may not be whole; persons, vessels "
                             "and aircraft are left out";
    for (int id = 0; id < US_LIST_COUNT; id++) {
        const struct us_edition told = {edition, entries[id], reading->whole, note};
        if (reading->book.seen[id])
            us_list_write(import, (enum us_list_id)id, &told);
    }
}

static enum ht_status run(struct import *import, bool consolidated, struct ht_error *err) {
    struct reading reading = {.consolidated = consolidated};
    size_t entries[US_LIST_COUNT];
    us_book_open(&reading.book, import, "official");
    enum ht_status status = read_files(&reading, err);
    if (status == HT_OK) {
        for (size_t i = 0; i < ht_map_count(reading.book.by_id); i++)
            finish_party(&reading, ht_map_value_at(reading.book.by_id, i));
        us_book_write(&reading.book, entries);
        write_lists(&reading, entries);
        us_say_left_out(&reading.book);
    }
    us_book_close(&reading.book);
    return status;
}

static enum ht_status run_sdn(struct import *import, struct ht_error *err) {
    return run(import, false, err);
}

static enum ht_status run_cons(struct import *import, struct ht_error *err) {
    return run(import, true, err);
}

#define PUBLISHER "US Department of the Treasury, OFAC"
#define LICENCE "US government work, public domain"
#define ADDRESS "https://sanctionslistservice.ofac.treas.gov/api/publicationpreview/exports/"

const struct importer importer_ofac_sdn = {
    .name = "ofac-sdn",
    .title = "Specially Designated Nationals and Blocked Persons List, CSV files without a header",
    .publisher = PUBLISHER,
    .url = ADDRESS "SDN.CSV",
    .licence = LICENCE,
    .redistributable = true,
    .knows = knows_sdn,
    .run = run_sdn,
};

const struct importer importer_ofac_cons = {
    .name = "ofac-cons",
    .title = "OFAC consolidated (non-SDN) lists, CSV files without a header",
    .publisher = PUBLISHER,
    .url = ADDRESS "CONS_PRIM.CSV",
    .licence = LICENCE,
    .redistributable = true,
    .knows = knows_cons,
    .run = run_cons,
};
