"""Papers: what each one says (blocks of plain values), and the templates that set it."""
