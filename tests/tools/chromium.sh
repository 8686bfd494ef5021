#!/bin/sh
# See that a Chromium is there for the tests in a browser: install Debian's where we may, else say what to do.
for name in "$CHROMIUM" chromium chromium-browser google-chrome; do
    [ -n "$name" ] && command -v "$name" >/dev/null 2>&1 && exit 0
done
if command -v apt-get >/dev/null 2>&1; then
    if [ "$(id -u)" = 0 ]; then sudo=""; elif sudo -n true 2>/dev/null; then sudo="sudo -n"; else sudo="no"; fi
    if [ "$sudo" != "no" ]; then
        echo "Installing Debian's chromium for the tests in a browser …"
        $sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends chromium >/dev/null && exit 0
    fi
fi
echo "The tests need a Chromium, and this account may not install one." >&2
echo "Install it yourself (Debian, Ubuntu: sudo apt-get install chromium), or set CHROMIUM to the path of a Chromium or Chrome." >&2
exit 1
