"""Packs Debian node-* packages into an npm cache from which `npm ci --offline` installs.

usage: cache.py CACHE CATALOG DEB...

Only the content store is written: npm looks up a lockfile entry that has both `resolved` and `integrity` by its digest
before it thinks of the network, so no index, which would hold a time, is needed. CATALOG (JSON: "name@version" to
integrity, dependencies, licence, bin, engines) is what lockfiles are written from. The output depends on the packages alone.
"""

import base64
import gzip
import hashlib
import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

# the time npm itself gives to every member of a packed package
PACKED_AT = 499162500


def pack(root):
    """The package as npm would pack it: one tarball, links followed, nested node_modules left out."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for directory, names, files in os.walk(root):
            names[:] = sorted(name for name in names if not (directory == str(root) and name == "node_modules"))
            for name in sorted(files):
                file = Path(directory, name)
                if not file.resolve().is_file():
                    continue
                content = file.read_bytes()
                member = tarfile.TarInfo("package/" + str(file.relative_to(root)))
                member.size, member.mtime = len(content), PACKED_AT
                member.mode = 0o755 if os.access(file, os.X_OK) else 0o644
                archive.addfile(member, io.BytesIO(content))
    return gzip.compress(buffer.getvalue(), 9, mtime=0)


def main():
    cache, catalog, debs = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:]
    entries = {}
    with tempfile.TemporaryDirectory() as scratch:
        for deb in debs:
            subprocess.check_call(["dpkg-deb", "-x", deb, scratch])
        for root in sorted(Path(scratch, "usr/share/nodejs").iterdir()):
            if root.name.startswith("@") or not (root / "package.json").exists():
                continue
            meta = json.loads((root / "package.json").read_text())
            content = pack(root)
            digest = hashlib.sha512(content)
            place = cache / "_cacache/content-v2/sha512" / digest.hexdigest()[:2] / digest.hexdigest()[2:4]
            place.mkdir(parents=True, exist_ok=True)
            (place / digest.hexdigest()[4:]).write_bytes(content)
            entries[f"{meta['name']}@{meta['version']}"] = {
                "bin": meta.get("bin"),
                "dependencies": meta.get("dependencies", {}),
                "engines": meta.get("engines"),
                "integrity": "sha512-" + base64.b64encode(digest.digest()).decode(),
                "license": meta.get("license"),
            }
    (cache / "_cacache/tmp").mkdir(parents=True, exist_ok=True)
    catalog.write_text(json.dumps(entries, indent=1, sort_keys=True))


main()
