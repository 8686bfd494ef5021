"""atlas: Markdown, indicator tables and geometries in; a public social atlas with a profile of every area out."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("sozialatlas")
except PackageNotFoundError:  # run from a checkout that is not installed
    __version__ = "0"
