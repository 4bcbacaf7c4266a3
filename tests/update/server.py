# SPDX-License-Identifier: GPL-3.0-or-later
"""A web server on this machine that gives files as it should, or misbehaves in one way at a time.

A path is answered by a function of the request. What was asked is kept, so that a test can tell how often and how.
"""
import http.server
import ssl
import threading
import time


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        with self.server.lock:
            self.server.requests.append((self.path, dict(self.headers)))
            answers = self.server.answers.get(self.path)
            answer = answers.pop(0) if answers and len(answers) > 1 else answers[0] if answers else status(404)
        try:
            answer(self)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def log_message(self, *_):
        pass

    def head(self, code, length, headers):
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name, value)
        if length is not None:
            self.send_header("Content-Length", str(length))
        self.end_headers()


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        pass

    def __init__(self, certificate=None):
        """With CERTIFICATE, a file that holds it and its key, over TLS."""
        super().__init__(("127.0.0.1", 0), Handler)
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            self.socket = context.wrap_socket(self.socket, server_side=True)
        self.lock = threading.Lock()
        self.answers = {}
        self.requests = []
        self.base = "http%s://127.0.0.1:%d" % ("s" if certificate else "", self.server_port)
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()

    def give(self, path, *answers):
        """PATH is answered by each of ANSWERS once, and by the last from then on."""
        with self.lock:
            self.answers[path] = list(answers)
        return self.base + path

    def asked(self, path):
        """The headers of the requests for PATH, in order."""
        with self.lock:
            return [headers for at, headers in self.requests if at == path]


def file(body, etag=None, modified=None, kind="text/csv", ranges=True, seconds=0, pieces=1):
    """A file, as a good server gives it: 304, 206 and 416 where they are asked for; in PIECES over some SECONDS."""
    if isinstance(body, str):
        body = body.encode()

    def answer(request):
        known = {"Content-Type": kind}
        if etag:
            known["ETag"] = etag
        if modified:
            known["Last-Modified"] = modified
        asked = request.headers
        if (etag and asked.get("If-None-Match") == etag) or (
            not asked.get("If-None-Match") and modified and asked.get("If-Modified-Since") == modified
        ):
            request.head(304, None, known)
            return
        start = range_start(asked) if ranges else 0
        if asked.get("If-Range") not in (None, etag, modified):
            start = 0
        if start >= len(body) > 0 and start:
            request.head(416, 0, {"Content-Range": "bytes */%d" % len(body)})
            return
        if start:
            known["Content-Range"] = "bytes %d-%d/%d" % (start, len(body) - 1, len(body))
        request.head(206 if start else 200, len(body) - start, known)
        size = len(body) // pieces + 1
        for at in range(start, len(body), size):
            request.wfile.write(body[at : at + size])
            request.wfile.flush()
            time.sleep(seconds / pieces)

    return answer


def range_start(headers):
    value = headers.get("Range", "")
    return int(value[6:].rstrip("-")) if value.startswith("bytes=") else 0


def truncated(body, sent, etag=None):
    """Announces all of BODY, sends SENT bytes of it, and hangs up."""

    def answer(request):
        request.head(200, len(body), {"Content-Type": "text/csv", **({"ETag": etag} if etag else {})})
        request.wfile.write(body[:sent])
        request.close_connection = True

    return answer


def stalled(body, sent, seconds, etag=None):
    """Sends SENT bytes and then nothing for a while."""

    def answer(request):
        request.head(200, len(body), {"Content-Type": "text/csv", **({"ETag": etag} if etag else {})})
        request.wfile.write(body[:sent])
        request.wfile.flush()
        time.sleep(seconds)
        request.close_connection = True

    return answer


def without_length(body):
    """Sends BODY and hangs up: nobody can tell whether that was all."""

    def answer(request):
        request.head(200, None, {"Content-Type": "text/csv", "Connection": "close"})
        request.wfile.write(body)
        request.close_connection = True

    return answer


def other_range(body, etag):
    """Answers a range with another one."""

    def answer(request):
        request.head(
            206,
            len(body) - 1,
            {"ETag": etag, "Content-Range": "bytes 1-%d/%d" % (len(body) - 1, len(body))},
        )
        request.wfile.write(body[1:])

    return answer


def status(code, body=b"<!DOCTYPE html><html>no</html>", **headers):
    named = {name.replace("_", "-"): value for name, value in headers.items()}

    def answer(request):
        request.head(code, len(body), {"Content-Type": "text/html", **named})
        request.wfile.write(body)

    return answer


def redirect(to, code=302):
    return status(code, Location=to)
