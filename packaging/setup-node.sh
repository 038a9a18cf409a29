#!/bin/sh
# Installs the extension's locked packages. Says plainly what is missing.
set -eu
: "${NODE:=node}" "${NPM:=npm}" "${MADE:=.make}"

for tool in "$NODE" "$NPM"; do
  command -v "$tool" >/dev/null 2>&1 || {
    echo "PostCheck's extension needs Node.js 20 or newer with npm, and '$tool' is not on this computer's path." >&2
    echo "Debian, Ubuntu: apt-get install nodejs npm, or take it from nodejs.org." >&2
    exit 2
  }
done
"$NODE" -e 'process.exit(Number(process.versions.node.split(".")[0]) >= 20 ? 0 : 1)' || {
  echo "PostCheck's extension needs Node.js 20 or newer; '$NODE' is $("$NODE" --version)." >&2
  exit 2
}
echo "Setting up the extension's packages ..."
(cd extension && "$NPM" ci --no-audit --no-fund --loglevel=error)

# Runs a locked tool straight from node_modules, never one fetched from elsewhere.
cat >"$MADE/npx" <<'RUN'
#!/bin/sh
tool=$1
shift
exec "./node_modules/.bin/$tool" "$@"
RUN
chmod +x "$MADE/npx"
