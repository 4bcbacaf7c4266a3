// SPDX-License-Identifier: GPL-3.0-or-later
#include "command/update_report.h"

#include <inttypes.h>
#include <stdio.h>

#include "command/messages.h"
#include "command/print.h"

static void add_file(const struct ht_update_file *file, const char *mark, const char *source,
                     struct ht_buffer *buffer) {
    char day[HT_DATE_TEXT];
    ht_buffer_format(buffer, "%-10s  %s: %s of %s, %" PRId64 " bytes, SHA-256 %.16s\n", mark, source, file->name,
                     ht_date_text(file->retrieved_on, day), file->size, file->sha256);
}

void plan_source(const struct ht_update_source *source, const char *downloads, struct ht_arena *arena,
                 struct ht_buffer *buffer) {
    struct ht_update_outcome there;
    ht_update_present(downloads, source, arena, &there);
    ht_buffer_format(buffer, "%s", source->name);
    if (source->title)
        ht_buffer_format(buffer, ": %s", source->title);
    ht_buffer_char(buffer, '\n');
    for (size_t i = 0; i < source->url_count; i++)
        ht_buffer_format(buffer, "  %-10s  %s\n", source->discover ? "asks where" : "asks for", source->urls[i]);
    ht_buffer_format(buffer, "  %-10s  %s%s\n", "licence", source->licence ? source->licence : "not stated",
                     source->acceptance == HT_UPDATE_LICENCE_NOT_ACCEPTED ? "; it is not accepted yet" : "");
    for (size_t i = 0; i < there.file_count; i++) {
        ht_buffer_string(buffer, "  ");
        add_file(&there.files[i], "has", source->name, buffer);
    }
    if (there.file_count == 0)
        ht_buffer_format(buffer, "  %-10s  %s\n", "has", "nothing yet");
}

static const char *version_kept(const struct ht_update_outcome *outcome, struct ht_arena *arena) {
    char day[HT_DATE_TEXT];
    if (outcome->file_count == 0)
        return "nothing of it is there";
    return ht_arena_format(arena, "the version of %s is kept", ht_date_text(outcome->files[0].retrieved_on, day));
}

void report_outcome(const struct ht_update_outcome *outcome, bool quiet, struct ht_arena *arena) {
    const char *source = outcome->source->name;
    struct ht_buffer buffer = {0};
    if (outcome->result == HT_UPDATE_FAILED)
        say("%s: %s; %s", source, outcome->why, version_kept(outcome, arena));
    if (quiet || outcome->result == HT_UPDATE_FAILED)
        return;
    for (size_t i = 0; i < outcome->file_count; i++)
        add_file(&outcome->files[i], outcome->result == HT_UPDATE_NEW ? "new" : "unchanged", source, &buffer);
    print_buffer(&buffer);
}
