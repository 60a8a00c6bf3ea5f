#!/usr/bin/env bash
# Publishing is idempotent: the same id within ten minutes gives the first answer again, and one event stays one event.
set -euo pipefail
url=${ATTUNE_URL:-http://127.0.0.1:8080}

event='{"service": "guest", "type": "guest_arrived", "id": "sample-arrival-1", "data": {"room": 204}}'
curl -fsS "$url/v2/realtime/publish" -d "$event"
echo
curl -fsS "$url/v2/realtime/publish" -d "$event"
echo
