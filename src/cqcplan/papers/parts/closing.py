"""The end of the paper: attachments, background papers, whom to ask."""

from cqcplan.papers.blocks import Block, Bullets, Column, Inline, Link, Paragraph, Section, Table
from cqcplan.papers.parts.standing import standing_blocks
from cqcplan.papers.setting import Setting


def attachments(setting: Setting) -> Section:
    """List the papers and appendices of the meeting."""
    documents = setting.meeting.documents if setting.meeting else ()
    items: list[Inline] = []
    for document in documents:
        size = " ".join(part for part in (document.format, document.size) if part)
        after = f" ({size})" if size else ""
        items.append(Link(document.title, document.url, after) if document.url else f"{document.title}{after}")
    return Section("attachments", "Attachments", (Bullets(tuple(items)),) if items else ())


def background_papers(setting: Setting) -> Section:
    """List the documents the paper relies on, with their addresses."""
    items: list[Inline] = []
    for paper in setting.plan.background_papers:
        if paper.on and paper.on.earliest > setting.as_of:
            continue
        dated = paper.printed_date or (str(paper.on) if paper.on else "")
        after = "".join(f", {part}" for part in (dated, paper.item) if part)
        items.append(Link(paper.title, paper.url, after) if paper.url else f"{paper.title}{after}")
    return Section("background-papers", "Background papers", (Bullets(tuple(items)),) if items else ())


def contacts(setting: Setting) -> Section:
    """Say whom to ask, by post."""
    meeting = setting.meeting
    ids = list(setting.plan.header.contact)
    if meeting and meeting.contact and meeting.contact not in ids:
        ids.insert(0, meeting.contact)
    rows = []
    for role_id in ids:
        role = next(item for item in setting.plan.roles if item.id == role_id)
        reach = [f"Telephone {role.phone}"] if role.phone else []
        reach += [f"Email {role.email}"] if role.email else []
        rows.append((role.title, "; ".join(reach) or "Through the council"))
    blocks: list[Block] = []
    if rows:
        blocks.append(Table("Officers to contact", (Column("Post"), Column("How to reach")), tuple(rows)))
    blocks += standing_blocks(setting, "alternative-format")
    if blocks and len(blocks) == 1 and rows:
        blocks.append(Paragraph("Ask for this report in another format from the officers named above."))
    return Section("contacts", "Officers to contact", tuple(blocks))
