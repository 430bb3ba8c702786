"""What is withheld in any of many plans, looked for in one file at once: the time grows with the file, not the plans.

Whatever is looked for is known by a few keys: pieces of its letters, pairs of its words, runs of them. A file's own
pieces, pairs and runs are compared with all of these together; only what has a key in the file is then searched for,
as :mod:`cqcplan.papers.proof.prove` does it for one plan.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import NamedTuple, TypeVar

from cqcplan.papers.proof.figures import Figure
from cqcplan.papers.proof.phrases import PIECE
from cqcplan.papers.proof.prove import (
    LONG,
    Leak,
    figure_in,
    printed_of,
    repeated_in,
    text_in,
)
from cqcplan.papers.proof.searched import Pair, Run, Searched
from cqcplan.papers.proof.secrets import Hidden, Known, Secret, sentences_of, shingles_of
from cqcplan.view.folded import letters_of, words_of

K = TypeVar("K")
_PLACES = 6
"""How many places of a text are considered to know it by."""


class _Letters(NamedTuple):
    """The letters of a text, or of a sentence of one."""

    letters: str
    is_sentence: bool


@dataclass(slots=True)
class _Text:
    """One withheld text, in however many plans it is withheld."""

    secret: Secret
    places: dict[str, list[Secret]]
    """Where it stands in each plan that withholds it."""
    open_sentences: set[str]
    """Its sentences that every plan which withholds it publishes elsewhere."""
    open_runs: set[Run]
    """The same of words in a row."""

    @property
    def owners(self) -> list[str]:
        return list(self.places)


class _Figure(NamedTuple):
    figure: Figure
    owners: list[str]


@dataclass(slots=True)
class _Published:
    """What the readers of a page may read of a text: what its plan publishes, and what those who withhold it do."""

    text: _Text
    known: Known

    def holds(self, text: str) -> bool:
        return text in self.text.open_sentences or self.known.holds(text)

    def holds_shingle(self, piece: Run) -> bool:
        return piece in self.text.open_runs or self.known.holds_shingle(piece)


class Page(NamedTuple):
    """Whose page a file is, and what may stand on it."""

    plan: str | None
    """The name of the plan; nothing where it is about every plan."""
    known: Known
    """What it publishes of its own accord."""
    figures: Container[Run]
    """The figures that it publishes, as they are printed."""
    own_stock: Callable[[], Searched]
    """What stands on its pages whatever anybody wrote: the tool's own words."""
    made_alone: Sequence[Callable[[], Searched]]
    """What stands there when no other plan is: nothing of another plan can come in."""


class Found(NamedTuple):
    """Something withheld that stands in a file."""

    plan: str
    """The plan that withholds it; of several, the first."""
    leak: Leak


@dataclass(slots=True)
class Sought:
    """What is withheld in many plans."""

    _texts: dict[tuple[str, bool], _Text] = field(default_factory=dict)
    _each: list[_Text | _Figure] = field(default_factory=list)
    _by_letters: dict[_Letters, list[int]] = field(default_factory=dict)
    _by_piece: dict[str, list[_Letters]] = field(default_factory=dict)
    _by_pair: dict[Pair, list[int]] = field(default_factory=dict)
    _by_run: dict[Run, list[int]] = field(default_factory=dict)
    _short: list[int] = field(default_factory=list)
    """What has too few letters to be known by a piece of them."""

    def add(self, plan: str, hidden: Hidden) -> None:
        """Add what is withheld in one plan."""
        for secret in hidden.texts:
            if secret.is_telling:
                self._add_text(plan, secret, hidden.known)
        for figure in hidden.figures:
            self._each.append(_Figure(figure, [plan]))
            for printed in printed_of(figure):
                self._keep_pair(printed)
            for text in repeated_in(figure):
                self._keep_letters(text)

    def __len__(self) -> int:
        """Count what is looked for."""
        return len(self._each)

    def _add_text(self, plan: str, secret: Secret, known: Known) -> None:
        sentences = [] if secret.is_id else sentences_of(secret.text)
        runs = [] if secret.is_id else list(shingles_of(secret.words))
        open_sentences = {one for one in sentences if known.holds(one)}
        open_runs = {one for one in runs if known.holds_shingle(one)}
        key = (secret.text, secret.is_id)
        if (there := self._texts.get(key)) is not None:
            there.places.setdefault(plan, []).append(secret)
            there.open_sentences &= open_sentences
            there.open_runs &= open_runs
            return
        self._texts[key] = text = _Text(secret, {plan: [secret]}, open_sentences, open_runs)
        self._each.append(text)
        if secret.is_id or secret.is_short or len(secret.letters) < LONG:
            self._keep_pair(words_of(secret.text))
        else:
            self._keep_letters(secret.text)
        for sentence in sentences:
            self._keep_letters(sentence, is_sentence=True)
        for run in runs:
            _keep(self._by_run, run, len(self._each) - 1)

    def _keep_pair(self, words: Sequence[str]) -> None:
        """Know it by the longest of its pairs: the least likely to stand in any file."""
        pairs: Iterable[Pair] = pairwise(words) if len(words) > 1 else words
        if longest := max(pairs, key=lambda pair: sum(map(len, pair)), default=None):
            _keep(self._by_pair, longest, len(self._each) - 1)

    def _keep_letters(self, text: str, *, is_sentence: bool = False) -> None:
        """Know it by some letters in a row: wherever it stands, the text that it stands in is cut among them.

        Texts begin alike, so of a few places in it that one is taken by which the fewest others are known.
        """
        kept = _Letters(letters_of(text), is_sentence)
        last = len(kept.letters) - (2 * PIECE - 1)
        if last < 0:
            self._short.append(len(self._each) - 1)
            return
        is_new = kept not in self._by_letters
        _keep(self._by_letters, kept, len(self._each) - 1)
        if is_new:
            places = {last * part // (_PLACES - 1) for part in range(_PLACES)}
            pieces = ([kept.letters[place + offset :][:PIECE] for offset in range(PIECE)] for place in sorted(places))
            for piece in min(pieces, key=lambda each: sum(len(self._by_piece.get(piece, ())) for piece in each)):
                self._by_piece.setdefault(piece, []).append(kept)

    def _may_stand(self, content: Searched, page: Page) -> list[int]:
        """Return what has a key in a file, in the order in which it was added.

        What everybody says is looked at once, however many withhold a text with it: sentences and words in a row that
        the page's plan publishes lead to none of them.
        """
        found = set(self._short)
        pieces = {key for held in content.pieces() for key in self._by_piece.keys() & held}
        for one in {one for key in pieces for one in self._by_piece[key]}:
            if content.find_letters(one.letters) and not (one.is_sentence and page.known.holds_letters(one.letters)):
                found.update(self._by_letters[one])
        for pairs in content.pairs():
            found.update(*(self._by_pair[key] for key in self._by_pair.keys() & pairs))
        for runs in content.runs() if self._by_run else ():
            said = (key for key in self._by_run.keys() & runs if not page.known.holds_shingle(key))
            found.update(*(self._by_run[key] for key in said))
        return sorted(found)

    def found_in(self, content: Searched, page: Page) -> Iterator[Found]:
        """Return what stands in a file and may not.

        What is withheld in the page's own plan counts wherever it is no word of the tool's. What is withheld in
        another plan does not count where the page's plan publishes it, nor where it stands on the page when no other
        plan is there: two councils can do the same, have the same figure, and meet on the same day.
        """
        for number in self._may_stand(content, page):
            one = self._each[number]
            is_own = page.plan in one.owners
            if not is_own and isinstance(one, _Text) and page.known.publishes(one.secret):
                continue
            leak = _leak(content, one, page)
            if leak and is_own:
                leak = _leak(content.less(page.own_stock()), one, page)
            for made in () if is_own else page.made_alone:
                leak = leak and _leak(content.less(made(), with_ids=True), one, page)
            if leak:
                owner = page.plan if page.plan and is_own else one.owners[0]
                places = one.places[owner] if isinstance(one, _Text) else [leak]
                yield from (Found(owner, replace(leak, entry=place.entry, field=place.field)) for place in places)


def _leak(content: Searched, one: _Text | _Figure, page: Page) -> Leak | None:
    if isinstance(one, _Text):
        return text_in(content, one.secret, _Published(one, page.known))
    return figure_in(content, one.figure, () if page.plan in one.owners else page.figures)


def _keep(index: dict[K, list[int]], key: K, number: int) -> None:
    numbers = index.setdefault(key, [])
    if not numbers or numbers[-1] != number:
        numbers.append(number)
