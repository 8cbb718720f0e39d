"""How the processes share the tests: file by file, and in one piece what needs the same costly thing."""

from xdist.scheduler import LoadFileScheduling

#: Folders whose files look at one thing that is made for all of them.
TOGETHER = ("src/barnetsplan/demo/tests/",)


class Sharing(LoadFileScheduling):  # type: ignore[misc]  # comes without types
    """xdist's own by file, except where a whole folder stays together."""

    def _split_scope(self, nodeid: str) -> str:
        """What is done by one process."""
        return next((folder for folder in TOGETHER if nodeid.startswith(folder)), super()._split_scope(nodeid))
