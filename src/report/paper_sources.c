// SPDX-License-Identifier: GPL-3.0-or-later
// The sources that a paper has cited, at its end.
#include <string.h>

#include "report/paper.h"
#include "report/wording.h"

static void say_source(struct ht_paper *paper, struct ht_reference *ref, const char *id) {
    const struct ht_source_row *source = ht_reference_source(ref, id);
    struct ht_buffer text = {0};
    if (!source) {
        ht_paper_format(paper, 2, 4, HT_PLAIN, "%s", id);
        return;
    }
    ht_buffer_format(&text, "%s: %s", id, source->title ? source->title : "no title");
    if (source->publisher && (!source->title || strcmp(source->title, source->publisher) != 0))
        ht_buffer_format(&text, ", %s", source->publisher);
    if (ht_date_known(source->published_on))
        ht_buffer_format(&text, ", published %s", ht_word_date(paper->arena, source->published_on));
    if (ht_date_known(source->retrieved_on))
        ht_buffer_format(&text, ", retrieved %s", ht_word_date(paper->arena, source->retrieved_on));
    if (source->file)
        ht_buffer_format(&text, ", imported from %s", ht_word_files(paper->arena, source->file));
    if (source->url)
        ht_buffer_format(&text, ", %s", source->url);
    ht_paper_text(paper, 2, 4, HT_PLAIN, text.data);
    ht_buffer_free(&text);
}

void ht_paper_sources(struct ht_paper *paper, struct ht_reference *ref) {
    if (ht_cited_count(paper->cited) == 0)
        return;
    ht_paper_text(paper, 0, 0, HT_BOLD, "Sources cited");
    for (size_t i = 0; i < ht_cited_count(paper->cited); i++)
        say_source(paper, ref, ht_cited_at(paper->cited, i));
    ht_paper_gap(paper);
}
