"""The builder of Reason Phrase: content -> model -> pages -> files."""
