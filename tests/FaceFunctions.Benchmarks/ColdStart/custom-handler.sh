#!/usr/bin/env bash
# For cold-start --beside: times the app as it was before it became an isolated worker, a custom handler (commit 817f2c9). Its folder comes from that commit's
# dotnet publish src/FaceFunctions -c Release -o FOLDER, and it is asked directly: the Functions host's own share, a few milliseconds in the local host, is not in it.
# usage: custom-handler.sh FOLDER   (GalleryConnection in the environment)
set -euo pipefail

port=$((20000 + RANDOM % 20000))
answer=$(mktemp)
start=$(date +%s%N)
cd "$1"
FUNCTIONS_CUSTOMHANDLER_PORT=$port FaceFunctions__BundlePath=bundle ./FaceFunctions >/dev/null 2>&1 &
app=$!
trap 'kill "$app"; rm -f "$answer"' EXIT

first=''
until [ -n "$first" ] && grep -q '"ready":true' "$answer"; do
  kill -0 "$app"
  if curl -sf -o "$answer" "http://127.0.0.1:$port/api/status" && [ -z "$first" ]; then
    first=$(date +%s%N)
  fi
  sleep 0.002
done
ready=$(date +%s%N)
processor=$(awk -v hertz="$(getconf CLK_TCK)" '{ print 1000 * ($14 + $15) / hertz }' "/proc/$app/stat")
resident=$(awk '/^VmRSS:/ { print $2 * 1024 }' "/proc/$app/status")
echo "$(((first - start) / 1000000)) $(((ready - start) / 1000000)) $processor $resident"
