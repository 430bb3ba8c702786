"""What a browser may do with a page: nothing but show it, with the styles and the script of this server."""

import re
from base64 import b64encode
from hashlib import sha256

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'"
)
_STYLES = re.compile(rb"<style>(.*?)</style>", re.DOTALL)


def with_styles_of(content: bytes) -> str:
    """Allow the styles that stand in a page itself, and no others."""
    allowed = [f"'sha256-{b64encode(sha256(style).digest()).decode()}'" for style in _STYLES.findall(content)]
    return POLICY.replace("style-src 'self'", f"style-src {' '.join(allowed)}") if allowed else POLICY
