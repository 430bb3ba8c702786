"""CQC's published results from outside: a council's own file of them, a table, or pages that somebody saved."""
