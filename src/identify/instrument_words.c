// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Words of the instrument in a printed name. Taken out only where names are compared for likeness: what is left may
 * be a part of the issuing bank's name as well as the issuer's of the shares underneath.
 */
#include <string.h>

#include "holdtrace/text.h"
#include "identify/name_words.h"

// Of instruments on another company's shares.
static const char *const on_others[] = {
    "warrant",    "warrants", "wts",  "wrt",         "pnote",         "pnotes",        "pn",
    "eln",        "elns",     "lepo", "lepw",        "participatory", "participation", "linked",
    "structured", "cfd",      "trs",  "certificate", "certificates"};

// Of loans; dropped behind the name.
static const char *const of_debt[] = {
    "note",    "notes",    "nts",          "bond",      "bonds",      "debenture", "senior",    "snr",
    "sr",      "sub",      "subordinated", "unsecured", "secured",    "perp",      "perpetual", "callable",
    "call",    "conv",     "convertible",  "cv",        "guaranteed", "gtd",       "private",   "fixed",
    "float",   "floating", "nt",           "due",       "reg",        "unit",      "units",     "def",
    "stapled", "cvr",      "cdi",          "cb",        "exp"};

// Of shares: put behind the name, or between it and its legal form.
static const char *const of_shares[] = {"pref", "pfd", "prf", "preferred", "preference", "reit"};

#define AMONG(list, word) among(list, sizeof(list) / sizeof *(list), word)

static bool among(const char *const *list, size_t count, const char *word) {
    for (size_t i = 0; i < count; i++)
        if (list[i][0] == word[0] && strcmp(list[i], word) == 0)
            return true;
    return false;
}

static bool is_digits(const char *word) {
    return word[strspn(word, "0123456789")] == '\0';
}

static void drop_at(struct ht_name_list *words, size_t at) {
    memmove(words->at + at, words->at + at + 1, (words->count - at - 1) * sizeof *words->at);
    words->count--;
}

// "P NOTE", "P NOTES".
static bool is_participatory_note(const struct ht_name_list *words, size_t i) {
    return strcmp(words->at[i], "p") == 0 && i + 1 < words->count && strncmp(words->at[i + 1], "note", 4) == 0;
}

static bool drop_on_others(struct ht_name_list *words) {
    bool found = false;
    for (size_t i = 0; i < words->count && words->count > 1;) {
        bool note = is_participatory_note(words, i);
        bool drop = note || AMONG(on_others, words->at[i]) || (found && strcmp(words->at[i], "on") == 0);
        if (note)
            drop_at(words, i + 1);
        if (drop)
            drop_at(words, i);
        found = found || drop;
        i += !drop;
    }
    return found;
}

static bool is_form(const char *word) {
    return ht_form_of(word) != HT_FORM_NONE;
}

// "SIMON PROPERTY GROUP REIT INC", "BANCO BRADESCO PREF SA". A REIT without a legal form behind is called so: Keppel
// REIT is not Keppel Ltd. "INC CLAS" was cut.
static void drop_of_shares(struct ht_name_list *words) {
    const char *last = words->count > 2 ? words->at[words->count - 1] : "";
    if (strncmp(last, "cla", 3) == 0 && strncmp("class", last, strlen(last)) == 0 &&
        is_form(words->at[words->count - 2]))
        words->count--;
    bool form = false;
    for (size_t i = words->count; i > 1; i--) {
        const char *word = words->at[i - 1];
        bool remark = AMONG(of_shares, word) && (form || strcmp(word, "reit") != 0);
        form = form || is_form(word);
        if (remark)
            drop_at(words, i - 1);
        else if (!is_form(word))
            break;
    }
}

bool ht_name_without_instrument(struct ht_name_list *words) {
    bool on_other = drop_on_others(words);
    size_t debt = words->count;
    for (size_t i = words->count; i > 1; i--)
        if (AMONG(of_debt, words->at[i - 1]))
            debt = i - 1;
        else if (!is_digits(words->at[i - 1]))
            break;
    words->count = debt;
    drop_of_shares(words);
    return on_other;
}
