// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Methods by identifiers that belong to one instrument or one legal person for good: ISIN, CUSIP, SEDOL, FIGI, LEI.
 * They are read without regard to dates.
 */
#include <string.h>

#include "resolve/row.h"

// Of the securities with one identifier (two counters of one share have one ISIN), the one on the row's exchange.
static const struct ht_security *nearest(const struct row *row, struct ht_securities found,
                                         const struct ht_entity *issuer) {
    const struct ht_security *first = NULL;
    const struct ht_position *p = row->position;
    for (size_t i = 0; i < found.count; i++) {
        const struct ht_security *security = found.items[i];
        if (!same_entity(security->issuer, issuer) || !ht_confidence_counts(security->confidence))
            continue;
        if (p->ticker && p->mic && security->ticker && security->mic && strcmp(p->ticker, security->ticker) == 0 &&
            strcmp(p->mic, security->mic) == 0)
            return security;
        first = first ? first : security;
    }
    return first;
}

// One claim for each issuer that has a security with VALUE; more than one will be a conflict.
static void claim_securities(struct row *row, enum ht_method method, enum ht_id_kind kind, const char *value) {
    struct ht_securities found = ht_reference_securities(row->run->ref, kind, value);
    size_t before = row->claim_count;
    for (size_t i = 0; i < found.count; i++) {
        const struct ht_entity *issuer = found.items[i]->issuer;
        bool claimed = !ht_confidence_counts(found.items[i]->confidence);
        for (size_t k = before; k < row->claim_count && !claimed; k++)
            claimed = same_entity(row->claims[k].entity, issuer);
        if (!claimed) {
            row_claim(row, (struct claim){method, issuer, nearest(row, found, issuer), ht_id_name(kind),
                                          ht_arena_string(row->run->scratch, value), true});
        }
    }
}

void try_isin(struct row *row) {
    if (row->position->isin)
        claim_securities(row, HT_BY_ISIN, HT_ID_ISIN, row->position->isin);
}

// The row's own number, and the one inside its ISIN, when that is another.
static void try_number(struct row *row, enum ht_method method, enum ht_id_kind kind, const char *own,
                       bool (*derive)(const char *isin, char out[HT_ID_TEXT])) {
    char derived[HT_ID_TEXT];
    if (own)
        claim_securities(row, method, kind, own);
    if (row->position->isin && derive(row->position->isin, derived) && (!own || strcmp(own, derived) != 0))
        claim_securities(row, method, kind, derived);
}

void try_cusip(struct row *row) {
    try_number(row, HT_BY_CUSIP, HT_ID_CUSIP, row->position->cusip, ht_isin_to_cusip);
}

void try_sedol(struct row *row) {
    try_number(row, HT_BY_SEDOL, HT_ID_SEDOL, row->position->sedol, ht_isin_to_sedol);
}

void try_figi(struct row *row) {
    if (row->position->figi)
        claim_securities(row, HT_BY_FIGI, HT_ID_FIGI, row->position->figi);
}

void try_lei(struct row *row) {
    const struct ht_position *p = row->position;
    const struct ht_entity *entity = p->lei ? ht_reference_entity_by_lei(row->run->ref, p->lei) : NULL;
    if (!entity)
        return;
    if (p->lei_uncertain)
        row_candidate(row, entity, "LEI %s is %s's, which may be the other party of the contract", p->lei,
                      entity->name);
    else
        row_claim(row, (struct claim){HT_BY_LEI, entity, NULL, "lei", entity->lei, true});
}
