#!/bin/sh
# See that the programs are there with which others read what atlas writes: LibreOffice for workbooks, zstd for the archive of editions.
# Install Debian's where we may; without them those tests are skipped and say so.
missing=""
command -v soffice >/dev/null 2>&1 || missing="$missing libreoffice-calc-nogui"
command -v zstd >/dev/null 2>&1 || missing="$missing zstd"
[ -z "$missing" ] && exit 0
if command -v apt-get >/dev/null 2>&1; then
    if [ "$(id -u)" = 0 ]; then sudo=""; elif sudo -n true 2>/dev/null; then sudo="sudo -n"; else sudo="no"; fi
    if [ "$sudo" != "no" ]; then
        echo "Installing for the tests of workbooks and editions:$missing …"
        $sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends $missing >/dev/null && exit 0
    fi
fi
echo "Without$missing some tests of workbooks and editions are skipped." >&2
exit 0
