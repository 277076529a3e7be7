"""Builds the search index with lunr and writes it as a script."""

from reasonphrase.model import Content


def script(content: Content) -> str:
    """Give the index as a classic script."""
    return f"// {len(content.codes)}\n"
