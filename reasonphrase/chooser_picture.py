"""Draws the questions of the chooser as one picture: an SVG with text, read from left to right."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from html import escape

from reasonphrase.chooser import Option, Step
from reasonphrase.model import CLASSES, Code, class_of

LINE = 16
GAP = 8
BOX = 190
COLUMN = BOX + 28
LEAF = 330
NUMBER = 32
BOX_LETTERS = 21
LEAF_LETTERS = 48


def picture(first: Step, code: Callable[[int], Code], root: str) -> str:
    """Give the SVG. ``code`` gives a code by its number, ``root`` leads to the site's root."""
    return _Picture(code, root).draw(first)


class _Picture:
    """Lays the leaves out from the top down; every question stands in the middle of its own."""

    def __init__(self, code: Callable[[int], Code], root: str) -> None:
        self.code = code
        self.root = root
        self.y = 1
        self.right = 0
        self.boxes: list[str] = []
        self.lines: list[str] = []

    def draw(self, first: Step) -> str:
        self._step(first, "none")
        return (
            f'<svg class="tree" viewBox="0 0 {self.right} {self.y}" width="{self.right}"'
            f' height="{self.y}" role="group" aria-labelledby="tree-title tree-text">\n'
            '<title id="tree-title">Choosing a status code</title>\n'
            '<desc id="tree-text">A tree of questions, read from left to right. Each answer leads'
            " to the next question or to a code; each code is a link to its page.</desc>\n"
            + "".join(self.lines)
            + "".join(self.boxes)
            + "</svg>\n"
        )

    def _step(self, step: Step, class_: str) -> int:
        """Draw a question and all behind it. Gives the height at which a line meets it."""
        class_ = step.id if step.id in CLASSES else class_
        said = textwrap.wrap(step.said, BOX_LETTERS)
        asked = textwrap.wrap(step.question, BOX_LETTERS)
        top, height = self.y, (len(said) + len(asked)) * LINE + 12
        place = len(self.boxes)
        ends = [
            (self._step(option.next, class_) if option.next else self._leaf(option, step.depth))
            for option in step.options
        ]
        self.y = max(self.y, top + height + GAP)
        middle = max((ends[0] + ends[-1]) // 2, top + height // 2)
        left = (step.depth - 1) * COLUMN + 1
        self.boxes.insert(place, _box(left, middle - height // 2, height, class_, said, asked))
        self._fan(left + BOX, middle, ends)
        return middle

    def _leaf(self, option: Option, depth: int) -> int:
        code, left = self.code(option.code or 0), depth * COLUMN + 1
        words = textwrap.wrap(option.text, LEAF_LETTERS)
        middle = self.y + len(words) * LINE // 2
        first = self.y + 12
        self.boxes.append(
            f'<a href="{self.root}{code.url}" data-class="{class_of(code.number) or "none"}">'
            f"<title>{escape(code.title)}</title>"
            f'<text class="n" x="{left + 4}" y="{first}">{code.label}</text>'
            f"{_text(words, left + 4 + NUMBER, first)}</a>\n"
        )
        self.y += len(words) * LINE + GAP
        self.right = max(self.right, left + 4 + NUMBER + LEAF)
        return middle

    def _fan(self, left: int, middle: int, ends: list[int]) -> None:
        """Draw the lines from a question to its answers: a stem, a bar, and a branch each."""
        bar, right = left + 12, left + COLUMN - BOX
        branches = "".join(f"M{bar} {end}H{right}" for end in ends)
        low, high = min(*ends, middle), max(*ends, middle)
        self.lines.append(f'<path d="M{left} {middle}H{bar}M{bar} {low}V{high}{branches}"/>\n')


def _box(  # noqa: PLR0917 (a rectangle and its words)
    left: int, top: int, height: int, class_: str, said: list[str], asked: list[str]
) -> str:
    lower = top + 18 + len(said) * LINE
    return (
        f'<g data-class="{class_}">'
        f'<rect x="{left}" y="{top}" width="{BOX}" height="{height}" rx="5"/>'
        + (_text(said, left + 8, top + 18, "s") if said else "")
        + _text(asked, left + 8, lower, "q")
        + "</g>\n"
    )


def _text(words: list[str], left: int, top: int, kind: str = "") -> str:
    first, *others = words
    spans = "".join(f'<tspan x="{left}" dy="{LINE}">{escape(line)}</tspan>' for line in others)
    named = f' class="{kind}"' if kind else ""
    return f'<text{named} x="{left}" y="{top}">{escape(first)}{spans}</text>'
