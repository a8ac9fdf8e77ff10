"""What people do to one another, and who comes and goes (semantics, section 13).

Nothing here runs inside a window: everybody's window is over, or not yet begun.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from glasscity.engine.cutting import cut_ties
from glasscity.engine.population import forget, open_at
from glasscity.engine.ranking import ACCUSED, FOUND, findings, grants_of, ranked
from glasscity.engine.rating import Rater
from glasscity.engine.scoring import Scorer
from glasscity.engine.ties import draw_ties
from glasscity.kernels.birth import CHILDREN, OPENING, renew
from glasscity.kernels.crowd import draw_crowd
from glasscity.kernels.encounter import FAILED, NOBODY, REFUSED, meet_in_pairs
from glasscity.kernels.items import PAYLOAD_ZERO, ROW_SHIFT, TYPE_SHIFT
from glasscity.kernels.luck import ENCOUNTER, INVESTIGATE, LIFE, RATING, STATUS
from glasscity.lowering.children import numbers_of
from glasscity.lowering.opening import Openings
from glasscity.lowering.plan import Plan
from glasscity.lowering.ranking import so_many
from glasscity.lowering.spread import Passing
from glasscity.lowering.stand import COLUMNS, bands_at
from glasscity.tables.law import (
    ARRIVAL,
    I64,
    LEDGER_MOVES,
    LEDGER_N_BANDS,
    LEDGER_RADIX,
    LEDGER_STOCK,
    MEET_FAILED_AS,
    MEET_FAILS,
    MEET_REFUSED_AS,
    NOT_LISTED,
    U32,
    Frame,
    People,
)
from glasscity.vocabulary.codes import Event
from glasscity.vocabulary.strata import N_STRATA

AT_THE_END = {Event.MET, Event.SCORED, Event.BAND, Event.INVESTIGATED}
"""Events of the last day of a window; the others are of its first."""
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Sent:
    """A record that settlement sends to these people, in ascending order: an item's low bits."""

    who: I64
    bits: int


class Represented(Protocol):
    """Firms whose standings fall on the people who represent them."""

    def step(self, window: int) -> None:
        """Live and settle a window of their own."""
        ...

    def told(self, place: int, spread: Passing, n: int) -> list[Mask]:
        """On which of n people a spread falls, round by round."""
        ...


class Society:
    """The people of a place together: who meets whom, who leaves."""

    def __init__(
        self, plan: Plan, people: People, starts: I64, key: tuple[int, int], weight: float
    ) -> None:
        self.plan = plan
        self.weight = weight
        self.people = people
        self.starts = starts
        self.n = int(starts[-1])
        nobody = np.empty((0, 0), np.int32)
        friends = {t: draw_ties(plan.ties[t], t, starts, key) for t in plan.ties_read}
        self.friends = friends
        self.stood = np.zeros((len(plan.spreads), self.n), np.bool_)
        self.firms: Represented | None = None
        self.renewed = np.empty(0, np.int64)
        self.scorers = [
            Scorer(card, people, starts, friends.get(card.ties, nobody)) for card in plan.cards
        ]
        self.raters = [Rater(marks, people, starts) for marks in plan.ratings]

    def meet(self, frame: Frame, tally: I64) -> tuple[list[Sent], list[I64]]:
        """Everybody meets somebody at the window's end: what is recorded, and lines traced."""
        meetings, places = self.plan.meetings, self.plan.places
        sent: list[Sent] = []
        lines: list[I64] = []
        did, was_refused = np.empty(self.n, np.uint8), np.empty(self.n, np.uint8)
        for m in range(len(meetings.rows)):
            words = self._draw(ENCOUNTER | np.uint64(m), frame)
            order = order_of(words)
            fails = int(meetings.rows[m, MEET_FAILS])
            standing = self.people.standing
            meet_in_pairs(did, was_refused, order, standing, meetings.shuns[m], words[2], fails)
            self._count(tally, places.met_failed + m, did == FAILED)
            self._count(tally, places.met_refused + m, was_refused != 0)
            for outcome, column in ((FAILED, MEET_FAILED_AS), (REFUSED, MEET_REFUSED_AS)):
                delivery = int(meetings.rows[m, column])
                if delivery >= 0:
                    sent.append(self._send(did == outcome, delivery))
            lines.append(self._lines(frame, Event.MET, did != NOBODY, m, did, was_refused))
        return sent, lines

    def rate(self, frame: Frame, tally: I64) -> list[I64]:
        """Everybody rates one person, and averages are published; lines traced."""
        lines: list[I64] = []
        for rater in self.raters:
            words = self._draw(RATING | np.uint64(rater.marks.number), frame)
            rater.meet(order_of(words), words)
            for column in range(COLUMNS):
                row = COLUMNS * rater.marks.place + column
                lines += self._publish(row, rater.scores(column), frame, tally)
        return lines

    def score(self, frame: Frame, tally: I64) -> list[I64]:
        """Scorecards are worked out anew for everybody, and published; lines traced."""
        lines: list[I64] = []
        for scorer in self.scorers:
            for column in range(COLUMNS):
                row = COLUMNS * scorer.card.place + column
                lines += self._publish(row, scorer.scores(column), frame, tally)
        return lines

    def grant(self, frame: Frame, tally: I64) -> list[I64]:
        """Gates grant their status to the first so many, in each column apart; lines traced."""
        lines: list[I64] = []
        for s, gate in enumerate(self.plan.gates):
            granted = so_many(gate.a_day, self.weight, frame.first_day, frame.n_days)
            words = self._draw(STATUS | np.uint64(s), frame)
            for column in range(COLUMNS):
                row = COLUMNS * gate.place + column
                score = self.people.score[row].astype(np.int64)
                score[grants_of(gate, self.people, column, words, granted)] = 1
                lines += self._publish(row, score, frame, tally)
        return lines

    def pass_on(self, frame: Frame, tally: I64) -> list[Sent]:
        """Standings are passed on: what is recorded, on whom (13.10)."""
        sent: list[Sent] = []
        first = len(self.plan.deliveries) - len(self.plan.spreads)
        for i, spread in enumerate(self.plan.spreads):
            if not spread.first_day <= frame.first_day + frame.n_days - 1 < spread.until:
                continue
            for told in self._on_whom(i, spread):
                told &= np.repeat(spread.whom, np.diff(self.starts))
                self._count(tally, self.plan.places.spread + i, told)
                sent.append(self._send(told, first + i))
        return sent

    def _on_whom(self, place: int, spread: Passing) -> list[Mask]:
        """Round by round, on whom the standings fall that a spread passes on."""
        if spread.of_firms:
            return [] if self.firms is None else self.firms.told(place, spread, self.n)
        stands = spread.named[self.people.standing] != 0
        tells = stands if spread.each_window else stands & ~self.stood[place]
        self.stood[place] = stands
        return self._told(spread.ties, tells)

    def _told(self, ties: int, tells: Mask) -> list[Mask]:
        """On whom it falls: on oneself, or round by round on whom one is tied to."""
        if ties < 0:
            return [tells.copy()]
        found = []
        for round_ in self.friends[ties]:
            told = np.zeros(self.n, np.bool_)
            tied = round_[tells]
            told[tied[tied >= 0]] = True
            found.append(told)
        return found

    def cut(self, frame: Frame, tally: I64) -> None:
        """Ties break and are taken up anew, by how people stand at the window's end (13.11)."""
        for number, cut in enumerate(self.plan.cuts):
            tie, friends = self.plan.ties[cut.ties], self.friends[cut.ties]
            standing = self.people.standing
            found = cut_ties(cut, number, tie, friends, self.starts, standing, frame)
            places = (self.plan.places.ties_cut, self.plan.places.ties_made)
            for place, by_ends in zip(places, found, strict=True):
                for k, who in enumerate(by_ends):
                    column = place + len(by_ends) * number + k
                    tally[:, column] += np.bincount(self._strata(who), minlength=N_STRATA)

    def investigate(self, frame: Frame, tally: I64) -> tuple[list[Sent], list[I64]]:
        """The first so many are looked into: what is recorded of it, and lines traced."""
        sent: list[Sent] = []
        lines: list[I64] = []
        places = self.plan.places
        for i, inquiry in enumerate(self.plan.inquiries):
            capacity = so_many(inquiry.a_day, self.weight, frame.first_day, frame.n_days)
            words = self._draw(INVESTIGATE | np.uint64(i), frame)
            who = ranked(inquiry, self.people, words, capacity)
            is_looked_into = np.zeros(self.n, np.bool_)
            is_looked_into[who] = True
            result = np.zeros(self.n, np.int64)
            result[who] = findings(inquiry, self.people, who, words)
            self._count(tally, places.investigated + i, is_looked_into)
            self._count(tally, places.found + i, result == FOUND)
            self._count(tally, places.accused + i, result == ACCUSED)
            self._count(tally, places.claimed + i, result > 0, inquiry.fen)
            for outcome, delivery in ((FOUND, inquiry.found), (ACCUSED, inquiry.accused)):
                if delivery >= 0:
                    sent.append(self._send(result == outcome, delivery))
            claimed = np.where(result > 0, inquiry.fen, 0)
            lines.append(self._lines(frame, Event.INVESTIGATED, is_looked_into, i, result, claimed))
        return sent, lines

    def _publish(self, row: int, score: I64, frame: Frame, tally: I64) -> list[I64]:
        """Set a score of everybody, and the band it falls in."""
        people, plan = self.people, self.plan
        before, old = people.score[row].astype(np.int64), people.band[row].astype(np.int64)
        people.score[row] = score
        new = bands_at(plan.regime.banded[row // COLUMNS], score)
        people.band[row] = new
        moved = np.flatnonzero(new != old)
        strata = self._strata(moved)
        ledger = plan.books.ledgers[row].tolist()
        stock, moves, radix = ledger[LEDGER_STOCK], ledger[LEDGER_MOVES], ledger[LEDGER_RADIX]
        np.subtract.at(tally, (strata, stock + old[moved]), 1)
        np.add.at(tally, (strata, stock + new[moved]), 1)
        if radix > 0:
            step = (new[moved] - old[moved]) * radix
            people.standing[moved] = people.standing[moved].astype(np.int64) + step
            np.add.at(tally, (strata, moves + old[moved] * ledger[LEDGER_N_BANDS] + new[moved]), 1)
        return [
            self._lines(frame, Event.SCORED, score != before, row, score - before, score),
            self._lines(frame, Event.BAND, new != old, row, old, new),
        ]

    def turn_over(self, frame: Frame, tally: I64) -> tuple[Mask | None, list[I64]]:
        """At the window's start some leave and others move; (who of both, lines)."""
        self.renewed = np.empty(0, np.int64)
        leaves, moves = self.plan.going_below(frame.window)
        if not (leaves.any() or moves.any()):
            return None, []
        words, counts = self._draw(LIFE, frame).astype(np.int64), np.diff(self.starts)
        is_new = words[0] < np.repeat(leaves, counts)
        has_moved = (words[1] < np.repeat(moves, counts)) & ~is_new
        who = self.renewed = np.flatnonzero(is_new | has_moved)
        self._count(tally, self.plan.places.left, is_new)
        self._count(tally, self.plan.places.moved, has_moved)
        self._leave_lists(tally, who, frame.n_days)
        self._move_stocks(tally, who, -1)
        nothing = np.zeros(self.n, np.uint8)
        lines = [
            self._lines(frame, Event.LEFT, is_new, 0, nothing, nothing),
            self._lines(frame, Event.MOVED, has_moved, 0, nothing, nothing),
        ]
        self._renew(np.flatnonzero(is_new), frame)
        forget(self.people, who)
        self.stood[:, who] = False
        lines += self._reopen(is_new, has_moved, frame)
        self._move_stocks(tally, who, 1)
        for scorer in self.scorers:
            scorer.renew(who)
        for rater in self.raters:
            rater.renew(who)
        return is_new | has_moved, lines

    def _renew(self, who: I64, frame: Frame) -> None:
        """Draw newcomers, who have no past."""
        people = self.people
        people.beliefs[:, who] = 0
        renew(
            people.quantile,
            people.look_alike,
            people.awareness,
            people.marks,
            who,
            self.starts,
            np.array(self.plan.enrolled_below, np.int64),
            self.plan.common_below,
            frame.window,
            np.uint64(frame.key0),
            np.uint64(frame.key1),
        )
        if self.plan.children is not None:
            word = self._draw(CHILDREN, frame)[0]
            people.children[who] = numbers_of(self.plan.children[self._strata(who)], word[who])

    def _reopen(self, is_new: Mask, has_moved: Mask, frame: Frame) -> list[I64]:
        """Open the ledgers of newcomers, and those of movers that do not follow people."""
        people, lines = self.people, []
        for openings in self.plan.newcomers:
            k = openings.place
            opens = is_new if self.plan.regime.banded[k].follows else is_new | has_moved
            stays = np.flatnonzero(has_moved & ~opens)
            band = people.band[COLUMNS * k, stays].astype(np.int64)
            people.standing[stays] += (band * self.plan.standings.radix[k]).astype(np.uint16)
            self._open(openings, np.flatnonzero(opens), frame)
            score = people.score[COLUMNS * k]
            lines.append(self._lines(frame, Event.OPENED, opens, k, score, np.zeros_like(score)))
        return lines

    def _open(self, openings: Openings, who: I64, frame: Frame) -> None:
        """Draw where newcomers open in a ledger, and open it there."""
        word = self._draw(OPENING, frame, openings.place)[0].astype(np.int64)[who]
        score = np.empty(len(who), np.int64)
        edges = np.searchsorted(who, self.starts)
        for g in np.flatnonzero(np.diff(edges)).tolist():
            mine = slice(edges[g], edges[g + 1])
            place = np.searchsorted(openings.upto[g], word[mine], side="right")
            score[mine] = openings.scores[g][place]
        open_at(self.plan, self.people, openings.place, who, score)

    def _draw(self, stream: np.uint64, frame: Frame, block: int = 0) -> U32:
        words = np.empty((4, self.n), np.uint32)
        key0, key1 = np.uint64(frame.key0), np.uint64(frame.key1)
        draw_crowd(words, self.starts, stream, frame.window, block, key0, key1)
        return words

    def _strata(self, who: I64) -> I64:
        return np.searchsorted(self.starts, who, side="right") - 1

    def _count(self, tally: I64, column: int, mask: Mask, each: int = 1) -> None:
        who = np.flatnonzero(mask)
        tally[:, column] += each * np.bincount(self._strata(who), minlength=N_STRATA)

    def _send(self, mask: Mask, delivery: int) -> Sent:
        who = np.flatnonzero(mask)
        row = len(self.plan.pairs) + delivery
        return Sent(who, (ARRIVAL << TYPE_SHIFT) | (row << ROW_SHIFT) | PAYLOAD_ZERO)

    def _lines(
        self,
        frame: Frame,
        event: Event,
        mask: Mask,
        first: int,
        second: npt.NDArray[Any],
        third: npt.NDArray[Any],
    ) -> I64:
        every = max(frame.trace_every, 1)
        heard = np.arange(frame.trace_first, self.n, every) if frame.trace_every else np.empty(0)
        who = heard.astype(np.int64)
        who = who[mask[who]]
        lines = np.zeros((len(who), 8), np.int64)
        day = frame.first_day
        if event in AT_THE_END:
            day += frame.n_days - 1
        lines[:, 0], lines[:, 1], lines[:, 2], lines[:, 3] = who, frame.window, day, int(event)
        lines[:, 4], lines[:, 5], lines[:, 6] = first, second[who], third[who]
        return lines

    def _move_stocks(self, tally: I64, who: I64, sign: int) -> None:
        """Count these people into (1) or out of (-1) the bands they stand in."""
        strata = self._strata(who)
        for row, ledger in enumerate(self.plan.books.ledgers):
            column = int(ledger[LEDGER_STOCK]) + self.people.band[row, who].astype(np.int64)
            np.add.at(tally, (strata, column), sign)

    def _leave_lists(self, tally: I64, who: I64, n_days: int) -> None:
        """Count the listed among these people out of their lists, from the first day on."""
        places, strata = self.plan.places, self._strata(who)
        for q, until in enumerate(self.people.listed_until):
            gone = np.bincount(strata[until[who] != NOT_LISTED], minlength=N_STRATA)
            tally[:, places.people_listed + q] -= gone
            tally[:, places.days_listed + q] -= gone * n_days


def order_of(words: U32) -> I64:
    """People in the order of their first two words (64 bits), ties by place: shape (n)."""
    key = words[0].astype(np.uint64) << np.uint64(32) | words[1].astype(np.uint64)
    return np.argsort(key, kind="stable").astype(np.int64)
