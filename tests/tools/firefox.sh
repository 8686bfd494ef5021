#!/bin/sh
# See that a Firefox is there for the tests in a second browser: install Debian's where we may. Without one those tests say so and skip.
for name in firefox-esr firefox; do
    command -v "$name" >/dev/null 2>&1 && exit 0
done
if command -v apt-get >/dev/null 2>&1; then
    if [ "$(id -u)" = 0 ]; then sudo=""; elif sudo -n true 2>/dev/null; then sudo="sudo -n"; else sudo="no"; fi
    if [ "$sudo" != "no" ]; then
        echo "Installing Debian's firefox-esr for the tests in a second browser …"
        $sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends firefox-esr >/dev/null && exit 0
    fi
fi
echo "No Firefox, and this account may not install one: the tests in Firefox will skip." >&2
exit 0
