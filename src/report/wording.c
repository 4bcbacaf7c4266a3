// SPDX-License-Identifier: GPL-3.0-or-later
// The sentences of the reports.
#include "report/wording.h"

#include <inttypes.h>
#include <string.h>

#include "holdtrace/arena.h"
#include "holdtrace/locale.h"
#include "holdtrace/text.h"
#include "report/rule_words.h"
#include "report/words.h"

const char *ht_word_money(struct ht_arena *arena, struct ht_amount value, const char *currency) {
    if (!value.known)
        return "not known";
    const char *text = ht_word_grouped(arena, value.number);
    return currency ? ht_arena_format(arena, "%s %s", currency, text)
                    : ht_arena_format(arena, "%s (currency not stated)", text);
}

bool ht_sum_has_longs(const struct ht_sum *sum) {
    return sum->long_value.known && ht_decimal_sign(sum->long_value.number) != 0;
}

bool ht_sum_has_shorts(const struct ht_sum *sum) {
    return sum->short_value.known && ht_decimal_sign(sum->short_value.number) != 0;
}

const char *ht_word_sides(struct ht_arena *arena, const struct ht_sum *sum) {
    const char *longs = ht_word_money(arena, sum->long_value, sum->currency);
    const char *shorts = ht_word_money(arena, sum->short_value, sum->currency);
    if (!ht_sum_has_shorts(sum))
        return longs;
    return ht_sum_has_longs(sum) ? ht_arena_format(arena, "long %s, short %s", longs, shorts)
                                 : ht_arena_format(arena, "short %s", shorts);
}

const char *ht_word_decimal(struct ht_arena *arena, struct ht_decimal number) {
    char text[HT_FIGURE_TEXT];
    return ht_arena_string(arena, ht_locale_number(ht_arena_locale(arena), number, text));
}

const char *ht_word_grouped(struct ht_arena *arena, struct ht_decimal number) {
    char text[HT_FIGURE_TEXT];
    return ht_arena_string(arena, ht_locale_grouped(ht_arena_locale(arena), number, text));
}

const char *ht_word_percentage(struct ht_arena *arena, struct ht_decimal percent) {
    char text[HT_FIGURE_TEXT];
    return ht_arena_string(arena, ht_locale_percent(ht_arena_locale(arena), percent, text));
}

const char *ht_word_percent(struct ht_arena *arena, struct ht_amount percent) {
    return percent.known ? ht_word_percentage(arena, percent.number) : "not known";
}

const char *ht_word_number(struct ht_arena *arena, int64_t number) {
    return ht_word_grouped(arena, ht_decimal_int(number));
}

const char *ht_word_count(struct ht_arena *arena, size_t count, const char *noun) {
    return ht_arena_format(arena, "%s %s%s", ht_word_number(arena, (int64_t)count), noun, count == 1 ? "" : "s");
}

const char *ht_word_date(struct ht_arena *arena, struct ht_date date) {
    char text[HT_FIGURE_TEXT];
    return ht_date_known(date) ? ht_arena_string(arena, ht_locale_date(ht_arena_locale(arena), date, text))
                               : "an unknown date";
}

const char *ht_word_denominator(const char *denominator) {
    static const char *const WORDS[][2] = {
        {"nav", "of net assets"},
        {"sum_of_values", "of the sum of values"},
        {"file_weights", "by the file's own weights"},
        {"gross", "of gross value"},
        {"long", "of long value"},
    };
    for (size_t i = 0; denominator && i < sizeof WORDS / sizeof *WORDS; i++)
        if (strcmp(WORDS[i][0], denominator) == 0)
            return WORDS[i][1];
    return "of a whole that is not stated";
}

const char *ht_word_weight_title(const char *denominator) {
    static const char *const TITLES[][2] = {
        {"nav", "% of net assets"}, {"sum_of_values", "% of sum of values"}, {"file_weights", "% by file's weights"}};
    for (size_t i = 0; denominator && i < sizeof TITLES / sizeof *TITLES; i++)
        if (strcmp(TITLES[i][0], denominator) == 0)
            return TITLES[i][1];
    return "Weight";
}

const char *ht_word_category(enum ht_category category) {
    static const char *const MEANINGS[HT_CATEGORY_COUNT] = {
        [HT_DIRECT] = "the issuer is itself selected",
        [HT_OWNED] = "selected companies own half or more of the issuer",
        [HT_CONTROLLED] = "a chain of control leads from a selected company to the issuer",
        [HT_PARENT] = "the issuer owns half or more of, or controls, a selected company; it is not itself selected",
        [HT_MINORITY] = "selected companies own a minority of the issuer, at least the screen's threshold",
        [HT_STAKE] = "the issuer holds a stake in a selected company, founded it, or is its joint venturer",
        [HT_LINKED] = "a sourced relation links the issuer to a selected company",
        [HT_POSSIBLE] = "needs a decision; not counted",
    };
    return category < HT_NO_CATEGORY ? MEANINGS[category] : "no tie to a selected company was found";
}

const char *ht_word_stop(struct ht_arena *arena, const char *text) {
    size_t len = strlen(text);
    return len > 0 && text[len - 1] == '.' ? text : ht_arena_format(arena, "%s.", text);
}

const char *ht_word_entity(struct ht_arena *arena, const struct ht_entity *entity) {
    return ht_arena_format(arena, "%s (%s)", entity->name, entity->id);
}

// Moves the text of a buffer into the arena.
static const char *keep(struct ht_arena *arena, struct ht_buffer *text) {
    const char *kept = ht_arena_copy(arena, text->data ? text->data : "", text->len);
    ht_buffer_free(text);
    return kept;
}

const char *ht_word_sources(struct ht_arena *arena, const char *sources) {
    struct ht_buffer text = {0};
    size_t count;
    const char **ids = ht_text_split(arena, sources, '|', &count);
    for (size_t i = 0; i < count; i++)
        ht_buffer_format(&text, "%s%s", i ? ", " : "", ids[i]);
    return count ? keep(arena, &text) : "not stated";
}

static bool same_entity(const struct ht_entity *a, const struct ht_entity *b) {
    return strcmp(a->id, b->id) == 0;
}

// A code of the reference as words: "export licence" of "export_licence".
const char *ht_word_code(struct ht_arena *arena, const char *code) {
    char *words = ht_arena_string(arena, code);
    for (char *at = words; *at; at++)
        if (*at == '_')
            *at = ' ';
    return words;
}

const char *ht_word_ground(struct ht_arena *arena, const char *ground) {
    static const char *const WORDS[][2] = {{"xinjiang_surveillance", "surveillance in Xinjiang"},
                                           {"forced_labour", "forced labour"},
                                           {"telecom_security", "security of telecommunications"}};
    for (size_t i = 0; ground && i < sizeof WORDS / sizeof *WORDS; i++)
        if (strcmp(WORDS[i][0], ground) == 0)
            return WORDS[i][1];
    return ground ? ht_word_code(arena, ground) : "not stated";
}

// The day, or what is known of it.
static const char *since_words(struct ht_arena *arena, struct ht_date day) {
    const char *words = ht_word_date(arena, day);
    return ht_date_known(day) && !day.day ? ht_arena_format(arena, "%s, the day not being known,", words) : words;
}

// "the Entity List (US-BIS-EL)"; a section of a law takes no article.
static const char *list_words(struct ht_arena *arena, const struct ht_list *list) {
    const char *article = ht_text_starts(list->name, "Section ") ? "" : "the ";
    return ht_arena_format(arena, "%s%s (%s)", article, list->name, list->id);
}

static const char *standing_words(struct ht_arena *arena, const struct ht_exposed_designation *shown,
                                  struct ht_date day) {
    const struct ht_designation *row = shown->designation;
    const char *list = list_words(arena, row->list), *status = ht_word_standing(shown->designation, day);
    const char *since = since_words(arena, row->listed_on), *until = ht_word_date(arena, row->delisted_on);
    const char *citation =
        row->citation ? row->citation : ht_arena_format(arena, "source %s", ht_word_sources(arena, row->source));
    if (shown->standing == HT_STANDING_IN_FORCE)
        return ht_arena_format(arena, "is on %s since %s (%s)", list, since, citation);
    if (shown->standing == HT_STANDING_CONTESTED)
        return ht_arena_format(arena, "was put on %s on %s (%s); its removal on %s is disputed", list, since,
                               citation, until);
    if (strcmp(status, "not_yet") == 0)
        return ht_arena_format(arena, "is on %s only from %s (%s), after the day of this report", list, since,
                               citation);
    if (row->status == HT_WITHDRAWN)
        return ht_arena_format(arena, "had an entry on %s of %s (%s) that was withdrawn", list, since, citation);
    if (row->status == HT_DISPUTED)
        return ht_arena_format(arena, "has an entry on %s of %s (%s) that is disputed", list, since, citation);
    return ht_arena_format(arena, "was on %s from %s to %s (%s)", list, since, until, citation);
}

const char *ht_word_designation(struct ht_arena *arena, const struct ht_exposed_designation *shown,
                                struct ht_date day) {
    const struct ht_designation *row = shown->designation;
    struct ht_buffer text = {0};
    ht_buffer_format(&text, "%s %s", row->entity->name, standing_words(arena, shown, day));
    ht_buffer_format(&text, "%s ground %s", shown->standing == HT_STANDING_IN_FORCE ? "," : ";",
                     ht_word_ground(arena, row->ground));
    if (row->listed_as && !ht_text_same(row->listed_as, row->entity->name))
        ht_buffer_format(&text, "; listed as \"%s\"", row->listed_as);
    if (ht_date_known(row->effective_on) && ht_date_first(row->effective_on) != ht_date_first(row->listed_on))
        ht_buffer_format(&text, "; effective %s", ht_word_date(arena, row->effective_on));
    if (ht_date_known(row->divest_by))
        ht_buffer_format(&text, "; divestment due by %s", ht_word_date(arena, row->divest_by));
    if (row->list->effect)
        ht_buffer_format(&text, "; effect: %s", ht_word_code(arena, row->list->effect));
    if (!shown->selects)
        ht_buffer_string(&text, "; this entry selects nobody under this screen");
    return ht_word_stop(arena, keep(arena, &text));
}

// Whether the entry needs no word on its reach: it is one of ISSUER itself.
static bool names_issuer(const struct ht_exposed_designation *shown, const struct ht_entity *issuer) {
    return !issuer || (same_entity(shown->designation->entity, issuer) && shown->reach.reaches == HT_YES);
}

const char *ht_word_beside(struct ht_arena *arena, const struct ht_exposed_designation *designations, size_t count,
                           const struct ht_entity *issuer, struct ht_date day) {
    static const char *const REACHES[] = {
        [HT_UNKNOWN] = "whether its rule reaches the issuer is not known",
        [HT_NO] = "its rule does not reach the issuer",
        [HT_YES] = "it reaches the issuer",
    };
    struct ht_buffer text = {0};
    const struct ht_entity *subject = NULL;
    for (size_t i = 0; i < count; i++) {
        const struct ht_exposed_designation *shown = &designations[i];
        const struct ht_designation *row = shown->designation;
        if (shown->selects)
            continue;
        ht_buffer_string(&text, subject ? "; " : "Also listed, which selects nobody under this screen: ");
        if (!subject || !same_entity(subject, row->entity))
            ht_buffer_format(&text, "%s ", row->entity->name);
        subject = row->entity;
        ht_buffer_format(&text, "%s%s ground %s", standing_words(arena, shown, day),
                         shown->standing == HT_STANDING_IN_FORCE ? "," : ";", ht_word_ground(arena, row->ground));
        if (!names_issuer(shown, issuer))
            ht_buffer_format(&text, " (%s%s%s)", REACHES[shown->reach.reaches], shown->reach.why.text ? ": " : "",
                             shown->reach.why.text ? ht_told_in(arena, shown->reach.why) : "");
    }
    return subject ? ht_word_stop(arena, keep(arena, &text)) : NULL;
}

const char *ht_word_reach(struct ht_arena *arena, const struct ht_exposed_designation *shown,
                          const struct ht_entity *issuer) {
    const struct ht_reach *reach = &shown->reach;
    if (names_issuer(shown, issuer))
        return NULL;
    const char *rule = reach->rule ? ht_arena_format(arena, " (%s)", reach->rule) : "";
    const char *why = ht_arena_format(arena, "%s%s%s%s", reach->why.text ? ": " : "",
                                      reach->why.text ? ht_told_in(arena, reach->why) : "",
                                      ht_word_through(arena, &reach->majority), ht_word_other_days(arena, reach));
    if (reach->reaches == HT_UNKNOWN)
        return ht_arena_format(arena, "Whether the list's own rule%s reaches %s is not known%s", rule, issuer->name,
                               why);
    return ht_arena_format(arena, "The list's own rule%s %s %s%s", rule,
                           reach->reaches == HT_YES ? "reaches" : "does not reach", issuer->name, why);
}

const char *ht_word_response(struct ht_arena *arena, const struct ht_statement *response) {
    return ht_arena_format(arena, "Stated beside it (%s, %s): %s (source %s).", ht_word_code(arena, response->status),
                           ht_word_date(arena, response->as_of), response->text,
                           ht_word_sources(arena, response->source));
}

const char *ht_word_statement(struct ht_arena *arena, const struct ht_statement *statement) {
    return ht_arena_format(arena, "Stated of %s (%s%s%s, %s): %s (source %s).", statement->entity->name,
                           ht_word_code(arena, statement->status), statement->list ? ", " : "",
                           statement->list ? statement->list : "", ht_word_date(arena, statement->as_of),
                           statement->text, ht_word_sources(arena, statement->source));
}

const char *ht_word_share(struct ht_arena *arena, const struct ht_step *step) {
    struct ht_amount least = step->percent_min, most = step->percent_max;
    if (least.known && most.known && ht_decimal_cmp(least.number, most.number) != 0)
        return ht_arena_format(arena, "%s to %s", ht_word_decimal(arena, least.number),
                               ht_word_percentage(arena, most.number));
    if (least.known)
        return ht_arena_format(arena, "%s%s", most.known ? "" : "at least ", ht_word_percent(arena, least));
    return most.known ? ht_arena_format(arena, "at most %s", ht_word_percent(arena, most)) : NULL;
}

const char *ht_word_link(struct ht_arena *arena, const struct ht_step *step) {
    static const char *const VERBS[] = {[HT_LINK_OWNS] = "owns",
                                        [HT_LINK_VOTES] = "has votes",
                                        [HT_LINK_CONTROLS] = "controls",
                                        [HT_LINK_FOUNDED] = "founded",
                                        [HT_LINK_JOINT_VENTURE] = "joint venture"};
    const char *share = ht_word_share(arena, step);
    const char *verb = step->link == HT_LINK_RELATION
                           ? ht_word_code(arena, step->relation ? step->relation : "related")
                           : VERBS[step->link];
    const char *when =
        ht_date_known(step->as_of) ? ht_arena_format(arena, " (%s)", ht_word_date(arena, step->as_of)) : "";
    return ht_arena_format(arena, "%s%s%s%s", verb, share ? " " : "", share ? share : "", when);
}

// The publishers of a relation's sources, for "reported by X"; the ids of those without one.
static const char *publishers(struct ht_arena *arena, struct ht_reference *ref, const char *sources) {
    struct ht_buffer text = {0};
    size_t count;
    const char **ids = ht_text_split(arena, sources, '|', &count);
    for (size_t i = 0; i < count; i++) {
        const struct ht_source_row *source = ht_reference_source(ref, ids[i]);
        ht_buffer_format(&text, "%s%s", i ? ", " : "", source && source->publisher ? source->publisher : ids[i]);
    }
    return count ? keep(arena, &text) : "a source not stated";
}

static const char *link_words(struct ht_arena *arena, const struct ht_step *step) {
    const char *share = ht_word_share(arena, step), *owner = step->owner->name, *owned = step->owned->name;
    switch (step->link) {
    case HT_LINK_OWNS:
        return ht_arena_format(arena, "%s owns %s of %s", owner, share ? share : "a share not known", owned);
    case HT_LINK_VOTES:
        return ht_arena_format(arena, "%s holds %s of the votes of %s", owner, share ? share : "a share not known",
                               owned);
    case HT_LINK_CONTROLS:
        return ht_arena_format(arena, "%s controls %s%s", owner, owned,
                               share ? ht_arena_format(arena, " with %s", share) : "");
    case HT_LINK_FOUNDED:
        return ht_arena_format(arena, "%s founded %s", owner, owned);
    case HT_LINK_JOINT_VENTURE:
        return ht_arena_format(arena, "%s holds %s%s as a joint venture", owner,
                               share ? ht_arena_format(arena, "%s of ", share) : "", owned);
    case HT_LINK_RELATION:
        break;
    }
    return ht_arena_format(arena, "%s is reported as %s of %s", owner,
                           step->relation ? ht_word_code(arena, step->relation) : "related", owned);
}

const char *ht_word_chain(struct ht_arena *arena, struct ht_reference *ref, const struct ht_path *path) {
    struct ht_buffer text = {0};
    if (path->count == 0)
        return NULL;
    for (size_t i = 0; i < path->count; i++) {
        const struct ht_step *step = &path->steps[i];
        const char *when = ht_date_known(step->as_of) ? ht_word_date(arena, step->as_of) : "no date";
        ht_buffer_format(&text, "%s%s", i ? "; " : "", link_words(arena, step));
        if (step->link == HT_LINK_RELATION)
            ht_buffer_format(&text, " by %s on %s (source %s", publishers(arena, ref, step->source), when,
                             ht_word_sources(arena, step->source));
        else
            ht_buffer_format(&text, " (as of %s, source %s", when, ht_word_sources(arena, step->source));
        if (step->confidence >= HT_CONFIDENCE_SINGLE)
            ht_buffer_format(&text, ", confidence %s%s", ht_confidence_name(step->confidence),
                             step->confidence == HT_CONFIDENCE_VENDOR ? ": a data vendor's field alone" : "");
        if (step->too_old)
            ht_buffer_string(&text, ", longer ago than the screen allows");
        ht_buffer_format(&text, "%s%s)", step->note ? "; note: " : "", step->note ? step->note : "");
    }
    return ht_word_stop(arena, keep(arena, &text));
}

const char *ht_word_match_basis(struct ht_arena *arena, const struct ht_resolved *resolved) {
    struct ht_match_basis basis = ht_match_basis(resolved);
    // What the reader's own list made of a line is the reader's own word, and a decision its author's.
    if (resolved->issuer->key < 0 || resolved->method == HT_BY_DECISION ||
        (!basis.single && basis.confidence < HT_CONFIDENCE_SINGLE))
        return "";
    return ht_arena_format(arena, ", %s (%s, source %s)",
                           basis.confidence == HT_CONFIDENCE_VENDOR ? "by a data vendor's field"
                           : basis.single                           ? "which one source alone states"
                                                                    : "by weak or inferred evidence",
                           ht_confidence_name(basis.confidence), ht_word_sources(arena, basis.source));
}

const char *ht_word_doubt(struct ht_arena *arena, const struct ht_doubt *doubts, size_t count, size_t index) {
    const char *categories = "";
    unsigned told = 0; // categories, as bits: two targets may leave the same one open
    for (size_t i = 0; i < count; i++) {
        if (!ht_text_equal(doubts[i].why.text, doubts[index].why.text))
            continue;
        if (i < index)
            return NULL;
        if (told & 1u << doubts[i].category)
            continue;
        categories =
            ht_arena_format(arena, "%s%s%s", categories, told ? " or " : "", ht_category_name(doubts[i].category));
        told |= 1u << doubts[i].category;
    }
    return ht_arena_format(arena, "Left open, and not counted: %s; it may be %s.",
                           ht_told_in(arena, doubts[index].why), categories);
}

const char *ht_word_target(struct ht_arena *arena, const struct ht_exposed_target *target,
                           const struct ht_entity *issuer) {
    const struct ht_target *row = target->tie.target;
    static const char *const BASES[] = {
        [HT_BASIS_LISTED] = "selected by a list",
        [HT_BASIS_DISPUTED] = "selected by a list whose removal of it is disputed",
        [HT_BASIS_SCREEN] = "named by the screen, not selected by a list",
        [HT_BASIS_EXCLUSION] = "on the reader's own list",
    };
    struct ht_buffer text = {0};
    ht_buffer_format(&text, "%s, %s", ht_word_entity(arena, row->entity), BASES[row->basis]);
    if (row->excluded && row->basis != HT_BASIS_EXCLUSION)
        ht_buffer_string(&text, ", and on the reader's own list");
    if (row->note)
        ht_buffer_format(&text, " (%s)", row->note);
    if (issuer && !same_entity(row->entity, issuer))
        ht_buffer_format(&text, "; what follows is said of %s, not of %s", row->entity->name, issuer->name);
    return ht_word_stop(arena, keep(arena, &text));
}

const char *ht_word_matched(struct ht_arena *arena, const struct ht_resolved *resolved) {
    if (resolved->matched_on && resolved->matched_value)
        return ht_arena_format(arena, "%s %s", resolved->matched_on, resolved->matched_value);
    const char *kind, *value = ht_position_identifier(resolved->position, &kind);
    return value ? ht_arena_format(arena, "%s %s", kind, value) : "no identifier";
}

const char *ht_word_and(struct ht_arena *arena, const char *const *words, size_t count) {
    const char *text = count ? words[0] : "";
    for (size_t i = 1; i < count; i++)
        text = ht_arena_format(arena, "%s%s%s", text, i + 1 < count ? ", " : " and ", words[i]);
    return text;
}

const char *ht_word_completeness(struct ht_arena *arena, const struct ht_list *list) {
    const char *held = ht_word_number(arena, list->entries_held);
    if (list->entries_total >= 0)
        return ht_arena_format(arena, "%s of %s entries%s", held, ht_word_number(arena, list->entries_total),
                               ht_list_complete(list) == HT_YES ? ", complete" : "");
    return ht_arena_format(arena, "%s entr%s of an unknown total", held, list->entries_held == 1 ? "y" : "ies");
}

const char *ht_word_files(struct ht_arena *arena, const char *files) {
    size_t count;
    const char **each = ht_text_split(arena, files, '|', &count);
    return ht_word_and(arena, each, count);
}

const char ht_word_limits[] =
    "They say what a file of holdings said of one day, and that companies are on lists of authorities; neither guilt "
    "nor conduct follows from that. Nothing found is not the same as nothing there: only what could be compared was "
    "tested, and only against the entries that are held here. Persons whom a list names are not held: what they own "
    "or control is not found through them. A listing of a parent, an owner or a relation is that "
    "company\xE2\x80\x99s own and not the issuer\xE2\x80\x99s. This report is neither legal nor investment advice.";
