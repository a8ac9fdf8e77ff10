"""Audit: what a regime does to people, question by question, in a fixed order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from glasscity.documents.problem import DocumentError, Problem, did_you_mean, some_of
from glasscity.documents.resolve import City, load, moved
from glasscity.studies.audit.answer import Answer
from glasscity.studies.audit.elsewhere import Elsewhere, elsewhere
from glasscity.studies.audit.lab import Lab, Tell, silent
from glasscity.studies.audit.questions import EARLIER, QUESTIONS, Question, number_names
from glasscity.studies.audit.rules import Rule, Verdict, judge, parse_rules
from glasscity.studies.run import problems_of, threads_here

MOST_SETTINGS = 1 << 16
PEOPLE = 100_000
"""People simulated unless asked otherwise: enough for most numbers, and quick in many worlds."""


@dataclass(frozen=True)
class Audited:
    """The answers to the questions asked, in order, what rules came to, and the lab behind them.

    ``elsewhere``: what becomes of the findings on another population, if one was named.
    """

    lab: Lab
    answers: tuple[tuple[Question, Answer], ...]
    verdicts: tuple[Verdict, ...]
    elsewhere: Elsewhere | None = None

    @property
    def raised(self) -> tuple[Question, ...]:
        """The questions that are raised."""
        return tuple(question for question, answer in self.answers if answer.raised == "yes")


def questions_of(text: str) -> tuple[Question, ...]:
    """The questions that ``text`` names by place or id, all of them where it is empty.

    Raises DocumentError for one that there is not.
    """
    if not text.strip():
        return QUESTIONS
    known = {str(it.place): it for it in QUESTIONS} | {it.id: it for it in QUESTIONS}
    asked = [word.strip() for word in text.split(",")]
    problems = [
        Problem(
            "--questions",
            0,
            0,
            "",
            f"there is no question '{word}'",
            f"use one of: {some_of(known, 40)}",
            did_you_mean(word, known),
        )
        for word in asked
        if word not in known
    ]
    if problems:
        raise DocumentError(problems)
    chosen = {known[word].place for word in asked}
    return tuple(it for it in QUESTIONS if it.place in chosen)


def rules_of(text: str, questions: Sequence[Question]) -> tuple[Rule, ...]:
    """The rules of ``--fail-on`` for the questions asked. Raises DocumentError."""
    if not text.strip():
        return ()
    ids = [it.id for it in questions]
    return parse_rules(text, ids, number_names(questions))


def lab_of(
    city: City,
    people: int | None = None,
    years: float = 5.0,
    seed: int = 1,
    threads: int | None = None,
    tell: Tell = silent,
    name: str = "",
) -> Lab:
    """The lab in which a city is audited. Raises ValueError for numbers out of bounds."""
    represented = int(city.population.people.value)
    problems = problems_of(people, represented, years, seed, threads, 0, 0)
    if problems:
        raise ValueError("\n".join(problems))
    return Lab(
        city,
        min(PEOPLE, represented) if people is None else people,
        years,
        seed,
        threads_here() if threads is None else threads,
        tell,
        name,
    )


def audit(
    name: str,
    people: int | None = None,
    years: float = 5.0,
    seed: int = 1,
    threads: int | None = None,
    questions: str = "",
    fail_on: str = "",
    tell: Tell = silent,
    settings: int = 0,
    keep: Path | None = None,
    population: str | None = None,
) -> Audited:
    """Ask the questions of a regime of the catalogue, or of a YAML file.

    The last question tries so many ``settings`` of the assumed numbers, none unless asked; what
    was tried is kept under the folder ``keep``, and not tried again. With ``population`` (of the
    catalogue, or a YAML file) all but the last are asked of those people too.

    Raises DocumentError, ValueError or engine.trouble.RunError; each says how to mend it.
    Rules and questions are read before anything is lived.
    """
    asked = questions_of(questions)
    rules = rules_of(fail_on, asked)
    if not 0 <= settings <= MOST_SETTINGS:
        raise ValueError(f"--settings {settings:,} is outside 0 to {MOST_SETTINGS:,}")
    city = load(name)
    other = None if population is None else moved(city, population)
    lab = lab_of(city, people, years, seed, threads, tell, name)
    lab = replace(lab, settings=settings, keep=keep, population=population)
    audited = ask(lab, asked, rules)
    if other is None or population is None:
        return audited
    represented = int(other.population.people.value)
    there = replace(lab.moved(other, min(lab.people, represented)), settings=0)
    again = ask(there, [question for question in asked if question in EARLIER])
    title = other.population.title.en
    return replace(audited, elsewhere=elsewhere(population, title, audited.answers, again.answers))


def _leaning(answers: tuple[tuple[Question, Answer], ...]) -> tuple[tuple[Question, Answer], ...]:
    """The answers with what they lean on, where another answer found it."""
    found = {key: words for _, it in answers for key, words in it.others_lean_on.items()}
    return tuple(
        (question, replace(it, leans_on=it.leans_on or found.get(question.id, "")))
        for question, it in answers
    )


def ask(lab: Lab, questions: Sequence[Question] = QUESTIONS, rules: Sequence[Rule] = ()) -> Audited:
    """Ask the questions in a lab."""
    answers = _leaning(tuple((question, question.answer(lab)) for question in questions))
    found = [answer for _, answer in answers]
    return Audited(lab, answers, tuple(judge(rule, found) for rule in rules))
