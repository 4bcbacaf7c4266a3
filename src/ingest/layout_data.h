// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Layouts and header vocabulary in memory, as read from reference/layouts. Private to the ingest stage.
 */
#ifndef HOLDTRACE_LAYOUT_DATA_H
#define HOLDTRACE_LAYOUT_DATA_H

#include "holdtrace/arena.h"
#include "holdtrace/layout.h"
#include "holdtrace/pairs.h"

enum ht_fact {
    HT_FACT_AS_OF,
    HT_FACT_FUND_NAME,
    HT_FACT_FUND_ID,
    HT_FACT_NET_ASSETS,
    HT_FACT_CURRENCY,
    HT_FACT_COUNT
};

enum { HT_NO_DELIMITER = 1 };

// A list of texts that grows in an arena.
struct ht_texts {
    const char *const *items;
    size_t count, capacity;
};

// One header text of a layout. Earlier texts of a field are preferred to later ones (rank).
struct ht_alias {
    const char *header; // or "#3": the column of that number, whatever it is called
    enum ht_field field;
    size_t rank;
};

// The kind of all rows of a table that has the column HEADER, unless the row says otherwise.
struct ht_kind_rule {
    const char *header; // NULL: any table
    const char *kind;
};

// `[names]`: which columns hold the name of a row by its asset class and management.
struct ht_layout_names {
    const char *asset_class, *management; // how those cells begin; "" fits any
    struct ht_texts headers;
};

// Meanings by position, for files without a header.
struct ht_headerless {
    const enum ht_field *fields;
    size_t count;
};

struct ht_layout {
    const char *name, *title, *publisher;
    char delimiter; // 0: any; HT_NO_DELIMITER: no delimited text
    enum ht_decimal_mark mark;
    enum ht_weight_unit weight_unit;
    enum ht_date_order date_order;
    enum ht_table_rule table_rule;
    const char *value_currency;
    bool trade_currency_is_value_currency;
    bool only_known_headers;    // a header that the layout does not know speaks against it
    bool match_number;          // headers are known by the number at their start ("14_Identification code")
    struct ht_texts totals;     // how the first filled cell of a line of totals begins
    struct ht_texts ends;       // the same of the line that is the table's last one
    struct ht_pairs id_kinds;   // what the column of identifier kinds prints -> field name
    struct ht_pairs kind_words; // asset class (as a header key) -> name of a kind
    const struct ht_layout_names *names;
    size_t names_count, names_capacity;
    const struct ht_headerless *headerless;
    size_t headerless_count, headerless_capacity;
    const char *thousands; // a thousands mark that must occur in the value column; NULL: none must
    const struct ht_texts *required;
    size_t cells; // of each row, in a file without a header; 0: files have a header
    size_t required_count, required_capacity;
    const struct ht_alias *aliases;
    size_t alias_count, alias_capacity;
    struct ht_texts labels[HT_FACT_COUNT];
    size_t fund_name_line;       // the fund's name stands alone on this filled line, counted from 1; 0: on none
    const char *as_of_below;     // a line below the tables that begins so ends with the date of the holdings
    const char *fund_name_after; // it stands alone on the line after this one
    const struct ht_kind_rule *kinds;
    size_t kind_count, kind_capacity;
    struct ht_texts year_end_names; // parts of a file name; %Y stands for the year at whose end the holdings are
};

struct ht_word {
    const char *key; // as a header key
    enum ht_field field;
    enum ht_field second; // what it means where the column cannot hold the first ("Valeur"); HT_FIELD_NONE: nothing
    size_t rank;
    enum ht_decimal_mark mark; // the decimal mark usual in this word's language; HT_MARK_AUTO: it is of several
};

struct ht_vocabulary {
    const struct ht_word *headers; // in byte order of their keys
    size_t header_count, header_capacity;
    struct ht_pairs kinds;   // asset class (as a header key) -> name of a kind
    struct ht_pairs formats; // header text that only another format has -> what that format is
    struct ht_texts labels[HT_FACT_COUNT];
};

struct ht_layouts {
    struct ht_arena *arena;
    const struct ht_layout **items;
    size_t count, capacity;
    const struct ht_vocabulary *vocabulary;
};

// layout_file.c
enum ht_status ht_layout_parse(const char *text, const char *name, struct ht_arena *arena, struct ht_layout *out,
                               struct ht_error *err);
// vocabulary_file.c
enum ht_status ht_vocabulary_parse(const char *text, struct ht_arena *arena, struct ht_vocabulary *out,
                                   struct ht_error *err);

// Adds the texts of LIST, separated by `|`, to TEXTS.
void ht_texts_add(struct ht_arena *arena, struct ht_texts *texts, const char *list);
bool ht_texts_hold(const struct ht_texts *texts, struct ht_slice text);

// HT_FACT_COUNT when NAME is none.
enum ht_fact ht_fact_named(const char *name);
const char *ht_fact_name(enum ht_fact fact);
// HT_MARK_AUTO for "auto"; false when TEXT names no decimal mark.
bool ht_mark_named(const char *text, enum ht_decimal_mark *out);

enum { HT_HEADER_KEY = 96 };

/*
 * What is compared of a header: letters in lower case without accents, full-width forms as ASCII, blanks and
 * punctuation as single blanks, without those at the ends; "%" stands apart and "$" stays. A header that is too long
 * has the key "". header_key.c
 */
void ht_header_key(struct ht_slice header, char out[HT_HEADER_KEY]);

/*
 * What HEADER means by the vocabulary, or NULL. A currency at its end ("Market Value (AUD)", "Kurswert in EUR",
 * "市值(港元)") is taken off and written to CURRENCY ("" when there is none, or a sign of several currencies).
 */
const struct ht_word *ht_vocabulary_find(const struct ht_vocabulary *vocabulary, struct ht_slice header,
                                         char currency[4]);

#endif
