// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Interests of statements of ownership: shares are economic stakes, votes voting ones, the means of control are
 * control. What is held through others is already told by their own stakes, so it is a relation and no stake: it must
 * not count twice. See bods.h.
 */
#include <string.h>

#include "holdtrace/text.h"
#include "import/bods.h"

static const char *kind_of(const char *type) {
    static const char *const kinds[][2] = {
        {"shareholding", "economic"},
        {"votingRights", "voting"},
        {"appointmentOfBoard", "control"},
        {"otherInfluenceOrControl", "control"},
        {"controlViaCompanyRulesOrArticles", "control"},
        {"controlByLegalFramework", "control"},
        {"rightsGrantedByContract", "control"},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (ht_text_equal(kinds[i][0], type))
            return kinds[i][1];
    return NULL;
}

// What an interest says of its share.
struct share {
    const char *min, *max; // NULL: not told
    bool above, below;     // the bound itself is not meant
};

static struct share share_of(const struct ht_json_node *interest) {
    const struct ht_json_node *node = import_json_member(interest, "share");
    struct share share = {import_json_text(node, "exact"), import_json_text(node, "exact"), false, false};
    if (share.min)
        return share;
    share.min = import_json_text(node, "minimum");
    share.max = import_json_text(node, "maximum");
    if (!share.min && (share.min = import_json_text(node, "exclusiveMinimum")))
        share.above = true;
    if (!share.max && (share.max = import_json_text(node, "exclusiveMaximum")))
        share.below = true;
    return share;
}

// What an interest says beside its share, for the row.
static const char *note_of(struct import *import, const struct ht_json_node *interest, const struct share *share) {
    const char *direct = import_json_text(interest, "directOrIndirect");
    bool beneficial = ht_text_equal(import_json_text(interest, "beneficialOwnershipOrControl"), "true");
    bool untold = !ht_text_equal(direct, "direct") && !ht_text_equal(direct, "indirect");
    return ht_arena_format(import->row, "%s%s%s%s%s%s%s%s", import_json_text(interest, "type"),
                           untold ? "; direct or indirect is not told" : "", beneficial ? "; beneficial" : "",
                           share->above ? "; more than " : "", share->above ? share->min : "",
                           share->below ? "; less than " : "", share->below ? share->max : "",
                           share->above || share->below ? " %" : "");
}

static void write_stake(struct import *import, const char *owner, const char *owned,
                        const struct ht_json_node *interest, const char *as_of) {
    struct share share = share_of(interest);
    const char *cells[STAKE_WIDTH] = {
        [STAKE_OWNER] = owner,
        [STAKE_OWNED] = owned,
        [STAKE_PERCENT_MIN] = share.min,
        [STAKE_PERCENT_MAX] = share.max,
        [STAKE_KIND] = kind_of(import_json_text(interest, "type")),
        [STAKE_VALID_FROM] = bods_day(import, import_json_text(interest, "startDate")),
        [STAKE_VALID_TO] = bods_day(import, import_json_text(interest, "endDate")),
        [STAKE_AS_OF] = as_of,
        [STAKE_CONFIDENCE] = "single-source",
        [STAKE_NOTE] = note_of(import, interest, &share),
    };
    import_write(import, REF_OWNERSHIP, cells);
}

static void write_relation(struct import *import, const char *owner, const char *owned,
                           const struct ht_json_node *interest, const char *as_of) {
    struct share share = share_of(interest);
    const char *type = import_json_text(interest, "type"), *value = ht_arena_format(import->row, "indirect %s", type);
    if (share.min && share.min == share.max)
        value = ht_arena_format(import->row, "%s of %s %%", value, share.min);
    else if (share.min || share.max)
        value = ht_arena_format(import->row, "%s of %s to %s %%", value, share.min ? share.min : "0",
                                share.max ? share.max : "100");
    const char *cells[RELATION_WIDTH] = {
        [RELATION_SUBJECT] = owner,
        [RELATION_RELATION] = "other",
        [RELATION_OBJECT] = owned,
        [RELATION_VALUE] = value,
        [RELATION_AS_OF] = as_of,
        [RELATION_VALID_FROM] = bods_day(import, import_json_text(interest, "startDate")),
        [RELATION_VALID_TO] = bods_day(import, import_json_text(interest, "endDate")),
        [RELATION_CONFIDENCE] = "single-source",
        [RELATION_NOTE] = note_of(import, interest, &share),
    };
    import_write(import, REF_RELATIONS, cells);
}

// Whether an interest before LAST among its siblings is of the same kind, direct as well and not ended.
static bool repeated(const struct ht_json_node *first, const struct ht_json_node *last, const char *kind) {
    for (const struct ht_json_node *interest = first; interest != last; interest = interest->next)
        if (ht_text_equal(kind_of(import_json_text(interest, "type")), kind) &&
            !ht_text_equal(import_json_text(interest, "directOrIndirect"), "indirect") &&
            !import_json_text(interest, "endDate"))
            return true;
    return false;
}

bool bods_write_interests(struct import *import, struct bods *bods, const char *owner, const char *owned,
                          const struct ht_json_node *statement) {
    const struct ht_json_node *list = import_json_member(import_json_member(statement, "recordDetails"), "interests");
    const struct ht_json_node *first = list && list->kind == HT_JSON_ARRAY ? list->first : NULL;
    const char *as_of = bods_day(import, import_json_text(statement, "statementDate"));
    bool any = false;
    for (const struct ht_json_node *interest = first; interest; interest = interest->next) {
        const char *kind = kind_of(import_json_text(interest, "type"));
        bool indirect = ht_text_equal(import_json_text(interest, "directOrIndirect"), "indirect");
        bool ended = import_json_text(interest, "endDate") != NULL;
        if (!kind) {
            bods->left[BODS_LEFT_INTEREST].count++;
        } else if (indirect) {
            write_relation(import, owner, owned, interest, as_of);
            any = true;
        } else if (!ended && repeated(first, interest, kind)) {
            // They may be parts of one whole or say the same twice; neither adding nor choosing would be right.
            bods->left[BODS_LEFT_FURTHER].count++;
        } else {
            write_stake(import, owner, owned, interest, as_of);
            any = true;
        }
    }
    return any;
}
