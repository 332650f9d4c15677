# Sourced by mvnw and the scripts of this project: sets JAVA_HOME to an installed JDK 25, wherever such things are
# usually put, or ends with one sentence when there is none. The default `java` may be any other, or missing.

is_jdk25() {
  [ -n "$1" ] && [ -x "$1/bin/javac" ] || return 1
  if [ -f "$1/release" ]; then
    grep -q '^JAVA_VERSION="25[".]' "$1/release"
  else
    "$1/bin/javac" -version 2>&1 | grep -q '^javac 25'
  fi
}

jdk_on_path() {
  link=$(command -v javac) || return 0
  while [ -L "$link" ]; do
    target=$(readlink "$link")
    case "$target" in
    /*) link=$target ;;
    *) link=$(dirname "$link")/$target ;;
    esac
  done
  dirname "$(dirname "$link")"
}

jdk_homes() {
  printf '%s\n' "${JAVA_HOME-}" "${JAVA_HOME_25_X64-}" "${JAVA_HOME_25_ARM64-}" "${JAVA25_HOME-}" "${JDK25_HOME-}"
  jdk_on_path
  [ ! -x /usr/libexec/java_home ] || /usr/libexec/java_home -v 25 2>/dev/null || :
  for parent in /usr/lib/jvm /usr/lib64/jvm /usr/java /opt /opt/java /opt/jdks \
    "${SDKMAN_DIR-$HOME/.sdkman}/candidates/java" "$HOME/.jdks" "$HOME/.gradle/jdks" "$HOME/.m2/jdks" \
    "$HOME/.asdf/installs/java" "$HOME/.local/share/mise/installs/java" "$HOME/.jabba/jdk" "$HOME/.jenv/versions"; do
    [ ! -d "$parent" ] || find "$parent" -mindepth 1 -maxdepth 1 2>/dev/null || :
  done
  for parent in /Library/Java/JavaVirtualMachines "$HOME/Library/Java/JavaVirtualMachines"; do
    [ ! -d "$parent" ] || find "$parent" -mindepth 1 -maxdepth 1 -exec printf '%s/Contents/Home\n' {} \; || :
  done
  printf '%s\n' /opt/homebrew/opt/openjdk@25 /usr/local/opt/openjdk@25
}

use_jdk25() {
  # No pipe: under pipefail the one who is still writing would end the script that sources this.
  while IFS= read -r home; do
    if is_jdk25 "$home"; then
      JAVA_HOME=$home
      export JAVA_HOME
      return 0
    fi
  done <<END
$(jdk_homes)
END
  echo "Tidemark needs a JDK 25, and none was found on this computer: install one (for instance Eclipse Temurin 25)," \
    "or set JAVA_HOME to one that is installed." >&2
  exit 1
}

use_jdk25
