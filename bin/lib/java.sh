# For the programs in bin/, which source it: which JDK to run on. They define die.
#
#   QUORATE_JAVA_HOME   the JDK to use instead of the newest one found

# The feature release of a JDK folder (17, 25 …), from the file in it that says so; nothing when it is none.
release_of() {
  [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

newest_java_home() {
  local best=0 found='' folder release
  for folder in "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/java/* /opt/jdk* /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "$(dirname "$(dirname "$(readlink -f "$(command -v java || echo /nonexistent/bin/java)")")")"; do
    [ -n "$folder" ] && [ -d "$folder" ] || continue
    release=$(release_of "$folder")
    if [ -n "$release" ] && [ "$release" -gt "$best" ]; then
      best=$release found=$folder
    fi
  done
  [ "$best" -ge 17 ] || die "needs a JDK 17 or newer, and found none. On Debian: apt-get install openjdk-17-jdk-headless"
  printf '%s\n' "$found"
}

# Sets java_home and release, and options to what every program of ours needs on that release.
choose_java() {
  java_home=${QUORATE_JAVA_HOME:-$(newest_java_home)}
  release=$(release_of "$java_home")
  [ -n "$release" ] || die "$java_home is no JDK (QUORATE_JAVA_HOME)"
  options=(-XX:+UseSerialGC)
  [ "$release" -lt 24 ] || options+=(--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow)
}
