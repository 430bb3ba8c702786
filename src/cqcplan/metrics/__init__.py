"""National metrics of adult social care: what is published about every council, by vintage."""
