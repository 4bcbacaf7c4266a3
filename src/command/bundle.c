// SPDX-License-Identifier: GPL-3.0-or-later
// Gathering what a run read: bundle.h.
#include "command/bundle.h"

#include <string.h>

#include "command/messages.h"
#include "holdtrace/bundle.h"
#include "holdtrace/date.h"
#include "holdtrace/decimal.h"
#include "holdtrace/source.h"

// --reference is none of them: the content of the one that was used is named.
static const struct bundled_option SHAPING[] = {
    {"screen", BUNDLED_SCREEN},
    {"exclusions", BUNDLED_FILE},
    {"decisions", BUNDLED_FILE},
    {"as-of", BUNDLED_VALUE},
    {"holdings-date", BUNDLED_VALUE},
    {"base-currency", BUNDLED_VALUE},
    {"rates", BUNDLED_FILE},
    {"all-positions", BUNDLED_VALUE},
    {"look-through", BUNDLED_HOLDINGS},
    {"max-age", BUNDLED_VALUE},
    {"fail-above", BUNDLED_VALUE},
    {"min-coverage", BUNDLED_VALUE},
    {"min-coverage-of", BUNDLED_VALUE},
    {"scheme", BUNDLED_FILE},
    {"benchmark", BUNDLED_HOLDINGS},
    {"layout", BUNDLED_FILE},
    {"encoding", BUNDLED_VALUE},
};

const struct bundled_option *bundled_option(const char *name) {
    for (size_t i = 0; i < sizeof SHAPING / sizeof *SHAPING; i++)
        if (strcmp(SHAPING[i].name, name) == 0)
            return &SHAPING[i];
    return NULL;
}

bool bundled_is_path(const struct bundled_option *option, const char *value) {
    size_t len = strlen(value);
    if (option->kind == BUNDLED_SCREEN) // as screens are loaded
        return strchr(value, '/') || (len > 4 && strcmp(value + len - 4, ".ini") == 0);
    return option->kind != BUNDLED_VALUE;
}

// --- options as they were given

struct given {
    struct ht_bundle_option *items;
    size_t count, capacity;
};

static void add_option(struct given *given, const char *name, const char *value, struct ht_arena *arena) {
    given->items = ht_arena_grow(arena, given->items, given->count, &given->capacity, sizeof *given->items);
    given->items[given->count++] = (struct ht_bundle_option){name, value};
}

static void add_setting(struct given *given, const struct option *option, const void *setting,
                        struct ht_arena *arena) {
    const struct text_list *list = setting;
    const struct ht_amount *amount = setting;
    const struct ht_date *date = setting;
    char text[HT_DECIMAL_TEXT], day[HT_DATE_TEXT];
    switch (option->kind) {
    case OPTION_SWITCH:
        if (*(const bool *)setting)
            add_option(given, option->name, NULL, arena);
        break;
    case OPTION_TEXT:
        if (*(const char *const *)setting)
            add_option(given, option->name, *(const char *const *)setting, arena);
        break;
    case OPTION_LIST:
        for (size_t i = 0; i < list->count; i++)
            add_option(given, option->name, list->items[i], arena);
        break;
    case OPTION_DATE:
        if (ht_date_known(*date))
            add_option(given, option->name, ht_arena_string(arena, ht_date_text(*date, day)), arena);
        break;
    case OPTION_PERCENT:
        if (amount->known) {
            ht_decimal_text(amount->number, text);
            add_option(given, option->name, ht_arena_string(arena, text), arena);
        }
        break;
    case OPTION_COUNT: // none of these shapes the report that is kept
    case OPTION_LOCALE:
        break;
    }
}

static struct given options_given(const struct invocation *invocation, struct ht_arena *arena) {
    struct given given = {0};
    for (const struct option *option = invocation->command->options; option->name; option++)
        if (bundled_option(option->name))
            add_setting(&given, option, (const char *)invocation->settings + option->offset, arena);
    return given;
}

// --- before the scan

enum ht_status bundle_options(const char *path, bool inputs, struct ht_error *err) {
    if (inputs && !path)
        return ht_fail(err, HT_ERR_USAGE, "--bundle-inputs needs --bundle, the file that takes them");
    return HT_OK;
}

// What the run was to scan: the operands, and what a list named, which by then may say something else.
static const char *const *all_operands(const struct bundle_order *order, size_t *count) {
    const struct invocation *invocation = order->invocation;
    const char **all =
        ht_arena_array(invocation->arena, invocation->operand_count + order->listed_count, sizeof *all);
    *count = 0;
    for (size_t i = 0; i < invocation->operand_count; i++)
        all[(*count)++] = invocation->operands[i];
    for (size_t i = 0; i < order->listed_count; i++)
        all[(*count)++] = order->listed[i];
    return all;
}

enum ht_status bundle_protect(const struct bundle_order *order, struct kept_paths *kept, struct ht_error *err) {
    struct ht_arena *arena = order->invocation->arena;
    if (order->path && refuse_overwrite(kept, order->path, arena, NULL) != HT_OK)
        return ht_fail(err, HT_ERR_USAGE,
                       "--bundle: %s is used by this run as something else; give the bundle another name",
                       order->path);
    keep_path(kept, arena, order->path, "the bundle");
    return HT_OK;
}

static enum ht_status refuse_path(const char *path, struct ht_error *err) {
    if (ht_bundle_path_fits(path))
        return HT_OK;
    return ht_fail(
        err, HT_ERR_USAGE,
        "--bundle: %s is not below the current folder, or its name is not UTF-8; start the run in a folder "
        "above all that it reads and name files from there, so that the report says the same elsewhere",
        path_label(path));
}

static enum ht_status refuse_inputs(const struct inputs *inputs, struct ht_error *err) {
    enum ht_status status = HT_OK;
    for (size_t i = 0; status == HT_OK && i < inputs->count; i++)
        status = refuse_path(inputs->items[i].path, err);
    if (status == HT_OK && inputs->waiting_count)
        return ht_fail(err, HT_ERR_USAGE, "--bundle: %s is left to the next run, which no later run would do again",
                       inputs->waiting[0].path);
    return status;
}

enum ht_status bundle_refuse(const struct bundle_order *order, struct ht_error *err) {
    const struct invocation *invocation = order->invocation;
    if (!order->path)
        return HT_OK;
    if (strcmp(order->path, "-") == 0)
        return ht_fail(err, HT_ERR_USAGE, "--bundle: a bundle is written to a file, not to standard output");
    struct given given = options_given(invocation, invocation->arena);
    enum ht_status status = refuse_inputs(order->holdings, err);
    for (size_t i = 0; status == HT_OK && i < given.count; i++)
        if (given.items[i].value && bundled_is_path(bundled_option(given.items[i].name), given.items[i].value))
            status = refuse_path(given.items[i].value, err);
    size_t count = 0;
    const char *const *operands = all_operands(order, &count);
    for (size_t i = 0; status == HT_OK && i < count; i++)
        status = refuse_path(operands[i], err);
    return status;
}

// --- after it

// What goes into the bundle. Sources stay open until it is written.
struct gathering {
    struct ht_arena *arena;
    struct ht_bundle_file *files;
    size_t file_count, file_capacity;
    struct ht_zip_member *members;
    size_t member_count, member_capacity;
    struct ht_source **sources;
    size_t source_count, source_capacity;
};

static void add_member(struct gathering *to, const char *name, const void *bytes, size_t size) {
    to->members = ht_arena_grow(to->arena, to->members, to->member_count, &to->member_capacity, sizeof *to->members);
    to->members[to->member_count++] = (struct ht_zip_member){.name = name, .bytes = {bytes, size}};
}

static void keep_open(struct gathering *to, struct ht_source *source) {
    to->sources = ht_arena_grow(to->arena, to->sources, to->source_count, &to->source_capacity, sizeof *to->sources);
    to->sources[to->source_count++] = source;
}

static enum ht_status add_file(struct gathering *to, const char *role, const char *path, bool enclosed,
                               struct ht_error *err) {
    struct ht_source *source;
    enum ht_status status = ht_source_open(path, &source, err);
    if (status != HT_OK)
        return status;
    to->files = ht_arena_grow(to->arena, to->files, to->file_count, &to->file_capacity, sizeof *to->files);
    to->files[to->file_count++] = (struct ht_bundle_file){.role = role,
                                                          .path = path,
                                                          .size = source->size,
                                                          .sha256 = ht_arena_string(to->arena, source->sha256),
                                                          .enclosed = enclosed};
    if (enclosed) {
        add_member(to, ht_bundle_member_name(path, to->arena), source->bytes, source->size);
        keep_open(to, source);
    } else {
        ht_source_close(source);
    }
    return HT_OK;
}

static enum ht_status add_inputs(struct gathering *to, const char *role, const struct inputs *inputs, bool enclosed,
                                 struct ht_error *err) {
    enum ht_status status = HT_OK;
    for (size_t i = 0; status == HT_OK && i < inputs->count; i++)
        status = add_file(to, role, inputs->items[i].path, enclosed, err);
    return status;
}

// The files that options name; --look-through may name folders, whose files are known.
static enum ht_status add_named(struct gathering *to, const struct bundle_order *order, const struct given *given,
                                struct ht_error *err) {
    enum ht_status status = HT_OK;
    for (size_t i = 0; status == HT_OK && i < given->count; i++) {
        const struct bundled_option *option = bundled_option(given->items[i].name);
        const char *value = given->items[i].value;
        if (!value || !bundled_is_path(option, value) || strcmp(option->name, "look-through") == 0)
            continue;
        bool enclosed = option->kind != BUNDLED_HOLDINGS || order->inputs;
        status = add_file(to, option->name, value, enclosed, err);
    }
    if (status == HT_OK)
        status = add_inputs(to, "look-through", order->look_through, order->inputs, err);
    return status;
}

// One that is large is kept by its reader: the bundle names its content.
static enum ht_status add_reference(struct gathering *to, const char *path, bool *enclosed, struct ht_error *err) {
    enum { LARGE_MIB = 64 };
    struct ht_source *source;
    enum ht_status status = ht_source_open(path, &source, err);
    if (status == HT_ERR_LIMIT || (status == HT_OK && source->size > (size_t)LARGE_MIB << 20)) {
        if (status == HT_OK)
            ht_source_close(source);
        say("%s: the reference is larger than %d MiB and not in the bundle; keep it, 'verify' will ask for it", path,
            LARGE_MIB);
        *enclosed = false;
        return HT_OK;
    }
    if (status != HT_OK)
        return status;
    add_member(to, HT_BUNDLE_REFERENCE, source->bytes, source->size);
    keep_open(to, source);
    *enclosed = true;
    return HT_OK;
}

// The report as json alone says it: what a store knows of before is no part of the scan.
static void write_report(const struct ht_scan *scan, struct ht_arena *arena, struct ht_buffer *out) {
    struct ht_scan view = *scan;
    view.fail_on = false;
    view.events = NULL;
    view.event_count = 0;
    ht_report_format_named("json")->write(&view, arena, out);
}

static enum ht_status gather_and_write(const struct bundle_order *order, const struct ht_scan *scan,
                                       struct gathering *to, struct ht_buffer *report, struct ht_error *err) {
    const struct ht_reference_info *reference = ht_reference_info(scan->ref);
    struct given given = options_given(order->invocation, to->arena);
    char day[HT_DATE_TEXT];
    struct ht_bundle bundle = {
        .version = scan->version,
        .as_of = ht_date_text(scan->as_of, day),
        .reference_sha256 = reference->content_sha256,
        .options = given.items,
        .option_count = given.count,
    };
    bundle.operands = all_operands(order, &bundle.operand_count);
    enum ht_status status = add_inputs(to, "input", order->holdings, order->inputs, err);
    if (status == HT_OK)
        status = add_named(to, order, &given, err);
    if (status == HT_OK)
        status = add_reference(to, reference->path, &bundle.reference_enclosed, err);
    if (status != HT_OK)
        return status;
    write_report(scan, to->arena, report);
    add_member(to, HT_BUNDLE_REPORT, report->data, report->len);
    bundle.files = to->files;
    bundle.file_count = to->file_count;
    return ht_bundle_write(order->path, &bundle, to->members, to->member_count, to->arena, err);
}

bool bundle_write(const struct bundle_order *order, const struct ht_scan *scan, struct ht_arena *arena) {
    struct gathering gathering = {.arena = arena};
    struct ht_buffer report = {0};
    struct ht_error err;
    if (!order->path)
        return true;
    enum ht_status status = gather_and_write(order, scan, &gathering, &report, &err);
    if (status != HT_OK)
        say("--bundle: %s; no bundle was written", err.message);
    for (size_t i = 0; i < gathering.source_count; i++)
        ht_source_close(gathering.sources[i]);
    ht_buffer_free(&report);
    return status == HT_OK;
}
