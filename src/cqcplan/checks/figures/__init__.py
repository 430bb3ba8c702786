"""4xx: figures that can hardly be right, and what is said of them."""
