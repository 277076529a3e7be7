"""The page of a code."""

from __future__ import annotations

from dataclasses import dataclass

from reasonphrase import views
from reasonphrase.kit import FOLDER, Kit, Snippet, kit_of
from reasonphrase.model import CLASSES, Code
from reasonphrase.site import Entry, Site
from reasonphrase.tables import language_id


@dataclass(frozen=True)
class Tab:
    """A tab of the part "In code". The one of the contract has the kit instead of lines."""

    id: str
    label: str
    constants: tuple[views.ConstantLine, ...]
    snippets: tuple[Snippet, ...]
    kit: Kit | None = None


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
    languages = languages_of(code, site)
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
        other_names=views.other_names(code),
        facts=views.facts_of(code, content),
        before=before,
        after=rest,
        contents=[
            *before,
            *({"id": entry.url, "heading": entry.label} for entry in made),
            *rest,
        ],
        languages=languages,
        phrases=_phrases(site, code),
        related=views.neighbours_of(code, content),
        questions=questions,
        guides=linked_guides,
        previous=previous,
        next=after,
    )


def languages_of(code: Code, site: Site) -> list[Tab]:
    """Give the tabs of the part "In code": the contract, then a language each."""
    content = site.content
    kit = kit_of(code, content, site.settings.root / FOLDER)
    snippets = kit.snippets if kit else ()
    constants = {id_: (label, lines) for id_, label, lines in views.languages_of(code.constants)}
    labels = {language_id(e["language"]): e["language"] for e in content.data["constants"].values()}
    used = {snippet.language for snippet in snippets} | set(constants)
    tabs = [
        Tab(
            id_,
            label,
            constants.get(id_, ("", ()))[1],
            tuple(snippet for snippet in snippets if snippet.language == id_),
        )
        for id_, label in labels.items()
        if id_ in used
    ]
    if kit:
        tabs.append(Tab("openapi", "Contract", (), (), kit))
    return tabs


def _home_category(code: Code) -> Entry:
    if code.class_:
        return Entry(f"categories/{code.class_}.html", f"{code.class_} {CLASSES[code.class_]}")
    return Entry("categories/unofficial.html", "Unofficial codes")


def _phrases(site: Site, code: Code) -> tuple[tuple[str, str], ...]:
    return tuple(site.content.data["phrases"].get(str(code.number), {}).items())
