"""2xx: ids and what points at them."""
