"""Lists without a way off or on, and consequences that nobody meets."""

from __future__ import annotations

from collections.abc import Iterator

from glasscity.documents.levels import rate_in
from glasscity.mechanisms.consequences import Consequence
from glasscity.studies.lint.finding import Finding
from glasscity.studies.lint.flows import setting_of_documents
from glasscity.studies.lint.ground import Ground
from glasscity.studies.lint.wording import listed, quoted
from glasscity.vocabulary.strata import N_STRATA, labels_of


def lists_without_exit(ground: Ground) -> Iterator[Finding]:
    """Lists on which a person stays for life."""
    for entry in ground.entries:
        row = entry.listing
        ends = () if row.ends_on is None else row.ends_on.deeds
        if (
            row.id in ground.empty_lists
            or row.term is not None
            or any(ground.flow(deed).is_ever_true for deed in ends)
            or any(way.points is None for way in ground.mendings(entry.instrument.id))
        ):
            continue
        burdens = [it.id for it in ground.burdens_of_list(entry)]
        tried = f" ({listed(quoted(ends))} would end it, and no sensor records it)" if ends else ""
        yield ground.finding(
            "list-without-exit",
            "question",
            entry.loc,
            f"whoever comes on '{row.id}' stays: it has no term, and nothing a person does "
            f"ends it{tried}",
            (f"{listed(quoted(burdens))} holds for life; " if burdens else "")
            + "only a record that is struck ends a listing",
            "give it a term, let it end on compliance, or add a repair",
        )


def lists_out_of_reach(ground: Ground) -> Iterator[Finding]:
    """Lists on which nobody ever comes, though their grounds could be recorded one by one."""
    for entry in ground.entries:
        if entry.listing.id in ground.empty_lists and not ground.is_over(entry.listing.in_force):
            yield ground.finding(
                "list-out-of-reach",
                "question",
                entry.loc,
                f"nobody comes on '{entry.listing.id}': none of its grounds is ever recorded",
                "the list threatens and never acts",
                "name grounds that a sensor sees, or leave the list out",
            )


def met_by_nobody(ground: Ground) -> Iterator[Finding]:
    """Consequences that no attempt of anybody ever meets."""
    for c, it in enumerate(ground.city.regime.consequences):
        if ground.is_over(it.in_force):
            continue  # told elsewhere
        for place, reason in _reasons(ground, it):
            yield ground.finding(
                "consequence-nobody-meets",
                "question",
                ("consequences", c, *place),
                f"nobody ever meets '{it.id}': {reason}",
                "it is written as if it did something; a count of refusals will always be zero",
                "mend what keeps it from acting, or leave it out",
            )


def _reasons(ground: Ground, it: Consequence) -> Iterator[tuple[tuple[str, ...], str]]:
    if not ground.is_ever(it.when):
        bands = listed(quoted(it.when.bands or it.when.codes or (it.when.instrument,)))
        yield ("when",), f"nobody is ever in {bands}"
    shares = setting_of_documents(ground.city).shares
    lived = [g for g in range(N_STRATA) if shares[g] > 0.0]
    among = [g for g in lived if it.whom is None or it.whom.holds(labels_of(g))]
    if not among:
        yield ("whom",), "nobody of those levels lives there"
    for service in ground.city.conduct.services:
        if service.id == it.service and not any(rate_in(service, labels_of(g)) for g in among):
            yield ("service",), f"nobody of those it bears on asks for '{service.id}'"
    if it.chance is not None and it.chance.value == 0.0:
        yield ("chance", "value"), "its chance is 0"
