"""What ``validate`` reports, and how it is shown. A leaf: everyone may import it."""
