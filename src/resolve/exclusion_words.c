// SPDX-License-Identifier: GPL-3.0-or-later
// See exclusion_words.h. Each list of words is in the order of languages: English, German, French, Dutch, Nordic.
#include "resolve/exclusion_words.h"

static const struct {
    const char *header;
    enum exclusion_word word;
} headers[] = {
    {"note", EXCLUSION_WORD_NOTE},
    {"notes", EXCLUSION_WORD_NOTE},
    {"comment", EXCLUSION_WORD_NOTE},
    {"comments", EXCLUSION_WORD_NOTE},
    {"remark", EXCLUSION_WORD_NOTE},
    {"remarks", EXCLUSION_WORD_NOTE},
    {"bemerkung", EXCLUSION_WORD_NOTE},
    {"criterion", EXCLUSION_WORD_LABELLED},
    {"criteria", EXCLUSION_WORD_LABELLED},
    {"exclusion criterion", EXCLUSION_WORD_LABELLED},
    {"exclusion criteria", EXCLUSION_WORD_LABELLED},
    {"reason", EXCLUSION_WORD_LABELLED},
    {"reasons", EXCLUSION_WORD_LABELLED},
    {"rationale", EXCLUSION_WORD_LABELLED},
    {"reason for exclusion", EXCLUSION_WORD_LABELLED},
    {"exclusion reason", EXCLUSION_WORD_LABELLED},
    {"exclusion category", EXCLUSION_WORD_LABELLED},
    {"ground", EXCLUSION_WORD_LABELLED},
    {"grounds", EXCLUSION_WORD_LABELLED},
    {"theme", EXCLUSION_WORD_LABELLED},
    {"topic", EXCLUSION_WORD_LABELLED},
    {"issue", EXCLUSION_WORD_LABELLED},
    {"controversy", EXCLUSION_WORD_LABELLED},
    {"sector", EXCLUSION_WORD_LABELLED},
    {"industry", EXCLUSION_WORD_LABELLED},
    {"date", EXCLUSION_WORD_LABELLED},
    {"publication date", EXCLUSION_WORD_LABELLED},
    {"publishing date", EXCLUSION_WORD_LABELLED},
    {"date of publication", EXCLUSION_WORD_LABELLED},
    {"decision date", EXCLUSION_WORD_LABELLED},
    {"date of decision", EXCLUSION_WORD_LABELLED},
    {"exclusion date", EXCLUSION_WORD_LABELLED},
    {"date of exclusion", EXCLUSION_WORD_LABELLED},
    {"date excluded", EXCLUSION_WORD_LABELLED},
    {"excluded since", EXCLUSION_WORD_LABELLED},
    {"excluded from", EXCLUSION_WORD_LABELLED},
    {"effective date", EXCLUSION_WORD_LABELLED},
    {"since", EXCLUSION_WORD_LABELLED},
    {"year", EXCLUSION_WORD_LABELLED},
    {"year of exclusion", EXCLUSION_WORD_LABELLED},
    {"ausschlussgrund", EXCLUSION_WORD_LABELLED},
    {"ausschlusskriterium", EXCLUSION_WORD_LABELLED},
    {"kriterium", EXCLUSION_WORD_LABELLED},
    {"grund", EXCLUSION_WORD_LABELLED},
    {"datum", EXCLUSION_WORD_LABELLED},
    {"motif", EXCLUSION_WORD_LABELLED},
    {"motif d'exclusion", EXCLUSION_WORD_LABELLED},
    {"critère", EXCLUSION_WORD_LABELLED},
    {"critères", EXCLUSION_WORD_LABELLED},
    {"date d'exclusion", EXCLUSION_WORD_LABELLED},
    {"reden", EXCLUSION_WORD_LABELLED},
    {"reden van uitsluiting", EXCLUSION_WORD_LABELLED},
    {"uitsluitingsgrond", EXCLUSION_WORD_LABELLED},
    {"begrunnelse", EXCLUSION_WORD_LABELLED},
    {"begrundelse", EXCLUSION_WORD_LABELLED},
    {"årsag", EXCLUSION_WORD_LABELLED},
    {"orsak", EXCLUSION_WORD_LABELLED},
    {"dato", EXCLUSION_WORD_LABELLED},
    {"category", EXCLUSION_WORD_STATUS},
    {"categories", EXCLUSION_WORD_STATUS},
    {"decision", EXCLUSION_WORD_STATUS},
    {"status", EXCLUSION_WORD_STATUS},
    {"action", EXCLUSION_WORD_STATUS},
    {"type of exclusion", EXCLUSION_WORD_STATUS},
    {"kategorie", EXCLUSION_WORD_STATUS},
    {"catégorie", EXCLUSION_WORD_STATUS},
    {"categorie", EXCLUSION_WORD_STATUS},
    {"kategori", EXCLUSION_WORD_STATUS},
    {"beslutning", EXCLUSION_WORD_STATUS},
    {"revoked on", EXCLUSION_WORD_ENDED_ON},
    {"date revoked", EXCLUSION_WORD_ENDED_ON},
    {"date of revocation", EXCLUSION_WORD_ENDED_ON},
    {"revocation date", EXCLUSION_WORD_ENDED_ON},
    {"date removed", EXCLUSION_WORD_ENDED_ON},
    {"removal date", EXCLUSION_WORD_ENDED_ON},
    {"removed on", EXCLUSION_WORD_ENDED_ON},
    {"end date", EXCLUSION_WORD_ENDED_ON},
    {"date of re-inclusion", EXCLUSION_WORD_ENDED_ON},
};

enum exclusion_word exclusion_word_of(struct ht_slice header) {
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++)
        if (ht_slice_same(header, ht_slice_of(headers[i].header)))
            return headers[i].word;
    return EXCLUSION_WORD_NONE;
}

bool exclusion_has_ended(const char *status) {
    static const char *const beginnings[] = {
        "revoked",     "revocation",      "exclusion revoked", "observation revoked", "lifted",
        "removed",     "re-included",     "reincluded",        "reinstated",          "readmitted",
        "re-admitted", "repealed",        "delisted",          "withdrawn",           "ended",
        "no longer",   "exclusion ended", "opphevet",          "aufgehoben"};
    for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++)
        if (ht_text_starts(status, beginnings[i]))
            return true;
    return false;
}

bool exclusion_is_blank(struct ht_slice cell) {
    static const char *const words[] = {"-", "--", "–", "—", "n/a", "na", "n.a.", "#n/a", "none", "null"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (ht_slice_same(cell, ht_slice_of(words[i])))
            return true;
    return false;
}
