"""The stored text of ``cqcplan --help``. Written by ``make help-text``; do not edit."""

HELP = """\
Usage: cqcplan [OPTIONS] COMMAND [ARGS]...

  Adult social care improvement plans as YAML: checked, scored and printed as
  committee papers.

Options:
  --version             Print the version and stop.
  --install-completion  Install completion for the current shell.
  --show-completion     Show completion for the current shell, to copy it or
                        customize the installation.
  -h, --help            Show this message and exit.

Commands:
  init            Start a plan in a folder.
  new             Add an action, milestone, measure, risk …
  update          Record what happened: progress, a moved date, a value.
  edit            Change the fields of an entry.
  list            List the entries of a plan with their ids.
  show            Show all that a plan says of one entry.
  find            Look for entries by words that stand in them.
  move            Take an entry to another place.
  rename          Give an entry another id, wherever it is used.
  remove          Take out an entry that was entered by mistake.
  clear-examples  Take out what is made up.
  undo            Take back the last change, byte for byte.
  serve           Show plans in a browser on this machine, to read and change.
  site            Write the same pages into a folder, for a web server.
  status          Show what is overdue, due soon, off track or quiet.
  validate        Check plans; report every problem.
  report          Print a paper: progress report, decision, plan table and
                  others.
  score           Work out ratings from quality statement scores.
  diff            Tell what changed between two dates or versions.
  trace           Follow the golden thread both ways from one entry.
  calendar        Write the plan's dates for calendar programs.
  export          Hand the plan out as tables or as a tracker to fill in.
  import          Bring a tracker or figures in from a spreadsheet.
  templates       List, print and copy the templates of papers.
  metrics         List the national metrics that a measure can name.
  rule            Explain a rule, or list them all.
  schema          Write the JSON Schema of a plan file, for editors.
  config          Show the settings in force.
"""
