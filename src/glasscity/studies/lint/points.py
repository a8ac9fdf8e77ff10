"""Points that are lost for good, gains that cannot make up for them, steps beyond caps."""

from __future__ import annotations

import math
from collections.abc import Iterator

from glasscity.mechanisms.instruments.ledger import Rule
from glasscity.studies.lint.finding import Finding
from glasscity.studies.lint.ground import Book, Ground
from glasscity.studies.lint.wording import listed, points, quoted, years

YEAR = 366
"""Days after which a loss that lapses has weighed for more than a year."""


def _losses(ground: Ground, book: Book) -> list[tuple[int, Rule]]:
    """Rules that lower the score at the first record."""
    return [(r, rule) for r, rule in ground.acting(book.ledger) if rule.steps[0] < 0]


def _gains(ground: Ground, book: Book) -> list[Rule]:
    return [rule for _, rule in ground.acting(book.ledger) if rule.steps[0] > 0]


def lost_for_good(ground: Ground) -> Iterator[Finding]:
    """Losses in a ledger in which nothing is ever gained, and nothing lapses."""
    for book in ground.books:
        if (
            book.ledger.resets is not None
            or ground.mendings(book.ledger.id)
            or _gains(ground, book)
            or any(rule.to is not None for _, rule in ground.acting(book.ledger))
        ):
            continue
        for r, rule in _losses(ground, book):
            if rule.expires is None:
                yield ground.finding(
                    "loss-for-good",
                    "question",
                    book.rule_loc(r),
                    f"'{rule.id}' costs {points(-rule.steps[0])} for life: nothing in "
                    f"'{book.ledger.id}' is ever gained, nothing of it lapses",
                    "one record weighs for ever, whatever a person does afterwards",
                    "let it expire, let scores begin anew, or add a repair",
                )


def not_made_up(ground: Ground) -> Iterator[Finding]:
    """Losses that the most or the usual gains of a year do not make up for."""
    for book in ground.books:
        if book.ledger.resets is not None or ground.mendings(book.ledger.id):
            continue
        gains = _gains(ground, book)
        long = [(r, rule) for r, rule in _losses(ground, book)
                if rule.expires is None or rule.expires.value > YEAR]  # fmt: skip
        if not gains or not long:
            continue
        most = sum(math.inf if rule.cap is None else rule.cap.value for rule in gains)
        beyond = [(r, rule) for r, rule in long if -rule.steps[0] > most]
        for r, rule in beyond:
            yield ground.finding(
                "gains-capped-below-loss",
                "question",
                book.rule_loc(r),
                f"'{rule.id}' costs {points(-rule.steps[0])} at once; caps let all gains of a year "
                f"come to {points(most)} at the most",
                "whatever a person does, one record weighs for more than a year",
                "raise the caps, lower the loss, or let it lapse within a year",
            )
        rest = [(r, rule) for r, rule in long if (r, rule) not in beyond]
        if rest and not any(ground.flow(rule.on).hangs_on for rule in gains):
            yield from _usual(ground, book, gains, rest)


def usual_gain(ground: Ground, gains: list[Rule]) -> float:
    """Points that an average person gains in a year."""
    return sum(
        min(
            (ground.flow(rule.on).true + ground.flow(rule.on).false) * max(rule.steps),
            math.inf if rule.cap is None else rule.cap.value,
        )
        for rule in gains
    )


def _usual(
    ground: Ground, book: Book, gains: list[Rule], losses: list[tuple[int, Rule]]
) -> Iterator[Finding]:
    usual = usual_gain(ground, gains)
    slow = [(r, rule) for r, rule in losses if usual < -rule.steps[0]]
    if not slow or usual <= 0.0:
        return
    least = min(slow, key=lambda it: -it[1].steps[0])[1]
    lapse = [rule.expires.value for _, rule in slow if rule.expires is not None]
    ends = (
        f"; time gives them back after {min(lapse):,.0f} to {max(lapse):,.0f} days"
        if len(lapse) == len(slow)
        else "; not all of them lapse"
    )
    yield ground.finding(
        "gains-lag-behind",
        "note",
        book.rule_loc(slow[0][0]),
        f"an average person gains {usual:.2g} points a year, and one record of "
        f"{listed(quoted([rule.id for _, rule in slow]))} costs "
        f"{points(-least.steps[0])} or more: {years(-least.steps[0] / usual)} of gains",
        f"good deeds do not make up for a loss at the pace at which people do them{ends}",
        "say in a note that time, and not conduct, is the way back; or change points",
    )


def beyond_cap(ground: Ground) -> Iterator[Finding]:
    """Points of a step that its cap never lets count in full."""
    for book in ground.books:
        for r, rule in enumerate(book.ledger.rules):
            if rule.cap is None:
                continue
            left = rule.cap.value
            for n, step in enumerate(rule.steps):
                if abs(step) > left:
                    yield ground.finding(
                        "step-beyond-cap",
                        "question",
                        (*book.rule_loc(r)[:-1], "points", n, "value"),
                        f"step {n + 1} of '{rule.id}' says {step:+,.0f}, and the cap of "
                        f"{points(rule.cap.value)} a year leaves {left:,.0f} of it",
                        "the rule promises, or threatens, points that never count",
                        "raise the cap, or lower the step",
                    )
                    break
                left -= abs(step)
