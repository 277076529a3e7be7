"""Turns checked sources into the model. Nothing here can fail: the checks have passed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reasonphrase import model, records
from reasonphrase.bodies import sections_of
from reasonphrase.sources import Source
from reasonphrase.tables import Tables

Sources = Mapping[str, tuple[Source, ...]]


def content(sources: Sources, subcodes: tuple[Source, ...], tables: Tables) -> model.Content:
    """Give the whole model. ``sources`` are the files of each kind."""
    codes = tuple(sorted((_code(s, tables) for s in sources["code"]), key=lambda c: c.number))
    by_number = {code.number: code for code in codes}
    return model.Content(
        codes=codes,
        categories=tuple(_category(source, codes) for source in sources["category"]),
        questions=tuple(_question(source, by_number, tables) for source in sources["question"]),
        guides=tuple(_guide(source, by_number) for source in sources["guide"]),
        subcodes=tuple(_table(source, tables) for source in subcodes),
        data=tables.raw,
    )


def citation_of(record: Mapping[str, Any] | None) -> records.Citation | None:
    """Give the citation in a record; None when it names neither RFC nor draft."""
    if not record or not ("rfc" in record or "draft" in record):
        return None
    return records.Citation(record.get("rfc"), record.get("section"), record.get("draft"))


def _code(source: Source, tables: Tables) -> model.Code:
    meta = source.meta
    return model.Code(
        path=source.path,
        number=meta["code"],
        name=meta["name"],
        standing=tables.value("standing", meta["standing"]),
        summary=meta["summary"],
        use=meta["use"],
        formerly=tuple(
            records.FormerName(entry["name"], records.Citation(entry["rfc"], entry["section"]))
            for entry in meta.get("formerly", ())
        ),
        specification=citation_of(meta.get("specification")),
        keywords=tuple(meta["keywords"]),
        body=tables.value("body", meta["body"]),
        cacheable=tables.value("cacheable", meta["cacheable"]),
        retry=tables.value("retry", meta["retry"]),
        headers=tuple(
            records.HeaderField(
                entry["field"],
                tables.value("level", entry["level"]),
                entry["why"],
                citation_of(entry),
            )
            for entry in meta.get("headers", ())
        ),
        related=tuple(
            records.Relation(entry["code"], entry["difference"]) for entry in meta["related"]
        ),
        outside=tuple(
            records.OutsideName(entry["name"], entry["by"]) for entry in meta.get("outside", ())
        ),
        senders=tuple(_sense(entry, tables) for entry in meta.get("senders", ())),
        sources=_references(meta),
        checked=meta["checked"],
        constants=tables.constants(meta["code"]),
        sections=sections_of(source.body, source.body_line, fixed=True),
        meta=meta,
    )


def _sense(entry: Mapping[str, Any], tables: Tables) -> records.Sense:
    return records.Sense(
        sender=tables.sender(entry["sender"]),
        name=entry["name"],
        meaning=entry["meaning"],
        where=entry["where"],
        source=entry["source"],
        evidence=tables.value("evidence", entry["evidence"]),
    )


def _references(meta: Mapping[str, Any]) -> tuple[records.Reference, ...]:
    return tuple(
        records.Reference(entry["title"], entry["url"]) for entry in meta.get("sources", ())
    )


def _category(source: Source, codes: tuple[model.Code, ...]) -> model.Category:
    meta = source.meta
    return model.Category(
        path=source.path,
        key=source.stem,
        title=meta["title"],
        summary=meta["summary"],
        class_=meta.get("class"),
        senders=tuple(meta.get("senders", ())),
        keywords=tuple(meta["keywords"]),
        sources=_references(meta),
        checked=meta["checked"],
        codes=tuple(code for code in codes if _belongs(code, meta)),
        sections=sections_of(source.body, source.body_line),
    )


def _belongs(code: model.Code, meta: Mapping[str, Any]) -> bool:
    """Whether a category's selection takes a code in: by class, RFC, standing or sender."""
    rfc = code.specification.rfc if code.specification else None
    return (
        code.class_ == meta.get("class", "")
        or rfc in meta.get("rfcs", ())
        or code.standing.key in meta.get("standings", ())
        or any(sense.sender.key in meta.get("senders", ()) for sense in code.senders)
    )


def _question(
    source: Source, by_number: Mapping[int, model.Code], tables: Tables
) -> model.Question:
    meta = source.meta
    return model.Question(
        path=source.path,
        key=source.stem,
        question=meta["question"],
        answer=meta["answer"],
        group=tables.value("group", meta["group"]),
        codes=tuple(by_number[number] for number in meta["codes"]),
        compare=tuple(by_number[number] for number in meta.get("compare", ())),
        deciding=meta.get("deciding"),
        keywords=tuple(meta["keywords"]),
        checked=meta["checked"],
        sections=sections_of(source.body, source.body_line),
    )


def _guide(source: Source, by_number: Mapping[int, model.Code]) -> model.Guide:
    meta = source.meta
    return model.Guide(
        path=source.path,
        key=source.stem,
        title=meta["title"],
        summary=meta["summary"],
        codes=tuple(by_number[number] for number in meta["codes"]),
        keywords=tuple(meta["keywords"]),
        sources=_references(meta),
        checked=meta["checked"],
        sections=sections_of(source.body, source.body_line),
    )


def _table(source: Source, tables: Tables) -> model.SubCodeTable:
    meta = source.meta
    return model.SubCodeTable(
        path=source.path,
        key=source.stem,
        title=meta["title"],
        sender=meta["sender"],
        summary=meta["summary"],
        where=meta["where"],
        sources=_references(meta),
        evidence=tables.value("evidence", meta["evidence"]),
        checked=meta["checked"],
        rows=tuple(
            model.SubCode(row["id"], row["name"], row.get("code"), row["meaning"])
            for row in meta["rows"]
        ),
    )
