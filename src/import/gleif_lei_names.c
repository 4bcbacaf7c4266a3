// SPDX-License-Identifier: GPL-3.0-or-later
// Names of the register of entities: see gleif_lei.h.
#include "import/gleif_lei.h"

/*
 * Whether TEXT has a letter of another script than Latin: from U+0370 (Greek) on, but for the further Latin letters
 * (U+1E00 to U+1EFF) and marks and signs (U+2000 to U+2BFF). The first bytes of UTF-8 tell these blocks.
 */
static bool is_foreign(const char *text) {
    for (const unsigned char *p = (const unsigned char *)text; *p; p++) {
        if (*p < 0xCD || (*p == 0xCD && p[1] < 0xB0))
            continue;
        if (*p == 0xE1 && p[1] >= 0xB8 && p[1] <= 0xBB)
            continue;
        if (*p == 0xE2 && p[1] <= 0xAF)
            continue;
        return true;
    }
    return false;
}

static const char *const *other(const char *const *cells, size_t index) {
    return cells + LEI_OTHER_NAMES + index * LEI_NAME_WIDTH;
}

static bool is_legal(const char *const *name) {
    return name[LEI_TEXT] && gleif_is(name[LEI_TYPE], "ALTERNATIVE_LANGUAGE_LEGAL_NAME");
}

// The record's first legal name in another language that is foreign or not; in English rather than another.
static const char *alternative(const char *const *cells, bool foreign) {
    const char *found = NULL;
    for (size_t i = 0; i < LEI_TIMES; i++) {
        const char *const *name = other(cells, i);
        if (!is_legal(name) || is_foreign(name[LEI_TEXT]) != foreign)
            continue;
        if (gleif_is(name[LEI_LANGUAGE], "en"))
            return name[LEI_TEXT];
        found = found ? found : name[LEI_TEXT];
    }
    return found;
}

struct lei_main_names lei_main_names_of(const char *const *cells) {
    const char *legal = cells[LEI_NAME];
    if (!legal)
        return (struct lei_main_names){NULL, NULL};
    bool foreign = is_foreign(legal);
    const char *second = alternative(cells, !foreign);
    if (foreign && second)
        return (struct lei_main_names){second, legal};
    return (struct lei_main_names){legal, foreign ? NULL : second};
}

static const char *kind_of(const char *const *name) {
    if (gleif_is(name[LEI_TYPE], "PREVIOUS_LEGAL_NAME"))
        return "former";
    if (is_legal(name))
        return is_foreign(name[LEI_TEXT]) ? "local" : "legal";
    return "alias";
}

bool lei_is_withdrawn(const char *const *event) {
    const char *status = event[LEI_EVENT_STATUS];
    return gleif_is(status, "WITHDRAWN_CANCELLED") || gleif_is(status, "IN_PROGRESS");
}

/*
 * The day on which a former name ended. Events do not say which name they took away, so it can be told only where
 * the record has one former name and one change of name that was carried out.
 */
static const char *renamed_on(struct import *import, const char *const *cells) {
    const char *day = NULL;
    size_t names = 0, changes = 0;
    for (size_t i = 0; i < LEI_TIMES; i++) {
        const char *const *event = cells + LEI_EVENTS + i * LEI_EVENT_WIDTH;
        names += gleif_is(other(cells, i)[LEI_TYPE], "PREVIOUS_LEGAL_NAME");
        if (!gleif_is(event[LEI_EVENT_TYPE], "CHANGE_LEGAL_NAME") || lei_is_withdrawn(event))
            continue;
        changes++;
        day = event[LEI_EVENT_DATE];
    }
    return names == 1 && changes == 1 ? import_day(import, day) : NULL;
}

static void write_name(struct import *import, const char *id, const char *const *name, const char *kind,
                       const char *valid_to) {
    const char *cells[NAME_WIDTH] = {
        [NAME_ENTITY] = id,         [NAME_NAME] = name[LEI_TEXT],
        [NAME_KIND] = kind,         [NAME_LANGUAGE] = name[LEI_LANGUAGE],
        [NAME_VALID_TO] = valid_to,
    };
    (void)import_write(import, REF_NAMES, cells);
}

void lei_write_names(struct import *import, const char *id, const char *const *cells,
                     const struct lei_main_names *main) {
    for (size_t i = 0; i < 2 * (size_t)LEI_TIMES; i++) {
        const char *const *name = other(cells, i); // the transliterated ones stand behind the others
        if (!name[LEI_TEXT])
            continue;
        const char *kind = i < LEI_TIMES ? kind_of(name) : "alias";
        // The entity's row gives these two; as a former one a name is said all the same.
        if (strcmp(kind, "former") != 0 &&
            (gleif_is(main->name, name[LEI_TEXT]) || gleif_is(main->local, name[LEI_TEXT])))
            continue;
        write_name(import, id, name, kind, strcmp(kind, "former") == 0 ? renamed_on(import, cells) : NULL);
    }
}
