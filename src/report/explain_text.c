// SPDX-License-Identifier: GPL-3.0-or-later
// explain for a reader: what it is, how it would be treated and why, then every fact with its source.
#include "holdtrace/explain.h"
#include "report/explain_integrated.h"
#include "report/paper.h"
#include "report/text_rules.h"
#include "report/wording.h"
#include "report/words.h"

static const char *or_dash(const char *text) {
    return ht_text_empty(text) ? "-" : text;
}

// "from A to B", as far as the days are known.
static const char *span(struct ht_arena *arena, struct ht_date from, struct ht_date to) {
    const char *text = "";
    if (ht_date_known(from))
        text = ht_arena_format(arena, ", from %s", ht_word_date(arena, from));
    if (ht_date_known(to))
        text = ht_arena_format(arena, "%s, to %s", text, ht_word_date(arena, to));
    return text;
}

static const char *as_of(struct ht_arena *arena, struct ht_date day) {
    return ht_date_known(day) ? ht_arena_format(arena, ", as of %s", ht_word_date(arena, day)) : "";
}

// ", longer ago than the screen allows" of a link stated on STATED, else since FROM.
static const char *age(const struct ht_explain_query *query, struct ht_date stated, struct ht_date from) {
    struct ht_date day = ht_date_known(stated) ? stated : from;
    return ht_ownership_too_old(query->screen, day, query->as_of) ? ", longer ago than the screen allows" : "";
}

// Names SOURCES, which are listed with their titles at the end.
static const char *cite(struct ht_paper *paper, const char *sources) {
    ht_cite(paper->cited, sources);
    return ht_word_sources(paper->arena, sources);
}

// ", confidence; source a, b; note"
static const char *basis(struct ht_paper *paper, enum ht_confidence confidence, const char *source,
                         const char *note) {
    return ht_arena_format(paper->arena, "%s%s; source %s%s%s",
                           ht_confidence_counts(confidence) ? "" : "decides nothing: ",
                           ht_confidence_name(confidence), cite(paper, source), note ? "; " : "", note ? note : "");
}

static const char *percent_range(struct ht_arena *arena, const struct ht_stake *stake) {
    if (!stake->percent_min.known && !stake->percent_max.known)
        return "a share not stated";
    if (stake->percent_min.known && stake->percent_max.known &&
        ht_decimal_cmp(stake->percent_min.number, stake->percent_max.number) == 0)
        return ht_word_percent(arena, stake->percent_min);
    const char *min = stake->percent_min.known ? ht_word_decimal(arena, stake->percent_min.number) : "?";
    const char *max = stake->percent_max.known ? ht_word_percent(arena, stake->percent_max) : "? %";
    return ht_arena_format(arena, "%s to %s", min, max);
}

static const char *stake_verb(const struct ht_stake *stake) {
    if (stake->nature == HT_STAKE_FOUNDER)
        return "founded it";
    return stake->kind == HT_STAKE_CONTROL ? "controls it" : NULL;
}

static void add_stakes(struct ht_paper *paper, const struct ht_explain_query *query, struct ht_stakes stakes,
                       bool owners) {
    struct ht_arena *arena = paper->arena;
    if (stakes.count)
        ht_paper_text(paper, 2, 2, HT_BOLD, owners ? "Owners" : "Holdings");
    for (size_t i = 0; i < stakes.count; i++) {
        const struct ht_stake *stake = &stakes.items[i];
        const char *verb = stake_verb(stake), *kind = ht_word_stake_kind(stake->kind);
        const char *what =
            verb ? (owners                            ? verb
                    : stake->kind == HT_STAKE_CONTROL ? "controlled"
                                                      : "founded")
                 : ht_arena_format(arena, "%s%s%s", percent_range(arena, stake), kind ? ", " : "", kind ? kind : "");
        ht_paper_format(paper, 4, 6, HT_PLAIN, "%s: %s%s%s%s%s%s%s (%s)",
                        ht_word_entity(arena, owners ? stake->owner : stake->owned), what,
                        stake->nature == HT_STAKE_JOINT_VENTURE ? ", joint venture" : "",
                        stake->status == HT_STAKE_CLOSED ? "" : ", ",
                        stake->status == HT_STAKE_CLOSED ? "" : ht_word_stake_status(stake->status),
                        as_of(arena, stake->as_of), age(query, stake->as_of, stake->valid_from),
                        span(arena, stake->valid_from, stake->valid_to),
                        basis(paper, stake->confidence, stake->source, stake->note));
    }
}

static void add_designations(struct ht_paper *paper, struct ht_designations rows, bool events, struct ht_date day) {
    struct ht_arena *arena = paper->arena;
    bool titled = false;
    for (size_t i = 0; i < rows.count; i++) {
        const struct ht_designation *row = &rows.items[i];
        if (row->list->is_event != events)
            continue;
        if (!titled)
            ht_paper_text(paper, 2, 2, HT_BOLD, events ? "Events (they make no target)" : "Listings of its own");
        titled = true;
        ht_paper_format(paper, 4, 6, HT_PLAIN, "%s (%s), as \"%s\", since %s: %s%s%s%s%s%s (%s; %s)", row->list->name,
                        row->list->id, or_dash(row->listed_as), ht_word_date(arena, row->listed_on),
                        events ? or_dash(row->programme) : ht_word_code(arena, ht_word_standing(row, day)),
                        row->ground ? ", ground " : "", row->ground ? ht_word_ground(arena, row->ground) : "",
                        span(arena, row->effective_on, row->delisted_on),
                        ht_date_known(row->divest_by) ? ", divest by " : "",
                        ht_date_known(row->divest_by) ? ht_word_date(arena, row->divest_by) : "",
                        row->citation ? row->citation : "no citation read",
                        basis(paper, row->confidence, row->source, row->note));
    }
}

// Whether an earlier tie leads to the same company, with its listings.
static bool is_told_above(const struct ht_assessment *assessment, size_t index) {
    for (size_t i = 0; i < index; i++)
        if (assessment->targets[i].tie.target == assessment->targets[index].tie.target &&
            assessment->targets[i].tie.path.count)
            return true;
    return false;
}

static void add_targets(struct ht_paper *paper, const struct ht_explain_query *query,
                        const struct ht_explanation *explanation) {
    struct ht_arena *arena = paper->arena;
    const struct ht_assessment *assessment = &explanation->assessment;
    const struct ht_entity *entity = explanation->found->entity;
    for (size_t i = 0; i < assessment->target_count; i++) {
        const struct ht_exposed_target *target = &assessment->targets[i];
        const char *chain = ht_word_chain(arena, query->ref, &target->tie.path);
        ht_paper_format(paper, 4, 6, HT_PLAIN, "%s: %s", ht_category_name(target->tie.category),
                        ht_word_target(arena, target, entity));
        if (chain)
            ht_paper_text(paper, 6, 8, HT_PLAIN, chain);
        for (size_t k = 0; k < target->tie.path.count; k++)
            ht_cite(paper->cited, target->tie.path.steps[k].source);
        if (target->tie.share_pct.known && target->tie.path.count > 1)
            ht_paper_format(paper, 6, 8, HT_PLAIN, "Share over all chains of owners: %s.",
                            ht_word_percent(arena, target->tie.share_pct));
        if (target->tie.path.count && target->designation_count && is_told_above(assessment, i)) {
            ht_paper_text(paper, 6, 8, HT_PLAIN, "Its listings are those above.");
            continue;
        }
        // A direct target's own listings follow, with their sources.
        for (size_t k = 0; target->tie.path.count && k < target->designation_count; k++) {
            const struct ht_exposed_designation *shown = &target->designations[k];
            const char *reach = ht_word_reach(arena, shown, entity);
            ht_paper_text(paper, 6, 8, HT_PLAIN, ht_word_designation(arena, shown, query->as_of));
            ht_cite(paper->cited, shown->designation->source);
            if (reach)
                ht_paper_text(paper, 8, 10, HT_PLAIN, reach);
            if (!shown->response)
                continue;
            ht_paper_text(paper, 8, 10, HT_PLAIN, ht_word_response(arena, shown->response));
            ht_cite(paper->cited, shown->response->source);
        }
    }
}

static void add_apart(struct ht_paper *paper, const struct ht_explain_query *query,
                      const struct ht_assessment *assessment) {
    struct ht_arena *arena = paper->arena;
    for (size_t i = 0; i < assessment->apart_count; i++) {
        const struct ht_apart *apart = &assessment->apart[i];
        ht_paper_format(paper, 4, 6, HT_PLAIN, "not to be taken for %s: %s (source %s)",
                        ht_word_entity(arena, apart->entity), apart->why, cite(paper, apart->source));
        for (size_t k = 0; k < apart->designation_count; k++) {
            ht_paper_text(paper, 6, 8, HT_PLAIN, ht_word_designation(arena, &apart->designations[k], query->as_of));
            ht_cite(paper->cited, apart->designations[k].designation->source);
        }
    }
}

static void add_securities(struct ht_paper *paper, struct ht_securities securities) {
    struct ht_arena *arena = paper->arena;
    if (securities.count)
        ht_paper_text(paper, 2, 2, HT_BOLD, "Securities");
    for (size_t i = 0; i < securities.count; i++) {
        const struct ht_security *security = securities.items[i];
        const char *guarantor = security->guarantor ? ht_arena_format(arena, ", guaranteed by %s",
                                                                      ht_word_entity(arena, security->guarantor))
                                                    : "";
        ht_paper_format(paper, 4, 6, HT_PLAIN, "%s, %s, ISIN %s, ticker %s on %s%s%s (%s)", or_dash(security->name),
                        or_dash(security->type), or_dash(security->isin), or_dash(security->ticker),
                        or_dash(security->mic), guarantor, span(arena, security->valid_from, security->valid_to),
                        basis(paper, security->confidence, security->source, NULL));
    }
}

static void add_names(struct ht_paper *paper, struct ht_names names) {
    if (names.count)
        ht_paper_text(paper, 2, 2, HT_BOLD, "Names");
    for (size_t i = 0; i < names.count; i++)
        ht_paper_format(paper, 4, 6, HT_PLAIN, "%s (%s%s; source %s)", names.items[i].name,
                        or_dash(names.items[i].kind),
                        span(paper->arena, names.items[i].valid_from, names.items[i].valid_to),
                        cite(paper, names.items[i].source));
}

static void add_relations(struct ht_paper *paper, const struct ht_explain_query *query,
                          struct ht_relations relations) {
    struct ht_arena *arena = paper->arena;
    if (relations.count)
        ht_paper_text(paper, 2, 2, HT_BOLD, "Relations, as reported");
    for (size_t i = 0; i < relations.count; i++) {
        const struct ht_relation *row = &relations.items[i];
        ht_paper_format(paper, 4, 6, HT_PLAIN, "%s - %s - %s%s%s%s%s (%s)", row->subject->name, row->relation,
                        row->object->name, row->value ? ", " : "", row->value ? row->value : "",
                        as_of(arena, row->as_of), age(query, row->as_of, row->valid_from),
                        basis(paper, row->confidence, row->source, row->note));
    }
}

static void add_statements(struct ht_paper *paper, struct ht_statements statements) {
    if (statements.count)
        ht_paper_text(paper, 2, 2, HT_BOLD, "Stated beside this");
    for (size_t i = 0; i < statements.count; i++) {
        const struct ht_statement *row = &statements.items[i];
        ht_paper_format(paper, 4, 6, HT_PLAIN, "%s%s%s, %s: %s (source %s)", ht_word_code(paper->arena, row->status),
                        row->list ? ", " : "", row->list ? row->list : "", ht_word_date(paper->arena, row->as_of),
                        row->text, cite(paper, row->source));
    }
}

static void add_reported(struct ht_paper *paper, struct ht_reported_holdings holdings) {
    struct ht_arena *arena = paper->arena;
    if (holdings.count)
        ht_paper_text(paper, 2, 2, HT_BOLD, "Holdings that others reported (history, not ownership)");
    for (size_t i = 0; i < holdings.count; i++) {
        const struct ht_reported_holding *row = &holdings.items[i];
        const char *value =
            row->value.known ? ht_arena_format(arena, ", %s", ht_word_money(arena, row->value, row->currency)) : "";
        ht_paper_format(paper, 4, 6, HT_PLAIN, "%s in %s%s%s%s%s (source %s%s%s)", row->holder->name,
                        row->entity->name, value, row->shares.known ? ", shares " : "",
                        row->shares.known ? ht_word_grouped(arena, row->shares.number) : "", as_of(arena, row->as_of),
                        cite(paper, row->source), row->note ? "; " : "", row->note ? row->note : "");
    }
}

static void add_lookalikes(struct ht_paper *paper, struct ht_lookalikes lookalikes) {
    if (lookalikes.count)
        ht_paper_text(paper, 2, 2, HT_BOLD, "Not to be taken for it");
    for (size_t i = 0; i < lookalikes.count; i++) {
        const struct ht_lookalike *row = &lookalikes.items[i];
        ht_paper_format(paper, 4, 6, HT_PLAIN, "%s, ISIN %s, ticker %s on %s: %s (source %s)", row->name,
                        or_dash(row->isin), or_dash(row->ticker), or_dash(row->mic), or_dash(row->why),
                        cite(paper, row->source));
    }
}

static void add_conflicts(struct ht_paper *paper, struct ht_conflicts conflicts) {
    if (conflicts.count)
        ht_paper_text(paper, 2, 2, HT_BOLD, "Where sources contradict each other");
    for (size_t i = 0; i < conflicts.count; i++) {
        const char *sources = conflicts.items[i].sources;
        ht_paper_format(paper, 4, 6, HT_PLAIN, "%s%s%s%s", conflicts.items[i].text, sources ? " (source " : "",
                        sources ? cite(paper, sources) : "", sources ? ")" : "");
    }
}

// "no parent reported: NATURAL_PERSONS (GLEIF, 2026-08-10)"
static void add_exceptions(struct ht_paper *paper, struct ht_reference *ref, struct ht_exceptions exceptions) {
    for (size_t i = 0; i < exceptions.count; i++) {
        const struct ht_exception *row = &exceptions.items[i];
        const struct ht_source_row *source = row->source ? ht_reference_source(ref, row->source) : NULL;
        const char *publisher = source && source->publisher ? source->publisher : or_dash(row->source);
        ht_paper_format(paper, 4, 6, HT_PLAIN, "no %s reported: %s (%s%s%s%s%s)",
                        ht_word_code(paper->arena, row->category), row->reason, publisher,
                        source && ht_date_known(source->retrieved_on) ? ", " : "",
                        source ? ht_word_date(paper->arena, source->retrieved_on) : "", row->reference ? "; " : "",
                        row->reference ? row->reference : "");
    }
}

static void add_aliases(struct ht_paper *paper, struct ht_aliases aliases) {
    const char *text = "";
    for (size_t i = 0; i < aliases.count; i++)
        text = ht_arena_format(paper->arena, "%s%s%s", text, i ? ", " : "", aliases.items[i]);
    if (aliases.count)
        ht_paper_format(paper, 2, 4, HT_PLAIN, "also described as %s", text);
}

static void add_head(struct ht_paper *paper, const struct ht_explain_query *query,
                     const struct ht_explanation *explanation) {
    const struct ht_entity *entity = explanation->found->entity;
    const char *category = ht_category_name(explanation->assessment.category);
    ht_paper_format(paper, 0, 2, HT_BOLD, "%s%s%s%s", ht_word_entity(paper->arena, entity),
                    entity->local_name ? " " : "", entity->local_name ? entity->local_name : "",
                    ht_text_same(explanation->found->how, "id")
                        ? ""
                        : ht_arena_format(paper->arena, ", found by %s", explanation->found->how));
    ht_paper_format(paper, 2, 4, HT_PLAIN, "%s, %s, LEI %s, registry %s (%s)", or_dash(entity->kind),
                    or_dash(entity->countries), or_dash(entity->lei), or_dash(entity->registry_id),
                    basis(paper, entity->confidence, entity->source, NULL));
    add_aliases(paper, ht_reference_aliases(query->ref, entity));
    ht_paper_format(paper, 2, 4, HT_BOLD, "Under the screen %s as of %s: %s%s%s", query->screen->name,
                    ht_word_date(paper->arena, query->as_of),
                    category                              ? category
                    : explanation->assessment.doubt_count ? "no tie to a target is certain; what is left open:"
                                                          : "no tie to a target is known here",
                    category ? ": " : "", category ? ht_word_category(explanation->assessment.category) : "");
}

// What was asked for resembles the entity and is another company: that is all there is to say of it.
static void add_resemblance(struct ht_paper *paper, const struct ht_explain_query *query,
                            const struct ht_entity *entity) {
    ht_paper_format(paper, 0, 2, HT_BOLD, "\"%s\" is not %s, which it resembles", query->text,
                    ht_word_entity(paper->arena, entity));
    add_lookalikes(paper, ht_reference_lookalikes_of(query->ref, entity));
    ht_paper_gap(paper);
}

// Ties that the facts leave open.
static void add_doubts(struct ht_paper *paper, const struct ht_assessment *assessment) {
    for (size_t i = 0; i < assessment->doubt_count; i++) {
        const char *words = ht_word_doubt(paper->arena, assessment->doubts, assessment->doubt_count, i);
        if (words)
            ht_paper_text(paper, 4, 6, HT_PLAIN, words);
    }
}

static void add_entity(struct ht_paper *paper, const struct ht_explain_query *query,
                       const struct ht_explanation *explanation) {
    struct ht_reference *ref = query->ref;
    const struct ht_entity *entity = explanation->found->entity;
    struct ht_designations designations = ht_reference_designations(ref, entity);
    add_head(paper, query, explanation);
    add_targets(paper, query, explanation);
    add_doubts(paper, &explanation->assessment);
    add_apart(paper, query, &explanation->assessment);
    add_designations(paper, designations, false, query->as_of);
    ht_text_explained_rules(paper, query, explanation);
    add_statements(paper, ht_reference_statements(ref, entity));
    add_conflicts(paper, ht_reference_conflicts_of(ref, entity));
    add_stakes(paper, query, ht_reference_owners(ref, entity), true);
    add_exceptions(paper, ref, ht_reference_exceptions(ref, entity));
    add_stakes(paper, query, ht_reference_holdings(ref, entity), false);
    ht_paper_integrated(paper, explanation);
    add_relations(paper, query, ht_reference_relations(ref, entity));
    add_reported(paper, ht_reference_reported_holdings(ref, entity));
    add_designations(paper, designations, true, query->as_of);
    add_securities(paper, ht_reference_securities_of(ref, entity));
    add_names(paper, ht_reference_names_of(ref, entity));
    add_lookalikes(paper, ht_reference_lookalikes_of(ref, entity));
    ht_paper_gap(paper);
}

void ht_explain_text(const struct ht_explain_query *query, const struct ht_explanations *explanations,
                     struct ht_arena *arena, struct ht_buffer *buffer) {
    struct ht_cited cited = ht_cited_new(arena);
    struct ht_paper paper = {.buffer = buffer,
                             .arena = arena,
                             .width = query->width ? query->width : 100,
                             .colour = query->colour,
                             .cited = &cited};
    ht_paper_reading(&paper);
    for (size_t i = 0; i < explanations->count; i++)
        if (explanations->items[i].is_resemblance)
            add_resemblance(&paper, query, explanations->items[i].found->entity);
        else
            add_entity(&paper, query, &explanations->items[i]);
    ht_paper_sources(&paper, query->ref);
    if (explanations->count == 0)
        ht_paper_format(
            &paper, 0, 0, HT_PLAIN,
            "Nothing is known here by \"%s\". The reference of %s holds %s; that it is silent says nothing "
            "about a company.",
            query->text, ht_word_date(arena, ht_reference_info(query->ref)->data_date),
            ht_word_count(arena, (size_t)ht_reference_info(query->ref)->entities, "entity record"));
}
