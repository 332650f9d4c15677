#!/bin/bash
# Tries the packaged program as somebody would who has nothing but the package: from another folder, without Maven, Java
# or a display. Run jlink/build.sh first.
set -euo pipefail
cd "$(dirname "$0")/.."

version=$(sed -n 's|^  <version>\(.*\)</version>|\1|p' pom.xml)
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cp -a target/image/tidemark "$place/tidemark"

# Everything of this system but Maven and Java.
mkdir "$place/path" "$place/home"
find /usr/local/bin /usr/bin /bin /usr/sbin /sbin -maxdepth 1 ! -type d ! -name 'mvn*' ! -name 'java*' ! -name 'jshell' \
  -exec ln -sf -t "$place/path" {} + 2>/dev/null || true

# tidemark LIMIT ARGUMENT...
tidemark() {
  local limit=$1
  shift
  (cd "$place/home" &&
    timeout "$limit" env -i HOME="$place/home" XDG_CACHE_HOME="$place/home/.cache" XDG_DATA_HOME="$place/home/.data" PATH="$place/path" \
      "$place/tidemark/bin/tidemark" "$@" </dev/null)
}

fail() {
  echo "The packaged program: $1" >&2
  exit 1
}

echo "tidemark --version"
said=$(tidemark 30s --version 2>&1) || fail "--version ended with $?: $said"
grep -qF "$version" <<<"$said" || fail "--version says '$said', not $version."

echo "tidemark run --sandbox --yes"
tidemark 5m run --sandbox --yes || fail "run --sandbox --yes ended with $?."

code=0
tidemark 30s run missing.yaml >"$place/said" 2>&1 || code=$?
[ "$code" = 2 ] || fail "a missing plan ended with $code instead of 2: $(cat "$place/said")"

# Each process that was started from here names its folder; grep finds the name in a file, so as not to find itself.
echo "$place/" >"$place/pattern"
left=$(cd "$place" && grep -laF -f pattern /proc/[0-9]*/cmdline 2>/dev/null || true)
[ -z "$left" ] || fail "it left processes behind: $left"
echo "The packaged program works: $(du -sh "$place/tidemark" | cut -f1)."
