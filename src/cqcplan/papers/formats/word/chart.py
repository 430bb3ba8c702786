"""A chart in Word: a drawing that stays sharp, and a picture of it for programs that show none."""

from html import escape
from io import BytesIO

import resvg_py
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls

from cqcplan.papers.blocks import Chart
from cqcplan.papers.charts.draw import picture
from cqcplan.papers.formats.fonts import FAMILY, upright_fonts
from cqcplan.papers.formats.plain import one_line, printable

EMU_PER_TWIP = 635
SHARPNESS = 1.25
"""Dots of the picture for each pixel of the drawing: about 120 to the inch. Few programs need it, and it is dear."""
_SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"


def chart_drawing(chart: Chart, document: WordDocument, number: int, width: int) -> str:
    """Add a chart's files to a document and return the run that shows it.

    Args:
        chart: the chart.
        document: what it is added to.
        number: which chart of the paper this is, from 1.
        width: how wide the line is, in twentieths of a point.
    """
    drawn = picture(chart)
    svg = printable(drawn.svg)
    png = resvg_py.svg_to_bytes(
        svg_string=svg,
        skip_system_fonts=True,
        font_files=upright_fonts(),
        sans_serif_family=FAMILY,
        zoom=SHARPNESS,
        background="white",
    )
    picture_id, _ = document.part.get_or_add_image(BytesIO(bytes(png)))
    drawing = Part(PackURI(f"/word/media/chart{number}.svg"), "image/svg+xml", svg.encode(), document.part.package)
    drawing_id = document.part.relate_to(drawing, RELATIONSHIP_TYPE.IMAGE)
    across = width * EMU_PER_TWIP
    down = across * drawn.height // drawn.width
    named = f'id="{number}" name="Chart {number}" descr="{escape(one_line(chart.description))}"'
    return (
        f'<w:r><w:drawing><wp:inline {nsdecls("wp", "a", "pic", "r")} distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{across}" cy="{down}"/><wp:docPr {named} title="{escape(one_line(chart.title))}"/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr {named}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{picture_id}">'
        f'<a:extLst><a:ext uri="{_SVG_EXTENSION}"><asvg:svgBlip '
        f'xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="{drawing_id}"/></a:ext>'
        "</a:extLst></a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
        f'<a:off x="0" y="0"/><a:ext cx="{across}" cy="{down}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
