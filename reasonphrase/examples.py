"""Checks the HTTP messages in ``http`` fences: RFC 9110 and RFC 9112 say what a message is."""

from __future__ import annotations

import json
import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from reasonphrase.bodies import Fence, fences_of, lines_of
from reasonphrase.problems import Problem

METHODS = (
    "GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH",
    "PROPFIND", "PROPPATCH", "MKCOL", "COPY", "MOVE", "LOCK", "UNLOCK", "BIND", "SEARCH",
    "REPORT", "ACL", "QUERY", "BREW", "POST-IT",
)  # fmt: skip
REQUEST_LINE = re.compile(r"([A-Z-]+) (\S+) HTTP/(\d)(?:\.(\d))?")
STATUS_LINE = re.compile(r"HTTP/(\d)(?:\.(\d))? (\d{3}) ?(.*)")
FIELD = re.compile(r"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(.*?)[ \t]*")
DATES = ("date", "expires", "last-modified", "if-modified-since", "if-unmodified-since", "sunset")
IMF_DATE = re.compile(
    r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
    r" \d{4} \d\d:\d\d:\d\d GMT"
)

# What RFC 9110 and its family demand (MUST) of a response, by code: any of the fields in a group.
DEMANDED: dict[int, tuple[tuple[str, ...], ...]] = {
    101: (("upgrade",), ("connection",)),
    206: (("content-range", "content-type"), ("date",)),
    401: (("www-authenticate",),),
    405: (("allow",),),
    407: (("proxy-authenticate",),),
    426: (("upgrade",), ("connection",)),
}
BODILESS = (204, 205, 304)


@dataclass(frozen=True)
class Message:
    """An HTTP message from a fence. ``status`` is None for a request."""

    start: str
    status: int | None
    method: str | None
    fields: tuple[tuple[str, str], ...]
    content: str
    field_lines: tuple[int, ...]

    def value(self, name: str) -> str | None:
        """Give the first value of a field, by its lower-case name."""
        return next((value for field, value in self.fields if field == name), None)

    @property
    def content_length(self) -> int:
        """The length in bytes; a line end is two bytes in multipart content, else one."""
        multipart = (self.value("content-type") or "").startswith("multipart/")
        text = self.content.replace("\n", "\r\n") if multipart else self.content
        return len(text.encode("utf-8"))


def check_examples(path: str, body: str, first: int) -> Iterator[Problem]:
    """Give every mistake in the ``http`` and ``json`` fences of a body."""
    asked: Message | None = None
    for fence in fences_of(lines_of(body, first)):
        if fence.language == "json":
            yield from _json(path, fence.text, fence.line, "the json fence")
        if fence.language != "http":
            continue
        message = yield from _parse(path, fence)
        if message:
            yield from _check(path, fence, message, asked)
            if message.status is None:
                asked = message


def _parse(path: str, fence: Fence) -> Generator[Problem, None, Message | None]:
    """Read a message; yields problems, returns the message or None."""
    head, gap, content = fence.text.partition("\n\n")
    if not gap:
        head = fence.text.rstrip("\n")
    start, *rows = head.split("\n")
    request, response = REQUEST_LINE.fullmatch(start), STATUS_LINE.fullmatch(start)
    if not request and not response:
        yield Problem(
            path,
            fence.line + 1,
            f'"{start}" is neither a request line nor a status line',
            'write "GET /path HTTP/1.1" or "HTTP/1.1 404 Not Found"',
        )
        return None
    if request and request[1] not in METHODS:
        yield Problem(
            path, fence.line + 1, f"the method {request[1]} is not known", "write a known one"
        )
    fields = []
    for line, row in enumerate(rows, fence.line + 2):
        field = FIELD.fullmatch(row)
        if not field:
            yield Problem(path, line, f'"{row}" is not a field line', 'write "Name: value"')
            continue
        fields.append((field[1].lower(), field[2], line))
    return Message(
        start,
        int(response[3]) if response else None,
        request[1] if request else None,
        tuple((name, value) for name, value, _ in fields),
        content,
        tuple(line for _, _, line in fields),
    )


def _check(path: str, fence: Fence, message: Message, asked: Message | None) -> Iterator[Problem]:
    status = message.status
    yield from _fields(path, message)
    if status is None:
        if message.value("host") is None and "HTTP/1.1" in message.start:
            yield Problem(path, fence.line, "the request has no Host", "write Host: example.com")
    elif status in DEMANDED:
        for group in DEMANDED[status]:
            if all(message.value(name) is None for name in group):
                names = " or ".join(name.title() for name in group)
                yield Problem(path, fence.line, f"a {status} needs {names}", "write the field")
    to_head = asked is not None and asked.method == "HEAD" and status is not None
    if message.content and status is not None and (status < 200 or status in BODILESS or to_head):
        yield Problem(path, fence.line, f"this {status} has no content", "take the content out")
    yield from _length(path, fence, message, to_head or status == 304)
    yield from _content(path, fence, message)


def _fields(path: str, message: Message) -> Iterator[Problem]:
    for (name, value), line in zip(message.fields, message.field_lines, strict=True):
        dated = name in DATES and not (name == "expires" and value == "0")
        if (dated or (name == "retry-after" and not value.isdigit())) and not _is_date(value):
            yield Problem(
                path,
                line,
                f'"{value}" is not a date of HTTP',
                'write "Sat, 21 Nov 2026 09:12:44 GMT", with the right day of the week',
            )


def _is_date(value: str) -> bool:
    """Whether a value is an IMF-fixdate of a day that there is (RFC 9110, 5.6.7)."""
    if not IMF_DATE.fullmatch(value):
        return False
    try:
        return parsedate_to_datetime(value).strftime("%a") == value[:3]
    except ValueError:
        return False


def _length(path: str, fence: Fence, message: Message, of_another: bool) -> Iterator[Problem]:
    length = message.value("content-length")
    if length is None or of_another:
        return
    if message.value("transfer-encoding"):
        yield Problem(
            path, fence.line, "Content-Length beside Transfer-Encoding", "take one of them out"
        )
    elif message.status is not None and (message.status < 200 or message.status == 204):
        yield Problem(
            path, fence.line, f"a {message.status} has no Content-Length", "take the field out"
        )
    elif (message.content or message.status) and length != str(message.content_length):
        yield Problem(
            path,
            fence.line,
            f"Content-Length is {length}, the content has {message.content_length} bytes",
            f"write Content-Length: {message.content_length}",
        )


def _content(path: str, fence: Fence, message: Message) -> Iterator[Problem]:
    kind = (message.value("content-type") or "").partition(";")[0].strip().lower()
    if not message.content or message.value("content-encoding"):
        return
    if not kind:
        yield Problem(path, fence.line, "content without Content-Type", "write the field")
    if kind == "application/json" or kind.endswith("+json"):
        if message.value("content-range") or message.value("transfer-encoding"):
            return
        yield from _json(path, message.content, fence.line, "the JSON content")
        if kind == "application/problem+json" and message.status is not None:
            yield from _problem_details(path, fence, message)


def _json(path: str, text: str, line: int, what: str) -> Iterator[Problem]:
    try:
        json.loads(text, parse_constant=_no_constant)
    except ValueError as error:
        yield Problem(path, line, f"{what} is not JSON: {error}", "mend it")


def _no_constant(name: str) -> None:
    raise ValueError(f"it has no {name}")


def _problem_details(path: str, fence: Fence, message: Message) -> Iterator[Problem]:
    try:
        details = json.loads(message.content)
    except ValueError:
        return
    status = details.get("status", message.status) if isinstance(details, dict) else None
    if status != message.status:
        yield Problem(
            path,
            fence.line,
            f"the problem details say {status}, the status line {message.status}",
            f'write "status": {message.status}',
        )
