"""How a server is told to answer: which headers, how long a browser may keep what, what is packed, where former addresses lead. One set of rules, four tongues.

The policy on content is that of the pages themselves, read from one; to it comes who may frame a page, which a page cannot say of itself.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path, PurePosixPath

from msgspec import Struct

POLICY = re.compile(r'http-equiv="Content-Security-Policy" content="([^"]*)"')
REFRESH = re.compile(r'http-equiv="refresh" content="\d+; url=([^"]*)"')
HEAD = 4000
"""A page says what is read here in so many of its first characters."""

FOR_EVER = "public, max-age=31536000, immutable"
A_DAY = "public, max-age=86400"
ASK = "no-cache"
"""Kept, but asked for at every visit whether it has changed."""

DIGESTED = r"assets/.*-[0-9a-f]{10}\.[a-z0-9]+$"
TYPES = {
    ".geojson": "application/geo+json",
    ".topojson": "application/json",
    ".gpkg": "application/geopackage+sqlite3",
    ".csv": "text/csv; charset=utf-8",
    ".jsonld": "application/ld+json",
    ".ttl": "text/turtle; charset=utf-8",
    ".bib": "text/plain; charset=utf-8",
    ".ris": "text/plain; charset=utf-8",
    ".cff": "text/plain; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""What servers do not know of themselves. These files may be asked for by pages of others: they are there to be used."""
USUAL = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".json": "application/json",
    ".xml": "application/xml",
    ".txt": "text/plain; charset=utf-8",
    ".png": "image/png",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".pdf": "application/pdf",
    ".zip": "application/zip",
}
EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Rules(Struct, frozen=True, kw_only=True):
    """What a server must know of one atlas. `base`: its path on the host, `/` or `/atlas/`; `moved`: former path → path; `paths`: all files."""

    base: str
    policy: str
    moved: tuple[tuple[str, str], ...]
    paths: tuple[str, ...]

    @property
    def page(self) -> dict[str, str]:
        """Headers of a page."""
        return {"Content-Security-Policy": f"{self.policy}; frame-ancestors 'self'", **EVERYWHERE}

    @property
    def embed(self) -> dict[str, str]:
        """Headers of what others may frame."""
        return {"Content-Security-Policy": f"{self.policy}; frame-ancestors *", **EVERYWHERE}


def read_rules(out: Path, base: str, paths: Iterable[str]) -> Rules:
    """Read off a built folder what its server must know."""
    listed = tuple(paths)
    policy = POLICY.search(_head(out / "index.html"))
    moved = [(path, _there(path, found[1])) for path in listed if path.endswith(".html") and (found := REFRESH.search(_head(out / path)))]
    return Rules(base=base, policy=policy[1] if policy else "default-src 'self'", moved=tuple(moved), paths=listed)


def caching(path: str) -> str:
    """Tell how long a browser may keep a file: for ever where its name changes with it."""
    if re.search(rf"(^|/){DIGESTED}", path):
        return FOR_EVER
    return A_DAY if re.search(r"(^|/)assets/", path) else ASK


def media_type(path: str) -> str:
    """Name the type of a file."""
    return (TYPES | USUAL).get(PurePosixPath(path).suffix, "application/octet-stream")


def nginx(rules: Rules) -> str:
    """Write what stands inside `server { … }` of nginx. Every location repeats all headers, because nginx does not add them up."""
    base = re.escape(rules.base).replace("\\/", "/")
    blocks = [_location(f"= {rules.base}{_folder(old)}", [f"return 301 {rules.base}{_folder(new)};"]) for old, new in rules.moved]
    blocks += [
        _location(r"~ /\.", ["return 404;"]),
        _location(f"~ ^{base}(.*/)?embed/", _nginx_headers({**rules.embed, "Cache-Control": ASK})),
        _location(f'~ "^{base}(.*/)?{DIGESTED}"', _nginx_headers({**rules.page, "Cache-Control": FOR_EVER})),
        _location(f"~ ^{base}(.*/)?assets/", _nginx_headers({**rules.page, "Cache-Control": A_DAY})),
    ]
    for suffix, kind in TYPES.items():
        open_to_all = {**rules.page, "Cache-Control": ASK, "Access-Control-Allow-Origin": "*"}
        blocks.append(_location(rf"~ ^{base}.*\{suffix}$", ["types { }", f'default_type "{kind}";', *_nginx_headers(open_to_all)]))
    blocks.append(_location(rules.base, _nginx_headers({**rules.page, "Cache-Control": ASK})))
    top = [
        "index index.html;",
        f"error_page 404 {rules.base}404.html;",
        "charset utf-8;",
        "charset_types text/css text/plain text/javascript application/javascript;",
    ]
    packed = ["gzip_static on;", "# With the module ngx_brotli besides: brotli_static on;", "gzip_vary on;"]
    return "\n".join(["# Inside of server { … }.", *top, *packed, *blocks, ""])


def apache(rules: Rules) -> str:
    """Write a `.htaccess` (needs AllowOverride All), which may as well stand inside `<Directory …>`."""
    lines = [
        "DirectoryIndex index.html",
        "Options -Indexes -MultiViews",
        f"ErrorDocument 404 {rules.base}404.html",
        "AddDefaultCharset utf-8",
    ]
    lines += [f'AddType "{kind}" {suffix}' for suffix, kind in (TYPES | USUAL).items()]
    lines += ["RemoveType .gz", "AddEncoding gzip .gz", "AddEncoding br .br", "AddCharset utf-8 .html .css .js .csv .txt", ""]
    lines += [
        f'RedirectMatch 301 "^{re.escape(rules.base + _stem(old))}(index\\.html)?$" "{rules.base}{_folder(new)}"'
        for old, new in rules.moved
    ]
    lines += ['RedirectMatch 404 "/\\."', "", "<IfModule mod_rewrite.c>", "RewriteEngine On"]
    for name, ending in (("br", "br"), ("gzip", "gz")):
        for there, where in (("", "$0"), ("index.html", "$0index.html")):
            lines += [
                f"RewriteCond %{{HTTP:Accept-Encoding}} \\b{name}\\b",
                f"RewriteCond %{{REQUEST_FILENAME}}{'/' if there else ''}{there}.{ending} -f",
                f"RewriteRule {'^(.+/)?$' if there else '^.+$'} {where}.{ending} [L,E=no-gzip:1,E=no-brotli:1]",
            ]
    lines += ["</IfModule>", "", "<IfModule mod_headers.c>", "Header always append Vary Accept-Encoding"]
    lines += [f'Header always set {name} "{value}"' for name, value in rules.page.items()]
    lines += [f'Header always set Content-Security-Policy "{rules.embed["Content-Security-Policy"]}" "expr=%{{REQUEST_URI}} =~ m#/embed/#"']
    asset, digested = "%{REQUEST_URI} =~ m#/assets/#", "%{REQUEST_URI} =~ m#/" + DIGESTED.replace("$", "(.gz|.br)?$") + "#"
    lines += [f'Header set Cache-Control "{ASK}"', f'Header set Cache-Control "{A_DAY}" "expr={asset}"']
    lines += [f'Header set Cache-Control "{FOR_EVER}" "expr={digested}"']
    data = "|".join(suffix[1:] for suffix in TYPES)
    lines += [f'Header set Access-Control-Allow-Origin "*" "expr=%{{REQUEST_URI}} =~ m#\\.({data})(.gz|.br)?$#"', "</IfModule>", ""]
    return "\n".join(lines)


def caddy(rules: Rules) -> str:
    """Write what stands inside a site of a Caddyfile, below its `root`."""
    base = rules.base
    lines = [
        "# Inside of the block of a site, after root * /path/to/the/folder",
        "file_server {",
        "\tprecompressed br gzip",
        "\thide .atlas* .ht*",
        "}",
    ]
    lines += [f"redir {base}{former} {base}{_folder(new)} 301" for old, new in rules.moved for former in (_folder(old), old)]
    lines += ["@embed path_regexp /embed/", "@page not path_regexp /embed/", f'@digested path_regexp "/{DIGESTED}"']
    lines += [f'@asset {{\n\tpath_regexp /assets/\n\tnot path_regexp "/{DIGESTED}"\n}}', "@other not path_regexp /assets/"]
    lines += [f"@data path {' '.join('*' + suffix for suffix in TYPES)}", 'header @data Access-Control-Allow-Origin "*"']
    lines += [f'header @data_{suffix[1:]} Content-Type "{kind}"' for suffix, kind in TYPES.items()]
    lines[-len(TYPES) : -len(TYPES)] = [f"@data_{suffix[1:]} path *{suffix}" for suffix in TYPES]
    for matcher, headers in (("@page", rules.page), ("@embed", rules.embed)):
        lines += [f'header {matcher} {name} "{value}"' for name, value in headers.items()]
    lines += [
        f'header {matcher} Cache-Control "{value}"' for matcher, value in (("@digested", FOR_EVER), ("@asset", A_DAY), ("@other", ASK))
    ]
    lines += ["handle_errors {", f"\trewrite * {base}404.html", "\tfile_server", "}", ""]
    return "\n".join(lines)


def netlify(rules: Rules) -> str:
    """Write a file `_headers`, as several services read it. No two patterns meet, because what meets would be added up."""
    blocks = []
    for pattern in _patterns(rules.paths, ""):
        embed = "/embed/" in f"/{pattern}"
        asset = "/assets/" in f"/{pattern}"
        headers = {
            **(rules.embed if embed else rules.page),
            "Cache-Control": FOR_EVER if pattern.endswith("assets/css/*") else A_DAY if asset else ASK,
        }
        if (
            pattern.endswith("/*")
            and not asset
            and not embed
            and any(PurePosixPath(path).suffix in TYPES for path in rules.paths if path.startswith(pattern[:-1]))
        ):
            headers["Access-Control-Allow-Origin"] = "*"
        blocks.append("\n".join([f"/{pattern}", *(f"  {name}: {value}" for name, value in headers.items())]))
    return "\n".join(["/", *(f"  {name}: {value}" for name, value in {**rules.page, "Cache-Control": ASK}.items()), *blocks, ""])


def redirects(rules: Rules) -> str:
    """Write a file `_redirects` for the same services."""
    return "".join(f"{rules.base}{_folder(old)} {rules.base}{_folder(new)} 301\n" for old, new in rules.moved)


SERVERS: Mapping[str, Callable[[Rules], str]] = {"nginx": nginx, "apache": apache, "caddy": caddy, "netlify": netlify}
"""The tongues, by the name of the server."""

FILES: Mapping[str, Callable[[Rules], dict[str, bytes]]] = {
    "apache": lambda rules: {".htaccess": apache(rules).encode()},
    "netlify": lambda rules: {"_headers": netlify(rules).encode(), "_redirects": redirects(rules).encode()},
}
"""Those whose rules may lie among the files of the atlas."""


def _patterns(paths: Iterable[str], folder: str) -> list[str]:
    """Part the files into patterns, finer where some of a folder have rules of their own."""
    found: list[str] = []
    inside: dict[str, list[str]] = {}
    for path in paths:
        first, slash, _ = path[len(folder) :].partition("/")
        inside.setdefault(first + slash, []).append(path)
    for name, members in sorted(inside.items()):
        whole = folder + name
        special = any(re.search(r"/(embed|assets|css)/", path[len(whole) - 1 :]) for path in members)
        if not name.endswith("/"):
            found.append(whole)
        elif special:
            found += [whole, *_patterns(members, whole)]
        else:
            found.append(f"{whole}*")
    return found


def _location(match: str, lines: Iterable[str]) -> str:
    return "\n".join([f"location {match} {{", *(f"    {line}" for line in lines), "}"])


def _nginx_headers(headers: Mapping[str, str]) -> list[str]:
    return [f'add_header {name} "{value}" always;' for name, value in headers.items()]


def _folder(path: str) -> str:
    return path.removesuffix("index.html")


def _stem(path: str) -> str:
    return path.removesuffix("index.html")


def _there(path: str, href: str) -> str:
    """Follow a relative address of a page."""
    parts = list(PurePosixPath(path).parent.parts)
    for part in href.split("/"):
        if part == "..":
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def _head(file: Path) -> str:
    if not file.is_file():
        return ""
    with file.open(encoding="utf-8", errors="replace") as stream:
        return stream.read(HEAD)
