"""Small words in messages."""


def with_article(noun: str) -> str:
    """Put ``a`` or ``an`` before a noun: ``an action``."""
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
