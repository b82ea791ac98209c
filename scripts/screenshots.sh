#!/usr/bin/env bash
# Makes the pictures in docs/images anew from the journeys of the browser tests: scripts/screenshots.sh
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
mkdir -p docs/images
DAR_SCREENSHOTS="$PWD/docs/images" exec ./test.sh e2e
