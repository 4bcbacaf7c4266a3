// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Short forms, number words and families of legal forms, for names that are compared; the keys of names.h write out
 * only the few that never mean anything else.
 */
#include <stdlib.h>
#include <string.h>

#include "holdtrace/text.h"
#include "identify/name_words.h"

struct short_form {
    const char *word, *whole;
};

// Those that letters left out of one word would not tell (likeness of words does that), or whose whole word is one of
// several by custom. Sorted by bytes.
static const struct short_form short_forms[] = {
    {"acad", "academy"},
    {"admin", "administration"},
    {"aero", "aerospace"},
    {"aktg", "aktiengesellschaft"},
    {"amer", "american"},
    {"appl", "applied"},
    {"assn", "association"},
    {"assoc", "association"},
    {"bancorp", "bancorporation"},
    {"bk", "bank"},
    {"bldg", "building"},
    {"bros", "brothers"},
    {"cap", "capital"},
    {"chem", "chemical"},
    {"cons", "construction"},
    {"constr", "construction"},
    {"ctr", "center"},
    {"dev", "development"},
    {"devt", "development"},
    {"dig", "digital"},
    {"dist", "distribution"},
    {"edu", "education"},
    {"elect", "electric"},
    {"electr", "electronic"},
    {"electrs", "electronics"},
    {"entmt", "entertainment"},
    {"entpr", "enterprise"},
    {"equip", "equipment"},
    {"fing", "financing"},
    {"finl", "financial"},
    {"fncl", "financial"},
    {"gp", "group"},
    {"gr", "group"},
    {"groep", "group"},
    {"hldg", "holdings"},
    {"hldgs", "holdings"},
    {"hldng", "holdings"},
    {"hldngs", "holdings"},
    {"holding", "holdings"},
    {"hosp", "hospital"},
    {"inds", "industries"},
    {"indu", "industry"},
    {"infm", "information"},
    {"info", "information"},
    {"ins", "insurance"},
    {"insur", "insurance"},
    {"intl", "international"},
    {"inv", "investment"},
    {"invs", "investments"},
    {"invt", "investment"},
    {"labs", "laboratories"},
    {"mach", "machinery"},
    {"matls", "materials"},
    {"med", "medical"},
    {"mfg", "manufacturing"},
    {"mgmt", "management"},
    {"mkts", "markets"},
    {"mtg", "mortgage"},
    {"mtr", "motor"},
    {"natl", "national"},
    {"netwk", "network"},
    {"pac", "pacific"},
    {"pete", "petroleum"},
    {"petr", "petroleum"},
    {"pharm", "pharmaceuticals"},
    {"pharma", "pharmaceuticals"},
    {"pharms", "pharmaceuticals"},
    {"pptys", "properties"},
    {"prod", "products"},
    {"props", "properties"},
    {"prt", "partners"},
    {"ptnrs", "partners"},
    {"ptrs", "partners"},
    {"pwr", "power"},
    {"rlty", "realty"},
    {"ry", "railway"},
    {"sci", "science"},
    {"scientif", "scientific"},
    {"secs", "securities"},
    {"semicon", "semiconductor"},
    {"semicond", "semiconductor"},
    {"soln", "solution"},
    {"solns", "solutions"},
    {"sti", "sirketi"},
    {"svc", "service"},
    {"svcs", "services"},
    {"sys", "systems"},
    {"techn", "technology"},
    {"technol", "technology"},
    {"techs", "technologies"},
    {"tic", "ticaret"},
    {"tr", "trust"},
    {"transn", "transportation"},
    {"univ", "university"},
    {"util", "utilities"},
};

static int compare_short(const void *key, const void *row) {
    return strcmp(key, ((const struct short_form *)row)->word);
}

const char *ht_abbreviation(const char *word) {
    const struct short_form *found =
        bsearch(word, short_forms, sizeof short_forms / sizeof *short_forms, sizeof *short_forms, compare_short);
    return found != NULL ? found->whole : NULL;
}

// "13", "13th".
static int32_t digits(const char *word) {
    enum { MOST_DIGITS = 8 };
    static const char *const endings[] = {"", "st", "nd", "rd", "th"};
    size_t count = strspn(word, "0123456789");
    for (size_t i = 0; i < sizeof endings / sizeof *endings && count > 0 && count <= MOST_DIGITS; i++)
        if (strcmp(word + count, endings[i]) == 0)
            return (int32_t)strtol(word, NULL, 10);
    return -1;
}

int32_t ht_number_word(const char *word) {
    static const char *const romans[] = {"ii",    "iii", "iv",  "v",    "vi",   "vii",   "viii", "ix",
                                         "x",     "xi",  "xii", "xiii", "xiv",  "xv",    "xvi",  "xvii",
                                         "xviii", "xix", "xx",  "xxi",  "xxii", "xxiii", "xxiv", "xxv"};
    static const char *const units[] = {
        "one",    "two",    "three",    "four",     "five",    "six",     "seven",     "eight",    "nine",    "ten",
        "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
    static const char *const tens[] = {"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"};
    if (strchr("ivxotfsen0123456789", word[0]) == NULL) // no number begins so, and most words are none
        return -1;
    for (size_t i = 0; i < sizeof romans / sizeof *romans; i++)
        if (strcmp(word, romans[i]) == 0)
            return (int32_t)i + 2;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (strcmp(word, units[i]) == 0)
            return (int32_t)i + 1;
    for (size_t i = 0; i < sizeof tens / sizeof *tens; i++)
        if (strcmp(word, tens[i]) == 0)
            return 10 * ((int32_t)i + 2);
    return strcmp(word, "fourty") == 0 ? 40 : digits(word);
}

enum ht_form ht_form_of(const char *word) {
    static const struct {
        const char *word;
        enum ht_form form;
    } forms[] = {
        {"co", HT_FORM_ANY},
        {"company", HT_FORM_ANY},
        {"se", HT_FORM_ANY},
        {"ltd", HT_FORM_LIMITED},
        {"limited", HT_FORM_LIMITED},
        {"plc", HT_FORM_LIMITED},
        {"pcl", HT_FORM_LIMITED},
        {"bhd", HT_FORM_LIMITED},
        {"berhad", HT_FORM_LIMITED},
        {"inc", HT_FORM_CORPORATION},
        {"incorporated", HT_FORM_CORPORATION},
        {"corp", HT_FORM_CORPORATION},
        {"corporation", HT_FORM_CORPORATION},
        {"llc", HT_FORM_LLC},
        {"ooo", HT_FORM_LLC},
        {"ооо", HT_FORM_LLC},
        {"ag", HT_FORM_AG},
        {"aktiengesellschaft", HT_FORM_AG},
        {"gmbh", HT_FORM_GMBH},
        {"mbh", HT_FORM_GMBH},
        {"haftung", HT_FORM_GMBH},
        {"kg", HT_FORM_PARTNERSHIP},
        {"kgaa", HT_FORM_PARTNERSHIP},
        {"lp", HT_FORM_PARTNERSHIP},
        {"llp", HT_FORM_PARTNERSHIP},
        {"partnership", HT_FORM_PARTNERSHIP},
        {"jsc", HT_FORM_JSC},
        {"ojsc", HT_FORM_JSC},
        {"pjsc", HT_FORM_JSC},
        {"oao", HT_FORM_JSC},
        {"pao", HT_FORM_JSC},
        {"zao", HT_FORM_JSC},
        {"ао", HT_FORM_JSC},
        {"оао", HT_FORM_JSC},
        {"пао", HT_FORM_JSC},
        {"sa", HT_FORM_SA},
        {"spa", HT_FORM_SA},
        {"nv", HT_FORM_SA},
        {"sarl", HT_FORM_SARL},
        {"srl", HT_FORM_SARL},
        {"bv", HT_FORM_SARL},
        {"bvba", HT_FORM_SARL},
        {"ab", HT_FORM_NORDIC},
        {"asa", HT_FORM_NORDIC},
        {"oy", HT_FORM_NORDIC},
        {"oyj", HT_FORM_NORDIC},
        {"as", HT_FORM_NORDIC},
    };
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (forms[i].word[0] == word[0] && strcmp(forms[i].word, word) == 0)
            return forms[i].form;
    return HT_FORM_OTHER;
}
