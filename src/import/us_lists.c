// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The table of the lists of the United States, and their rows. What a list covers beyond its names is said only
 * where its authority says it; else the rule is "unknown", so that nobody reads silence as "names only".
 */
#include "import/us_lists.h"

#include <string.h>

#include "holdtrace/text.h"
#include "import/importer.h"

#define BIS "US Department of Commerce, Bureau of Industry and Security"
#define OFAC "US Department of the Treasury, OFAC"
#define BIS_LISTS "https://www.bis.gov/regulations/ear/744"
#define OFAC_CONS "https://sanctionslist.ofac.treas.gov/Home/ConsolidatedList"

const struct us_list us_lists[US_LIST_COUNT] = {
    [US_EL] = {"US-BIS-EL", "EL", "Entity List", BIS, "export_ban", "https://www.bis.gov/entity-list", NULL, true,
               false},
    [US_MEU] = {"US-BIS-MEU", "MEU", "Military End User List", BIS, "export_ban", BIS_LISTS, "military", false,
                false},
    [US_UVL] = {"US-BIS-UVL", "UVL", "Unverified List", BIS, "export_restriction", BIS_LISTS, "other", false, false},
    [US_DPL] = {"US-BIS-DPL", "DPL", "Denied Persons List", BIS, "export_ban", BIS_LISTS, "other", false, true},
    [US_SDN] = {"US-SDN", "SDN", "Specially Designated Nationals and Blocked Persons List", OFAC, "blocking",
                "https://sanctionslist.ofac.treas.gov/Home/SdnList", "other", false, false},
    [US_GLOMAG] = {"US-SDN-GLOMAG", NULL, "Specially Designated Nationals, Global Magnitsky", OFAC, "blocking",
                   "https://sanctionslist.ofac.treas.gov/Home/SdnList", NULL, true, false},
    [US_CMIC] = {"US-NS-CMIC", "CMIC", "Non-SDN Chinese Military-Industrial Complex Companies List", OFAC,
                 "purchase_ban", OFAC_CONS, NULL, true, false},
    [US_SSI] = {"US-SSI", "SSI", "Sectoral Sanctions Identifications List", OFAC, "debt_and_equity_restriction",
                OFAC_CONS, "other", false, false},
    [US_FSE] = {"US-FSE", "FSE", "Foreign Sanctions Evaders List", OFAC, "dealings_ban", OFAC_CONS, "other", false,
                false},
    [US_CAPTA] =
        {"US-CAPTA", "CAP",
         "List of Foreign Financial Institutions Subject to Correspondent Account or Payable-Through Account "
         "Sanctions",
         OFAC, "account_ban", OFAC_CONS, "other", false, false},
    [US_MBS] = {"US-NS-MBS", "MBS", "Non-SDN Menu-Based Sanctions List", OFAC, "menu_of_restrictions", OFAC_CONS,
                "other", false, false},
    [US_PLC] = {"US-NS-PLC", "PLC", "Non-SDN Palestinian Legislative Council List", OFAC, "account_ban", OFAC_CONS,
                "other", false, false},
    [US_OTHER_CONS] = {"US-OFAC-CONS", NULL, "Consolidated (non-SDN) file, list not told by the programme", OFAC,
                       NULL, OFAC_CONS, "other", false, false},
    [US_ISN] = {"US-ISN", "ISN", "Nonproliferation Sanctions", "US Department of State", "procurement_and_export_ban",
                "https://www.state.gov/key-topics-bureau-of-international-security-and-nonproliferation/"
                "nonproliferation-sanctions/",
                "other", false, false},
    [US_DTC] = {"US-DTC", "DTC", "AECA Debarred List (ITAR)", "US Department of State", "defence_export_ban",
                "https://www.pmddtc.state.gov/", "other", false, true},
    [US_1260H] = {"US-DOD-1260H", NULL, "Section 1260H List of Chinese Military Companies",
                  "US Department of Defense (Department of War)", "procurement_ban", NULL, "military", true, false},
    [US_UFLPA] = {"US-UFLPA", NULL, "Uyghur Forced Labor Prevention Act Entity List",
                  "DHS, Forced Labor Enforcement Task Force", "import_ban", "https://www.dhs.gov/uflpa-entity-list",
                  "forced_labour", true, false},
};

// Whom a list covers, in the columns of reach.csv.
struct reach {
    enum us_list_id list;
    const char *rule, *threshold, *inclusive, *aggregate, *cascade, *listed_only, *names_only, *from, *to, *citation,
        *note;
};

#define UNKNOWN "its rule for owned companies was not read"

static const struct reach reaches[] = {
    {US_MEU, "names_only", NULL, NULL, NULL, NULL, "n", "y", NULL, "2025-09-28", "15 CFR 744.21 and supplement no. 7",
     NULL},
    {US_MEU, "bis_affiliates_50", "50", "y", "y", "y", "n", "n", "2025-09-29", "2025-11-09",
     "BIS Affiliates Rule, interim final rule of 2025-09-29", "direct or indirect, added over listed owners"},
    {US_MEU, "names_only", NULL, NULL, NULL, NULL, "n", "y", "2025-11-10", "2026-11-09",
     "suspension of the Affiliates Rule 2025-11-10 to 2026-11-09", "Affiliates Rule suspended"},
    {US_MEU, "unknown", NULL, NULL, NULL, NULL, NULL, NULL, "2026-11-10", NULL,
     "set to return on 2026-11-10 unless changed; not found", "state of the Affiliates Rule not known"},
    {US_UVL, "names_only", NULL, NULL, NULL, NULL, "n", "y", NULL, NULL, "15 CFR 744.15 and supplement no. 6",
     "the supplement lists names and addresses"},
    {US_DPL, "unknown", NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
     "orders may name related persons; " UNKNOWN},
    {US_SDN, "ofac_50_percent", "50", "y", "y", "y", "n", "n", "2014-08", NULL, "OFAC FAQ 398, 399, 401, 402",
     "ownership alone, control does not count; the stake of a blocked owner counts in full"},
    {US_SSI, "ofac_50_percent", "50", "y", NULL, NULL, "n", "n", "2014-08", NULL, "OFAC FAQ 373",
     "applies by directive; how stakes are added across directives was not read"},
    {US_FSE, "unknown", NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, UNKNOWN},
    {US_CAPTA, "unknown", NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, UNKNOWN},
    {US_MBS, "unknown", NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, "differs by entry; " UNKNOWN},
    {US_PLC, "unknown", NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, UNKNOWN},
    {US_OTHER_CONS, "unknown", NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, UNKNOWN},
    {US_ISN, "named_with_subsidiaries", NULL, NULL, NULL, NULL, "n", "n", NULL, NULL,
     "words of the entries: \"and any successor, sub-unit, or subsidiary thereof\"", "no percentage stated"},
    {US_DTC, "unknown", NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, UNKNOWN},
};

// Whether TEXT has "(CODE)" or "(... CODE ...)" in it, as in "(CMIC)" and "(NS-MBS List)".
static bool names_code(const char *text, const char *code) {
    size_t len = strlen(code);
    for (const char *open = strchr(text, '('); open; open = strchr(open + 1, '(')) {
        size_t inside = strcspn(open + 1, ")");
        for (size_t i = 0; i + len <= inside; i++) {
            const char *at = open + 1 + i;
            bool begins = !ht_is_alpha(at[-1]), ends = !ht_is_alpha(at[len]);
            if (begins && ends && strncmp(at, code, len) == 0)
                return true;
        }
    }
    return false;
}

enum us_list_id us_list_of_source(const char *source) {
    for (int id = 0; id < US_LIST_COUNT; id++)
        if (us_lists[id].code && names_code(source, us_lists[id].code))
            return (enum us_list_id)id;
    return US_LIST_COUNT;
}

static void write_reach(struct import *import, const struct reach *reach) {
    const char *cells[REACH_WIDTH] = {
        [REACH_LIST] = us_lists[reach->list].id,  [REACH_RULE] = reach->rule,
        [REACH_THRESHOLD] = reach->threshold,     [REACH_INCLUSIVE] = reach->inclusive,
        [REACH_AGGREGATE] = reach->aggregate,     [REACH_CASCADE] = reach->cascade,
        [REACH_LISTED_ONLY] = reach->listed_only, [REACH_NAMES_ONLY] = reach->names_only,
        [REACH_VALID_FROM] = reach->from,         [REACH_VALID_TO] = reach->to,
        [REACH_CITATION] = reach->citation,       [REACH_NOTE] = reach->note,
    };
    import_write(import, REF_REACH, cells);
}

void us_list_write(struct import *import, enum us_list_id id, const struct us_edition *edition) {
    const struct us_list *list = &us_lists[id];
    const char *cells[LIST_WIDTH] = {
        [LIST_ID] = list->id,
        [LIST_NAME] = list->name,
        [LIST_AUTHORITY] = list->authority,
        [LIST_COUNTRY] = "US",
        [LIST_KIND] = "list",
        [LIST_EFFECT] = list->effect,
        [LIST_URL] = list->url,
        [LIST_EDITION] = edition->edition,
        [LIST_ENTRIES_TOTAL] = edition->whole ? ht_arena_format(import->row, "%zu", edition->entries) : NULL,
        [LIST_NOTE] = edition->note,
    };
    import_write(import, REF_LISTS, cells);
    for (size_t i = 0; i < sizeof reaches / sizeof *reaches; i++)
        if (reaches[i].list == id && !list->curated)
            write_reach(import, &reaches[i]);
}
