// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Adding one decision to a ledger. What is decided is told by keys (a company's id, and a name or an identifier),
 * never by a place in the queue, which another file or another edition of the reference would change.
 */
#include <stddef.h>
#include <string.h>
#include <time.h>

#include "command/messages.h"
#include "command/print.h"
#include "command/review.h"
#include "holdtrace/append.h"

struct settings {
    struct scan_settings scan; // its list of ledgers stays empty: what was decided before may be decided again
    const char *ledger, *by, *why;
    struct ht_date on;
};

static const struct option OPTIONS[] = {
    {"decisions", "FILE", "the ledger to add to; made when it is not there", OPTION_TEXT,
     offsetof(struct settings, ledger)},
    {"by", "WHO", "who decides", OPTION_TEXT, offsetof(struct settings, by)},
    {"why", "TEXT", "what the decision rests on, in a sentence", OPTION_TEXT, offsetof(struct settings, why)},
    {"on", "DATE", "the day of the decision (default: today)", OPTION_DATE, offsetof(struct settings, on)},
    REVIEW_SCAN_OPTIONS(struct settings, scan){0},
};

// What is decided.
struct question {
    enum ht_choice choice;
    const char *entity, *key;
    struct ht_decision line; // of the row and its evidence
    size_t found;            // lines of different evidence that fit
};

static bool fits(const struct question *question, const struct ht_decision *described) {
    for (int column = HT_D_NAME; column <= HT_D_TICKER; column++)
        if (described->cells[column] && ht_text_same(described->cells[column], question->key))
            return true;
    return false;
}

static void take(struct question *question, const struct ht_decision *found) {
    if (question->found && ht_text_equal(question->line.cells[HT_D_EVIDENCE], found->cells[HT_D_EVIDENCE]))
        return;
    question->line = *found;
    question->found++;
}

static void seek_in_queue(struct question *question, const struct ht_queue *queue) {
    for (size_t i = 0; i < queue->count; i++) {
        const struct ht_waiting *item = &queue->items[i];
        for (size_t k = 0; k < item->candidate_count && fits(question, &item->described); k++) {
            const struct ht_waiting_candidate *candidate = &item->candidates[k];
            if (strcmp(candidate->entity->id, question->entity) != 0)
                continue;
            struct ht_decision line = item->described;
            line.cells[HT_D_ENTITY_NAME] = candidate->entity->name;
            line.cells[HT_D_REASON] = candidate->why;
            line.cells[HT_D_EVIDENCE] = candidate->evidence.sha256;
            line.cells[HT_D_FACTS] = candidate->evidence.facts;
            take(question, &line);
        }
    }
}

static void seek_in_ledger(struct question *question, const struct ht_decisions *decisions) {
    for (size_t i = 0; i < decisions->count; i++) {
        const struct ht_decision *line = decisions->items[i];
        if (line->cells[HT_D_EVIDENCE] && ht_text_equal(line->cells[HT_D_ENTITY], question->entity) &&
            fits(question, line))
            take(question, line);
    }
}

// Finds the row and its evidence in the holdings files, else in the ledger.
static enum ht_status seek(const struct invocation *invocation, const struct ht_decisions *decisions,
                           struct review_scan *scan, struct question *question, struct ht_error *err) {
    const struct settings *settings = invocation->settings;
    size_t files = invocation->operand_count - 2;
    if (files > 0) {
        enum ht_status status =
            review_scan(&settings->scan, invocation->operands + 2, files, invocation->arena, scan, err);
        if (status != HT_OK)
            return status;
        seek_in_queue(question, &scan->queue);
    } else {
        seek_in_ledger(question, decisions);
    }
    if (question->found == 0)
        return ht_fail(err, HT_ERR_NOT_FOUND,
                       files ? "%s: no row of these files that is possibly %s has this name or identifier"
                             : "%s: the ledger has no line of it as %s; name the holdings files that it stands in",
                       question->key, question->entity);
    if (question->found > 1)
        return ht_fail(err, HT_ERR_USAGE, "%s: %zu rows of different evidence that are possibly %s have it: %s",
                       question->key, question->found, question->entity,
                       files ? "name one by its identifier" : "name the holdings files that it stands in");
    return HT_OK;
}

static struct ht_date today(void) {
    time_t now = time(NULL);
    struct tm day;
    if (!localtime_r(&now, &day))
        return (struct ht_date){0};
    return ht_date_of(day.tm_year + 1900, day.tm_mon + 1, day.tm_mday);
}

static void sign(const struct settings *settings, struct ht_arena *arena, struct question *question) {
    struct ht_decision *line = &question->line;
    char text[HT_DATE_TEXT];
    line->choice = question->choice;
    line->on = ht_date_known(settings->on) ? settings->on : today();
    line->cells[HT_D_DECISION] = ht_choice_name(line->choice);
    line->cells[HT_D_ENTITY] = question->entity;
    line->cells[HT_D_BY] = settings->by;
    line->cells[HT_D_ON] = ht_arena_string(arena, ht_date_text(line->on, text));
    line->cells[HT_D_WHY] = settings->why;
    line->cells[HT_D_AT_STAKE] = line->cells[HT_D_FUNDS] = line->cells[HT_D_ROWS] = NULL;
}

// What the same person decided on the same evidence on the same day; NULL: nothing.
static const struct ht_decision *said_before(const struct ht_decisions *decisions, const struct ht_decision *line) {
    for (size_t i = 0; i < decisions->count; i++) {
        const struct ht_decision *other = decisions->items[i];
        if (other->choice != HT_UNDECIDED && ht_text_equal(other->cells[HT_D_BY], line->cells[HT_D_BY]) &&
            ht_date_first(other->on) == ht_date_first(line->on) &&
            ht_text_equal(other->cells[HT_D_ENTITY], line->cells[HT_D_ENTITY]) &&
            ht_text_equal(other->cells[HT_D_EVIDENCE], line->cells[HT_D_EVIDENCE]))
            return other;
    }
    return NULL;
}

static enum ht_status add(const struct ht_decisions *decisions, struct ht_append *append,
                          const struct question *question, struct ht_buffer *told, struct ht_error *err) {
    const struct ht_decision *line = &question->line, *before = said_before(decisions, line);
    const char *path = decisions->file_count ? decisions->files[0]->path : NULL;
    struct ht_buffer text = {0};
    if (before && before->choice != line->choice)
        return ht_fail(
            err, HT_ERR_USAGE,
            "%s, line %ld: %s decided otherwise (%s) on the same day; correct that line by hand, or give a "
            "later day with --on",
            path, before->line, line->cells[HT_D_BY], ht_choice_name(before->choice));
    const char *words = ht_arena_format(decisions->arena, "%s: %s as %s, by %s on %s%s", ht_choice_name(line->choice),
                                        ht_decision_subject(line), question->entity, line->cells[HT_D_BY],
                                        line->cells[HT_D_ON], before ? "; it stands in the ledger already" : "");
    ht_buffer_format(told, "%s\n", ht_text_harmless(decisions->arena, words));
    if (before)
        return HT_OK;
    if (decisions->file_count) {
        ht_decision_write_as(&text, decisions->files[0], line);
    } else {
        ht_decision_write_header(&text);
        ht_decision_write(&text, line);
    }
    enum ht_status status = ht_append_write(append, text.data, text.len, err);
    ht_buffer_free(&text);
    return status;
}

// Everything under the lock of the ledger: reads it, finds what is decided, adds the line.
static enum ht_status decide(const struct invocation *invocation, struct review_scan *scan, struct question *question,
                             struct ht_buffer *told, struct ht_error *err) {
    const struct settings *settings = invocation->settings;
    struct ht_arena *arena = invocation->arena;
    struct ht_decisions *decisions = ht_decisions_in(arena);
    struct ht_findings findings = ht_findings_in(arena);
    struct ht_append *append = NULL;
    bool empty;
    enum ht_status status = ht_append_open(settings->ledger, &append, &empty, err);
    if (status == HT_OK && !empty) {
        status = ht_decisions_add(decisions, settings->ledger, &findings, err);
        say_findings(settings->ledger, &findings, settings->scan.quiet);
    }
    if (status == HT_OK)
        status = seek(invocation, decisions, scan, question, err);
    if (status == HT_OK) {
        sign(settings, arena, question);
        status = add(decisions, append, question, told, err);
    }
    ht_append_close(append);
    scan->trouble |= !decisions->whole;
    return status;
}

static bool is_line(const char *text) {
    return text && *text && !strpbrk(text, "\r\n");
}

static enum ht_status check_usage(const struct invocation *invocation, struct ht_error *err) {
    const struct settings *settings = invocation->settings;
    const char *name = invocation->command->name;
    if (invocation->operand_count < 2)
        return ht_fail(err, HT_ERR_USAGE, "%s needs the id of a company and the name or an identifier of a row",
                       name);
    if (!settings->ledger)
        return ht_fail(err, HT_ERR_USAGE, "%s needs --decisions FILE, the ledger to add to", name);
    if (!is_line(settings->by) || !is_line(settings->why))
        return ht_fail(err, HT_ERR_USAGE, "%s needs --by WHO and --why TEXT, each of one line", name);
    return HT_OK;
}

static int run(const struct invocation *invocation, enum ht_choice choice) {
    struct review_scan scan = {0};
    struct question question = {.choice = choice};
    struct ht_buffer told = {0};
    struct ht_error err;
    int code = EXIT_TROUBLE;
    enum ht_status status = check_usage(invocation, &err);
    if (status == HT_OK) {
        question.entity = invocation->operands[0];
        question.key = invocation->operands[1];
        status = decide(invocation, &scan, &question, &told, &err);
    }
    if (status != HT_OK)
        say_error(&err);
    else if (print_buffer(&told))
        code = scan.trouble ? EXIT_TROUBLE : EXIT_NOTHING;
    ht_buffer_free(&told);
    ht_reference_close(scan.setup.pipeline.ref);
    return code;
}

static int run_accept(const struct invocation *invocation) {
    return run(invocation, HT_ACCEPT);
}

static int run_reject(const struct invocation *invocation) {
    return run(invocation, HT_REJECT);
}

static int run_later(const struct invocation *invocation) {
    return run(invocation, HT_LATER);
}

#define OPERANDS "ENTITY NAME-OR-IDENTIFIER [FILE...]"

const struct command command_review_accept = {
    .name = "review accept",
    .operands = OPERANDS,
    .summary = "Decide that a possible match is the company",
    .options = OPTIONS,
    .settings_size = sizeof(struct settings),
    .examples =
        {"holdtrace review accept --decisions decisions.csv --by 'A. Analyst' --why 'Prospectus, page 3' "
         "hikvision 'HIK VISION' fund_holdings.csv",
         "holdtrace review accept --decisions decisions.csv --by me --why seen --on 2026-11-02 hikvision 'HIK "
         "VISION'"},
    .run = run_accept,
};

const struct command command_review_reject = {
    .name = "review reject",
    .operands = OPERANDS,
    .summary = "Decide that a possible match is another company",
    .options = OPTIONS,
    .settings_size = sizeof(struct settings),
    .examples = {"holdtrace review reject --decisions decisions.csv --by 'A. Analyst' --why 'A bank of that name' "
                 "hikvision 'HIK VISION' fund_holdings.csv",
                 "holdtrace review reject --decisions decisions.csv --by me --why seen hikvision 'HIK VISION'"},
    .run = run_reject,
};

const struct command command_review_later = {
    .name = "review later",
    .operands = OPERANDS,
    .summary = "Note that a possible match was looked at and left open",
    .options = OPTIONS,
    .settings_size = sizeof(struct settings),
    .examples = {"holdtrace review later --decisions decisions.csv --by 'A. Analyst' --why 'The fund was asked' "
                 "hikvision 'HIK VISION' fund_holdings.csv",
                 "holdtrace review later --decisions decisions.csv --by me --why asked hikvision 'HIK VISION'"},
    .run = run_later,
};
