// SPDX-License-Identifier: GPL-3.0-or-later
// The course of a fund over the scans that the store holds, in the report of the last one.
#include "report/course_rows.h"
#include "report/text.h"

void ht_text_put_course(struct ht_text_report *report, const struct ht_course *course) {
    struct ht_paper *paper = &report->paper;
    struct ht_column_spec specs[HT_COURSE_CELLS];
    if (course->count < 2)
        return;
    // Where there are bars they take the place of the reference's day.
    memcpy(specs, ht_course_specs, sizeof specs);
    if (paper->bars)
        specs[HT_COURSE_REFERENCE] = (struct ht_column_spec){"", false};
    const char **cells = ht_arena_array(paper->arena, course->count * HT_COURSE_CELLS, sizeof *cells);
    struct ht_amount largest = ht_course_largest(course, paper->arena);
    for (size_t i = 0; i < course->count; i++) {
        const char **row = cells + i * HT_COURSE_CELLS;
        ht_course_row(&course->scans[i], paper->arena, row);
        if (paper->bars)
            row[HT_COURSE_REFERENCE] =
                ht_paper_bar(paper, ht_course_weight(&course->scans[i], paper->arena), largest);
    }
    struct ht_columns columns = ht_columns_of(specs, HT_COURSE_CELLS, 2, true);
    ht_paper_gap(paper);
    ht_paper_text(paper, 2, 4, HT_BOLD, ht_course_title);
    ht_columns_table(&columns, paper, cells, course->count);
    ht_paper_format(paper, 2, 4, HT_PLAIN, "%s.", ht_course_caption(paper->arena, course));
}

void ht_text_course(struct ht_text_report *report, const struct ht_account *account) {
    const struct ht_course *course = ht_course_of(report->scan, account);
    if (report->course) {
        *report->course = (struct ht_text_gap){report->paper.buffer->len, report->paper.block};
        ht_paper_cut(&report->paper);
    } else if (course) {
        ht_text_put_course(report, course);
    }
}
