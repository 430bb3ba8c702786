"""4xx: status honesty: whether what is reported can be so."""
