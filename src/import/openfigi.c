// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * OpenFIGI's mapping: which FIGIs, tickers and exchanges an identifier has. The answer does not repeat what was asked
 * and belongs to it by position alone, so the request is kept with it: {"jobs": [...], "results": [...]} in one file,
 * or a file of each, given together. An answer alone ties FIGIs of venues to those of share classes.
 *
 * The issuer is not named; the build gives a security to the issuer that another source has for its ISIN or FIGI.
 */
#include <string.h>

#include "holdtrace/exchanges.h"
#include "holdtrace/text.h"
#include "import/importer.h"

// What was asked for; without a column, by a kind of identifier that is of no use here.
struct job {
    size_t column; // of securities.csv
    const char *value;
};

struct mapping {
    struct job *jobs; // in the order of the request
    size_t count, capacity;
    size_t answered;
    bool has_jobs, taking_jobs;
    size_t empty, failed, bare; // answers without a result; with an error; data without a FIGI
    const char *why;            // of the first error
};

static bool knows(const struct import_sample *sample) {
    struct ht_slice text = ht_slice_trim(sample->text);
    return text.len && (*text.data == '[' || *text.data == '{') &&
           (import_text_has(sample, "\"compositeFIGI\"") || import_text_has(sample, "\"idType\"") ||
            import_text_has(sample, "\"No identifier found.\""));
}

static void add_job(struct import *import, struct mapping *mapping, const struct ht_json_node *node) {
    static const struct {
        const char *type;
        enum ht_id_kind kind;
        size_t column;
    } types[] = {
        {"ID_ISIN", HT_ID_ISIN, SECURITY_ISIN},
        {"ID_CUSIP", HT_ID_CUSIP, SECURITY_CUSIP},
        {"ID_SEDOL", HT_ID_SEDOL, SECURITY_SEDOL},
    };
    const char *type = import_json_text(node, "idType"), *value = import_json_text(node, "idValue");
    struct job job = {0};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (ht_text_equal(types[i].type, type)) {
            job.column = types[i].column;
            job.value = ht_arena_string(import->arena, import_identifier(import, types[i].kind, value));
        }
    mapping->jobs =
        ht_arena_grow(import->arena, mapping->jobs, mapping->count, &mapping->capacity, sizeof *mapping->jobs);
    mapping->jobs[mapping->count++] = job;
}

// The valid FIGIs of VENUE, joined by bars; those that name the same are named once.
static const char *figis_of(struct import *import, const struct ht_json_node *venue) {
    static const char *const keys[] = {"figi", "compositeFIGI", "shareClassFIGI"};
    const char *joined = NULL;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const char *figi = import_identifier(import, HT_ID_FIGI, import_json_text(venue, keys[i]));
        if (figi && (!joined || !strstr(joined, figi)))
            joined = joined ? ht_arena_format(import->row, "%s|%s", joined, figi) : figi;
    }
    return joined;
}

// The type as the reference has it, where the publisher's words say it.
static const char *type_of(const struct ht_json_node *venue) {
    static const char *const types[][2] = {
        {"Common Stock", "equity"},    {"Preference", "equity"}, {"REIT", "equity"},
        {"Depositary Receipt", "adr"}, {"Mutual Fund", "fund"},
    };
    const char *type = import_json_text(venue, "securityType2"), *sector = import_json_text(venue, "marketSector");
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (ht_text_equal(types[i][0], type))
            return types[i][1];
    return ht_text_equal(sector, "Corp") ? "bond" : NULL;
}

static void take_venue(struct import *import, struct mapping *mapping, const struct ht_json_node *venue,
                       const struct job *job) {
    const char *ticker = import_json_text(venue, "ticker"), *code = import_json_text(venue, "exchCode");
    const struct ht_exchange *exchange = code ? ht_exchange_bloomberg(code, ticker) : NULL;
    struct ht_ticker parsed = {0};
    bool listed = exchange && ticker && ht_ticker_parse(ticker, exchange->mic, exchange->country, &parsed);
    const char *cells[SECURITY_WIDTH] = {
        [SECURITY_NAME] = import_json_text(venue, "name"), [SECURITY_TYPE] = type_of(venue),
        [SECURITY_FIGI] = figis_of(import, venue),         [SECURITY_TICKER] = listed ? parsed.code : NULL,
        [SECURITY_MIC] = listed ? exchange->mic : NULL,    [SECURITY_CONFIDENCE] = "vendor",
    };
    // A ticker means nothing without its exchange.
    if (!listed && ticker && code)
        cells[SECURITY_NOTE] = ht_arena_format(import->row, "ticker %s, exchange code %s", ticker, code);
    if (job && job->value)
        cells[job->column] = job->value;
    if (!cells[SECURITY_FIGI])
        mapping->bare++;
    else
        import_write(import, REF_SECURITIES, cells);
}

static void take_result(struct import *import, struct mapping *mapping, const struct ht_json_node *result) {
    const struct ht_json_node *data = import_json_member(result, "data");
    const char *error = import_json_text(result, "error");
    size_t at = mapping->answered++;
    const struct job *job = at < mapping->count ? &mapping->jobs[at] : NULL;
    if (!data || data->kind != HT_JSON_ARRAY) {
        bool known = error || import_json_text(result, "warning");
        mapping->failed += error != NULL;
        mapping->empty += !error && known;
        if (error && !mapping->why)
            mapping->why = ht_arena_string(import->arena, error);
        if (!known)
            import_find(import, HT_CODE_BAD_ROW, "an answer has none of data, warning and error");
        import_skip(import);
        return;
    }
    for (const struct ht_json_node *venue = data->first; venue; venue = venue->next)
        take_venue(import, mapping, venue, job);
}

// The elements of the array KEY of VALUE.
static const struct ht_json_node *elements(const struct ht_json_node *value, const char *key) {
    const struct ht_json_node *array = import_json_member(value, key);
    return array && array->kind == HT_JSON_ARRAY ? array->first : NULL;
}

// Called for each file twice: jobs first, whatever the order of the files.
static void take(struct import *import, const struct ht_json_node *value, void *context) {
    struct mapping *mapping = context;
    bool both = import_json_member(value, "jobs") || import_json_member(value, "results");
    if (mapping->taking_jobs) {
        mapping->has_jobs |= both || import_json_text(value, "idType");
        if (import_json_text(value, "idType"))
            add_job(import, mapping, value);
        for (const struct ht_json_node *job = elements(value, "jobs"); job; job = job->next)
            add_job(import, mapping, job);
        return;
    }
    if (import_json_text(value, "idType")) {
        import->file->rows--; // a job is no row of data
        return;
    }
    if (!both) {
        take_result(import, mapping, value);
        return;
    }
    import->file->rows--;
    for (const struct ht_json_node *result = elements(value, "results"); result; result = result->next) {
        import->file->rows++;
        take_result(import, mapping, result);
    }
}

static void say(struct import *import, const struct mapping *mapping) {
    const struct import_left left[] = {
        {"identifiers for which nothing was found", mapping->empty},
        {"venues without a FIGI", mapping->bare},
        {0},
    };
    import_say_left(import, left);
    if (mapping->failed) {
        import->line = 0;
        import_find(import, HT_CODE_INCOMPLETE, "%zu identifiers were not answered, the first because: %s",
                    mapping->failed, mapping->why);
        import_add_note(import, "%zu identifiers were not answered", mapping->failed);
    }
    if (!mapping->has_jobs)
        import_add_note(import, "the request was not kept: no ISIN is known of any row");
}

static enum ht_status run(struct import *import, struct ht_error *err) {
    struct mapping mapping = {.taking_jobs = true};
    size_t files = import->result->file_count;
    enum ht_status status = HT_OK;
    import->uncounted = true;
    for (size_t i = 0; i < files && status == HT_OK; i++)
        status = import_json_read(import, i, &(struct import_json){.take = take}, &mapping, err);
    import->uncounted = mapping.taking_jobs = false;
    for (size_t i = 0; i < files && status == HT_OK; i++)
        status = import_json_read(import, i, &(struct import_json){.take = take}, &mapping, err);
    if (status == HT_OK && mapping.has_jobs && mapping.count != mapping.answered)
        return ht_fail(
            err, HT_ERR_FORMAT,
            "%s: %zu identifiers were asked for and %zu answers given, so it is not known which belongs to "
            "which",
            import->result->files[0].path, mapping.count, mapping.answered);
    if (status == HT_OK)
        say(import, &mapping);
    return status;
}

const struct importer importer_openfigi = {
    .name = "openfigi",
    .title = "OpenFIGI, answers of the mapping service",
    .publisher = "OpenFIGI (Bloomberg L.P.)",
    .url = "https://api.openfigi.com/v3/mapping",
    .licence = "FIGI: open, without fee; identifiers that were asked for may be licensed",
    .redistributable = false,
    .knows = knows,
    .run = run,
};
