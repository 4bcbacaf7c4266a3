// SPDX-License-Identifier: GPL-3.0-or-later
// Standard error. How messages are written is the one thing that all commands share and set.
#include "command/messages.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "holdtrace/arena.h"
#include "holdtrace/json.h"

static bool in_json;
static struct timespec started;
static time_t began;

// What a line of a log in JSON tells beside its message. NULL and 0: nothing.
struct entry {
    const char *level, *message, *path, *code;
    long line;
};

enum ht_status messages_in(const char *format, struct ht_error *err) {
    in_json = format && strcmp(format, "json") == 0;
    clock_gettime(CLOCK_MONOTONIC, &started);
    began = time(NULL);
    if (format && !in_json && strcmp(format, "text") != 0)
        return ht_fail(err, HT_ERR_USAGE, "--log-format: '%s' is neither text nor json", format);
    return HT_OK;
}

bool messages_are_json(void) {
    return in_json;
}

static void time_text(time_t moment, char text[LOG_TIME]) {
    struct tm day;
    text[0] = '\0';
    if (gmtime_r(&moment, &day))
        strftime(text, LOG_TIME, "%Y-%m-%dT%H:%M:%SZ", &day);
}

void log_began(char text[LOG_TIME]) {
    time_text(began, text);
}

void log_took(char text[LOG_TIME]) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    snprintf(text, LOG_TIME, "%.3f",
             (double)(now.tv_sec - started.tv_sec) + (double)(now.tv_nsec - started.tv_nsec) / 1e9);
}

static void write_start(struct ht_json *json, const char *level, const char *message) {
    char text[LOG_TIME];
    time_text(time(NULL), text);
    ht_json_object(json, NULL);
    ht_json_string(json, "schema", "holdtrace.log/1");
    ht_json_string(json, "time", text);
    ht_json_string(json, "level", level);
    ht_json_string(json, "message", message);
}

// One write a line, so that lines of several processes do not mix.
static void print_line(struct ht_json *json) {
    ht_json_end(json);
    ht_json_finish(json);
    fwrite(json->buffer->data, 1, json->buffer->len, stderr);
    ht_buffer_free(json->buffer);
}

static void write_entry(const struct entry *entry) {
    struct ht_buffer text = {0};
    struct ht_json json = ht_json_to(&text, false);
    write_start(&json, entry->level, entry->message);
    if (entry->path)
        ht_json_string(&json, "path", entry->path);
    if (entry->line > 0)
        ht_json_integer(&json, "line", entry->line);
    if (entry->code)
        ht_json_string(&json, "code", entry->code);
    print_line(&json);
}

void log_end(int exit_code, size_t files) {
    char seconds[LOG_TIME];
    struct ht_decimal number;
    struct ht_buffer text = {0};
    if (!in_json)
        return;
    log_took(seconds);
    struct ht_json json = ht_json_to(&text, false);
    write_start(&json, "end", "the run ended");
    ht_json_integer(&json, "exit_code", exit_code);
    ht_json_count(&json, "files", files);
    bool told = ht_decimal_parse(seconds, strlen(seconds), &number);
    ht_json_amount(&json, "seconds", told ? ht_amount_of(number) : ht_amount_unknown());
    print_line(&json);
}

void say(const char *format, ...) {
    struct ht_arena *arena = ht_arena_new();
    va_list args;
    va_start(args, format);
    const char *message = ht_arena_vformat(arena, format, args);
    va_end(args);
    if (in_json)
        write_entry(&(struct entry){.level = "message", .message = message});
    else
        fprintf(stderr, "holdtrace: %s\n", ht_text_harmless(arena, message));
    ht_arena_free(arena);
}

void say_error(const struct ht_error *err) {
    say("%s", err->message);
}

const char *path_label(const char *path) {
    return strcmp(path, "-") == 0 ? "(standard input)" : path;
}

static void say_finding(const char *path, const struct ht_finding *finding) {
    if (in_json)
        write_entry(&(struct entry){.level = ht_severity_name(finding->severity),
                                    .message = finding->message,
                                    .path = path,
                                    .code = ht_code_name(finding->code),
                                    .line = finding->line});
    else if (finding->line > 0)
        say("%s:%ld: %s", path_label(path), finding->line, finding->message);
    else
        say("%s: %s", path_label(path), finding->message);
}

void say_findings(const char *path, const struct ht_findings *findings, bool quiet) {
    for (size_t i = 0; i < findings->count; i++)
        if (findings->items[i].severity == HT_TROUBLE || (findings->items[i].severity == HT_WARNING && !quiet))
            say_finding(path, &findings->items[i]);
}

void say_findings_of(const char *path, const struct ht_findings *findings, bool taken, bool quiet) {
    struct ht_findings first = *findings;
    if (!taken && first.count > 1)
        first.count = 1;
    say_findings(path, &first, quiet);
}
