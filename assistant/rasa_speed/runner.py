"""Runs the graph of a loaded model: its nodes one after the other, in an order that is found once.

Rasa hands each message to Dask, which plans the twenty steps anew each time as if they were to run on many machines.
"""

from __future__ import annotations

from typing import Any

import rasa.core.processor
from rasa.engine.exceptions import GraphRunError
from rasa.engine.graph import ExecutionContext, GraphNode, GraphNodeHook, GraphSchema
from rasa.engine.runner.interface import GraphRunner
from rasa.engine.storage.storage import ModelStorage


class OrderedRunner(GraphRunner):
    """Runs nodes in order. Training keeps Rasa's own runner."""

    def __init__(self, schema: GraphSchema, nodes: dict[str, GraphNode]) -> None:
        """Run the `nodes` of `schema`."""
        self._schema, self.nodes = schema, nodes
        self._orders: dict[tuple[str, ...], tuple[str, ...]] = {}

    @classmethod
    def create(
        cls,
        graph_schema: GraphSchema,
        model_storage: ModelStorage,
        execution_context: ExecutionContext,
        hooks: list[GraphNodeHook] | None = None,
    ) -> OrderedRunner:
        """Load the components of all nodes (see Rasa's `GraphRunner.create`)."""
        nodes = {
            name: GraphNode.from_schema_node(name, node, model_storage, execution_context, hooks)
            for name, node in graph_schema.nodes.items()
        }
        return cls(graph_schema, nodes)

    def run(self, inputs: dict[str, Any] | None = None, targets: list[str] | None = None) -> dict[str, Any]:
        """Return what the nodes `targets` give for `inputs` (see Rasa's `GraphRunner.run`).

        Raises:
            GraphRunError: an input is named like a node, or a node failed.
        """
        given = inputs or {}
        if taken := [value for value in given.values() if isinstance(value, str) and value in self.nodes]:
            raise GraphRunError(f"Input value '{taken[0]}' clashes with a node name.")
        wanted = tuple(targets or self._schema.target_names)
        results: dict[str, Any] = dict(given)
        for name in self._order(wanted):
            needs = self._schema.nodes[name].needs.values()
            _, results[name] = self.nodes[name](*((need, results[need]) for need in needs if need in results))
        return {name: results[name] for name in wanted}

    def _order(self, targets: tuple[str, ...]) -> tuple[str, ...]:
        """Return the nodes that `targets` need, each behind those that it needs itself."""
        if targets not in self._orders:
            order: dict[str, None] = {}

            def visit(name: str) -> None:
                if name in self._schema.nodes and name not in order:
                    for need in self._schema.nodes[name].needs.values():
                        visit(need)
                    order[name] = None

            for target in targets:
                visit(target)
            self._orders[targets] = tuple(order)
        return self._orders[targets]


def run_in_order() -> None:
    """Load models with `OrderedRunner`."""
    rasa.core.processor.DaskGraphRunner = OrderedRunner
