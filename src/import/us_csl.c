// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The Consolidated Screening List of the International Trade Administration: lists of three departments in one file,
 * as CSV (with _id, without, and as of 2014 with one row for each address) or JSON. What a record is, is in us_csl.h;
 * reading the JSON is us_csl_json.c.
 *
 * Ids: entries of the Treasury have OFAC's number ("ofac-36", as in OFAC's own files). The others have none that is
 * the same in all forms of the file, so theirs is a digest of list and name: rows of one list that print one name are
 * one entry, with the addresses of all.
 */
#include "import/us_csl.h"

#include <string.h>

#include "holdtrace/text.h"
#include "holdtrace/values.h"
#include "import/us_identifiers.h"

static const struct import_column columns[CSL_COLUMNS + 1] = {
    [CSL_SOURCE] = {"source", true},
    [CSL_NUMBER] = {"entity_number", false},
    [CSL_TYPE] = {"type", true},
    [CSL_PROGRAMS] = {"programs", true},
    [CSL_NAME] = {"name", true},
    [CSL_ADDRESSES] = {"addresses", true},
    [CSL_NOTICE] = {"federal_register_notice", true},
    [CSL_START] = {"start_date", true},
    [CSL_END] = {"end_date", true},
    [CSL_ORDER] = {"standard_order", false},
    [CSL_REQUIREMENT] = {"license_requirement", true},
    [CSL_POLICY] = {"license_policy", true},
    [CSL_REMARKS] = {"remarks", true},
    [CSL_ALT_NAMES] = {"alt_names", true},
    [CSL_IDS] = {"ids", true},
    [CSL_COUNTRY] = {"country", false},
};

// The columns of the file of 2014.
static const struct import_column old_columns[CSL_COLUMNS + 1] = {
    [CSL_SOURCE] = {"Source List", true},
    [CSL_NUMBER] = {"Entity Number", true},
    [CSL_TYPE] = {"SDN Type", true},
    [CSL_PROGRAMS] = {"Programs", true},
    [CSL_NAME] = {"Name", true},
    [CSL_ADDRESSES] = {"Addresses", false},
    [CSL_NOTICE] = {"Federal Register Notice", false},
    [CSL_START] = {"Effective Date", false},
    [CSL_END] = {"Date Lifted/Waived/Expired", false},
    [CSL_ORDER] = {"Standard Order", false},
    [CSL_REQUIREMENT] = {"License Requirement", false},
    [CSL_POLICY] = {"License Policy", false},
    [CSL_REMARKS] = {"Remarks/Notes", false},
    [CSL_ALT_NAMES] = {"Alternate Name", false},
    [CSL_IDS] = {"Ids", false},
    [CSL_COUNTRY] = {"Country", false},
};

// "Entity List (EL) - Bureau of Industry and Security" says who publishes it.
static bool of_treasury(enum us_list_id list) {
    return list >= US_SDN && list <= US_OTHER_CONS;
}

// The name without what the State Department adds to each: "; and any successor, sub-unit, or subsidiary thereof".
static const char *head_of_name(struct us_book *book, const char *name) {
    const char *clean = us_clean(book, name), *prose = strstr(clean, "; and any ");
    return prose ? ht_arena_copy(book->arena, clean, (size_t)(prose - clean)) : clean;
}

static const char *party_id(struct us_book *book, const struct csl_record *record, enum us_list_id list,
                            const char *name) {
    const char *number = record->fields[CSL_NUMBER];
    if (of_treasury(list) && number)
        return import_id(book->import, "ofac-", number);
    return us_hashed_id(book, "csl-", ht_arena_format(book->arena, "%s|%s", us_lists[list].code, name));
}

// The parts of TEXT between "; ", each handed to TAKE.
static void each_part(struct us_book *book, struct us_party *party, const char *text,
                      void (*take)(struct us_book *, struct us_party *, const char *)) {
    for (const char *at = text; at && *at;) {
        const char *end = strstr(at, "; ");
        const char *part = end ? ht_arena_copy(book->arena, at, (size_t)(end - at)) : at;
        take(book, party, us_clean(book, part));
        at = end ? end + 2 : NULL;
    }
}

// BIS writes its aliases as a sentence: "A; B; and C."
static void take_alt_name(struct us_book *book, struct us_party *party, const char *text) {
    us_add_name(book, party, "alias", ht_text_starts(text, "and ") ? text + 4 : text);
}

// The denied persons' addresses may end with a state of the United States, which is also the code of a country.
static bool is_state(const char *text) {
    static const char states[] = "AL AR AZ CA CO DE GA ID IL IN LA MA MD ME MN MO MS MT NC NE PA SC SD TN VA ";
    for (const char *state = states; *state; state += 3)
        if (strncmp(state, text, 2) == 0)
            return true;
    return false;
}

static void take_address(struct us_book *book, struct us_party *party, const char *text) {
    const char *last = text;
    for (const char *p = strstr(text, ", "); p; p = strstr(p + 1, ", "))
        last = p + 2;
    bool state = strlen(last) == 2 && is_state(last) && party->listings[0].list == US_DPL;
    if (!state)
        us_add_country(book, party, last);
}

// Without the link that stands in many remarks and says nothing of the entry itself; "(Linked To: X)" without
// brackets.
static void take_remark(struct us_book *book, struct us_party *party, const char *text) {
    size_t len = strlen(text);
    if (ht_text_starts(text, "For more information"))
        return;
    if (ht_text_starts(text, "(Linked To: ") && text[len - 1] == ')')
        text = ht_arena_copy(book->arena, text + 1, len - 2);
    us_add_text(book, &party->notes, text);
}

// "Academy of Aerospace Solid Propulsion Technology (AASPT)" has three names.
static void add_abbreviation(struct us_book *book, struct us_party *party, const char *name) {
    const char *abbreviation = NULL, *whole = us_without_abbreviation(book, name, &abbreviation);
    us_add_name(book, party, "alias", whole);
    us_add_name(book, party, "abbreviation", abbreviation);
}

static const char *day_of(struct us_book *book, const char *text) {
    struct ht_date date;
    char day[HT_DATE_TEXT];
    if (!text)
        return NULL;
    if (ht_date_read(text, HT_ORDER_MDY, &date))
        return ht_arena_string(book->arena, ht_date_text(date, day));
    import_find(book->import, HT_CODE_BAD_DATE, "\"%s\" is no date; it was left out", text);
    return NULL;
}

static void add_note(struct us_book *book, struct us_listing *listing, const char *what, const char *text) {
    if (text)
        us_add_text(book, &listing->notes, ht_arena_format(book->arena, "%s: %s", what, us_clean(book, text)));
}

// The notice; else OFAC's number of the entry; else the list itself.
static const char *citation_of(struct us_book *book, const struct us_party *party, const struct csl_record *record) {
    if (record->fields[CSL_NOTICE])
        return record->fields[CSL_NOTICE];
    if (ht_text_starts(party->id, "ofac-"))
        return ht_arena_format(book->arena, "OFAC entry %s", party->id + strlen("ofac-"));
    return "Consolidated Screening List";
}

static struct us_listing *add_listing(struct us_book *book, struct us_party *party, enum us_list_id list,
                                      const struct csl_record *record) {
    struct us_listing *listing =
        us_listing_of(book, party, list, day_of(book, record->fields[CSL_START]), citation_of(book, party, record));
    listing->listed_as = us_clean(book, record->fields[CSL_NAME]);
    listing->delisted_on = day_of(book, record->fields[CSL_END]);
    listing->programme = ht_arena_string(book->arena, record->fields[CSL_PROGRAMS]);
    add_note(book, listing, "licence requirement", record->fields[CSL_REQUIREMENT]);
    add_note(book, listing, "licence policy", record->fields[CSL_POLICY]);
    add_note(book, listing, "standard order", record->fields[CSL_ORDER]);
    return listing;
}

static bool has_programme(const char *programmes, const char *code) {
    const char *at = programmes ? strstr(programmes, code) : NULL;
    size_t len = strlen(code);
    return at && (at == programmes || at[-1] == ' ') && (at[len] == '\0' || at[len] == ';');
}

// Counts what is no organisation; whether that is what RECORD is.
static bool left_out(struct us_book *book, const struct csl_record *record, enum us_list_id list) {
    const char *type = record->fields[CSL_TYPE];
    bool left = us_is_left_out(book, type);
    if (!left && !type && us_lists[list].of_persons &&
        !us_is_organisation(record->fields[CSL_NAME], book->import->row)) {
        left = true;
        book->unmarked[list]++;
    }
    if (!left)
        return false;
    book->seen[list] = true;
    import_skip(book->import);
    return true;
}

void csl_take(struct us_book *book, const struct csl_record *record) {
    const char *source = record->fields[CSL_SOURCE];
    enum us_list_id list = source ? us_list_of_source(source) : US_LIST_COUNT;
    if (list == US_LIST_COUNT || !record->fields[CSL_NAME]) {
        import_find(book->import, HT_CODE_BAD_ROW, "%s: the row was left out",
                    record->fields[CSL_NAME] ? "the source is no list that is known here" : "there is no name");
        import_skip(book->import);
        return;
    }
    if (left_out(book, record, list))
        return;
    const char *name = head_of_name(book, record->fields[CSL_NAME]);
    struct us_party *party = us_party_of(book, party_id(book, record, list, name), name, NULL);
    us_add_name(book, party, "alias", name);
    add_abbreviation(book, party, name);
    add_listing(book, party, list, record);
    if (list == US_SDN && has_programme(record->fields[CSL_PROGRAMS], "GLOMAG"))
        add_listing(book, party, US_GLOMAG, record);
    each_part(book, party, record->fields[CSL_ADDRESSES], take_address);
    if (record->fields[CSL_COUNTRY])
        us_add_country(book, party, record->fields[CSL_COUNTRY]);
    each_part(book, party, record->fields[CSL_ALT_NAMES], take_alt_name);
    each_part(book, party, record->fields[CSL_REMARKS], take_remark);
    each_part(book, party, record->fields[CSL_IDS], us_take_identifier);
}

static void take_row(struct import *import, const struct import_row *row, void *context) {
    struct csl_record record = {0};
    (void)import;
    for (size_t c = 0; c < CSL_COLUMNS; c++)
        record.fields[c] = import_cell(row, c);
    csl_take(context, &record);
}

// "Last updated: May 23, 2014" before the header of the old file.
static bool preamble(struct import *import, const struct ht_row *row) {
    static const char label[] = "Last updated:";
    const char *text = ht_row_cell(row, 0).data;
    struct ht_date date;
    char day[HT_DATE_TEXT];
    if (row->width == 0 || !ht_text_starts(text, label))
        return false;
    const char *rest = text + sizeof label - 1;
    rest += strspn(rest, " ");
    if (ht_date_read(rest, HT_ORDER_MDY, &date))
        import->published_on = ht_arena_string(import->arena, ht_date_text(date, day));
    return true;
}

static bool has_columns(const struct import_sample *sample, const struct import_column *table) {
    const char *names[CSL_COLUMNS + 1] = {0};
    size_t count = 0;
    for (size_t c = 0; c < CSL_COLUMNS; c++)
        if (table[c].required)
            names[count++] = table[c].name;
    return import_header_has(sample, names);
}

static bool is_old(const struct import_sample *sample) {
    return has_columns(sample, old_columns) || ht_text_starts(sample->text.data, "\"Last updated:") ||
           ht_text_starts(sample->text.data, "Last updated:");
}

static bool is_json(const struct import_sample *sample) {
    const char *text = sample->text.data;
    text += strspn(text, " \t\r\n");
    return *text == '{' || *text == '[';
}

static bool knows(const struct import_sample *sample) {
    if (sample->text.len == 0)
        return false;
    if (is_json(sample))
        return strstr(sample->text.data, "\"federal_register_notice\"") && strstr(sample->text.data, "\"source\"");
    return has_columns(sample, columns) || is_old(sample);
}

static enum ht_status read_file(struct us_book *book, size_t file, struct ht_error *err) {
    struct import *import = book->import;
    struct import_sample sample;
    enum ht_status status = import_sample_read(import->result->files[file].path, import->arena, &sample, err);
    if (status != HT_OK)
        return status;
    if (is_json(&sample))
        return csl_json_read(book, file, err);
    const struct import_table table = {
        .columns = is_old(&sample) ? old_columns : columns,
        .delimiter =
            strchr(sample.text.data, '\t') && ht_slice_count(sample.text, '\t') > ht_slice_count(sample.text, ',')
                ? '\t'
                : ',',
        .preamble = preamble,
        .take = take_row,
    };
    return import_table_read(import, file, &table, book, err);
}

// Rows below which a file is no whole list: it has had more since it was first published.
enum { WHOLE_ROWS = 5000 };

/*
 * Only a file that has the three large lists, and is large, is taken for the whole; of an extract the number of
 * entries says nothing.
 */
static bool is_whole(const struct us_book *book) {
    size_t rows = 0;
    for (size_t i = 0; i < book->import->result->file_count; i++)
        rows += book->import->result->files[i].rows;
    return rows >= WHOLE_ROWS && book->seen[US_EL] && book->seen[US_SDN] && book->seen[US_DPL];
}

static const char *note_of(const struct us_book *book, enum us_list_id list) {
    if (book->unmarked[list])
        return ht_arena_format(
            book->import->arena,
            "left out as persons, for want of any mark of an organisation (a legal form, a word of "
            "trade): %zu",
            book->unmarked[list]);
    if (list <= US_UVL || list == US_ISN)
        return "the file does not tell persons from organisations: all names are held";
    return "persons, vessels and aircraft are left out";
}

static void write_lists(struct us_book *book, const size_t entries[US_LIST_COUNT]) {
    struct import *import = book->import;
    char day[HT_DATE_TEXT];
    bool whole = is_whole(book);
    const char *edition = ht_arena_format(import->arena, "Consolidated Screening List of %s",
                                          import->published_on ? import->published_on
                                                               : ht_date_text(import->result->retrieved_on, day));
    for (int id = 0; id < US_LIST_COUNT; id++) {
        const struct us_edition told = {edition, entries[id], whole, note_of(book, (enum us_list_id)id)};
        if (book->seen[id])
            us_list_write(import, (enum us_list_id)id, &told);
    }
}

static enum ht_status run(struct import *import, struct ht_error *err) {
    struct us_book book;
    size_t entries[US_LIST_COUNT];
    enum ht_status status = HT_OK;
    us_book_open(&book, import, "official");
    for (size_t i = 0; i < import->result->file_count && status == HT_OK; i++)
        status = read_file(&book, i, err);
    if (status == HT_OK) {
        us_book_write(&book, entries);
        write_lists(&book, entries);
        us_say_left_out(&book);
    }
    us_book_close(&book);
    return status;
}

const struct importer importer_us_csl = {
    .name = "us-csl",
    .title = "Consolidated Screening List",
    .publisher = "US International Trade Administration",
    .url = "https://data.trade.gov/downloadable_consolidated_screening_list/v1/consolidated.csv",
    .licence = "US government work, public domain",
    .redistributable = true,
    .knows = knows,
    .run = run,
};
