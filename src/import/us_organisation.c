// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Whether a name shows itself to be an organisation's. Some lists of the United States name persons and companies in
 * one column and do not tell which is which; what shows no mark may be either.
 */
#include <string.h>

#include "holdtrace/names.h"
#include "holdtrace/text.h"
#include "import/us_book.h"

// Words that do not stand in names of persons, beside those of names of companies (ht_name_is_common).
static const char *const words[] = {
    "agency",        "air",           "airline",     "airlines",     "airways",      "aircraft",     "alliance",
    "armed",         "army",          "associates",  "association",  "authority",    "brigade",      "brothers",
    "cargo",         "club",          "college",     "commerce",     "commission",   "committee",    "communications",
    "company",       "consulting",    "contractors", "corp",         "corporation",  "council",      "defense",
    "defence",       "department",    "design",      "directorate",  "dynamics",     "enterprise",   "enterprises",
    "establishment", "exchange",      "export",      "exports",      "factory",      "federation",   "firm",
    "force",         "forces",        "foundation",  "freight",      "fund",         "group",        "holding",
    "holdings",      "import",        "imports",     "industrial",   "industries",   "industry",     "institute",
    "institution",   "international", "investment",  "investments",  "laboratories", "laboratory",   "lab",
    "labs",          "lines",         "logistics",   "machine",      "management",   "marine",       "maritime",
    "ministry",      "navy",          "office",      "organisation", "organization", "optics",       "partners",
    "petroleum",     "plant",         "police",      "products",     "program",      "regiment",     "research",
    "research",      "school",        "sciences",    "service",      "services",     "shipping",     "solutions",
    "supplies",      "supply",        "systems",     "tech",         "technik",      "technologies", "technology",
    "telecom",       "trade",         "traders",     "trading",      "transport",    "travel",       "trust",
    "union",         "university",    "ventures",    "works",        "worldwide",
};

static bool marks(const char *word) {
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (ht_text_same(words[i], word))
            return true;
    // Names of provinces and "and" stand in names of persons too, but seldom alone beside words without a mark.
    return strcmp(word, "and") != 0 && ht_name_is_common(word);
}

bool us_is_organisation(const char *name, struct ht_arena *arena) {
    if (ht_name_ends_as_company(name) || strpbrk(name, "0123456789&"))
        return true;
    char *copy = ht_arena_string(arena, name);
    for (char *p = copy; *p; p++)
        *p = ht_is_alpha(*p) || (unsigned char)*p >= 0x80 ? ht_to_lower(*p) : ' ';
    size_t count = 0;
    const char **parts = ht_text_split(arena, copy, ' ', &count);
    for (size_t i = 0; i < count; i++)
        if (marks(parts[i]))
            return true;
    return false;
}
