"""Dividing an organisation that is too big for one sheet among several charts.

From the bottom up: where a post and all below it don't fit, the biggest of the
groups below get charts of their own and leave only their head behind; where a
post has more people than a sheet can hold, they go on several charts, each
headed by that post. Nothing is ever left out.
"""

from collections.abc import Sequence
from dataclasses import replace

from jdgen.charts.fitting import MODERATE, READABLE, SMALL, Fitter
from jdgen.charts.parts import Part, take_part
from jdgen.charts.shapes import Chart

GROUP = 6
"""A head with five people: the least that gets a chart of its own unasked."""


class Splitter:
    """Divides one organisation; `charts` says what each post that heads one heads."""

    def __init__(self, fitter: Fitter, most: int) -> None:
        """`most` is a number of boxes that surely doesn't fit one sheet, and `fitter` draws."""
        self._fitter = fitter
        self._org = fitter.org
        self._most = most
        self._cut: set[int] = set()
        # How many boxes a post brings along when it isn't cut off.
        self._weight = [1] * len(self._org.nodes)
        self._charts: dict[int, list[Chart]] = {}

    def split(self) -> list[Chart]:
        """Return all charts, the overview first, then the rest in reading order."""
        stack = [(0, False)]
        while stack:
            post, ready = stack.pop()
            if ready:
                self._resolve(post)
            elif not self._fits_whole(post):
                stack.append((post, True))
                stack.extend((kid, False) for kid in self._org.kids[post])
        return [chart for post in self._heads() for chart in self._captioned(post)]

    def _heads(self) -> list[int]:
        """Posts that head a chart which is needed, in reading order."""
        shown: list[int] = []
        stack = [0]
        while stack:
            head = stack.pop()
            shown.append(head)
            below, found = list(reversed(self._org.kids[head])), list[int]()
            while below:
                post = below.pop()
                if post in self._cut:
                    found.append(post)
                else:
                    below.extend(reversed(self._org.kids[post]))
            stack.extend(reversed(found))
        return shown

    def _captioned(self, head: int) -> list[Chart]:
        title, charts = self._org.nodes[head].title, self._charts[head]
        if len(charts) == 1:
            return [replace(charts[0], caption=title)]
        form = "{} ({}/{})" if title.isascii() else "{}（{}/{}）"
        return [
            replace(chart, caption=form.format(title, i, len(charts)))
            for i, chart in enumerate(charts, 1)
        ]

    def _fits_whole(self, post: int) -> bool:
        """Draw a post with all below it, as it is."""
        if not self._org.kids[post]:
            return True
        chart = None
        if self._org.size[post] <= self._most and self._org.reach[post] <= self._most:
            chart = self._fitter.fit(self._part(post, self._org.kids[post]), MODERATE)
        if chart is None:
            return False
        self._charts[post] = [chart]
        self._weight[post] = self._org.size[post]
        return True

    def _part(self, post: int, kids: Sequence[int]) -> Part:
        return take_part(self._org, post, kids, self._cut.__contains__)

    def _draw(self, post: int, kids: Sequence[int], sizes: Sequence[float]) -> Chart | None:
        if sum(self._burden(kid) for kid in kids) >= self._most:
            return None
        return self._fitter.fit(self._part(post, kids), sizes)

    def _burden(self, kid: int) -> int:
        return 1 if kid in self._cut else self._weight[kid]

    def _resolve(self, post: int) -> None:
        """Cut off below a post until it fits, everything deeper being settled."""
        kids = self._org.kids[post]
        chart = self._cut_least(post, kids) or self._draw(post, kids, SMALL)
        if chart is not None:
            self._charts[post] = [chart]
            self._weight[post] = 1 + sum(self._burden(kid) for kid in kids)
            return
        self._charts[post] = self._share_out(post, kids)
        # Its people stand on several sheets: it can't be drawn inside another chart.
        self._cut.add(post)

    def _cut_least(self, post: int, kids: Sequence[int]) -> Chart | None:
        """Cut off the biggest groups, no more than needed, equals alike."""
        groups = [kid for kid in kids if kid not in self._cut and self._weight[kid] >= GROUP]
        weights = sorted({self._weight[kid] for kid in groups}, reverse=True)
        best: Chart | None = None
        low, high = 0, len(weights)
        chosen: set[int] = set()
        while low <= high:
            middle = (low + high) // 2
            smallest = weights[middle - 1] if middle else self._most * len(kids) + 1
            attempt = {kid for kid in groups if self._weight[kid] >= smallest}
            self._cut |= attempt
            chart = self._draw(post, kids, READABLE)
            if chart is None:
                low = middle + 1
            else:
                best, high = chart, middle - 1
            if chart is not None or middle == len(weights):
                chosen = attempt
            self._cut -= attempt
        self._cut |= chosen
        return best

    def _share_out(self, post: int, kids: Sequence[int]) -> list[Chart]:
        """Draw a post several times, each time with some of its people."""
        charts: list[Chart] = []
        starts = [0]
        count = 8
        while starts[-1] < len(kids):
            count, chart = self._longest(post, kids[starts[-1] :], count)
            charts.append(chart or self._alone(post, kids[starts[-1]]))
            starts.append(starts[-1] + count)
        even = self._even_out(post, kids, charts)
        if even is charts and len(charts) > 1:
            # At least the last sheet shouldn't be left with a few.
            last = self._even_out(post, kids[starts[-3] :], charts[-2:])
            return [*charts[:-2], *last]
        return even

    def _longest(self, post: int, kids: Sequence[int], guess: int) -> tuple[int, Chart | None]:
        """Return how many of the first people fit one sheet, one at least, and the chart.

        `guess` is where to look first, since neighbouring sheets are alike.
        """
        best: tuple[int, Chart | None] = (1, None)
        low, high, step = 1, len(kids), 1
        count = min(guess, high)
        while low <= high:
            chart = self._draw(post, kids[:count], READABLE)
            if chart is None:
                high = count - 1
            else:
                best, low = (count, chart), count + 1
            # Strides that double lead away from the guess; once it is left
            # behind on both sides, halving finds the place between.
            ahead = count + step if chart else count - step
            count = ahead if low <= ahead <= high else (low + high) // 2
            step *= 2
        return best

    def _alone(self, post: int, kid: int) -> Chart:
        """Draw a post with one of its people, without that one's own if need be."""
        if self._org.kids[kid] and self._weight[kid] > 1:
            self._cut.add(kid)
        chart = self._draw(post, [kid], READABLE) or self._draw(post, [kid], SMALL)
        if chart is None:
            name = self._org.nodes[kid].title
            raise ValueError(f"the page is too small to draw {name!r} below its superior")
        return chart

    def _even_out(self, post: int, kids: Sequence[int], charts: list[Chart]) -> list[Chart]:
        """Give all sheets about the same number of people, if that fits as well."""
        share, rest = divmod(len(kids), len(charts))
        even: list[Chart] = []
        start = 0
        for number in range(len(charts)):
            end = start + share + (number < rest)
            chart = self._draw(post, kids[start:end], READABLE)
            if chart is None:
                return charts
            even.append(chart)
            start = end
        return even
