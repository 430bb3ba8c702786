"""Compile the templates that come with cqcplan, so that the first paper is as fast as the next."""

import sys

from cqcplan.papers.formats.templates import environment
from cqcplan.papers.sections import Writer
from cqcplan.papers.template_files import all_templates
from scripts.write_templates import occasion

if __name__ == "__main__":
    sys.dont_write_bytecode = False  # that is what this is for
    layouts, sections = environment(), Writer(occasion()).environment
    for found in all_templates():
        if not found.name.endswith(".typ"):
            (layouts if found.name.startswith("layouts/") else sections).get_template(found.name)
