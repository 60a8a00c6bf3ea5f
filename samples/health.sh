#!/usr/bin/env bash
# Waits until the server can work, then shows what each of its parts says.
set -euo pipefail
url=${ATTUNE_URL:-http://127.0.0.1:8080}

curl -fsS --retry 30 --retry-connrefused --retry-delay 1 -o /dev/null "$url/ready"
curl -fsS "$url/status"
echo
