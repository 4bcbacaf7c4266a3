// SPDX-License-Identifier: GPL-3.0-or-later
// The characters of an XML document: its own declaration counts where no byte order mark and no pattern says more.
#include <string.h>

#include "holdtrace/decode.h"
#include "holdtrace/xml.h"
#include "ingest/utf16.h"

enum { DECLARATION = 200, ENCODING_NAME = 40 };

// The encoding that <?xml ... encoding="NAME" ...?> in HEAD names, in OUT; false when there is none.
static bool declared(const char *head, char out[ENCODING_NAME]) {
    const char *start = strstr(head, "<?xml");
    const char *end = start != NULL ? strstr(start, "?>") : NULL;
    const char *name = start != NULL ? strstr(start, "encoding") : NULL;
    if (end == NULL || name == NULL || name > end)
        return false;
    name += strlen("encoding");
    name += strspn(name, " \t\r\n=");
    if (*name != '"' && *name != '\'')
        return false;
    const char *close = strchr(name + 1, *name);
    if (close == NULL || close - name > ENCODING_NAME || close == name + 1)
        return false;
    size_t len = (size_t)(close - name - 1);
    memcpy(out, name + 1, len);
    out[len] = '\0';
    return true;
}

// A declaration that can be read byte by byte is not UTF-16, whatever it says; tools that save a text anew leave it.
static bool impossible(const char *encoding) {
    return ht_text_starts(encoding, "utf-16") || ht_text_starts(encoding, "utf16") ||
           ht_text_starts(encoding, "ucs-2") || ht_text_starts(encoding, "iso-10646");
}

static bool has_mark(const struct ht_source *source) {
    const unsigned char *s = source->bytes;
    return (source->size >= 2 && ((s[0] == 0xFF && s[1] == 0xFE) || (s[0] == 0xFE && s[1] == 0xFF))) ||
           (source->size >= 3 && memcmp(s, "\xEF\xBB\xBF", 3) == 0);
}

enum ht_status ht_xml_decode(const struct ht_source *source, const char *encoding, struct ht_arena *arena,
                             struct ht_slice *out, const char **name, struct ht_findings *findings,
                             struct ht_error *err) {
    char head[DECLARATION + 1], own[ENCODING_NAME];
    size_t len = source->size < DECLARATION ? source->size : DECLARATION;
    memcpy(head, source->bytes, len);
    head[len] = '\0';
    struct ht_text text;
    bool decided = encoding != NULL || has_mark(source) || ht_utf16_guess(source->bytes, source->size) != HT_UTF16_NO;
    if (!decided && !declared(head, own))
        strcpy(own, "UTF-8"); // what XML is that declares nothing
    const char *taken = decided ? encoding : impossible(own) ? "UTF-8" : own;
    enum ht_status status = ht_decode(source, taken, arena, &text, findings, err);
    if (status == HT_ERR_USAGE && encoding == NULL) {
        ht_find(findings, HT_CODE_BAD_ENCODING, 1, "the encoding \"%s\" that the file declares is not known", own);
        status = ht_decode(source, NULL, arena, &text, findings, err);
    }
    if (status == HT_OK) {
        *out = text.utf8;
        *name = text.encoding;
    }
    return status;
}
