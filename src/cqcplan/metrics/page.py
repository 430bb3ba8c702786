"""The catalogue as people read it: a list, one metric in full, and a page of the documentation."""

from collections.abc import Iterable, Sequence

from cqcplan.metrics.catalogue import Metric, Release

NONE_IS_BETTER = "no direction was found in public documents: the measure says its own"


def list_text(metrics: Sequence[Metric]) -> str:
    """Return a list of metrics, vintage by vintage: id, code, title, and what each is counted in."""
    lines: list[str] = []
    for release, its in _by_release(metrics):
        wide = max(len(metric.id) for metric in its)
        lines += ["", *head_of(release)]
        lines += [f"  {metric.id:<{wide}}  {metric.code}: {metric.title} ({counted(metric)})" for metric in its]
    return "".join(f"{line}\n" for line in lines[1:])


def metric_text(metric: Metric) -> str:
    """Return one metric in full, with where it was confirmed."""
    lines = [
        f"{metric.id}: {metric.title}",
        f"  code: {metric.code}, {metric.release.short}",
        f"  definition: {metric.definition}",
        f"  unit: {metric.unit}",
        f"  better: {metric.better or NONE_IS_BETTER}",
        f"  frequency: {metric.frequency}",
    ]
    if metric.quality_statements:
        lines.append(f"  quality statements (our reading): {', '.join(metric.quality_statements)}")
    lines += [f"  counted otherwise from {each.on}: {each.text}" for each in metric.breaks]
    lines.append("  confirmed:")
    lines += [f"    - {each.what}: {each.url}" for each in metric.confirmed]
    return "".join(f"{line}\n" for line in lines)


def counted(metric: Metric) -> str:
    """Say in what a metric is counted, how often, and which way is better."""
    better = f", {metric.better} is better" if metric.better else ""
    return f"{metric.unit}, {metric.frequency}{better}"


def head_of(release: Release) -> list[str]:
    """Say what a vintage is, and where it is published."""
    return [release.title, f"  {release.publisher}, {release.published}: {release.url}"]


def _by_release(metrics: Iterable[Metric]) -> list[tuple[Release, list[Metric]]]:
    found: dict[str, tuple[Release, list[Metric]]] = {}
    for metric in metrics:
        found.setdefault(metric.release.id, (metric.release, []))[1].append(metric)
    return list(found.values())


# the page of the documentation

HEAD = """\
# National metrics

`metric: ascof-3d-2a` on a measure fills in its title, unit, direction, definition, frequency, quality statements and
the days from which it is counted otherwise, where the measure leaves them out. What the plan says itself always wins.
`cqcplan metrics` lists these on a terminal, `cqcplan metrics direct payments` looks for words, and `cqcplan new measure
--metric "2D part 1"` adds one. How figures of England and others come in stands under
[spreadsheets](../how-to/spreadsheets.md#figures-of-england-from-ascof).

Nothing stands here that was not found in a public document: each row says where. The definitions are our own sentences.
Which quality statements a metric speaks to is our own reading too. Where no direction was found, there is none: write
`better` on the measure. This page is written by `make schema` from the catalogue; do not edit it.
"""


def page_markdown(metrics: Sequence[Metric]) -> str:
    """Return the page of every metric with its sources."""
    return HEAD + "".join(_release_markdown(release, its) for release, its in _by_release(metrics))


def _release_markdown(release: Release, metrics: Sequence[Metric]) -> str:
    codes = list(dict.fromkeys(metric.code.split(" part ")[0] for metric in metrics))
    held = (
        f" {len(codes)} of its {release.in_all} metrics are here; the others could not be confirmed."
        if release.in_all
        else ""
    )
    rows = [
        f"\n## {release.title}\n\n[{release.publisher}]({release.url}), {release.published}.{held}\n",
        "\n| id | code and title | what is counted | unit | better | how often | quality statements |\n",
        f"|{' --- |' * 7}\n",
    ]
    rows += [
        f"| `{metric.id}` | {metric.code}: {metric.title} | {metric.definition} | {metric.unit} "
        f"| {metric.better or ''} | {metric.frequency} | {', '.join(metric.quality_statements)} |\n"
        for metric in metrics
    ]
    if breaks := dict.fromkeys(each for metric in metrics for each in metric.breaks):
        rows.append("\n")
        for each in breaks:
            its = ", ".join(f"`{metric.id}`" for metric in metrics if each in metric.breaks)
            rows.append(f"From {each.on} on, {each.text[0].lower()}{each.text[1:].rstrip('.')}: {its}.\n")
    rows.append("\nWhere each was confirmed:\n\n| id | what was found, and where |\n| --- | --- |\n")
    rows += [
        f"| `{metric.id}` | {'; '.join(f'[{each.what}]({each.url})' for each in metric.confirmed)} |\n"
        for metric in metrics
    ]
    return "".join(rows)
