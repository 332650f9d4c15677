#!/bin/bash
# Makes the packaged program for the computer that it runs on: target/image/tidemark, a folder with a Java runtime of its
# own, started by bin/tidemark. Needs a JDK 25 and what `mvnw package` needs; no root, no network beyond Maven's.
#
#     jlink/build.sh            compile, gather, link, package
#     MVN=mvn jlink/build.sh    with an installed Maven instead of the wrapper's
set -euo pipefail
cd "$(dirname "$0")/.."
. .mvn/jdk25.sh

build=target/image-build
image=target/image
mvn=${MVN:-./mvnw}

# What the program and the sandbox's broker need of the JDK. Some are only looked up by name: TLS curves, SASL and
# Kerberos logins, charsets and languages, the zip file system.
jdk_modules=java.sql,java.naming,java.management,java.security.jgss,java.security.sasl,java.net.http,jdk.crypto.ec,\
jdk.security.auth,jdk.security.jgss,jdk.management,jdk.unsupported,jdk.localedata,jdk.charsets,jdk.zipfs
javafx_modules=javafx.controls,javafx.fxml

case "$(uname -s)/$(uname -m)" in
Linux/x86_64) platform='linux/amd64|Linux/x86_64' ;;
Linux/aarch64) platform='linux/aarch64|Linux/aarch64' ;;
*)
  echo "jlink/build.sh makes the package for Linux on x86_64 and aarch64 so far, not for $(uname -sm)." >&2
  exit 1
  ;;
esac

gather() {
  "$mvn" -B -ntp -q package -Dmaven.test.skip=true dependency:copy-dependencies@package
  mkdir -p "$build/app"
  mv "$build"/jars/*.jar "$build/app"
  cp "target/tidemark-$version.jar" "$build/app"
}

# JavaFX goes into the runtime. Beside each jar of a platform lies an empty one that only Maven has a use for.
take_javafx_out() {
  mkdir -p "$build/javafx"
  mv "$build"/app/javafx-*-linux*.jar "$build/javafx"
  rm "$build"/app/javafx-*.jar
}

# The compression libraries carry native code for up to eighteen platforms.
drop_foreign_natives() {
  local jar name
  for jar in "$build"/app/{zstd-jni,snappy-java,lz4-java}-*.jar; do
    name=$(basename "$jar" .jar)
    mkdir -p "$build/slim/$name"
    (cd "$build/slim/$name" && "$JAVA_HOME/bin/jar" --extract --file "$OLDPWD/$jar")
    find "$build/slim/$name" -type f -regextype posix-extended -regex '.*\.(so|a|dll|dylib|jnilib)' |
      grep -vE "/($platform)/" | xargs -r rm
    "$JAVA_HOME/bin/jar" --create --file "$jar" --manifest "$build/slim/$name/META-INF/MANIFEST.MF" \
      -C "$build/slim/$name" .
  done
}

link_runtime() {
  "$JAVA_HOME/bin/jlink" \
    --module-path "$build/javafx" \
    --add-modules "$jdk_modules,$javafx_modules" \
    --exclude-resources '**.so' \
    --no-header-files --no-man-pages --compress zip-6 \
    --output "$build/runtime"
  # Beside the runtime's own libraries JavaFX finds its native code at once; inside a jar it would unpack it into the
  # user's home at the first start.
  local jar
  mkdir -p "$build/javafx/native"
  for jar in "$build"/javafx/*.jar; do
    (cd "$build/javafx/native" && "$JAVA_HOME/bin/jar" --extract --file "$OLDPWD/$jar")
  done
  cp "$build"/javafx/native/*.so "$build/runtime/lib"
}

package() {
  # A minimal system has no locale, and Java then writes a question mark for each letter beyond ASCII.
  local flag options=(--java-options -Dstdout.encoding=UTF-8 --java-options -Dstderr.encoding=UTF-8)
  for flag in $(sed -n 's|.*<jvm.flags>\(.*\)</jvm.flags>.*|\1|p' pom.xml); do
    options+=(--java-options "${flag/ALL-UNNAMED/ALL-UNNAMED,javafx.graphics}")
  done
  "$JAVA_HOME/bin/jpackage" --type app-image \
    --name tidemark --app-version "$version" --vendor "The Tidemark authors" \
    --description "Planned backfills from PostgreSQL into Kafka" \
    --input "$build/app" --main-jar "tidemark-$version.jar" --main-class dev.tidemark.Main \
    --runtime-image "$build/runtime" "${options[@]}" \
    --dest "$image"
  cp LICENSE NOTICE CHANGELOG.md "$image/tidemark"
}

version=$(sed -n 's|^  <version>\(.*\)</version>|\1|p' pom.xml)
rm -rf "$build" "$image"
gather
take_javafx_out
drop_foreign_natives
link_runtime
package
[ -x "$image/tidemark/lib/runtime/bin/java" ] || {
  echo "The runtime has no bin/java, which the sandbox starts its broker with." >&2
  exit 1
}
echo "$image/tidemark: $(du -sh "$image/tidemark" | cut -f1), of which the runtime $(du -sh "$image/tidemark/lib/runtime" | cut -f1)"
