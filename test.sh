#!/usr/bin/env bash
# Runs every test: ./test.sh. The last line says how many passed, failed and were skipped.
#   ./test.sh unit | web | e2e     one part
#   --filter WORD                  only tests whose full name has the word in it
#   anything else                  goes to the test programs as it is (try -help)
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
cd "$root"
# shellcheck source=scripts/machine.sh
. scripts/machine.sh

projects=(Domain.Tests Web.Tests EndToEndTests)
arguments=()
filtered=
while [ $# -gt 0 ]; do
  case $1 in
    unit) projects=(Domain.Tests) ;;
    web) projects=(Web.Tests) ;;
    e2e) projects=(EndToEndTests) ;;
    --filter)
      [ $# -gt 1 ] || fail "--filter wants a word from the names of the tests: ./test.sh --filter Referral"
      filtered=yes
      arguments+=(-method "*$2*")
      shift
      ;;
    *)
      filtered=yes
      arguments+=("$1")
      ;;
  esac
  shift
done
[ -t 1 ] || arguments+=(-noColor)

browser=
case " ${projects[*]} " in *EndToEnd*) browser=yes ;; esac

need_dotnet
need_for_building
[ -n "${DAR_TEST_POSTGRES:-}" ] || need "PostgreSQL 15 or newer" postgresql has_postgres
if [ -n "$browser" ]; then
  need "Chromium" chromium find_chromium
  need "Java for the HTML checker" default-jre-headless java -version
fi
install_missing

status=0
build DomesticAbuseResponse.sln tests/DomesticAbuseResponse.EndToEndTests/bin/Release/net10.0/DomesticAbuseResponse.EndToEndTests.dll \
  src tests tools
stop_compiler

if [ -n "$browser" ]; then
  DAR_CHROMIUM=$(find_chromium)
  export DAR_CHROMIUM
  checker=tests/DomesticAbuseResponse.EndToEndTests
  if [ ! -e "$checker/node_modules/.stamp" ] || [ "$checker/package-lock.json" -nt "$checker/node_modules/.stamp" ]; then
    run npm ci --prefix "$checker" --no-audit --no-fund >"$local_folder/npm.log" 2>&1 </dev/null \
      || fail "npm could not fetch the HTML checker ($local_folder/npm.log says why): check the way to the npm registry."
    touch "$checker/node_modules/.stamp"
  fi
  export DAR_VNU_JAR="$root/$checker/node_modules/vnu-jar/build/dist/vnu.jar"
fi

# Names, usings and style are errors of the build already; this is the rest.
if [ -z "$filtered" ] && ! run dotnet format whitespace . --folder --verify-no-changes </dev/null; then
  say "The layout of the files above differs from .editorconfig: run 'dotnet format'."
  status=1
fi

results="$local_folder/test-results"
rm -rf "$results"
mkdir -p "$results"
passed=0 failed=0 skipped=0
limit=()
if command -v timeout >/dev/null; then limit=(timeout --kill-after=10 1500); fi

# count NAME FILE: a number from the results a test program wrote.
count() { sed -n "s/^.*<assembly [^>]*[ \"]$1=\"\([0-9]*\)\".*$/\1/p" "$2" | head -n 1; }

for project in "${projects[@]}"; do
  say "" "== $project"
  program="tests/DomesticAbuseResponse.$project/bin/Release/net10.0/DomesticAbuseResponse.$project.dll"
  report="$results/$project.xml"
  outcome=0
  run "${limit[@]}" dotnet "$program" -noLogo -xml "$report" "${arguments[@]}" </dev/null || outcome=$?
  [ "$status" -ne 0 ] || status=$outcome
  if [ ! -s "$report" ]; then
    say "$project ended with status $outcome and no results."
    [ "$status" -ne 0 ] || status=1
    failed=$((failed + 1))
    continue
  fi

  ran=$(($(count passed "$report") + $(count failed "$report") + $(count errors "$report")))
  passed=$((passed + $(count passed "$report")))
  failed=$((failed + $(count failed "$report") + $(count errors "$report")))
  skipped=$((skipped + $(count skipped "$report")))
  if [ "$ran" -eq 0 ] && [ -z "$filtered" ]; then
    say "$project ran no test."
    [ "$status" -ne 0 ] || status=1
  fi
done

if [ $((passed + failed)) -eq 0 ]; then
  say "No test ran."
  [ "$status" -ne 0 ] || status=1
fi
[ "$failed" -eq 0 ] || [ "$status" -ne 0 ] || status=1

say "" "$passed passed, $failed failed, $skipped skipped"
exit "$status"
