// SPDX-License-Identifier: GPL-3.0-or-later
// Writing reports to where they were ordered.
#include "command/reports.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "command/helper.h"
#include "command/locate.h"
#include "command/messages.h"
#include "command/report_folder.h"
#include "command/typeset.h"
#include "holdtrace/course.h"
#include "holdtrace/map.h"
#include "holdtrace/output.h"
#include "holdtrace/pdf_protocol.h"

static const char *format_names(struct ht_arena *arena) {
    const char *names = "";
    for (const struct ht_report_format *format = ht_report_formats; format->name; format++)
        names = ht_arena_format(arena, "%s%s%s", names, *names ? ", " : "", format->name);
    return names;
}

enum ht_status report_helper(const char *format, const char *name, const char *path, struct ht_arena *arena,
                             const char **helper, struct ht_error *err) {
    *helper = NULL;
    if (!name)
        return HT_OK;
    if (!path && isatty(STDOUT_FILENO))
        return ht_fail(err, HT_ERR_USAGE, "--report %s: a terminal shows none; give it a file with %s=PATH", format,
                       format);
    *helper = helper_locate(name, arena);
    return *helper ? HT_OK
                   : ht_fail(err, HT_ERR_NOT_FOUND,
                             "the helper program %s is missing: it is neither beside the program nor in %s; reports "
                             "as %s need it, and no others do",
                             name, HT_LIBEXECDIR, format);
}

static enum ht_status order(const char *value, struct ht_arena *arena, struct report_order *out,
                            struct ht_error *err) {
    const char *equals = strchr(value, '=');
    const char *name = equals ? ht_arena_copy(arena, value, (size_t)(equals - value)) : value;
    out->format = ht_report_format_named(name);
    out->path = equals && strcmp(equals + 1, "-") != 0 ? equals + 1 : NULL;
    if (!out->format)
        return ht_fail(err, HT_ERR_USAGE, "--report: there is no format '%s'; there are %s", name,
                       format_names(arena));
    if (equals && !equals[1])
        return ht_fail(err, HT_ERR_USAGE, "--report: '%s' names no file after the '='", value);
    return report_helper(out->format->name, out->format->helper, out->path, arena, &out->helper, err);
}

enum ht_status reports_order(const struct text_list *values, struct ht_arena *arena, struct report_orders *out,
                             struct ht_error *err) {
    static const char *const DEFAULT[] = {"text"};
    const char *const *texts = values->count ? values->items : DEFAULT;
    size_t to_standard_output = 0;
    out->count = values->count ? values->count : 1;
    out->items = ht_arena_array(arena, out->count, sizeof *out->items);
    for (size_t i = 0; i < out->count; i++) {
        enum ht_status status = order(texts[i], arena, &out->items[i], err);
        if (status != HT_OK)
            return status;
        to_standard_output += out->items[i].path == NULL;
    }
    if (to_standard_output > 1)
        return ht_fail(err, HT_ERR_USAGE,
                       "--report: two reports would be mixed on standard output; give all but one "
                       "a file with FORMAT=PATH");
    return HT_OK;
}

bool report_order_is_directory(const struct report_order *order) {
    size_t len = order->path ? strlen(order->path) : 0;
    return len > 0 && order->path[len - 1] == '/';
}

struct kept_paths reports_with_paths(const struct kept_paths *kept, const struct report_orders *orders,
                                     struct ht_arena *arena) {
    struct kept_paths all = {.before = kept};
    for (size_t i = 0; i < orders->count; i++)
        if (!report_order_is_directory(&orders->items[i]))
            keep_path(&all, arena, orders->items[i].path, "another report");
    return all;
}

bool reports_to_files(const struct report_orders *orders) {
    for (size_t i = 0; i < orders->count; i++)
        if (orders->items[i].path)
            return true;
    return false;
}

enum ht_status reports_refuse_overwrites(const struct report_orders *orders, const struct kept_paths *kept,
                                         struct ht_arena *arena, struct ht_error *err) {
    enum ht_status status = HT_OK;
    for (size_t i = 0; i < orders->count && status == HT_OK; i++) {
        const struct report_orders before = {orders->items, i};
        struct kept_paths all = reports_with_paths(kept, &before, arena);
        if (orders->items[i].path && !report_order_is_directory(&orders->items[i]))
            status = refuse_overwrite(&all, orders->items[i].path, arena, err);
    }
    return status;
}

enum ht_status report_finish(const char *name, const char *helper, const struct ht_buffer *script, bool quiet,
                             struct ht_arena *arena, struct ht_buffer *out, struct ht_error *err) {
    if (!name) {
        ht_buffer_add(out, script->data ? script->data : "", script->len);
        return HT_OK;
    }
    return strcmp(name, HT_PDF_PROGRAM) == 0 ? typeset(helper, script, quiet, arena, out, err)
                                             : helper_run(helper, script, out, err);
}

// The bytes of the report of ORDER.
static enum ht_status make(const struct report_order *order, const struct ht_scan *scan, struct ht_arena *arena,
                           struct ht_buffer *out, struct ht_error *err) {
    struct ht_buffer script = {0};
    if (!order->helper) {
        ht_report_write(order->format, scan, arena, out);
        return HT_OK;
    }
    ht_report_write(order->format, scan, arena, &script);
    enum ht_status status =
        report_finish(order->format->helper, order->helper, &script, scan->quiet, arena, out, err);
    ht_buffer_free(&script);
    return status;
}

bool report_write(const struct report_order *order, const char *path, const struct ht_scan *scan,
                  struct ht_arena *arena) {
    struct ht_output *output;
    struct ht_error err;
    struct ht_buffer buffer = {0};
    if (ht_output_open(path, &output, &err) != HT_OK) {
        say_error(&err);
        return false;
    }
    enum ht_status status = make(order, scan, arena, &buffer, &err);
    if (status == HT_OK) {
        ht_output_write(output, buffer.data ? buffer.data : "", buffer.len);
        status = ht_output_commit(output, &err);
    } else {
        ht_output_discard(output);
    }
    if (status != HT_OK)
        say_error(&err);
    ht_buffer_free(&buffer);
    return status == HT_OK;
}

// One report a fund; what was not read or ignored stands in none of them, so it is said in each.
static bool write_each(const struct report_order *order, struct kept_paths *kept, const struct ht_scan *scan,
                       struct ht_arena *arena) {
    struct report_folder folder;
    bool open = report_folder_open(order, kept, arena, &folder), all = open;
    for (size_t i = 0; i < scan->account_count && open; i++) {
        struct ht_scan one = *scan;
        one.accounts = &scan->accounts[i];
        one.account_count = 1;
        one.courses = scan->courses ? &scan->courses[i] : NULL;
        const char *path = report_folder_next(&folder, one.accounts->resolution->portfolio->path);
        all &= path && report_write(order, path, &one, arena);
    }
    return all;
}

// Colours are for a terminal only, and not for one whose user wants none (https://no-color.org).
void terminal_of_output(size_t *width, bool *colour) {
    const char *no_colour = getenv("NO_COLOR"), *term = getenv("TERM");
    struct winsize size;
    *width = 0;
    *colour = false;
    if (!isatty(STDOUT_FILENO))
        return;
    *colour = !(no_colour && *no_colour) && term && strcmp(term, "dumb") != 0;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
        *width = size.ws_col;
}

// What more than colours a terminal can show: characters of Unicode, and hyperlinks, which the plainest print as
// text.
static void show_in_terminal(struct ht_scan *view) {
    static const char *const places[] = {"LC_ALL", "LC_CTYPE", "LANG"};
    const char *term = getenv("TERM"), *locale = NULL;
    size_t width;
    terminal_of_output(&width, &view->colour);
    if (width == 0)
        return;
    for (size_t i = 0; i < sizeof places / sizeof *places && !(locale && *locale); i++)
        locale = getenv(places[i]);
    view->width = view->width ? view->width : width; // unless --width was given
    view->bars = locale && (strstr(locale, "UTF-8") || strstr(locale, "utf8"));
    view->links = term && strcmp(term, "dumb") != 0 && strcmp(term, "linux") != 0;
}

// How many of ORDERS are for people and go to a file, or, with TO_OUTPUT, to standard output. COUNTS chooses among
// them; NULL: all.
static size_t for_people(const struct report_orders *orders, bool to_output,
                         bool (*counts)(const struct report_order *order)) {
    size_t count = 0;
    for (size_t i = 0; i < orders->count; i++) {
        const struct report_order *order = &orders->items[i];
        count += order->format->for_people && (order->path == NULL) == to_output && (!counts || counts(order));
    }
    return count;
}

bool reports_one_view(const struct report_orders *orders, bool (*counts)(const struct report_order *order)) {
    return !isatty(STDOUT_FILENO) || for_people(orders, true, counts) == 0 || for_people(orders, false, counts) == 0;
}

struct ht_scan reports_view(const struct report_orders *orders, struct ht_scan scan) {
    if (for_people(orders, true, NULL) > 0)
        show_in_terminal(&scan);
    return scan;
}

bool reports_write(const struct report_orders *orders, const struct kept_paths *kept, const struct ht_scan *scan,
                   struct ht_arena *arena) {
    struct kept_paths known = reports_with_paths(kept, orders, arena);
    bool all = true;
    for (size_t i = 0; i < orders->count; i++) {
        const struct report_order *ordered = &orders->items[i];
        const struct report_orders alone = {&orders->items[i], 1};
        struct ht_scan view = reports_view(&alone, *scan);
        if (report_order_is_directory(ordered))
            all &= write_each(ordered, &known, &view, arena);
        else
            all &= report_write(ordered, ordered->path, &view, arena);
    }
    return all;
}
