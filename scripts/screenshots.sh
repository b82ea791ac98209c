#!/usr/bin/env bash
# Makes the pictures in docs/images anew from the journeys of the browser tests: scripts/screenshots.sh
# To look at every page there is, at a desk and on a phone: DAR_EVERY_PAGE=/some/folder ./test.sh e2e --filter EveryPage
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
mkdir -p docs/images
DAR_SCREENSHOTS="$PWD/docs/images" exec ./test.sh e2e
