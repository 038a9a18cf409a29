#!/bin/sh
# Sees to it that Chromium and Firefox are here for the browser tests.
set -eu

first() {
  for name in "$@"; do
    command -v "$name" >/dev/null 2>&1 && return 0
  done
  return 1
}

missing=""
first chromium chromium-browser google-chrome google-chrome-stable || missing="$missing chromium"
first firefox-esr firefox || missing="$missing firefox-esr"
[ -z "$missing" ] && exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installing$missing from this system's packages, for the browser tests ..."
  apt-get update -qq
  # shellcheck disable=SC2086
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null && exit 0
  echo "The packages could not be installed:$missing." >&2
  exit 2
fi
echo "The browser tests need Chromium and Firefox; not found here:$missing." >&2
echo "Debian: sudo apt-get install$missing. Ubuntu's own packages of these are snaps, which cannot reach the" >&2
echo "native-messaging host; use the browsers' own .deb packages there. Then run make test again." >&2
exit 2
