"""Word documents by python-docx: styles, what is taken from the council's own, the body as one piece of XML."""
