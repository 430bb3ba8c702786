"""What the review workbook calls its sheets, its columns, and what it asks."""

from typing import NamedTuple

from cqcplan.model.vocabulary import STATUS_WORDS, Colour, choices

COLUMNS, WORDS, QUESTIONS, ABOUT = "Columns", "Words", "Questions", "How to use"
MARK = "_cqcplan_review"
"""The hidden sheet that tells a review workbook from others."""
COLUMN_HEADS = ("Heading in your file", "For example", "Taken for", "Please look")
WORD_HEADS = ("What it is", "In your file", "Taken for", "Please look")
QUESTION_HEADS = ("Question", "Answer", "Please look", "Setting")
HOW_TO = (
    "This is what cqcplan takes your file for. Nothing has been written into the plan.",
    "Change what is wrong under Taken for and Answer, most of all in the rows that say what to look at.",
    f"{COLUMNS}: what each column of your file holds. Blank: it is not read.",
    f"{WORDS}: what each word, colour and name in those columns means. Blank: it says nothing.",
    f"{QUESTIONS}: what the file as a whole leaves open.",
    "Save this workbook, then give it back: {command}",
)

TAKEN_FOR = {
    "title": "Title: what is to be done",
    "priority": "Priority it belongs to",
    "milestone": "Milestone",
    "ref": "Number",
    "owner": "Owner",
    "first_due": "Date first set",
    "due": "Date now",
    "due_reason": "Why the date moved",
    "status": "Status",
    "progress": "Share done, in per cent",
    "rag": "RAG",
    "reason": "Reason for amber or red",
    "recovery": "What will bring it back",
    "text": "Latest news",
}
"""What a column may be taken for."""
SECTIONS = {
    "status": "Status",
    "rag": "RAG",
    "fills": "Colour of the RAG cell",
    "dates": "Words for a date",
    "owners": "Owner",
    "priorities": "Priority",
}
"""What a word may be."""
STATES = STATUS_WORDS
COLOURS = {name: name.capitalize() for name in choices(Colour)}


class Question(NamedTuple):
    """What is asked of the file as a whole."""

    asks: str
    choices: tuple[str, ...] = ()
    several: bool = False
    """Whether the answer is a list, parted by semicolons."""


YES_NO = ("yes", "no")
ASKED = {
    "sheet": Question("Which sheet holds the work?"),
    "more_sheets": Question("Which other sheets have the same headings?", several=True),
    "header_rows": Question("In which rows do the headings stand?", several=True),
    "last_row": Question("Which is the last row?"),
    "priority": Question("Which priority do all rows belong to?"),
    "sheet_is_priority": Question("Is the name of each sheet the priority of its rows?", YES_NO),
    "fill_down": Question("In which columns does a blank cell mean the filled one above?", several=True),
    "refs_begin_again": Question("Do the numbers begin again under each priority?", YES_NO),
    "date_order": Question("How is 03/04/2027 meant?", ("day-first", "month-first")),
    "real_dates": Question("Were day and month of the dates swapped on the way?", ("as-they-are", "swapped")),
    "hidden_rows": Question("What is to be done with hidden rows?", ("read", "leave-out")),
    "hidden_columns": Question("What is to be done with hidden columns?", ("read", "leave-out")),
    "struck_rows": Question("What does a row mean that is struck through?", ("read", "closed", "leave-out")),
    "comments": Question("What is to be done with comments on cells?", ("leave-out",)),
    "ignore": Question("Which rows are passed over, by the word they begin with?", several=True),
}
"""The settings of a mapping that are no columns and no words."""
