"""The domain of a loaded model, read once: Rasa reads it four times, and checks it as if an editor wrote it."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.graph_components.providers.domain_provider import DomainProvider
from rasa.shared.core.domain import Domain

from assistant.training.domain_file import read_domain

FILE = "domain.yml"
"""As `DomainProvider` writes it when a model is trained; what it writes was checked then."""


def _load(
    cls: type[DomainProvider],
    config: dict[str, Any],
    model_storage: ModelStorage,
    resource: Resource,
    execution_context: ExecutionContext,
    **_: Any,
) -> DomainProvider:
    """Return the provider of the domain that a model was trained with (see Rasa's `DomainProvider.load`)."""
    with model_storage.read_from(resource) as folder:
        domain = Domain.from_dict(read_domain(folder / FILE))
    return cls(model_storage, resource, domain)


def read_the_domain_quickly() -> None:
    """Load the domains of models with `_load`."""
    DomainProvider.load = classmethod(_load)  # type: ignore[arg-type]  # mypy knows no type of Rasa's classes here
