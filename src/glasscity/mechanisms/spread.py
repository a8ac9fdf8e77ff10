"""A standing that is passed on: to another body, or to people tied to whoever stands so."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from glasscity.evidence import Id, Title
from glasscity.mechanisms.force import ALWAYS, InForce
from glasscity.mechanisms.standing import Reader, When, Whom


class Spread(Reader):
    """At a window's end whoever stands as ``when`` says gives rise to a record of kind ``as``.

    Without ``along`` the record falls on the person: another instrument that answers the kind
    shares the standing. Along ties of the population it falls on those tied to the person, such
    as relatives, who need have done nothing; with ``whom`` on some of these only, such as the
    young end of ties between parents and grown children. It falls when the standing is new
    (``entry``), or each window. With ``of: firms`` the standing is that of a firm, and the record
    falls on its legal representative. The kind is neutral: a standing passed on is nobody's deed.
    """

    says: ClassVar[str] = "Passed on at the end of each window."

    id: Id
    title: Title
    of: Literal["people", "firms"] = "people"
    when: When
    as_: str = Field(alias="as")
    along: str | None = None
    whom: Whom | None = None
    each: Literal["entry", "window"] = "entry"
    in_force: InForce = ALWAYS
