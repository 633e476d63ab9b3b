"""Draw PDF pages by hand, for tests of what a page shows."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from plancheck.readers import Limits
from plancheck.readers.pdf import read as read_pdf
from plancheck.source import Source

FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf")


class Canvas:
    """Pages drawn by hand: points, from the upper left corner."""

    def __init__(self, **options: object) -> None:
        reportlab = pytest.importorskip("reportlab.pdfgen.canvas", reason="reportlab is not installed")
        self.buffer = io.BytesIO()
        self.canvas = reportlab.Canvas(self.buffer, pagesize=(595, 842), **options)
        self.font = "Times-Roman"
        if FONT.is_file():
            from reportlab.pdfbase import pdfmetrics
            from reportlab.pdfbase.ttfonts import TTFont

            pdfmetrics.registerFont(TTFont("Plan", str(FONT)))
            self.font = "Plan"

    def text(self, x: float, y: float, text: str, size: float = 12) -> Canvas:
        self.canvas.setFont(self.font, size)
        self.canvas.drawString(x, 842 - y, text)
        return self

    def right(self, x: float, y: float, text: str, size: float = 12) -> Canvas:
        return self.text(x - self.canvas.stringWidth(text, self.font, size), y, text, size)

    def line(self, x0: float, y0: float, x1: float, y1: float) -> Canvas:
        self.canvas.line(x0, 842 - y0, x1, 842 - y1)
        return self

    def page(self) -> Canvas:
        self.canvas.showPage()
        return self

    def read(self) -> Source:
        return read_pdf(self.bytes(), "plan.pdf", Limits())

    def bytes(self) -> bytes:
        self.canvas.save()
        return self.buffer.getvalue()


def lines(source: Source) -> list[str]:
    return source.text.splitlines()


def remarks(source: Source, kind: str) -> list[str]:
    return [remark.detail for remark in source.remarks if remark.kind == kind]


def wrapped(canvas: Canvas, *texts: str, y: float = 100, left: float = 80, right: float = 515) -> float:
    """Write lines from margin to margin but the last of each paragraph; the first line is set in."""
    for text in texts:
        for number, line in enumerate(text.split("\n")):
            start = left + (30 if number == 0 else 0)
            if number < text.count("\n"):
                canvas.canvas.setFont("Plan", 10)
                words = line.split(" ")
                used = sum(canvas.canvas.stringWidth(word, "Plan", 10) for word in words)
                blank = (right - start - used) / max(len(words) - 1, 1)
                for word in words:
                    canvas.text(start, y, word, 10)
                    start += canvas.canvas.stringWidth(word, "Plan", 10) + blank
            else:
                canvas.text(start, y, line, 10)
            y += 18
    return y


def ruled(canvas: Canvas, xs: list[float], ys: list[float]) -> None:
    for x in xs:
        canvas.line(x, ys[0], x, ys[-1])
    for y in ys:
        canvas.line(xs[0], y, xs[-1], y)
