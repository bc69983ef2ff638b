"""Finds the nodes of a YAML file again when somebody asks where something stands; of most files nobody ever does."""

from collections.abc import Mapping

from generator.yaml_node import Node
from generator.yaml_tree import parse_yaml


class YamlFile:
    """A YAML file that parsed without a problem. It is parsed again when it is first asked for a node.

    Nodes for all records would take as much memory as the records themselves.
    """

    __slots__ = ("_nodes", "path", "text")

    def __init__(self, path: str, text: str = "") -> None:
        """Take the file's path from the project's root, and its text."""
        self.path, self.text = path, text
        self._nodes: Mapping[int, Node] = {}

    def __reduce__(self) -> tuple[type["YamlFile"], tuple[str]]:
        """Leave out the text, which whoever stores records has anyway."""
        return YamlFile, (self.path,)

    def find_node(self, spot: int) -> Node:
        """Give the mapping that begins at a spot, or the text or list where no mapping does."""
        if not self._nodes:
            root, _ = parse_yaml(self.text, self.path)
            assert root, "records come from a file that parsed"
            nodes = sorted(root.walk(), key=lambda node: isinstance(node.value, Mapping))
            self._nodes = {node.spot: node for node in nodes}
        return self._nodes[spot]
