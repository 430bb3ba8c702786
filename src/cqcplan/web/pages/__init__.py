"""One module per kind of page: what it shows is found here, its words stand in its template."""
