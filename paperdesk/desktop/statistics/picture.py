"""A chart as a widget, and as SVG."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QRectF, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

from paperdesk.desktop.theme.mirror import draw_text, mirrored
from paperdesk.desktop.widgets.basics import set_tip

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from paperdesk.desktop.statistics.charts import Chart
    from paperdesk.desktop.theme.theme import Theme

_MARGIN = 16
"""Around the picture of a file."""


class ChartPicture(QWidget):
    """Draws a chart; its summary is the accessible description."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chart: Chart | None = None
        theme.changed.connect(self.update)

    def show_chart(self, chart: Chart) -> None:
        """Draw a chart."""
        self._chart = chart
        self.setFixedHeight(self._theme.px(chart.height()))
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription(chart.summary)
        set_tip(self, chart.summary)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._chart is not None:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            with mirrored(painter, self.rect()):
                self._chart.paint(painter, self._theme, QRectF(self.rect()))


def svg_of(chart: Chart, theme: Theme, width: int) -> bytes:
    """A chart below its title, on the ground of the reader, as wide as on the screen."""
    from PySide6.QtSvg import QSvgGenerator  # deferred: slow to import

    margin, head = theme.px(_MARGIN), theme.px(28)
    size = QSize(width + 2 * margin, theme.px(chart.height()) + head + 2 * margin)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(size)
    generator.setViewBox(QRectF(0, 0, size.width(), size.height()))
    generator.setTitle(chart.title)
    generator.setDescription(chart.summary)
    painter = QPainter(generator)
    painter.fillRect(QRectF(0, 0, size.width(), size.height()), theme.colour("reader"))
    painter.setFont(theme.font(13, 600))
    painter.setPen(theme.colour("text"))
    area = QRectF(margin, margin + head, width, theme.px(chart.height()))
    with mirrored(painter, area):
        draw_text(painter, QRectF(margin, margin, width, head), 0, chart.title)
        chart.paint(painter, theme, area)
    painter.end()
    return bytes(buffer.data().data())


def copied(chart: Chart, theme: Theme, width: int) -> QMimeData:
    """A chart for the clipboard: as SVG, as pixels, and its table as text."""
    from PySide6.QtSvg import QSvgRenderer

    svg = QByteArray(svg_of(chart, theme, width))
    data = QMimeData()
    data.setData("image/svg+xml", svg)
    renderer = QSvgRenderer(svg)
    image = QImage(renderer.defaultSize() * 2, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    data.setImageData(image)
    data.setText("\n".join("\t".join(row) for row in (chart.head, *chart.rows)))
    return data
