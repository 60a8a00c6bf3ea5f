#!/usr/bin/env bash
# Reads a topic from its beginning, two events at a time.
set -euo pipefail
url=${ATTUNE_URL:-http://127.0.0.1:8080}

for amount in 10 20 30; do
  curl -fsS -o /dev/null "$url/v2/realtime/publish" \
    -d "{\"service\": \"finance\", \"type\": \"revenue_added\", \"data\": {\"amount\": $amount}}"
done
curl -fsS "$url/v2/realtime/history?topic=finance&after=0&limit=2"
echo
