// SPDX-License-Identifier: GPL-3.0-or-later
// Labelled clauses: see us_identifiers.h. One row of the table is one label, and one function what it means.
#include "import/us_identifiers.h"

#include <string.h>

#include "holdtrace/exchanges.h"
#include "holdtrace/text.h"
#include "holdtrace/values.h"

// A clause under way.
struct clause {
    struct us_book *book;
    struct us_party *party;
    const char *label, *value; // cleaned
};

static const char *day(struct clause *c) {
    struct ht_date date;
    char text[HT_DATE_TEXT];
    if (ht_date_read(c->value, HT_ORDER_AUTO, &date))
        return ht_arena_string(c->book->arena, ht_date_text(date, text));
    import_find(c->book->import, HT_CODE_BAD_DATE, "%s: \"%s\" is no date; it was left out", c->label, c->value);
    return NULL;
}

static void take_note(struct clause *c) {
    us_add_text(c->book, &c->party->notes, ht_arena_format(c->book->arena, "%s %s", c->label, c->value));
}

static void take_isin(struct clause *c) {
    const char *isin = import_identifier(c->book->import, HT_ID_ISIN, c->value);
    us_add_text(c->book, &c->party->isins, isin);
}

// OFAC puts numbers of other registers under the same label; what has not the length of an LEI is kept as it stands.
static void take_lei(struct clause *c) {
    char code[32];
    size_t len = strcspn(c->value, " ");
    if (len != 20 || c->party->lei) {
        take_note(c);
        return;
    }
    memcpy(code, c->value, len);
    code[len] = '\0';
    const char *lei = import_identifier(c->book->import, HT_ID_LEI, code);
    c->party->lei = ht_arena_string(c->book->arena, lei);
}

static void take_uscc(struct clause *c) {
    size_t len = strcspn(c->value, " ");
    const char *code = ht_arena_copy(c->book->arena, c->value, len);
    const char *uscc = import_identifier(c->book->import, HT_ID_USCC, code);
    if (!c->party->registry_id)
        c->party->registry_id = ht_arena_string(c->book->arena, uscc);
}

// Companies House numbers are written with the authority's code of GLEIF, by which sources can be tied.
static void take_company_number(struct clause *c) {
    size_t len = strcspn(c->value, " ");
    if (len == 8 && strstr(c->value, "United Kingdom") && !c->party->registry_id)
        c->party->registry_id = ht_arena_format(c->book->arena, "RA000585:%.8s", c->value);
    take_note(c);
}

/*
 * "002415 CN", "941 HK", "601698  CN", "603019CN": OFAC prints the country behind the code, which is not the
 * exchange's code of any vendor ("CN" is Canada elsewhere). A ticker of letters can be given to another company after
 * a while, and the lists do not say when one was read: only those of exchanges that number their securities become
 * securities, the others stay in the note.
 */
static void take_ticker(struct clause *c) {
    struct ht_ticker ticker;
    size_t digits = strspn(c->value, "0123456789");
    const char *country = c->value + digits + strspn(c->value + digits, " ");
    const char *code = ht_arena_copy(c->book->arena, c->value, digits);
    bool read = false;
    if (digits && strcmp(country, "CN") == 0)
        read = ht_ticker_parse(code, NULL, "CN", &ticker);
    else if (digits && strcmp(country, "HK") == 0)
        read = ht_ticker_parse(code, "XHKG", "HK", &ticker);
    if (read && ticker.exchange && ticker.certain && ticker.formed)
        us_add_ticker(c->book, c->party, ticker.code, ticker.exchange->mic);
    else
        take_note(c);
}

static void take_issuer_name(struct clause *c) {
    us_add_name(c->book, c->party, "alias", c->value);
}

static void take_nationality(struct clause *c) {
    if (!us_add_country(c->book, c->party, c->value))
        take_note(c);
}

// The name inside 'NAME', which may have such quotes inside.
static const char *unquoted(struct clause *c) {
    size_t len = strlen(c->value);
    if (len >= 2 && c->value[0] == '\'' && c->value[len - 1] == '\'')
        return ht_arena_copy(c->book->arena, c->value + 1, len - 2);
    return c->value;
}

static void take_alias(struct clause *c) {
    us_add_name(c->book, c->party, "alias", unquoted(c));
}

static void take_former(struct clause *c) {
    us_add_name(c->book, c->party, "former", unquoted(c));
}

static void take_present(struct clause *c) {
    us_add_name(c->book, c->party, "legal", unquoted(c));
}

static struct us_listing *listing_on(struct clause *c, enum us_list_id list) {
    for (size_t i = 0; i < c->party->listing_count; i++)
        if (c->party->listings[i].list == list)
            return &c->party->listings[i];
    return NULL;
}

static void take_cmic_date(struct clause *c) {
    struct us_listing *listing = listing_on(c, US_CMIC);
    if (!listing)
        return;
    if (ht_text_starts(c->label, "Listing"))
        listing->listed_on = day(c);
    else if (ht_text_starts(c->label, "Effective"))
        listing->effective_on = day(c);
    else
        listing->divest_by = day(c);
}

static void keep_earlier(const char **to, const char *date) {
    if (date && (!*to || strcmp(date, *to) < 0))
        *to = date;
}

// "(EO 14024 Directive 2): 24 Feb 2022": directive 2 is the one of the list of accounts, the others of the menu.
static void take_directive_date(struct clause *c) {
    bool accounts = ht_text_starts(c->value, "2)");
    const char *colon = strstr(c->value, "):");
    struct us_listing *listing = listing_on(c, accounts ? US_CAPTA : US_MBS);
    if (!listing || !colon)
        return;
    struct clause date = {c->book, c->party, c->label, us_clean(c->book, colon + 2)};
    keep_earlier(ht_text_starts(c->label, "Listing") ? &listing->listed_on : &listing->effective_on, day(&date));
}

static void take_determination(struct clause *c) {
    struct us_listing *listing = listing_on(c, US_SSI);
    if (listing)
        us_add_text(c->book, &listing->notes, c->value);
}

static const struct label {
    const char *text;
    void (*take)(struct clause *c);
} labels[] = {
    {"Identification Number ISIN:", take_isin},
    {"ISIN", take_isin},
    {"Equity Ticker", take_ticker},
    {"Issuer Name", take_issuer_name},
    {"Legal Entity Number", take_lei},
    {"Unified Social Credit Code (USCC)", take_uscc},
    {"Listing Date (CMIC)", take_cmic_date},
    {"Effective Date (CMIC)", take_cmic_date},
    {"Purchase/Sales For Divestment Date (CMIC)", take_cmic_date},
    {"Listing Date (EO 14024 Directive", take_directive_date},
    {"Effective Date (EO 14024 Directive", take_directive_date},
    {"Executive Order 13662 Directive Determination -", take_determination},
    {"a.k.a.", take_alias},
    {"f.k.a.", take_former},
    {"n.k.a.", take_present},
    {"Nationality of Registration", take_nationality},
    {"Linked To:", take_note},
    {"Target Type", take_note},
    {"Organization Established Date", take_note},
    {"Organization Type:", take_note},
    {"SWIFT/BIC", take_note},
    {"MICEX Code", take_note},
    {"BIK (RU)", take_note},
    {"Company Number", take_company_number},
    {"Registration ID", take_note},
    {"Registration Number", take_note},
    {"Business Registration Number", take_note},
    {"Business Number", take_note},
    {"Public Registration Number", take_note},
    {"Enterprise Number", take_note},
    {"Commercial Registry Number", take_note},
    {"Trade License No.", take_note},
    {"Chamber of Commerce Number", take_note},
    {"Branch Unit Number", take_note},
    {"Government Gazette Number", take_note},
    {"Matricula Mercantil No", take_note},
    {"Folio Mercantil No.", take_note},
    {"Registered Charity No.", take_note},
    {"C.R. No.", take_note},
    {"R.F.C.", take_note},
    {"RUC #", take_note},
    {"NIT #", take_note},
    {"RIF #", take_note},
    {"RTN", take_note},
    {"Tax ID No.", take_note},
    {"V.A.T. Number", take_note},
    {"License", take_note},
    {"UK Company Number", take_note},
    {"US FEIN", take_note},
    {"D-U-N-S Number", take_note},
    {"Dubai Chamber of Commerce Membership No.", take_note},
    {"Economic Register Number (CBLS)", take_note},
    {"Fiscal Code", take_note},
    {"Identification Number", take_note},
};

// The label with which TEXT begins, the longest; NULL: none. A label ends at a blank, a comma or its own end.
static const struct label *label_at(const char *text, size_t len) {
    const struct label *found = NULL;
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        size_t own = strlen(labels[i].text);
        if (own > len || strncmp(text, labels[i].text, own) != 0)
            continue;
        bool ends = own == len || strchr(" ,'", text[own]) != NULL;
        if (ends && (!found || own > strlen(found->text)))
            found = &labels[i];
    }
    return found;
}

static const char *after_alt(const char *text) {
    return strncmp(text, "alt. ", 5) == 0 ? text + 5 : text;
}

static void take(struct us_book *book, struct us_party *party, const struct label *label, const char *value) {
    struct clause clause = {book, party, label->text, us_clean(book, value)};
    if (clause.value[0])
        label->take(&clause);
}

void us_take_clause(struct us_book *book, struct us_party *party, const char *clause) {
    const char *text = after_alt(us_clean(book, clause));
    const struct label *label = label_at(text, strlen(text));
    if (label)
        take(book, party, label, text + strlen(label->text));
}

// Where the clause that begins at TEXT ends: at the next "; ", or at the end.
static size_t clause_length(const char *text) {
    const char *end = strstr(text, "; ");
    return end ? (size_t)(end - text) : strlen(text);
}

void us_take_remarks(struct us_book *book, struct us_party *party, const char *remarks) {
    size_t whole = strlen(remarks);
    // The remarks end with a full stop, and so may the last name ("CO., LTD."): OFAC prints one for both.
    bool stop = whole > 0 && remarks[whole - 1] == '.';
    for (const char *at = remarks; *at;) {
        size_t len = clause_length(at);
        bool last = at[len] == '\0';
        const char *clause = ht_arena_copy(book->arena, at, last && stop ? len - 1 : len);
        us_take_clause(book, party, clause);
        at += last ? len : len + 2;
    }
}

// Of "VALUE, CC" the value and the country in parentheses, as the remarks have it.
static const char *with_country(struct us_book *book, const char *value) {
    size_t len = strlen(value);
    bool country = len > 4 && value[len - 4] == ',' && value[len - 3] == ' ' && ht_is_upper(value[len - 2]) &&
                   ht_is_upper(value[len - 1]);
    return country ? ht_arena_format(book->arena, "%.*s (%s)", (int)(len - 4), value, value + len - 2) : value;
}

// The part of TEXT behind its last ", "; NULL: there is none.
static const char *last_part(const char *text) {
    const char *found = NULL;
    for (const char *p = strstr(text, ", "); p; p = strstr(p + 1, ", "))
        found = p + 2;
    return found;
}

void us_take_identifier(struct us_book *book, struct us_party *party, const char *text) {
    const char *clean = us_clean(book, text), *last = last_part(clean);
    const struct label *label = label_at(clean, strcspn(clean, ","));
    if (label && clean[strlen(label->text)] == ',') {
        take(book, party, label, with_country(book, clean + strlen(label->text) + 2));
        return;
    }
    label = last ? label_at(last, strlen(last)) : NULL;
    if (!label || strlen(label->text) != strlen(last))
        return;
    // "CC, VALUE, LABEL"
    const char *value = ht_arena_copy(book->arena, clean, (size_t)(last - 2 - clean));
    bool country = ht_is_upper(value[0]) && ht_is_upper(value[1]) && strncmp(value + 2, ", ", 2) == 0;
    if (country)
        value = ht_arena_format(book->arena, "%s (%.2s)", value + 4, value);
    take(book, party, label, value);
}
