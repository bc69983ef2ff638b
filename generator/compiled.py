"""Keeps templates that were compiled ahead, for an environment that is made later."""

from jinja2 import Environment
from jinja2.bccache import Bucket, BytecodeCache


class Compiled(BytecodeCache):
    """Templates in memory, as Jinja compiled them, each with the digest of its text."""

    def __init__(self) -> None:
        self._known: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill in what is known of a template."""
        if bucket.key in self._known:
            bucket.bytecode_from_string(self._known[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template."""
        self._known[bucket.key] = bucket.bytecode_to_string()


def compile_templates(env: Environment) -> Compiled:
    """Give the templates of an environment for HTML, compiled. Raises jinja2.TemplateError."""
    compiled = Compiled()
    env.bytecode_cache = compiled
    for name in env.list_templates(["html"]):
        env.get_template(name)
    return compiled
