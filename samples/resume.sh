#!/usr/bin/env bash
# A client that has seen everything up to a number names it and receives exactly what came after.
set -euo pipefail
url=${ATTUNE_URL:-http://127.0.0.1:8080}

publish() {
  curl -fsS "$url/v2/realtime/publish" -d "{\"service\": \"tasks\", \"type\": \"task_done\", \"data\": {\"name\": \"$1\"}}"
}

seen=$(publish "seen before leaving" | sed 's/.*"seq":\([0-9]*\).*/\1/')
publish "missed one" >/dev/null
publish "missed two" >/dev/null
npx --yes wscat@6.1.0 -c "ws${url#http}/v2/realtime/stream" -w 1 \
  -x "{\"services\": [\"tasks\"], \"version\": 1, \"lastSeq\": $seen}"
