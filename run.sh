#!/usr/bin/env bash
# Runs the product on this machine with a PostgreSQL of its own: ./run.sh, then http://127.0.0.1:5080
#   DAR_PORT                       another port
#   ConnectionStrings__Database    a database of yours instead of the private one
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
cd "$root"
# shellcheck source=scripts/machine.sh
. scripts/machine.sh

port=${DAR_PORT:-5080}
[[ $port =~ ^[0-9]{1,5}$ ]] || fail "DAR_PORT is '$port': set it to a port number, such as 5081."
if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
  fail "Port $port is in use: stop what uses it, or choose another with DAR_PORT=$((port + 1)) ./run.sh"
fi

need_dotnet
need_for_building
[ -n "${ConnectionStrings__Database:-}" ] || need "PostgreSQL 15 or newer" postgresql has_postgres
install_missing

web=src/DomesticAbuseResponse.Web
dar=src/DomesticAbuseResponse.Cli/bin/Release/net10.0/dar.dll
build src/DomesticAbuseResponse.Cli "$dar" src

export ASPNETCORE_ENVIRONMENT=Development DOTNET_ENVIRONMENT=Development
export Shell__DemoMode=${Shell__DemoMode:-true} # says that all people are invented, and shows the sign-in codes of the demonstration
run dotnet "$dar" migrate </dev/null || exit $? # it has said why
run dotnet "$dar" seed demo --if-empty </dev/null || exit $?
stop_compiler

say "Starting on http://127.0.0.1:$port (Ctrl-C stops it)"
cd "$web"
exec dotnet "bin/Release/net10.0/DomesticAbuseResponse.Web.dll" --urls "http://127.0.0.1:$port"
