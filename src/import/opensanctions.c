// SPDX-License-Identifier: GPL-3.0-or-later
// What the importers of OpenSanctions' exports share: see opensanctions.h.
#include "import/opensanctions.h"

#include <string.h>

#include "holdtrace/text.h"
#include "holdtrace/values.h"

const struct os_list os_lists[] = {
    {"us_dod_chinese_milcorps", "US-DOD-1260H", "1260H", "US-DOD-1260H", "military",
     "the dataset also holds owners of listed companies and companies that were taken off", NULL},
    {"us_dhs_uflpa", "US-UFLPA", "Forced Labor", "US-UFLPA", "forced_labour", NULL, NULL},
    {"us_fcc_covered_list", NULL, "Covered List", "US-FCC-COVERED", "telecom_security",
     "whether the dataset holds only what the list names is not known", NULL},
    {"us_cbp_forced_labor", NULL, "Withhold Release", "US-CBP-WRO", "forced_labour",
     "the dataset also holds orders that are no longer active", NULL},
    {"no_nbim_exclusions", NULL, "Norges Bank", "NO-GPFG", "other", NULL,
     "the decision of an investor; excluded or under observation, the file does not tell which; no sanction"},
    {NULL, "US-GLOMAG", "Magnitsky", "US-SDN-GLOMAG", "other", NULL, NULL},
    {NULL, "US-BIS-EL", "Entity List", "US-BIS-EL", "other", NULL, NULL},
    {NULL, NULL, "CMIC-EO13959", "US-NS-CMIC", "other", NULL,
     "the file does not tell whether for defence or for surveillance technology"},
    {0},
};

bool os_write_designation(struct import *import, const struct os_designation *designation) {
    const struct os_list *list = designation->list;
    const char *note = list->note;
    if (designation->note)
        note = ht_arena_format(import->row, "%s%s%s", note ? note : "", note ? "; " : "", designation->note);
    const char *cells[DESIGNATION_WIDTH] = {
        [DESIGNATION_LIST] = list->list,
        [DESIGNATION_ENTITY] = designation->entity,
        [DESIGNATION_LISTED_AS] = designation->listed_as,
        [DESIGNATION_GROUND] = list->ground,
        [DESIGNATION_LISTED_ON] = designation->listed_on,
        [DESIGNATION_DELISTED_ON] = designation->delisted_on,
        [DESIGNATION_STATUS] = designation->delisted_on ? "delisted" : "in_force",
        [DESIGNATION_PROGRAMME] = designation->programme,
        [DESIGNATION_CITATION] = designation->citation,
        [DESIGNATION_CONFIDENCE] = designation->confidence,
        [DESIGNATION_NOTE] = note,
    };
    return import_write(import, REF_DESIGNATIONS, cells);
}

// One value from *AT on, unquoted into OUT; *AT is then behind its separator.
static void take_value(const char **at, char *out) {
    bool quoted = **at == '"';
    const char *p = *at + quoted;
    for (; *p && (quoted || *p != ';'); p++) {
        if (quoted && *p == '"' && *++p != '"') {
            quoted = false;
            if (!*p || *p == ';')
                break;
        }
        *out++ = *p;
    }
    *out = '\0';
    *at = *p ? p + 1 : p;
}

const char **os_nested(struct import *import, const char *cell, size_t *count) {
    *count = 0;
    if (!cell)
        return NULL;
    size_t most = ht_slice_count(ht_slice_of(cell), ';') + 1;
    const char **values = ht_arena_array(import->row, most, sizeof *values);
    for (const char *at = cell; *at;) {
        char *value = ht_arena_alloc(import->row, strlen(at) + 1);
        take_value(&at, value);
        struct ht_slice trimmed = ht_slice_trim(ht_slice_of(value));
        if (trimmed.len)
            values[(*count)++] = ht_arena_copy(import->row, trimmed.data, trimmed.len);
    }
    return values;
}

const char *os_countries(struct import *import, const char *const *values, size_t count) {
    const char *joined = NULL;
    for (size_t i = 0; i < count; i++) {
        const char upper[3] = {ht_to_upper(values[i][0]), ht_to_upper(values[i][1]), '\0'};
        const char *code = strlen(values[i]) == 2 ? ht_country_code(upper) : NULL;
        // Only states have a code of ISO 3166; the European Union's is reserved.
        if (code && strcmp(code, "EU") != 0)
            joined = joined ? ht_arena_format(import->row, "%s|%s", joined, code) : code;
    }
    return joined;
}

const char *os_joined(struct import *import, const char *const *values, size_t count) {
    const char *joined = NULL;
    for (size_t i = 0; i < count; i++)
        joined = joined ? ht_arena_format(import->row, "%s; %s", joined, values[i]) : values[i];
    return joined;
}

// Whether NAME is one short word ("CEC", "Aria"): many companies are called so.
static bool is_short(const char *name) {
    size_t len = 0;
    while (ht_is_alpha(name[len]) || ht_is_digit(name[len]) || (name[len] && strchr("-&.", name[len])))
        len++;
    return !name[len] && len <= 8;
}

void os_write_aliases(struct import *import, const char *entity, const char *main, const char *const *names,
                      size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (strcmp(names[i], main) == 0)
            continue;
        const char *cells[NAME_WIDTH] = {
            [NAME_ENTITY] = entity,
            [NAME_NAME] = names[i],
            [NAME_KIND] = is_short(names[i]) ? "abbreviation" : "alias",
        };
        import_write(import, REF_NAMES, cells);
    }
}
