// SPDX-License-Identifier: GPL-3.0-or-later
// Writing reference rows, and what is wrong with those that cannot be written: see importer.h.
#include <stdarg.h>
#include <string.h>

#include "holdtrace/csv.h"
#include "holdtrace/text.h"
#include "import/importer.h"

#define LEI_PREFIX "lei-"

static const char COMMAS[] = ",,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,"; // as many as a row has cells, and more

enum { OUT_BUFFER = 128 * 1024 };

void import_find(struct import *import, enum ht_code code, const char *format, ...) {
    struct ht_tally *tally = &import->tallies[import->file - import->result->files];
    if (!ht_tally_shows(tally, code))
        return;
    va_list args;
    va_start(args, format);
    ht_find(&import->file->findings, code, import->line, "%s", ht_arena_vformat(import->row, format, args));
    va_end(args);
}

void import_skip(struct import *import) {
    import->file->skipped++;
}

void import_add_note(struct import *import, const char *format, ...) {
    va_list args;
    va_start(args, format);
    const char *text = ht_arena_vformat(import->arena, format, args);
    va_end(args);
    import->note = import->note ? ht_arena_format(import->arena, "%s; %s", import->note, text) : text;
}

void import_say_left(struct import *import, const struct import_left *left) {
    struct ht_buffer all = {0};
    import->line = 0;
    for (; left->what; left++) {
        if (left->count == 0)
            continue;
        import_find(import, HT_CODE_LEFT_OUT, "left out: %zu %s", left->count, left->what);
        ht_buffer_format(&all, "%s%zu %s", all.len ? ", " : "left out: ", left->count, left->what);
    }
    if (all.len)
        import_add_note(import, "%s", all.data);
    ht_buffer_free(&all);
}

// Whether every value of CELL is one that COLUMN allows; WHY is the fault of the first that is not.
static bool allowed(struct import *import, const struct ref_column *column, const char *cell, const char **why) {
    size_t count = 1;
    const char *one[] = {cell}, **values = one;
    if (ref_column_several(column))
        values = ht_text_split(import->row, cell, '|', &count);
    for (size_t i = 0; i < count; i++)
        if ((*why = ref_cell_fault(column, values[i])))
            return false;
    return count > 0;
}

// The cell of COLUMN as it is to be written; NULL when it is left out.
static const char *checked(struct import *import, const struct ref_column *column, const char *cell) {
    const char *why = NULL;
    if (column->type == REF_TYPE_SOURCE && !cell)
        return import->source;
    if (!cell || allowed(import, column, cell, &why))
        return cell;
    import_find(import, column->type == REF_TYPE_IDENTIFIER ? HT_CODE_BAD_IDENTIFIER : HT_CODE_BAD_CELL,
                "%s: \"%s\" %s; it was left out", column->name, cell, why ? why : "names nothing");
    return NULL;
}

static void write_header(FILE *out, const struct ref_file *file) {
    for (size_t c = 0; c < file->width; c++)
        fprintf(out, "%s%s", c ? "," : "", file->columns[c].name);
    fputc('\n', out);
}

static FILE *out_for(struct import *import, enum ref_file_id id) {
    if (!import->out[id] && !import->write_failed) {
        const char *path = ht_arena_format(import->arena, "%s/%s", import->directory, ref_files[id].name);
        import->out[id] = fopen(path, "wx");
        if (import->out[id]) {
            (void)setvbuf(import->out[id], NULL, _IOFBF, OUT_BUFFER); // a smaller one is no failure
            write_header(import->out[id], &ref_files[id]);
        }
        import->write_failed = !import->out[id];
    }
    return import->out[id];
}

static bool is_control(char c) {
    return (unsigned char)c < ' ' || c == 0x7F;
}

// A line break inside a cell makes a file that no line tool reads, and no reference has other control characters;
// what they separate is kept apart by a blank.
static void add_cell(struct import *import, struct ht_buffer *line, const char *text) {
    size_t before = line->len;
    bool strange = false;
    ht_csv_quote(line, ht_slice_of(text));
    for (size_t i = before; i < line->len; i++) {
        if (!is_control(line->data[i]))
            continue;
        strange |= line->data[i] != '\r' && line->data[i] != '\n' && line->data[i] != '\t';
        line->data[i] = ' ';
    }
    if (strange)
        import_find(import, HT_CODE_BAD_CELL, "a cell holds a control character; a blank was put in its place");
}

bool import_write(struct import *import, enum ref_file_id id, const char *const *cells) {
    const struct ref_file *file = &ref_files[id];
    const char *kept[32] = {0};
    for (size_t c = 0; c < file->width; c++) {
        kept[c] = checked(import, &file->columns[c], cells[c]);
        if (file->columns[c].required && !kept[c] && !(id == REF_SECURITIES && c == SECURITY_ENTITY)) {
            if (!cells[c])
                import_find(import, HT_CODE_BAD_ROW, "%s is missing; the row was left out", file->columns[c].name);
            return false;
        }
    }
    FILE *out = out_for(import, id);
    if (!out)
        return false;
    struct ht_buffer *line = &import->written;
    ht_buffer_clear(line);
    // Most cells of most rows are empty.
    size_t first = 0;
    for (size_t c = 0; c < file->width; c++) {
        if (!kept[c])
            continue;
        ht_buffer_add(line, COMMAS, c - first);
        add_cell(import, line, kept[c]);
        first = c;
    }
    ht_buffer_add(line, COMMAS, file->width - 1 - first);
    ht_buffer_char(line, '\n');
    import->write_failed |= fwrite(line->data, 1, line->len, out) != line->len;
    import->result->written[id]++;
    return true;
}

const char *import_identifier(struct import *import, enum ht_id_kind kind, const char *text) {
    char normal[HT_ID_TEXT];
    if (!text)
        return NULL;
    if (ht_id_parse(kind, text, strlen(text), normal))
        return ht_arena_string(import->row, normal);
    import_find(import, HT_CODE_BAD_IDENTIFIER, "\"%s\" is no %s; it was left out", text, ht_id_name(kind));
    return NULL;
}

const char *import_day(struct import *import, const char *text) {
    struct ht_date date;
    if (!text)
        return NULL;
    size_t len = strlen(text);
    // What follows the day is a time, and of a time zone's midnight the day is the one that is printed.
    if (len >= 10 && (len == 10 || text[10] == 'T' || text[10] == ' ')) {
        const char *day = ht_arena_copy(import->row, text, 10);
        if (ht_date_parse(day, &date))
            return day;
    }
    import_find(import, HT_CODE_BAD_DATE, "\"%s\" is no date; it was left out", text);
    return NULL;
}

const char *import_id(struct import *import, const char *prefix, const char *text) {
    char *id = ht_arena_format(import->row, "%s%s", prefix, text);
    for (char *p = id; *p; p++)
        if (!ht_is_alpha(*p) && !ht_is_digit(*p) && !strchr("_-.", *p))
            *p = '_';
    return id;
}

const char *import_lei_id(struct import *import, const char *lei) {
    char *id = ht_arena_alloc(import->row, sizeof LEI_PREFIX + strlen(lei));
    memcpy(id, LEI_PREFIX, sizeof LEI_PREFIX - 1);
    strcpy(id + sizeof LEI_PREFIX - 1, lei);
    return id;
}
