"""Filling a PDF form: what was entered is appended to the blank, with just the glyphs it needs.

Nothing of the blank is changed, so that a file is made in a few milliseconds; viewers are not asked
to draw anything themselves, and every field stays open for typing.

site/js/form-pdf-setting.js and site/js/form-pdf.js do the same in the browser.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from itertools import chain

from policypress.forms.entered import Entered, naming_lines
from policypress.forms.fitting import (
    Overflow,
    fit,
    fit_lines,
    split,
    too_long,
)
from policypress.forms.geometry import TextEntry
from policypress.forms.pdf_drawing import SIZES, ShownWidths, Written, frame_of, shown, write
from policypress.forms.pdf_fonts import Subset
from policypress.forms.pdf_further import Continuation, FurtherPage
from policypress.forms.pdf_pages import Glyphs, add_pages
from policypress.forms.pdf_template import PdfTemplate
from policypress.forms.pdf_update import Update
from policypress.forms.refusals import RecordRefused, Refusal, undrawable
from policypress.forms.repeating import Beyond

TICKED = b"/V/Yes/AS/Yes>>"


def fill_pdf(template: PdfTemplate, record: Mapping[str, str], widths: ShownWidths) -> bytes:
    """Return the form filled with *record*: field id → text, as :mod:`policypress.forms.values` holds it.

    The pack of *widths* needs the glyphs of :func:`policypress.forms.printed.printed_beside` and :func:`entered_characters`, as far as
    the font has them. The same record gives the same bytes.

    Raise RecordRefused, with every reason, where something does not fit or cannot be drawn.
    """
    given = template.entering.entered(record)
    filling = _Filling(template, given, widths)
    filling.fit()
    if refusals := (*given.refusals, *filling.refusals):
        raise RecordRefused(refusals)
    return filling.file()


def entered_characters(record: Mapping[str, str]) -> frozenset[str]:
    """Return every character that is drawn of *record*."""
    return frozenset(shown("".join(record.values()))) - frozenset("\r\n")


class _Filling:
    """One record on its way into the file."""

    def __init__(self, template: PdfTemplate, given: Entered, widths: ShownWidths) -> None:
        self.template, self.given = template, given
        self.widths, self.pack = widths, widths.pack
        self.names = template.names
        self.growing = {field.id for row, _, field in template.form.placed() if row.grows}
        self.written: dict[tuple[str, ...], Written] = {}
        self.further: list[tuple[FurtherPage, Written]] = []
        self.refusals: list[Refusal] = []

    def fit(self) -> None:
        """Find how every text is set, or why it cannot be."""
        for path, text in self.given.texts.items():
            self._fit(path[0], self.names[path[0]], text, partial(self._place, path, text))
        for rows in self.given.beyond:
            self._fit(rows.id, rows.label, rows.text, partial(self._list, rows))

    def _fit(self, id_: str, name: str, text: str, place: Callable[[], Overflow | None]) -> None:
        fault = undrawable(name, shown(text).replace("\n", ""), self.pack)
        if fault is None:
            overflow = place()
            fault = too_long(name, text, overflow) if overflow else None
        if fault is not None:
            self.refusals.append(Refusal(field=id_, message=fault))

    def _place(self, path: tuple[str, ...], text: str) -> Overflow | None:
        entry = self.template.spots[path].entry
        assert isinstance(entry, TextEntry)  # noqa: S101 - texts come for no other
        grows = entry.lines and path[0] in self.growing
        fitted = fit(text, frame_of(entry), self.widths, SIZES, lines=entry.lines, grows=grows)
        if isinstance(fitted, Overflow) and grows:
            return self._continue(entry.path[0], self.names[entry.path[0]], text, entry)
        if isinstance(fitted, Overflow):
            return fitted
        self.written[path] = Written(value=text, fitted=fitted)
        return None

    def _list(self, rows: Beyond) -> Overflow | None:
        """Set the *rows* beyond those printed on further pages."""
        return self._continue(rows.id, rows.label, rows.text, None)

    def _continue(self, id_: str, name: str, text: str, entry: TextEntry | None) -> Overflow | None:
        """Set *text* in *entry*, where there is one, and on as many further pages as it needs."""
        continuation = Continuation(
            title=self.template.page.title,
            table=self.template.page.table,
            field=id_,
            name=name,
            naming=self._naming(),
            widths=self.widths,
        )
        further = frame_of(continuation.page(1, 1).entry)
        first = frame_of(entry) if entry else further
        parts = split(text, first, further, self.widths, SIZES)
        if isinstance(parts, Overflow):
            return parts
        pages = len(parts) - (entry is not None)
        for at, part in enumerate(parts, 0 if entry else 1):
            fitted = fit_lines(part, further if at else first, self.widths, SIZES)
            if isinstance(fitted, Overflow):
                return fitted
            written = Written(value=part, fitted=fitted)
            if at:
                self.further.append((continuation.page(at, pages), written))
            elif entry:
                self.written[entry.path] = written
        return None

    def _naming(self) -> tuple[str, ...]:
        """Return the lines that name the form, but for one that cannot be drawn: its field is refused anyway."""
        lines = naming_lines(self.template.form, self.names, self.given)
        return tuple(line for line in lines if not self.pack.missing(shown(line)))

    def file(self) -> bytes:
        """Return the blank with the update after it."""
        template = self.template
        update = Update(template.size)
        if self.written or self.further:
            self._write(update)
        for path in sorted(self.given.ticks):
            spot = template.spots[path]
            update.objects[spot.number] = spot.head + TICKED
        if not update.objects:
            return template.data
        return update.appended_to(
            template.data, start=template.start, trailer=template.trailer, identifier=template.identifier
        )

    def _write(self, update: Update) -> None:
        everything = (*self.written.values(), *(written for _, written in self.further))
        lines = chain.from_iterable(written.fitted.lines for written in everything)
        printed = chain.from_iterable(page.characters() for page, _ in self.further)
        subset = Subset(self.pack, shown("".join(chain(lines, printed))))
        font = subset.embed(update)
        for path, written in self.written.items():
            write(update, self.template.spots[path], written, subset, font.idnum)
        if self.further:
            add_pages(update, self.template, self.further, Glyphs(subset=subset, font=font))
