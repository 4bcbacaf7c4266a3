// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What holdtrace and its helper holdtrace-fetch say to each other. The helper makes one request and ends; what to
 * ask, how often, and whether the answer is good, is decided by who started it.
 *
 * Arguments: the version of the protocol, then words KEY=VALUE:
 *   url        what to ask for
 *   output     the file that the answer is written to; beside it OUTPUT.validator, two lines: the url, and the
 *              validator (a strong ETag, or a date) of what is in OUTPUT. None: OUTPUT cannot be resumed
 *   agent      the User-Agent
 *   most       bytes that the whole file may have
 *   insecure   yes: http is allowed; else only https, and http to this machine
 *   from, validator      resume: bytes of OUTPUT that are there already, and what they are of
 *   etag, since          ask for the file only if it is not this one (If-None-Match, If-Modified-Since)
 *   connect, stall       seconds in which a connection has to stand, and that may pass without a byte
 *   redirects  how many are followed
 *
 * Standard output: lines WORD VALUE, the first "holdtrace-fetch VERSION", the last "end OUTCOME TEXT":
 *   size       bytes of the whole file, when known
 *   start      bytes of OUTPUT that were kept: 0 when the server sent the file from its beginning
 *   got        bytes of OUTPUT until now, some times a second
 *   status     of the last answer (HTTP)     etag, modified, type    its headers, when it has them
 *   url        what was asked last, after redirects
 *   wait       seconds that the server asks to wait (Retry-After)
 * An exit without "end" means that the helper did not do its work.
 */
#ifndef HOLDTRACE_FETCH_PROTOCOL_H
#define HOLDTRACE_FETCH_PROTOCOL_H

#define HT_FETCH_PROGRAM "holdtrace-fetch"
#define HT_FETCH_VERSION "1"
#define HT_FETCH_VALIDATOR ".validator"

// HT_FETCH(symbol, word, worth trying again)
#define HT_FETCH_OUTCOMES(HT_FETCH)                                                                                  \
    HT_FETCH(OK, "ok", false)                     /* the file is whole, as far as the server tells */                \
    HT_FETCH(NOT_MODIFIED, "not-modified", false) /* 304 */                                                          \
    HT_FETCH(HTTP, "http", false)                 /* another status; which of them pass, who asked decides */        \
    HT_FETCH(TRUNCATED, "truncated", true)        /* fewer bytes than were announced */                              \
    HT_FETCH(TOO_LARGE, "too-large", false)       /* more than `most` bytes */                                       \
    HT_FETCH(REDIRECT, "redirect", false)         /* too many, or to where it must not go */                         \
    HT_FETCH(UNRESOLVED, "unresolved", false)     /* no such host, or no name service */                             \
    HT_FETCH(UNREACHABLE, "unreachable", true)    /* nobody answers there */                                         \
    HT_FETCH(TIMEOUT, "timeout", true)            /* no connection, or no byte, for too long */                      \
    HT_FETCH(TLS, "tls", false)                   /* the server could not prove who it is */                         \
    HT_FETCH(NETWORK, "network", true)            /* the connection broke */                                         \
    HT_FETCH(DISK, "disk", false)                 /* OUTPUT could not be written */                                  \
    HT_FETCH(BUSY, "busy", false)                 /* another helper writes to OUTPUT */                              \
    HT_FETCH(USAGE, "usage", false)               /* arguments of another version */

enum ht_fetch_outcome {
#define HT_FETCH(symbol, word, again) HT_FETCH_##symbol,
    HT_FETCH_OUTCOMES(HT_FETCH)
#undef HT_FETCH
        HT_FETCH_OUTCOME_COUNT
};

#endif
