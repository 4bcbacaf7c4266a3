// SPDX-License-Identifier: GPL-3.0-or-later
// What happened since the last scan.
#include "report/scan_events.h"
#include "holdtrace/report_members.h"
#include "report/wording.h"

const char *ht_word_exit_rule(const struct ht_scan *scan, struct ht_arena *arena) {
    return scan->fail_on
               ? ht_arena_format(arena, ", for --fail-on asks for events alone, and there is %s",
                                 scan->event_count ? ht_word_count(arena, scan->event_count, "event") : "none")
               : "";
}

void ht_json_events(struct ht_json *json, const struct ht_event *events, size_t count) {
    ht_json_array(json, "events");
    for (size_t i = 0; i < count; i++) {
        ht_json_object(json, NULL);
        ht_json_string(json, "event", events[i].event);
        ht_json_string(json, "fund", events[i].fund);
        ht_json_string(json, "path", events[i].path);
        ht_json_string(json, "what", events[i].what.text);
        ht_json_end(json);
    }
    ht_json_end(json);
}

static const char NOTHING[] = "Since the last scan in the store: nothing that --fail-on names.";

void ht_text_events(struct ht_text_report *report) {
    const struct ht_scan *scan = report->scan;
    if (scan->event_count == 0) {
        ht_paper_text(&report->paper, 0, 0, HT_BOLD, NOTHING);
        ht_paper_gap(&report->paper);
        return;
    }
    ht_paper_format(&report->paper, 0, 0, HT_BOLD, "Since the last scan in the store: %s",
                    ht_word_count(report->arena, scan->event_count, "event"));
    for (size_t i = 0; i < scan->event_count; i++)
        ht_paper_format(&report->paper, 2, 4, HT_PLAIN, "%s: %s: %s", scan->events[i].event, scan->events[i].fund,
                        ht_told_in(report->arena, scan->events[i].what));
    ht_paper_gap(&report->paper);
}

void ht_page_events(struct ht_page *page) {
    const struct ht_scan *scan = page->scan;
    if (scan->event_count == 0) {
        ht_page_put(page, "<p>%s</p>\n", NOTHING);
        return;
    }
    ht_page_put(page,
                "<section aria-labelledby=\"events\">\n<h2 id=\"events\">Since the last scan in the store: "
                "%s</h2>\n<ul>\n",
                ht_word_count(page->arena, scan->event_count, "event"));
    for (size_t i = 0; i < scan->event_count; i++)
        ht_page_put(page, "<li>%s: %s: %s</li>\n", scan->events[i].event, scan->events[i].fund,
                    ht_told_in(page->arena, scan->events[i].what));
    ht_page_put(page, "</ul>\n</section>\n");
}
