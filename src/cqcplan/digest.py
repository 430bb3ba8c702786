"""What tells the bytes of a file from all others."""

try:  # as the standard library's own random does: hashlib takes longer to load than a plan to be read
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b


def digest(raw: bytes) -> str:
    """Return a digest of some bytes: twenty bytes of BLAKE2, in hexadecimal."""
    return blake2b(raw, digest_size=20).hexdigest()


def digest_of(path: str) -> str | None:
    """Return the digest of a file's bytes; nothing where it cannot be read."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - a path object each costs more than the reading
            return digest(file.read())
    except OSError:
        return None
