#!/bin/sh
# Makes $VENV with the locked packages and PostCheck itself (editable). Says plainly what is missing.
set -eu
: "${PYTHON:=python3}" "${VENV:=.venv}"

if ! command -v "$PYTHON" >/dev/null 2>&1; then
  echo "PostCheck needs Python 3.11 or newer, and '$PYTHON' is not on this computer's path." >&2
  echo "Install it (Debian, Ubuntu: apt-get install python3 python3-venv), or: make PYTHON=/path/to/python3" >&2
  exit 2
fi
"$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
  echo "PostCheck needs Python 3.11 or newer; '$PYTHON' is $("$PYTHON" -V 2>&1). Try: make PYTHON=/path/to/a/newer/python3" >&2
  exit 2
}
if ! "$PYTHON" -c 'import ensurepip, venv' 2>/dev/null; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing python3-venv from this system's packages ..."
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-venv
  else
    echo "This Python cannot make virtual environments. Debian, Ubuntu: sudo apt-get install python3-venv" >&2
    exit 2
  fi
fi

echo "Setting up Python in $VENV ..."
"$PYTHON" -m venv --clear "$VENV"
bin="$VENV/bin"
[ -d "$bin" ] || bin="$VENV/Scripts"
"$bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r packaging/requirements-dev.lock
"$bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
