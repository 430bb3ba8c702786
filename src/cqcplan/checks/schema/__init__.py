"""1xx: fields and their values, found by the schema."""
