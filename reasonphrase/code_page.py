"""The page of a code."""

from __future__ import annotations

from reasonphrase import views
from reasonphrase.model import CLASSES, Code
from reasonphrase.site import Entry, Site

AFTER_CODE = ("specification",)
MADE = (("in-code", "In code"), ("related", "Related codes"), ("questions", "Questions"))


def code_page(site: Site, code: Code, previous: Code | None, after: Code | None) -> str:
    """Render the page of a code."""
    content = site.content
    page = site.page(
        code.url,
        "code",
        code.title,
        code.summary,
        title=f"{code.title}: meaning, causes and what to do · Reason Phrase",
        section="index.html",
        source=code.path,
        class_=code.class_ or "none",
    )
    parts = views.parts_of(code.sections, page.root, site)
    questions = views.questions_of(code, content)
    linked_guides = [guide for guide in content.guides if code in guide.codes]
    languages = [
        {"id": id_, "label": label, "constants": lines, "snippets": ()}
        for id_, label, lines in views.languages_of(code.constants)
    ]
    made = [
        Entry(id_, heading)
        for id_, heading in MADE
        if not (id_ == "in-code" and not languages)
        and not (id_ == "questions" and not questions and not linked_guides)
    ]
    before = [part for part in parts if part.id not in AFTER_CODE]
    rest = [part for part in parts if part.id in AFTER_CODE]
    return site.render(
        "code.html",
        page,
        code=code,
        home_category=_home_category(code),
        facts=views.facts_of(code, content),
        before=before,
        after=rest,
        contents=[
            *before,
            *({"id": entry.url, "heading": entry.label} for entry in made),
            *rest,
        ],
        languages=languages,
        kit=False,
        phrases=_phrases(site, code),
        related=views.neighbours_of(code, content),
        questions=questions,
        guides=linked_guides,
        previous=previous,
        next=after,
    )


def _home_category(code: Code) -> Entry:
    if code.class_:
        return Entry(f"categories/{code.class_}.html", f"{code.class_} {CLASSES[code.class_]}")
    return Entry("categories/unofficial.html", "Unofficial codes")


def _phrases(site: Site, code: Code) -> tuple[tuple[str, str], ...]:
    return tuple(site.content.data["phrases"].get(str(code.number), {}).items())
