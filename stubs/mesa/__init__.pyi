# The part of Mesa that the bench uses; Mesa ships no types.

from random import Random
from typing import Any, Self

__version__: str

class Agent:
    random: Random
    def __init__(self, model: Model) -> None: ...
    @classmethod
    def create_agents(cls, model: Model, n: int, *args: Any) -> AgentSet: ...

class AgentSet:
    def do(self, method: str) -> Self: ...
    def get(self, attr_names: str) -> list[Any]: ...

class Model:
    agents: AgentSet
    random: Random
    def __init__(self, *, seed: float | None = None) -> None: ...
