"""Claims about trust and likeness: a board that says who is good, and two fictions."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from glasscity.documents.helping import Helping
from glasscity.documents.resolve import City, load_study
from glasscity.documents.switches import perfect_sight, placebo, without, without_recourse
from glasscity.results.pair import Pair
from glasscity.studies.claims.bench import Bench
from glasscity.studies.claims.finding import (
    FAILS_IF,
    FOLLOWS_IF,
    Aside,
    Finding,
    Table,
    Verdict,
    settled,
)
from glasscity.studies.claims.numbers import at_end
from glasscity.studies.claims.suqian import SUQIAN, YEARS
from glasscity.studies.claims.tallied import ratio, under
from glasscity.studies.claims.words import rough_share
from glasscity.studies.helping import play_many
from glasscity.vocabulary.joint import WHERE

GAMES, GENERATIONS = 8, 5_000
FELT = 0.1
"""More giving, in shares of acts, from which on a board is said to help."""
COIN = 0.5
EMPATHY = "private-opinions: reputation.empathy"
NORMS = ("stern judging", "simple standing", "scoring", "shunning")
ALIKE = 0.5
"""The share of burdened people that two worlds must have in common to be called alike."""
FOR_MOST = "no-home"
"""A door closed to all but the best rated, left out so that only low ratings burden."""
BIAS = "regime: instruments[stars].bias.points"


class _Giving(NamedTuple):
    """Shares of acts that are gifts: alone, by a board, by a board that errs, with others' eyes."""

    alone: float
    board: float
    coin: float
    empathic: float


def c37(bench: Bench) -> Finding:
    """Little trust among people is the motive, and the system will mend it."""
    play = _player(bench)
    board, alone = _game("public-board"), _game("private-opinions")
    found = _Giving(
        play(alone), play(board), play(_judging(board, COIN)), play(_with_eyes(alone, 1.0))
    )

    def judge(gain: float) -> Verdict:
        """A board mends something where it adds one gift in ten acts."""
        return FOLLOWS_IF if gain >= FELT else FAILS_IF

    gain = found.board - found.alone
    norms = {} if bench.quick else _by_norm(play, alone, board)
    ends = [gain, found.board - found.empathic, *(by - own for own, by in norms.values())]
    return settled(
        judge,
        sentence=(
            f"In a helping game gifts go from {rough_share(found.alone)} of acts to "
            f"{rough_share(found.board)} once a board says who is good, if all others judge by "
            "their own eyes alone; where they see with the giver's eyes they give "
            f"{rough_share(found.empathic)} without any board. Fifty players are no city, and "
            "trust was not measured."
        ),
        number=gain,
        unit="share",
        interval=(min(ends), max(ends)),
        leans_on=EMPATHY,
        envelope=Aside(
            _by_hand(board), "players without number who all give to the good alone, no copying"
        ),
        placebo=Aside(found.coin - found.alone, "a board that judges by tossing a coin"),
        without=Aside(
            _player(bench.other_luck())(alone) - found.alone,
            "without the board: everybody judges alone, twice with other luck",
        ),
        tables=(_norms(norms),) if norms else (),
    )


def _game(name: str) -> Helping:
    return load_study("helping", name, Helping)


def _player(bench: Bench) -> Callable[[Helping], float]:
    """The share of acts that are gifts, over some runs of a game."""

    def gifts(game: Helping) -> float:
        done = play_many(game, GAMES, GENERATIONS, bench.seed, bench.threads)
        return float(done.cooperation.mean)

    def play(game: Helping) -> float:
        words = game.model_dump(mode="json")
        work = bench.memo(
            "helping", lambda: {"gifts": gifts(game)}, game=words, runs=GAMES, n=GENERATIONS
        )
        return work["gifts"]

    return play


def _judging(game: Helping, misjudged: float) -> Helping:
    chance = game.misjudged.model_copy(update={"value": misjudged})
    return game.model_copy(update={"misjudged": chance})


def _with_eyes(game: Helping, empathy: float) -> Helping:
    """The private game in which so many judge with the giver's opinion of the other."""
    words = game.model_dump()
    words["reputation"]["empathy"]["value"] = empathy
    return Helping.model_validate(words)


def _by_hand(game: Helping) -> float:
    """Of everybody a share is held good; without a board nobody agrees with anybody: one half."""
    fails, wrong = game.gift.fails.value, game.misjudged.value
    right = (1.0 - fails) * (1.0 - wrong) + fails * wrong
    good = (1.0 - wrong) / (2.0 - wrong - right)
    return (1.0 - fails) * (good - 0.5)


def _by_norm(play: Callable[[Helping], float], *games: Helping) -> dict[str, tuple[float, ...]]:
    """Gifts in each game under each norm of what is good."""
    return {
        norm: tuple(play(it.model_copy(update={"norm": norm})) for it in games) for norm in NORMS
    }


def _norms(found: dict[str, tuple[float, ...]]) -> Table:
    body = tuple((norm, *(rough_share(it) for it in them)) for norm, them in found.items())
    title = "Acts that are gifts, by what is held to be good"
    return Table(title, ("norm", "alone", "board"), body)


def c38(bench: Bench) -> Finding:
    """It is often likened to an episode where everyone rates everyone, or to 1984."""
    rated = without(bench.city("peer-rating"), "consequences", FOR_MOST)
    city = bench.city(SUQIAN)
    watched = perfect_sight(city)

    def judge(common: float) -> Verdict:
        """One system can be like both where both burden the same people."""
        return FOLLOWS_IF if common >= ALIKE else FAILS_IF

    def shared(here: City, there: City) -> _Shares:
        return _shares(bench.pair(here, there, YEARS))

    found = shared(rated, watched)
    moved = [at_end(rated, BIAS, end) for end in (0, 1)][: 1 if bench.quick else 2]
    ends = [shared(it, watched).common for it in moved if it is not None]
    return settled(
        judge,
        sentence=(
            f"Everybody rating everybody burdens {rough_share(found.here)} of people, one watcher "
            f"who sees everything {rough_share(found.there)}; of all burdened under either "
            f"{rough_share(found.common)} are so under both ({rough_share(found.chance)} by mere "
            "chance), if ratings follow who one is and not what one did, as this fiction assumes."
        ),
        number=found.common,
        unit="share",
        interval=(min(found.common, *ends), max(found.common, *ends)),
        leans_on=BIAS,
        envelope=Aside(found.chance, "the two shares, if they had nothing to do with one another"),
        placebo=Aside(shared(rated, placebo(city)).common, "the watcher's records fall on anybody"),
        without=Aside(
            shared(watched, without_recourse(watched)).common,
            "without ratings: the watcher beside one who hears no objections",
        ),
    )


class _Shares(NamedTuple):
    """People burdened in the first world, in the second, in both out of either, and by chance."""

    here: float
    there: float
    common: float
    chance: float


def _shares(pair: Pair) -> _Shares:
    n = pair.here.outcome.people
    ours, theirs, both = (float(under(pair, [where])) for where in WHERE)
    here, there = (both + ours) / n, (both + theirs) / n
    by_chance = here * there
    return _Shares(
        here,
        there,
        ratio(both, both + ours + theirs),
        ratio(by_chance, here + there - by_chance),
    )
