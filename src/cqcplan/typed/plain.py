"""What was typed without what nobody means: case, odd blanks, curly marks."""

import re
import unicodedata


def plain(text: str) -> str:
    """Bring a text to small letters, single ordinary blanks and straight quotation marks, for comparing."""
    usual = unicodedata.normalize("NFKC", text).translate({0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"'})
    return " ".join(usual.split()).casefold()


def folded(text: str) -> str:
    """Bring a text to what people mean by the same words: case, blanks, dashes and a last full stop do not count."""
    words = re.sub(r"[\u2010-\u2015\u2212_-]+", " ", plain(text))
    return " ".join(re.sub(r"['\"]", "", words).split()).rstrip(" .:;,")
