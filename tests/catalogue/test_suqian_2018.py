"""What the catalogue says of Suqian: as reported, coherent, and with room for its ranges."""

from __future__ import annotations

import datetime
import itertools
import math
from collections.abc import Iterator

import pytest
from pydantic import BaseModel

from glasscity.documents.conduct import Kind
from glasscity.documents.resolve import City, load
from glasscity.evidence import Quantity, Varied
from glasscity.mechanisms.consequences.bar import Bar
from glasscity.mechanisms.instruments.ledger import Ledger
from glasscity.mechanisms.instruments.opening import one_score
from glasscity.mechanisms.sensors.camera import Camera
from glasscity.mechanisms.sensors.declaration import Declaration
from glasscity.mechanisms.sensors.registry import Registry
from glasscity.vocabulary.strata import N_STRATA

SUQIAN: City = load("suqian-2018")
KINDS: dict[str, Kind] = {kind.id: kind for kind in SUQIAN.conduct.kinds}
(LEDGER,) = (i for i in SUQIAN.regime.instruments if isinstance(i, Ledger))
(CAMERA,) = (s for s in SUQIAN.regime.sensors if isinstance(s, Camera))


def _highest(quantity: Quantity | Varied[Quantity]) -> float:
    """The largest value that a quantity could have, its range included."""
    if isinstance(quantity, Varied):
        return max(_highest(level) for level in quantity.levels.values())
    return quantity.range[1] if quantity.range else quantity.value


def _quantities(part: object) -> Iterator[Quantity]:
    if isinstance(part, Quantity):
        yield part
    elif isinstance(part, BaseModel):
        for name in type(part).model_fields:
            yield from _quantities(getattr(part, name))
    elif isinstance(part, dict):
        for value in part.values():
            yield from _quantities(value)
    elif isinstance(part, tuple):
        for value in part:
            yield from _quantities(value)


def test_the_frame_is_as_reported() -> None:
    assert one_score(LEDGER.opening) == 1000
    assert LEDGER.update == "each window"
    assert SUQIAN.regime.clock.window == "month"
    assert SUQIAN.regime.clock.start == datetime.date(2018, 4, 1)
    assert [band.title.en for band in LEDGER.bands] == [
        f"Class {name}" for name in ("D", "C", "B", "A", "A+", "AA", "AA+", "AAA")
    ]
    opening = max(b.from_.value for b in LEDGER.bands if b.from_.value <= 1000)
    assert [b.id for b in LEDGER.bands if b.from_.value == opening] == ["a"]
    assert {b.id: b.from_.value for b in LEDGER.bands}["a-plus"] == 1040


@pytest.mark.parametrize(
    ("rule", "points", "source"),
    [
        ("blood", 10, "SUQ-08"),
        ("utility-arrears", -20, "SUQ-09"),
        ("red-light", -20, "SUQ-10"),
    ],
)
def test_points_are_as_reported(rule: str, points: int, source: str) -> None:
    (found,) = (r for r in LEDGER.rules if r.id == rule)
    assert found.points is not None
    assert (found.points[0].value, found.points[0].source) == (points, source)


def test_only_what_was_found_is_sourced() -> None:
    """The thresholds that no source gives are marked as assumed (SUQ-07)."""
    assert {b.id for b in LEDGER.bands if b.from_.source} == {"a-plus"}
    assert SUQIAN.regime.status == "reconstructed"


def test_doors_that_nobody_reported_say_so() -> None:
    bars = [c for c in SUQIAN.regime.consequences if isinstance(c, Bar)]
    assert bars
    assert all("assumed" in bar.title.en for bar in bars)


def test_thresholds_ascend_however_their_ranges_fall() -> None:
    spans = [b.from_.range or (b.from_.value, b.from_.value) for b in LEDGER.bands]
    assert all(low[1] < high[0] for low, high in itertools.pairwise(spans))
    assert spans[-1][1] < min(LEDGER.ceiling.range or (math.inf,))


def test_no_sensor_sees_more_than_a_kind_allows_within_its_range() -> None:
    for sensor in SUQIAN.regime.sensors:
        if isinstance(sensor, Camera):
            most = _highest(sensor.coverage) * _highest(sensor.detection)
        elif isinstance(sensor, Declaration):
            most = _highest(sensor.bother)
        else:
            assert isinstance(sensor, Registry)
            most = _highest(sensor.completeness)
        for kind in sensor.sees:
            assert most <= KINDS[kind].seen_at_most.value, (sensor.id, kind)


def test_responses_stay_within_bounds_over_their_ranges() -> None:
    for response in SUQIAN.regime.responses:
        assert response.kind in ("deterrence", "incentive")
        rise = _highest(response.largest_rise) if response.kind == "incentive" else 0.0
        for deed in response.deeds:
            assert 1 + rise <= KINDS[deed].at_most.value, (response.id, deed)


def test_harmful_conduct_is_the_same_for_every_group() -> None:
    for kind in SUQIAN.conduct.kinds:
        assert kind.valence != "harmful" or not kind.by, kind.id


def test_candidates_stay_affordable_without_lowering_rates() -> None:
    candidates = sum(factor.bound.value for factor in SUQIAN.conduct.factors) / 12
    assert candidates == pytest.approx(0.175)


def test_every_assumption_has_a_range_or_is_a_bound() -> None:
    """A guess says what else it could be; bounds of the catalogue are choices, not guesses."""
    bounds = [factor.bound for factor in SUQIAN.conduct.factors]
    bounds += [kind.at_most for kind in KINDS.values()]
    bounds += [kind.seen_at_most for kind in KINDS.values()]
    lowest = LEDGER.bands[0].from_
    for document in (SUQIAN.regime, SUQIAN.conduct, SUQIAN.population):
        for quantity in _quantities(document):
            if quantity.assumed and quantity not in bounds and quantity != lowest:
                assert quantity.range is not None, quantity


@pytest.mark.parametrize(
    ("false_match", "gallery", "chance"),
    [
        (1e-9, 5_912_000, 0.006), (1e-8, 5_912_000, 0.057), (1e-7, 5_912_000, 0.45),
        (1e-6, 5_912_000, 0.997), (1e-8, 5_000_000, 0.049), (1e-7, 5_000_000, 0.39),
        (1e-9, 1_400_000_000, 0.75), (1e-6, 10_000, 0.01),
    ],
)  # fmt: skip
def test_false_matches_are_as_the_worked_table_says(
    false_match: float, gallery: int, chance: float
) -> None:
    """FR-10, as quoted in the reason for the camera's rate."""
    camera = CAMERA.model_copy(
        update={
            "false_match": CAMERA.false_match.model_copy(update={"value": false_match}),
            "gallery": CAMERA.gallery.model_copy(update={"value": float(gallery)}),
        }
    )
    assert camera.wrong_match().tolist() == pytest.approx([chance] * N_STRATA, rel=0.03)


def test_derived_rates_follow_from_their_facts() -> None:
    adults = 1_411_778_724 * (1 - 0.1795) - 72_684_140 * 3 / 5
    listed_a_year = (9.59e6 - 6.73e6) / 320 * 365.25  # SPC-D1, 14 February to 31 December 2017
    donors = 72_684_140 * 2 / 5 + 74_941_675 + 91_847_332 + 124_145_190 + 99_012_932
    donors += 92_955_330 + 114_224_887 + 121_164_296 + 101_400_786 / 5
    assert KINDS["court-debt-default"].rate.value == pytest.approx(listed_a_year / adults, rel=0.02)
    convicted = (1.158e6 + 1.72e6) / 2 / adults
    assert KINDS["criminal-conviction"].rate.value == pytest.approx(convicted, rel=0.02)
    assert KINDS["blood-donation"].rate.value == pytest.approx(14.99e6 / donors, rel=0.005)
    marrow = (12_437 / 20 + 5 * 365.25) / 2 / adults
    assert KINDS["bone-marrow-donation"].rate.value == pytest.approx(marrow, rel=0.01)


def test_camera_coverage_follows_from_its_facts() -> None:
    """SUQ-D3: twelve crossings, 46 offenders a day each, rural people a fifth as often."""
    seen = 12 * 46 * 365.25 / (3.65e6 * KINDS["red-light-crossing"].rate.value)
    covered = seen / CAMERA.detection.value
    rural = 0.3442
    in_town = covered / (1 - rural + rural / 5)
    assert isinstance(CAMERA.coverage, Varied)
    coverage = {level: share.value for level, share in CAMERA.coverage.levels.items()}
    assert coverage["local-urban"] == coverage["migrant"] == pytest.approx(in_town, rel=0.03)
    assert coverage["local-rural"] == pytest.approx(in_town / 5, rel=0.1)
