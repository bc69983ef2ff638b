"""Offers the hook as a plugin of MkDocs, by the name as-reported, so that a corpus needs no file of the program."""

from mkdocs.plugins import BasePlugin

from generator import mkdocs_hook


class Plugin(BasePlugin):  # type: ignore[no-untyped-call, type-arg]
    """What `plugins: [as-reported]` in mkdocs.yml does; the same as the hook."""

    on_startup = staticmethod(mkdocs_hook.on_startup)
    on_config = staticmethod(mkdocs_hook.on_config)
    on_files = staticmethod(mkdocs_hook.on_files)
    on_env = staticmethod(mkdocs_hook.on_env)
    on_post_build = staticmethod(mkdocs_hook.on_post_build)
    on_build_error = staticmethod(mkdocs_hook.on_build_error)
    on_serve = staticmethod(mkdocs_hook.on_serve)
    on_shutdown = staticmethod(mkdocs_hook.on_shutdown)
