// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The method by name, tried where no identifier matched. A name is exact after normalisation or it is nothing; what
 * is only like one is for similar.c. It is tried also for rows whose identifiers the reference does not know: an
 * unknown ISIN under the exact name of a known company may well be its bond, or a share line in another country.
 *
 * What a match needs:
 *  - a name of the reference, of any kind, with the key of the printed name or of its issuer part;
 *  - borne on the holdings date, when both are dated. A former name without dates still tells the company: exports
 *    print old names for years, and the same legal person stands behind them;
 *  - the row's country of risk or incorporation, when given, among the company's;
 *  - given and among them, when the name is only an abbreviation ("ZTE"), or one short word;
 *  - without a country, the legal form as the company has it ("CoStar Group Inc" is not "Costar Group Co., Ltd."),
 * and no ticker that is none of its own;
 *  - no lookalike with that name, ISIN or ticker;
 *  - no second company. One that the row's country contradicts is no second; those that have the legal form as
 * printed go before those that only share the key ("X Group Inc." and "X Group Limited"). A second record of that
 * name, form and country may be the same company out of another source, and is a second all the same: it must not
 * hide the first, nor may a machine say that they are one;
 *  - a position that is not said to be a fund;
 *  - no ISIN that speaks against it, unless the row is a bond or a derivative: one of a country that is none of the
 *    company's, or of the country of its known shares and yet another.
 * All else is a candidate, with the reason.
 */
#include <string.h>

#include "holdtrace/names.h"
#include "holdtrace/text.h"
#include "resolve/row.h"

enum { SHORT_WORD = 5, SHORT_CJK = 3, MAX_CANDIDATES = 20 };

enum fit { FIT, FIT_SECOND, FIT_CONTRADICTED, FIT_LOOKALIKE };

// One company that bears the row's name.
struct bearer {
    const struct ht_entity *entity;
    const struct ht_name *name; // the best of its names that fit
    bool dated_out;             // all of them are of other times
    bool weak;                  // all of them are abbreviations
    bool literal;               // one is printed letter by letter as in the row
    bool same_form;             // one has the legal form of the printed name too
    enum fit fit;
    const char *why; // when fit is not FIT
};

struct bearers {
    struct bearer *items;
    size_t count, capacity;
};

bool name_is_short(const char *key) {
    if (strchr(key, ' '))
        return false;
    size_t characters = ht_utf8_length(key);
    return characters <= (characters == strlen(key) ? SHORT_WORD : SHORT_CJK);
}

bool name_is_usable(struct row *row) {
    row_name_keys(row);
    const char *key = row->issuer_key[0] ? row->issuer_key : row->whole_key;
    bool country = row->position->country || row->position->incorporation;
    return key[0] && (country || !name_is_short(key)) && kind_rule_of(row->position->kind).name;
}

static bool is_borne(const struct run *run, const struct ht_name *name) {
    return !ht_date_known(run->date) || ht_date_within(run->date, name->valid_from, name->valid_to);
}

static struct bearer *bearer_of(struct row *row, struct bearers *bearers, const struct ht_name *name) {
    for (size_t i = 0; i < bearers->count; i++)
        if (same_entity(bearers->items[i].entity, name->entity))
            return &bearers->items[i];
    bearers->items =
        ht_arena_grow(row->run->arena, bearers->items, bearers->count, &bearers->capacity, sizeof *bearers->items);
    struct bearer *bearer = &bearers->items[bearers->count++];
    *bearer = (struct bearer){.entity = name->entity, .name = name, .dated_out = true, .weak = true};
    return bearer;
}

static struct bearers bearers_of(struct row *row, struct ht_names names) {
    struct bearers bearers = {0};
    for (size_t i = 0; i < names.count; i++) {
        const struct ht_name *name = &names.items[i];
        struct bearer *bearer = bearer_of(row, &bearers, name);
        if (!is_borne(row->run, name))
            continue;
        bool weak = name->kind && strcmp(name->kind, "abbreviation") == 0;
        bool literal = ht_text_same(name->name, row->position->name);
        if (bearer->dated_out || (literal && !bearer->literal) || (bearer->weak && !weak))
            bearer->name = name;
        bearer->dated_out = false;
        bearer->weak = bearer->weak && weak;
        bearer->literal = bearer->literal || literal;
        bearer->same_form = bearer->same_form || literal || row_prints(row, name->name);
    }
    return bearers;
}

// A ticker that a lookalike of ENTITY has tells against it, unless ENTITY has had the same ticker itself.
static bool is_lookalike(struct row *row, const struct ht_entity *entity) {
    unsigned has = row_lookalike(row, entity);
    if (has != LOOKALIKE_TICKER)
        return has != 0;
    struct ht_securities own = ht_reference_by_ticker(row->run->ref, row->position->ticker, row->position->mic);
    for (size_t i = 0; i < own.count; i++)
        if (same_entity(own.items[i]->issuer, entity))
            return false;
    return true;
}

// Whether CODE begins with one of ENTITY's countries; true when those are not known.
static bool is_country_of(const struct ht_entity *entity, const char *code) {
    const char country[] = {code[0], code[1], '\0'};
    return !entity->countries || bar_list_has(entity->countries, country);
}

// Whether ENTITY is known to have a share of its own with an ISIN of the country of ISIN.
static bool has_other_share(const struct row *row, const struct ht_entity *entity, const char *isin) {
    struct ht_securities own = ht_reference_securities_of(row->run->ref, entity);
    for (size_t i = 0; i < own.count; i++) {
        const struct ht_security *security = own.items[i];
        if (security->isin && security->type && strcmp(security->type, "equity") == 0 &&
            strncmp(security->isin, isin, 2) == 0 && ht_confidence_counts(security->confidence))
            return true;
    }
    return false;
}

// Whether the row's ISIN, or a CUSIP that begins with a digit and so is of the US or Canada, neither of which the
// reference knows, speaks against ENTITY.
bool isin_contradicts(const struct row *row, const struct ht_entity *entity) {
    const struct ht_position *position = row->position;
    // A line of a reader's own list means the company it names, whatever security it adds.
    if (row->names_are_whole || position->kind == HT_KIND_BOND || ht_kind_is_derivative(position->kind))
        return false;
    if (position->isin) {
        bool international = position->isin[0] == 'X';
        return has_other_share(row, entity, position->isin) ||
               (!international && !is_country_of(entity, position->isin));
    }
    bool american = position->cusip && ht_is_digit(position->cusip[0]);
    return american && !is_country_of(entity, "US") && !is_country_of(entity, "CA");
}

// Whether the row's ticker is none of those that ENTITY is known to have.
bool ticker_contradicts(const struct row *row, const struct ht_entity *entity) {
    if (!row->position->ticker)
        return false;
    struct ht_securities own = ht_reference_securities_of(row->run->ref, entity);
    bool any = false;
    for (size_t i = 0; i < own.count; i++) {
        const char *ticker = own.items[i]->ticker;
        if (ticker && strcmp(ticker, row->position->ticker) == 0)
            return false;
        any = any || ticker;
    }
    return any;
}

static void note_conflict(struct row *row, const struct ht_entity *entity) {
    run_find(row->run, HT_CODE_CONFLICT, row->position->line,
             "the name is %s's, but the %s %s is none of its known ones; the row is only possible", entity->name,
             row->position->isin ? "ISIN" : "CUSIP",
             row->position->isin ? row->position->isin : row->position->cusip);
    row->conflict = true;
}

static void judge_bearer(struct row *row, struct bearer *bearer, const char *key) {
    struct ht_arena *arena = row->run->arena;
    const struct ht_entity *entity = bearer->entity;
    enum country_fit country = row_country_fit(row->position, entity);
    bool needs_country = bearer->weak || name_is_short(key);

    bearer->fit = FIT_SECOND;
    if (is_lookalike(row, entity)) {
        bearer->fit = FIT_LOOKALIKE;
    } else if (country == COUNTRY_CONTRADICTS) {
        bearer->fit = FIT_CONTRADICTED;
        bearer->why = ht_arena_format(arena, "the name is %s's, but the row's country (%s) is none of its (%s)",
                                      entity->name, row_countries_text(row), entity->countries);
    } else if (bearer->dated_out) {
        bearer->fit = FIT_CONTRADICTED;
        bearer->why = ht_arena_format(arena, "the name is %s's, but not on the holdings date", entity->name);
    } else if (needs_country && country != COUNTRY_AGREES) {
        bearer->why = ht_arena_format(arena, "the name is %s's, but too short to tell a company without its country",
                                      entity->name);
    } else if (country != COUNTRY_AGREES && !bearer->same_form) {
        bearer->why = ht_arena_format(arena, "the name is %s's but for its legal form, and the row gives no country",
                                      entity->name);
    } else if (country != COUNTRY_AGREES && ticker_contradicts(row, entity)) {
        bearer->why = ht_arena_format(arena, "the name is %s's, but the ticker %s is none of its known ones",
                                      entity->name, row->position->ticker);
    } else if (isin_contradicts(row, entity)) {
        bearer->why = ht_arena_format(arena, "the name is %s's, but the %s %s is none of its known ones",
                                      entity->name, row->position->isin ? "ISIN" : "CUSIP",
                                      row->position->isin ? row->position->isin : row->position->cusip);
        note_conflict(row, entity);
    } else if (kind_rule_of(row->position->kind).name_is_candidate) {
        bearer->why =
            ht_arena_format(arena, "the name is %s's, but the file says that the position is a fund", entity->name);
    } else {
        bearer->fit = FIT;
    }
}

// The one company left, or NULL; *RIVALS counts those that could be meant. With FORM those alone that have the legal
// form as printed: two records of that name in one country may be one company, which only a reviewed link tells.
static const struct bearer *only_one(const struct bearers *bearers, bool form, size_t *rivals) {
    const struct bearer *one = NULL;
    *rivals = 0;
    for (size_t i = 0; i < bearers->count; i++) {
        const struct bearer *bearer = &bearers->items[i];
        if ((bearer->fit == FIT || bearer->fit == FIT_SECOND) && (!form || bearer->same_form)) {
            ++*rivals;
            one = bearer->fit == FIT ? bearer : one;
        }
    }
    return *rivals == 1 ? one : NULL;
}

static void note_ambiguous(struct row *row, size_t rivals) {
    if (rivals > 1) {
        run_find(row->run, HT_CODE_AMBIGUOUS_NAME, row->position->line,
                 "the name %s fits %zu companies; it was not matched by name", row->position->name, rivals);
    }
}

static void make_candidates(struct row *row, const struct bearers *bearers, const char *why) {
    for (size_t i = 0; i < bearers->count && row->candidate_count < MAX_CANDIDATES; i++) {
        const struct bearer *bearer = &bearers->items[i];
        if (bearer->fit == FIT_LOOKALIKE)
            continue;
        if (bearer->why)
            row_candidate(row, bearer->entity, "%s", bearer->why);
        else
            row_candidate(row, bearer->entity, "the name is %s's, but %s", bearer->entity->name, why);
    }
}

// Names that a cut name could be the start of: with its key as prefix, or, where the cut fell into the legal form
// ("... TECHNOLOGY CO L"), with the key of what stands before the last word.
static struct ht_names longer_names(struct row *row, const char **key) {
    static const char *const forms[] = {"limited", "ltd", "company", "corporation", "incorporated", "plc"};
    row_name_keys(row);
    *key = row->whole_key;
    struct ht_names names = {0};
    if (!row->whole_key[0])
        return names;
    names = ht_reference_names(row->run->ref, row->whole_key, true);
    const char *name = row->position->name, *last = strrchr(name, ' ');
    for (size_t i = 0; names.count == 0 && last && i < sizeof forms / sizeof *forms; i++) {
        if (last[1] && ht_text_starts(forms[i], last + 1)) {
            *key = ht_name_key(row->run->arena, ht_arena_copy(row->run->arena, name, (size_t)(last - name)));
            return (*key)[0] ? ht_reference_names(row->run->ref, *key, false) : names;
        }
    }
    return names;
}

// A cut name says less than a whole one: the country must be given and agree.
static void try_cut_name(struct row *row) {
    const char *key;
    size_t rivals;
    struct bearers bearers = bearers_of(row, longer_names(row, &key));
    for (size_t i = 0; i < bearers.count; i++)
        judge_bearer(row, &bearers.items[i], key);
    const struct bearer *one = only_one(&bearers, false, &rivals);
    if (one && row_country_fit(row->position, one->entity) == COUNTRY_AGREES) {
        row_claim(row, (struct claim){HT_BY_NAME, one->entity, NULL, "name (cut)", one->name->name, false});
        return;
    }
    note_ambiguous(row, rivals);
    make_candidates(row, &bearers,
                    rivals > 1 ? "the printed name may be cut and fits other companies too"
                               : "the printed name may be cut and the row gives no country");
}

// Whether a name that may be cut could also be the start of another company's.
static bool cut_is_ambiguous(struct row *row, const struct ht_entity *entity) {
    struct ht_names longer = ht_reference_names(row->run->ref, row->whole_key, true);
    for (size_t i = 0; i < longer.count; i++) {
        const struct ht_entity *other = longer.items[i].entity;
        if (!same_entity(other, entity) && row_country_fit(row->position, other) != COUNTRY_CONTRADICTS) {
            row_candidate(row, entity, "the name is %s's, but may be cut and also be the start of that of %s",
                          entity->name, other->name);
            row_candidate(row, other, "the printed name may be cut and is the start of %s", longer.items[i].name);
        }
    }
    return row->candidate_count > 0;
}

void try_name(struct row *row) {
    if (!row->position->name || !kind_rule_of(row->position->kind).name)
        return;
    size_t rivals;
    bool may_be_cut =
        !row->names_are_whole && ht_name_may_be_cut(row->position->name, row->position->name_raw_length);
    struct bearers bearers = bearers_of(row, row_names(row));
    if (bearers.count == 0) {
        if (may_be_cut)
            try_cut_name(row);
        return;
    }
    for (size_t i = 0; i < bearers.count; i++)
        judge_bearer(row, &bearers.items[i], row->issuer_key);
    const struct bearer *one = only_one(&bearers, false, &rivals);
    if (!one && rivals > 1) {
        size_t same_form;
        one = only_one(&bearers, true, &same_form);
    }
    if (one && !(may_be_cut && cut_is_ambiguous(row, one->entity))) {
        row_claim(row, (struct claim){HT_BY_NAME, one->entity, NULL, "name", one->name->name, true});
        return;
    }
    if (!one) {
        note_ambiguous(row, rivals);
        make_candidates(row, &bearers, "other companies have it too");
    }
}
