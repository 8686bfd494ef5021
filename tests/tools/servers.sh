#!/bin/sh
# See that nginx, Apache and Caddy are there for the tests of what servers answer: install Debian's where we may; without them those tests are skipped and say so.
missing=""
command -v nginx >/dev/null 2>&1 || [ -x /usr/sbin/nginx ] || missing="$missing nginx-light"
command -v apache2 >/dev/null 2>&1 || [ -x /usr/sbin/apache2 ] || missing="$missing apache2"
command -v caddy >/dev/null 2>&1 || missing="$missing caddy"
command -v rsync >/dev/null 2>&1 || missing="$missing rsync"
[ -z "$missing" ] && exit 0
if command -v apt-get >/dev/null 2>&1; then
    if [ "$(id -u)" = 0 ]; then sudo=""; elif sudo -n true 2>/dev/null; then sudo="sudo -n"; else sudo="no"; fi
    if [ "$sudo" != "no" ]; then
        echo "Installing for the tests of servers:$missing …"
        # Nothing is to be started by the installation itself.
        $sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 $sudo apt-get install -y -qq --no-install-recommends $missing >/dev/null && exit 0
    fi
fi
echo "Without$missing some tests of servers are skipped." >&2
exit 0
