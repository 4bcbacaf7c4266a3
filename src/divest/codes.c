// SPDX-License-Identifier: GPL-3.0-or-later
// Codes of securities: see codes.h.
#include "divest/codes.h"

#include <stdio.h>
#include <string.h>

#include "holdtrace/exchanges.h"
#include "holdtrace/identifiers.h"

bool div_code_key(struct ht_slice cell, char key[DIV_CODE_TEXT]) {
    char isin[HT_ID_TEXT], text[DIV_CODE_TEXT];
    struct ht_ticker ticker;
    cell = ht_slice_trim(cell);
    if (cell.len == 0 || cell.len >= sizeof text)
        return false;
    if (ht_id_parse(HT_ID_ISIN, cell.data, cell.len, isin)) {
        snprintf(key, DIV_CODE_TEXT, "%s", isin);
        return true;
    }
    memcpy(text, cell.data, cell.len);
    text[cell.len] = '\0';
    if (!ht_ticker_parse(text, NULL, NULL, &ticker))
        return false;
    if (ticker.exchange && ticker.certain)
        snprintf(key, DIV_CODE_TEXT, "%s@%s", ticker.code, ticker.exchange->mic);
    else
        snprintf(key, DIV_CODE_TEXT, "%s", ticker.code);
    return true;
}

void *div_code_find(const struct ht_map *map, const struct ht_position *position) {
    char key[DIV_CODE_TEXT];
    void *found = position->isin ? ht_map_get(map, position->isin) : NULL;
    if (found || !position->ticker)
        return found;
    if (position->mic) {
        snprintf(key, sizeof key, "%s@%s", position->ticker, position->mic);
        found = ht_map_get(map, key);
    }
    return found ? found : ht_map_get(map, position->ticker);
}
