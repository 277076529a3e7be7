"""HTTP messages in examples: what RFC 9110 and RFC 9112 forbid is told with line and mend."""

from __future__ import annotations

import pytest
from helpers import edited, mistakes, write

from reasonphrase.examples import check_examples

C404 = "content/codes/404.md"

REQUEST = "GET /orders/4711 HTTP/1.1"
PROBLEM = '{\n  "title": "No such order",\n  "status": 404\n}'
DATE = "Date: Sat, 21 Nov 2026 09:12:44 GMT"


def said(*messages: str, language: str = "http") -> list[str]:
    """Give what is said about messages, each in a fence; the first fence opens on line 1."""
    body = "\n".join(f"```{language}\n{message}\n```" for message in messages)
    return [str(problem) for problem in check_examples("page.md", body, 1)]


def response(start: str, *fields: str, content: str = "") -> str:
    return "\n".join([f"HTTP/1.1 {start}", *fields, "", content])


def test_messages_of_the_tiny_site_are_right(tiny):
    assert mistakes(tiny) == []


def test_a_mistake_in_an_example_stops_the_build(tiny):
    write(tiny, {C404: edited(C404, "Content-Length: 47", "Content-Length: 48")})
    assert mistakes(tiny) == [
        f"{C404}:38: Content-Length is 48, the content has 47 bytes: write Content-Length: 47"
    ]


NOT_A_DATE = (
    'is not a date of HTTP: write "Sat, 21 Nov 2026 09:12:44 GMT", with the right day of the week'
)

WRONG = {
    "start line": (
        ["GET /orders/4711"],
        'page.md:2: "GET /orders/4711" is neither a request line nor a status line: '
        'write "GET /path HTTP/1.1" or "HTTP/1.1 404 Not Found"',
    ),
    "status line without its three digits": (
        ["HTTP/1.1 40 Not Found\n"],
        'page.md:2: "HTTP/1.1 40 Not Found" is neither a request line nor a status line: '
        'write "GET /path HTTP/1.1" or "HTTP/1.1 404 Not Found"',
    ),
    "no message at all": (
        [""],
        'page.md:2: "" is neither a request line nor a status line: '
        'write "GET /path HTTP/1.1" or "HTTP/1.1 404 Not Found"',
    ),
    "unknown method": (
        ["FETCH / HTTP/1.1\nHost: example.com\n"],
        "page.md:2: the method FETCH is not known: write a known one",
    ),
    "field line": (
        [f"{REQUEST}\nHost: example.com\nAccept application/json\n"],
        'page.md:4: "Accept application/json" is not a field line: write "Name: value"',
    ),
    "space before the colon": (
        [f"{REQUEST}\nHost : example.com\n"],
        'page.md:3: "Host : example.com" is not a field line: write "Name: value"',
        "page.md:1: the request has no Host: write Host: example.com",
    ),
    "request without Host": (
        [f"{REQUEST}\nAccept: */*\n"],
        "page.md:1: the request has no Host: write Host: example.com",
    ),
    "wrong day of the week": (
        [response("404 Not Found", "Date: Fri, 21 Nov 2026 09:12:44 GMT")],
        f'page.md:3: "Fri, 21 Nov 2026 09:12:44 GMT" {NOT_A_DATE}',
    ),
    "date in another form": (
        [response("404 Not Found", "Last-Modified: 2026-11-21")],
        f'page.md:3: "2026-11-21" {NOT_A_DATE}',
    ),
    "day that no month has": (
        [response("404 Not Found", "Date: Tue, 31 Feb 2026 09:12:44 GMT")],
        f'page.md:3: "Tue, 31 Feb 2026 09:12:44 GMT" {NOT_A_DATE}',
    ),
    "hour that no day has": (
        [response("404 Not Found", "Date: Sat, 21 Nov 2026 24:12:44 GMT")],
        f'page.md:3: "Sat, 21 Nov 2026 24:12:44 GMT" {NOT_A_DATE}',
    ),
    "date in Retry-After": (
        [response("503 Service Unavailable", "Retry-After: Fri, 21 Nov 2026 09:12:44 GMT")],
        f'page.md:3: "Fri, 21 Nov 2026 09:12:44 GMT" {NOT_A_DATE}',
    ),
    "Content-Length": (
        [response("200 OK", "Content-Type: text/plain", "Content-Length: 4", content="hällo")],
        "page.md:1: Content-Length is 4, the content has 6 bytes: write Content-Length: 6",
    ),
    "Content-Length of no content": (
        [response("200 OK", "Content-Length: 2")],
        "page.md:1: Content-Length is 2, the content has 0 bytes: write Content-Length: 0",
    ),
    "Content-Length of a request": (
        ["POST / HTTP/1.1\nHost: example.com\nContent-Type: text/plain\nContent-Length: 1\n\nab"],
        "page.md:1: Content-Length is 1, the content has 2 bytes: write Content-Length: 2",
    ),
    "Content-Length of multipart content": (
        [
            response(
                "200 OK",
                "Content-Type: multipart/mixed; boundary=x",
                "Content-Length: 7",
                content="--x\n--x",
            )
        ],
        "page.md:1: Content-Length is 7, the content has 8 bytes: write Content-Length: 8",
    ),
    "Content-Length beside Transfer-Encoding": (
        [response("200 OK", "Transfer-Encoding: chunked", "Content-Length: 0")],
        "page.md:1: Content-Length beside Transfer-Encoding: take one of them out",
    ),
    "Content-Length on 204": (
        [response("204 No Content", "Content-Length: 0")],
        "page.md:1: a 204 has no Content-Length: take the field out",
    ),
    "Content-Length on 103": (
        [response("103 Early Hints", "Content-Length: 0")],
        "page.md:1: a 103 has no Content-Length: take the field out",
    ),
    **{
        f"content on {status}": (
            [response(status, *fields, "Content-Type: text/plain", content="x")],
            f"page.md:1: this {status[:3]} has no content: take the content out",
        )
        for status, *fields in (
            ("100 Continue",),
            ("204 No Content",),
            ("205 Reset Content",),
            ("304 Not Modified",),
        )
    },
    "content in answer to HEAD": (
        [
            "HEAD / HTTP/1.1\nHost: example.com\n",
            response("200 OK", "Content-Type: text/plain", content="x"),
        ],
        "page.md:6: this 200 has no content: take the content out",
    ),
    **{
        f"{status} without {field}": (
            [response(status, *given)],
            f"page.md:1: a {status[:3]} needs {field}: write the field",
        )
        for status, field, *given in (
            ("401 Unauthorized", "Www-Authenticate"),
            ("405 Method Not Allowed", "Allow"),
            ("407 Proxy Authentication Required", "Proxy-Authenticate"),
            ("426 Upgrade Required", "Upgrade", "Connection: upgrade"),
            ("101 Switching Protocols", "Connection", "Upgrade: websocket"),
            ("206 Partial Content", "Content-Range or Content-Type", DATE),
            ("206 Partial Content", "Date", "Content-Range: bytes 0-0/1"),
        )
    },
    "content without Content-Type": (
        [response("404 Not Found", content="x")],
        "page.md:1: content without Content-Type: write the field",
    ),
    "JSON that is none": (
        [response("200 OK", "Content-Type: application/json", content='{"a": 1,}')],
        "page.md:1: the JSON content is not JSON: Expecting property name enclosed in double "
        "quotes: line 1 column 9 (char 8): mend it",
    ),
    "a number that JSON has not": (
        [response("200 OK", "Content-Type: application/json", content='{"a": NaN}')],
        "page.md:1: the JSON content is not JSON: it has no NaN: mend it",
    ),
    "JSON with a suffix": (
        [response("200 OK", "Content-Type: application/vnd.api+json; v=1", content="[")],
        "page.md:1: the JSON content is not JSON: "
        "Expecting value: line 1 column 2 (char 1): mend it",
    ),
    "problem details of another status": (
        [
            response("404 Not Found", "Content-Type: application/problem+json", content=PROBLEM),
            response("410 Gone", "Content-Type: application/problem+json", content=PROBLEM),
        ],
        'page.md:10: the problem details say 404, the status line 410: write "status": 410',
    ),
}


@pytest.mark.parametrize("case", WRONG.values(), ids=WRONG.keys())
def test_mistake_in_a_message_names_line_and_mend(case):
    messages, *expected = case
    assert said(*messages) == expected


def test_json_fence_is_json():
    assert said("{", language="json") == [
        "page.md:1: the json fence is not JSON: Expecting property name enclosed in double "
        "quotes: line 1 column 2 (char 1): mend it"
    ]


RIGHT = {
    "request without content": f"{REQUEST}\nHost: example.com\n",
    "HTTP/2 without Host": "GET / HTTP/2\naccept: */*\n",
    "status line without a phrase": response("404 ", "Content-Length: 0"),
    "response of HTTP/2": "HTTP/2 404\ncontent-length: 0\n",
    "Expires of 0": response("200 OK", "Expires: 0"),
    "Content-Length of 304 is that of the 200": response("304 Not Modified", "Content-Length: 9"),
    "request that waits for 100": "PUT / HTTP/1.1\nHost: example.com\nContent-Length: 9\n",
    "Retry-After in seconds": response("503 Service Unavailable", "Retry-After: 120"),
    "Allow without a method": response("405 Method Not Allowed", "Allow:"),
    "part of JSON": response(
        "206 Partial Content",
        DATE,
        "Content-Type: application/json",
        "Content-Range: bytes 0-1/9",
        content='{"',
    ),
    "compressed JSON": response(
        "200 OK", "Content-Type: application/json", "Content-Encoding: gzip", content="…"
    ),
    "problem details without a status": response(
        "404 Not Found", "Content-Type: application/problem+json", content="{}"
    ),
}


@pytest.mark.parametrize("message", RIGHT.values(), ids=RIGHT.keys())
def test_message_that_is_right_is_let_through(message):
    assert said(message) == []


def test_answer_to_head_may_give_the_length_of_a_get():
    head = "HEAD / HTTP/1.1\nHost: example.com\n"
    assert said(head, response("200 OK", "Content-Length: 9")) == []


def test_request_after_head_is_answered_with_content_again():
    head = "HEAD / HTTP/1.1\nHost: example.com\n"
    get = "GET / HTTP/1.1\nHost: example.com\n"
    answer = response("200 OK", "Content-Type: text/plain", content="x")
    assert said(head, get, answer) == []
