"""Turns Debian golang-*-dev packages into a file tree that Go takes for a module proxy.

usage: proxy.py OUT EPOCH DEB...

Every module root below usr/share/gocode/src of a package becomes MODULE@VERSION, the version taken from Debian's. The set
is closed: `require` lines are rewritten to the versions that are here, and requirements that are not here (wanted by tests
or optional parts only, in every package listed) are dropped. Tests and their data are left out. The output depends on the
packages and EPOCH alone; its hashes are those of this proxy, not of the public checksum database.
"""

import json
import re
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from typing import NamedTuple

# packages whose source has no go.mod
MODULES_OF_OLD_PACKAGES = {
    "golang-github-davecgh-go-spew-dev": "github.com/davecgh/go-spew",
    "golang-github-inconshreveable-mousetrap-dev": "github.com/inconshreveable/mousetrap",
    "golang-github-pkg-errors-dev": "github.com/pkg/errors",
    "golang-github-pmezard-go-difflib-dev": "github.com/pmezard/go-difflib",
    "golang-gopkg-check.v1-dev": "gopkg.in/check.v1",
}
LEFT_OUT = {"vendor", ".git", "testdata", "_examples"}
OLDEST_WITH_GRAPH_PRUNING = (1, 17)
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


class Module(NamedTuple):
    version: str
    root: Path
    copyright: Path


def field(deb, name):
    return subprocess.check_output(["dpkg-deb", "-f", deb, name], text=True).strip()


def module_version(debian_version):
    """The Go version of a Debian version: a release, or a pseudo-version for a snapshot of git."""
    upstream = debian_version.split(":", 1)[-1].rsplit("-", 1)[0]
    snapshot = re.match(r"(\d+)\.(\d+)(?:\.(\d+))?[~+]git(\d{8})[.\-](?:\d+[.\-])?([0-9a-f]{7,})", upstream)
    if not snapshot:
        major, minor, patch = re.match(r"(\d+)\.(\d+)(?:\.(\d+))?", upstream).groups("0")
        return f"v{major}.{minor}.{patch}"
    major, minor, patch, day, revision = snapshot.groups("0")
    stamp = f"{day}000000-{revision.ljust(12, '0')[:12]}"
    if (major, minor, patch) == ("0", "0", "0"):
        return f"v0.0.0-{stamp}"
    if "~" in upstream:
        return f"v{major}.{minor}.{patch}-0.{stamp}"
    return f"v{major}.{minor}.{int(patch) + 1}-0.{stamp}"


def escaped(path):
    """A module path as the proxy protocol spells it: an upper-case letter becomes `!` and its lower case."""
    return re.sub(r"[A-Z]", lambda letter: "!" + letter.group().lower(), path)


def modules_of(deb, directory):
    """Unpacks a package and gives its modules by path."""
    subprocess.check_call(["dpkg-deb", "-x", deb, directory])
    name, version = field(deb, "Package"), module_version(field(deb, "Version"))
    source = directory / "usr/share/gocode/src"
    copyright = directory / "usr/share/doc" / name / "copyright"
    roots = {
        re.search(r"^module\s+\"?([^\s\"]+)", file.read_text(), re.M).group(1): file.parent for file in source.rglob("go.mod")
    }
    if not roots:
        path = MODULES_OF_OLD_PACKAGES[name]
        roots[path] = source / path
    return {path: Module(version, root, copyright) for path, root in roots.items()}


def go_mod(path, modules):
    """The module file: the original's Go version and those of its requirements that are here."""
    original = modules[path].root / "go.mod"
    text = original.read_text() if original.exists() else ""
    language = re.search(r"^go\s+(\S+)", text, re.M)
    language = language.group(1) if language else "1.17"
    if tuple(map(int, language.split(".")[:2])) < OLDEST_WITH_GRAPH_PRUNING:
        language = "1.17"
    named = set(re.findall(r"^\s*(?:require\s+)?([a-z0-9.\-]+\.[a-z]+/\S+)\s+v\S+", text, re.M))
    lines = [f"module {path}", "", f"go {language}"]
    required = sorted(name for name in named if name in modules and name != path)
    if required:
        lines += ["", "require (", *(f"\t{name} {modules[name].version}" for name in required), ")"]
    return "\n".join(lines) + "\n"


def files_of(module):
    """The module's own files by name: no tests, no nested modules, no links."""
    found = {}
    pending = [module.root]
    while pending:
        for entry in pending.pop().iterdir():
            if entry.is_symlink() or entry.name == "go.mod":
                continue
            if entry.is_dir():
                if entry.name not in LEFT_OUT and not (entry / "go.mod").exists():
                    pending.append(entry)
            elif not entry.name.endswith("_test.go"):
                found[str(entry.relative_to(module.root))] = entry.read_bytes()
    if not any(name.upper().startswith("LICEN") for name in found) and module.copyright.exists():
        found["LICENSE"] = module.copyright.read_bytes()
    return found


def publish(path, modules, out, epoch):
    module = modules[path]
    directory = out / escaped(path) / "@v"
    directory.mkdir(parents=True)
    text = go_mod(path, modules)
    moment = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(epoch))
    (directory / "list").write_text(module.version + "\n")
    (directory / f"{module.version}.mod").write_text(text)
    (directory / f"{module.version}.info").write_text(json.dumps({"Version": module.version, "Time": moment}) + "\n")
    files = {**files_of(module), "go.mod": text.encode()}
    with zipfile.ZipFile(directory / f"{module.version}.zip", "w") as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(f"{path}@{module.version}/{name}", ZIP_EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, files[name])


def main():
    out, epoch, debs = Path(sys.argv[1]), int(sys.argv[2]), sorted(sys.argv[3:])
    with tempfile.TemporaryDirectory() as scratch:
        modules = {}
        for deb in debs:
            modules.update(modules_of(deb, Path(scratch) / Path(deb).name))
        for path in sorted(modules):
            publish(path, modules, out, epoch)


main()
