"""The import rules of the design: no stage knows another, there is no cycle, few touch the disk."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "src" / "dieukhoan"
STAGES = {"read", "parse", "link", "assign", "render", "index", "publish"}
COMMAND = {"asked", "commands", "cli", "__main__"}
MAY_KNOW_STAGES = {
    "examination",
    "joining",
    "composition",
    "indexing",
    "writing",
    "pipeline",
    "proof",
    *COMMAND,
}
# Files are read and written here alone; the package's own data files come by importlib.resources.
# ("bounded" and "memory" ask the kernel, whose answers are files, how much memory their process has.)
MAY_TOUCH_DISK = {"read", "publish", "pipeline", "proof", "cli", "bounded", "memory", "cache", "code"}
DISK = {"os", "io", "shutil", "pathlib", "tempfile", "glob", "fileinput"}
IN_MEMORY = {"PurePath", "BytesIO", "StringIO", "times"}
"""Names of those modules that never reach the disk."""


def _name(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {_name(path): ast.parse(path.read_text(encoding="utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}


def _top(module: str) -> str:
    """The first name below the package: `dieukhoan.parse.lines` -> `parse`."""
    return module.split(".")[1] if "." in module else ""


def _imports(module: str) -> set[str]:
    """The modules of this package that a module imports, wherever in it the import stands."""
    found: set[str] = set()
    for node in ast.walk(MODULES[module]):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: a relative import; write the full name"
            found |= {f"{node.module}.{alias.name}" for alias in node.names} & MODULES.keys() or {
                str(node.module)
            }
    return (found & MODULES.keys()) - {module}


def _outside_imports(module: str) -> set[str]:
    """The packages that a module imports from elsewhere."""
    found: set[str] = set()
    for node in ast.walk(MODULES[module]):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not {alias.name for alias in node.names} <= IN_MEMORY:
            found.add(str(node.module).split(".")[0])
    return found


@pytest.mark.parametrize("module", MODULES)
def test_imports(module: str) -> None:
    """A stage imports no other stage; only pipeline and command know stages; nobody knows those two."""
    own = _top(module)
    reached = {_top(name) for name in _imports(module)}
    if own not in MAY_KNOW_STAGES:
        assert not (reached & STAGES) - {own}, f"{module} imports another stage"
    if own not in COMMAND | {"publish", "proof"}:  # the MkDocs plugin in publish starts the pipeline
        assert not reached & {"proof", "pipeline", "commands", "cli"}, (
            f"{module} imports what stands above it"
        )


@pytest.mark.parametrize("module", MODULES)
def test_no_type_checking_imports(module: str) -> None:
    """TYPE_CHECKING hides import cycles; we have none to hide."""
    names = {node.id for node in ast.walk(MODULES[module]) if isinstance(node, ast.Name)}
    assert "TYPE_CHECKING" not in names


def test_the_command_loads_no_stage_to_see_that_a_site_stands() -> None:
    """MkDocs and the stages take longer to load than a build with nothing to do may take."""
    asked = "import sys, dieukhoan.cli; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    heavy = {"mkdocs", "markdown", "jinja2", "dieukhoan.commands", "dieukhoan.pipeline", "dieukhoan.read"}
    assert "dieukhoan.cli" in loaded.stdout.split() and not heavy & set(loaded.stdout.split())


def test_no_cycles() -> None:
    """Modules can be put in an order in which each imports only earlier ones."""
    waiting = {module: _imports(module) for module in MODULES}
    while ready := [module for module, needs in waiting.items() if not needs & waiting.keys()]:
        for module in ready:
            del waiting[module]
    assert not waiting, f"import cycle among {sorted(waiting)}"


@pytest.mark.parametrize("module", [name for name in MODULES if _top(name) not in MAY_TOUCH_DISK | COMMAND])
def test_disk(module: str) -> None:
    """What is not read, publish, pipeline or command has no means of reaching a file."""
    names = {node.id for node in ast.walk(MODULES[module]) if isinstance(node, ast.Name)}
    assert not _outside_imports(module) & DISK and "open" not in names, f"{module} touches the disk"
