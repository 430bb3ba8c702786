"""The command line: one thin module per command. The only place that prints, prompts or exits."""
