// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * One request by libcurl. Redirects are followed here, not by the library, so that each step is held to the rule of
 * url.h. The only file that includes libcurl.
 */
#include "fetch/transfer.h"

#include <curl/curl.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "fetch/answer.h"
#include "fetch/part.h"
#include "fetch/say.h"
#include "holdtrace/text.h"
#include "holdtrace/url.h"

enum { TOLD_EVERY_MS = 200, STRONG_AFTER_SECONDS = 60, LONGEST_URL = 8192, LONGEST_TEXT = 512 };

struct transfer {
    const struct request *request;
    CURL *curl;
    struct answer answer;
    struct part part;
    bool begun;    // the body is being written to the part
    bool stopped;  // ended by a callback, for the reason in `outcome`
    int64_t size;  // of the whole file; -1: not known
    int64_t told;  // milliseconds at which "got" was said last
    int64_t moved; // and at which the last byte came
    enum ht_fetch_outcome outcome;
    char text[LONGEST_TEXT];
};

static bool stop(struct transfer *transfer, enum ht_fetch_outcome outcome, const char *text) {
    transfer->stopped = true;
    transfer->outcome = outcome;
    snprintf(transfer->text, sizeof transfer->text, "%.*s", LONGEST_TEXT - 1, text);
    return false;
}

static bool stop_for_disk(struct transfer *transfer) {
    int failure = transfer->part.failure ? transfer->part.failure : EIO;
    return stop(transfer, failure == EWOULDBLOCK ? HT_FETCH_BUSY : HT_FETCH_DISK, strerror(failure));
}

static int64_t now_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/*
 * What makes it safe to continue the file later (RFC 9110, If-Range): a strong ETag, or a date that is so much older
 * than the answer that the file did not change twice within its second.
 */
static const char *validator_of(const struct answer *answer) {
    if (answer->etag[0] == '"')
        return answer->etag;
    time_t modified = curl_getdate(answer->modified, NULL), date = curl_getdate(answer->date, NULL);
    return modified > 0 && date - modified >= STRONG_AFTER_SECONDS ? answer->modified : NULL;
}

static void find_size(struct transfer *transfer) {
    curl_off_t length = -1;
    if (transfer->answer.status == 206)
        transfer->size = transfer->answer.range_total;
    else if (curl_easy_getinfo(transfer->curl, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length) == CURLE_OK)
        transfer->size = length;
}

static void say_head(const struct transfer *transfer) {
    const struct answer *answer = &transfer->answer;
    curl_off_t wait = 0;
    say_number("status", answer->status);
    if (answer->etag[0])
        say_line("etag", answer->etag);
    if (answer->modified[0])
        say_line("modified", answer->modified);
    if (answer->type[0])
        say_line("type", answer->type);
    if (curl_easy_getinfo(transfer->curl, CURLINFO_RETRY_AFTER, &wait) == CURLE_OK && wait > 0)
        say_number("wait", wait);
}

static bool is_asked_range(const struct transfer *transfer) {
    return transfer->request->from > 0 && transfer->answer.range_start == transfer->request->from;
}

// The body begins: the part is emptied, or goes on where it ended.
static bool begin(struct transfer *transfer) {
    const struct answer *answer = &transfer->answer;
    const struct request *request = transfer->request;
    transfer->begun = true;
    find_size(transfer);
    if (transfer->size > request->most)
        return stop(transfer, HT_FETCH_TOO_LARGE, "the server announces a larger file than is allowed");
    if (answer->status == 206 && !is_asked_range(transfer))
        return stop(transfer, HT_FETCH_NETWORK,
                    "the server answers with another part of the file than was asked for");
    bool kept = answer->status == 206;
    if (!(kept ? part_continue(&transfer->part, request->from)
               : part_restart(&transfer->part, request->url, validator_of(answer))))
        return stop_for_disk(transfer);
    if (transfer->size >= 0)
        say_number("size", transfer->size);
    return say_number("start", kept ? request->from : 0) || stop(transfer, HT_FETCH_NETWORK, "nobody listens");
}

static bool has_file(const struct answer *answer) {
    return answer->status == 200 || answer->status == 206;
}

static size_t take_head(char *data, size_t size, size_t count, void *user) {
    struct transfer *transfer = user;
    transfer->moved = now_ms();
    answer_take_line(&transfer->answer, data, size * count);
    return size * count;
}

static bool tell_progress(struct transfer *transfer) {
    int64_t now = now_ms();
    if (now - transfer->told < TOLD_EVERY_MS)
        return true;
    transfer->told = now;
    return say_number("got", transfer->part.size) || stop(transfer, HT_FETCH_NETWORK, "nobody listens");
}

static size_t take_body(char *data, size_t size, size_t count, void *user) {
    struct transfer *transfer = user;
    size_t len = size * count;
    transfer->moved = now_ms();
    if (!has_file(&transfer->answer))
        return len;
    if (!transfer->begun && !begin(transfer))
        return CURL_WRITEFUNC_ERROR;
    if (transfer->part.size + (int64_t)len > transfer->request->most) {
        stop(transfer, HT_FETCH_TOO_LARGE, "the server sends more bytes than are allowed");
        return CURL_WRITEFUNC_ERROR;
    }
    if (!part_write(&transfer->part, data, len)) {
        stop_for_disk(transfer);
        return CURL_WRITEFUNC_ERROR;
    }
    return tell_progress(transfer) ? len : CURL_WRITEFUNC_ERROR;
}

// Called once a second at least. libcurl's own limit of speed goes by an average of several seconds.
static int watch(void *user, curl_off_t size, curl_off_t got, curl_off_t upload_size, curl_off_t sent) {
    struct transfer *transfer = user;
    (void)size, (void)got, (void)upload_size, (void)sent;
    if (now_ms() - transfer->moved < transfer->request->stall * 1000)
        return 0;
    stop(transfer, HT_FETCH_TIMEOUT, "no byte came for the seconds of stall_timeout");
    return 1;
}

static struct curl_slist *add_header(struct curl_slist *headers, const char *name, const char *value) {
    char line[ANSWER_VALUE + 64];
    if (!value)
        return headers;
    snprintf(line, sizeof line, "%s: %s", name, value);
    return curl_slist_append(headers, line);
}

static struct curl_slist *headers_of(const struct request *request) {
    struct curl_slist *headers = NULL;
    headers = add_header(headers, "If-None-Match", request->etag);
    headers = add_header(headers, "If-Modified-Since", request->since);
    if (request->from > 0)
        headers = add_header(headers, "If-Range", request->validator);
    return headers;
}

// Certificates of one's own, by the names that curl and OpenSSL know them under; libcurl itself asks neither.
static const char *certificates(void) {
    const char *file = getenv("CURL_CA_BUNDLE");
    if (ht_text_empty(file))
        file = getenv("SSL_CERT_FILE");
    return ht_text_empty(file) ? NULL : file;
}

static void set_up(struct transfer *transfer, const struct curl_slist *headers, char *error) {
    const struct request *request = transfer->request;
    CURL *curl = transfer->curl;
    char range[32];
    snprintf(range, sizeof range, "%lld-", (long long)request->from);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    curl_easy_setopt(curl, CURLOPT_USERAGENT, request->agent);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)request->connect);
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, watch);
    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, transfer);
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, error);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_head);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, transfer);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, transfer);
    if (certificates())
        curl_easy_setopt(curl, CURLOPT_CAINFO, certificates());
    if (request->from > 0)
        curl_easy_setopt(curl, CURLOPT_RANGE, range);
}

static enum ht_fetch_outcome outcome_of(CURLcode code) {
    static const struct {
        CURLcode code;
        enum ht_fetch_outcome outcome;
    } KNOWN[] = {
        {CURLE_COULDNT_RESOLVE_HOST, HT_FETCH_UNRESOLVED},
        {CURLE_COULDNT_RESOLVE_PROXY, HT_FETCH_UNRESOLVED},
        {CURLE_COULDNT_CONNECT, HT_FETCH_UNREACHABLE},
        {CURLE_OPERATION_TIMEDOUT, HT_FETCH_TIMEOUT},
        {CURLE_PARTIAL_FILE, HT_FETCH_TRUNCATED},
        {CURLE_PEER_FAILED_VERIFICATION, HT_FETCH_TLS},
        {CURLE_SSL_CONNECT_ERROR, HT_FETCH_TLS},
        {CURLE_SSL_CERTPROBLEM, HT_FETCH_TLS},
        {CURLE_SSL_CACERT_BADFILE, HT_FETCH_TLS},
        {CURLE_SSL_ISSUER_ERROR, HT_FETCH_TLS},
        {CURLE_URL_MALFORMAT, HT_FETCH_USAGE},
        {CURLE_UNSUPPORTED_PROTOCOL, HT_FETCH_USAGE},
    };
    for (size_t i = 0; i < sizeof KNOWN / sizeof *KNOWN; i++)
        if (KNOWN[i].code == code)
            return KNOWN[i].outcome;
    return HT_FETCH_NETWORK;
}

// 416 where all bytes are there already: nothing comes behind them, and If-Range said that they are of this version.
static bool is_complete(const struct transfer *transfer) {
    return transfer->answer.status == 416 && transfer->request->from > 0 &&
           transfer->answer.range_total == transfer->request->from;
}

static void resume_whole(struct transfer *transfer) {
    transfer->begun = true;
    if (!part_continue(&transfer->part, transfer->request->from))
        stop_for_disk(transfer);
}

// Whether libcurl's answer is the whole file, or which other end it is.
static void judge(struct transfer *transfer) {
    const struct answer *answer = &transfer->answer;
    transfer->outcome = HT_FETCH_OK;
    transfer->text[0] = '\0';
    if (answer->status == 304)
        transfer->outcome = HT_FETCH_NOT_MODIFIED;
    else if (is_complete(transfer))
        resume_whole(transfer);
    else if (!has_file(answer))
        transfer->outcome = HT_FETCH_HTTP;
    else if (!transfer->begun && !begin(transfer))
        return;
    else if (transfer->size >= 0 && transfer->part.size != transfer->size)
        stop(transfer, HT_FETCH_TRUNCATED, "the file has another length than the server announced");
}

// Asks URL once. True when the answer leads elsewhere.
static bool ask(struct transfer *transfer, const char *url) {
    char error[CURL_ERROR_SIZE] = "";
    transfer->answer = (struct answer){.range_start = -1, .range_total = -1};
    transfer->moved = now_ms();
    curl_easy_setopt(transfer->curl, CURLOPT_URL, url);
    curl_easy_setopt(transfer->curl, CURLOPT_ERRORBUFFER, error);
    CURLcode code = curl_easy_perform(transfer->curl);
    curl_easy_setopt(transfer->curl, CURLOPT_ERRORBUFFER, NULL);
    if (code == CURLE_OK && answer_is_redirect(&transfer->answer))
        return true;
    if (!transfer->stopped && code == CURLE_OK)
        judge(transfer);
    else if (!transfer->stopped)
        stop(transfer, outcome_of(code), error[0] ? error : curl_easy_strerror(code));
    return false;
}

static void follow(struct transfer *transfer) {
    char url[LONGEST_URL], text[LONGEST_TEXT];
    int64_t left = transfer->request->redirects;
    snprintf(url, sizeof url, "%s", transfer->request->url);
    const char *why = ht_url_refusal(NULL, url, transfer->request->insecure);
    if (why) {
        stop(transfer, HT_FETCH_USAGE, why);
        return;
    }
    while (ask(transfer, url)) {
        const char *next = NULL;
        curl_easy_getinfo(transfer->curl, CURLINFO_REDIRECT_URL, &next);
        why = !next || strlen(next) >= sizeof url ? "the server leads nowhere"
              : left-- == 0                       ? "the server leads on and on"
                                                  : ht_url_refusal(url, next, transfer->request->insecure);
        if (why) {
            snprintf(text, sizeof text, "%s (to %.200s)", why, next ? next : "nothing");
            stop(transfer, HT_FETCH_REDIRECT, text);
            return;
        }
        snprintf(url, sizeof url, "%s", next);
    }
}

static void run(struct transfer *transfer) {
    char error[CURL_ERROR_SIZE];
    const char *last = NULL;
    struct curl_slist *headers = headers_of(transfer->request);
    set_up(transfer, headers, error);
    if (part_open(&transfer->part, transfer->request->output))
        follow(transfer);
    else
        stop_for_disk(transfer);
    if (!part_close(&transfer->part) && !transfer->stopped)
        stop_for_disk(transfer);
    if (curl_easy_getinfo(transfer->curl, CURLINFO_EFFECTIVE_URL, &last) == CURLE_OK && last)
        say_line("url", last);
    if (transfer->answer.status > 0)
        say_head(transfer);
    if (transfer->begun)
        say_number("got", transfer->part.size);
    say_end(transfer->outcome, transfer->text);
    curl_slist_free_all(headers);
}

bool transfer_run(const struct request *request) {
    struct transfer transfer = {.request = request, .size = -1, .part.fd = -1};
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
        return false;
    transfer.curl = curl_easy_init();
    if (transfer.curl)
        run(&transfer);
    curl_easy_cleanup(transfer.curl);
    curl_global_cleanup();
    return transfer.curl != NULL;
}
