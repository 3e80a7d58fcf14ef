#!/usr/bin/env bash
# Proves that the tests hold on any machine: runs all of them five times in a row (or as often as the first argument says) while another
# program's Azurite holds ports 10000 to 10002 and a process burns each core. Everything it started ends with it, also when it is interrupted.
# The last line is "N of N runs passed". What each run wrote is in artifacts/stress.
set -uo pipefail
cd "$(dirname "$0")/.." || exit
runs=${1:-5}
out=artifacts/stress
mkdir -p "$out"
folder=$(mktemp -d)
started=()

# Each job is a process group of its own, which ends as a whole.
set -m
start() {
  "$@" </dev/null &
  started+=($!)
}
end_group() {
  kill -TERM -- "-$1" 2>/dev/null
  for _ in {1..100}; do
    kill -0 -- "-$1" 2>/dev/null || return 0
    sleep 0.1
  done
  kill -KILL -- "-$1" 2>/dev/null
}
stop() {
  trap - EXIT INT TERM HUP
  for group in "${started[@]}"; do
    end_group "$group"
  done 2>/dev/null
  rm -rf "$folder"
}
trap stop EXIT
trap 'exit 130' INT TERM HUP

# Asks for this script at every turn, so that it does not outlive one that is killed.
burn() { while kill -0 $$ 2>/dev/null; do :; done; }

# In the background, so that a signal is heard at once.
run() {
  start "$@"
  wait "${started[-1]}"
  local code=$?
  unset 'started[-1]'
  return "$code"
}

listens() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

echo "== build"
run dotnet build --nologo >"$out/build.log" 2>&1 || { tail -n 20 "$out/build.log"; exit 1; }

echo "== another program's Azurite"
if listens 10000 && listens 10001 && listens 10002; then
  echo "one runs already"
else
  # Not the one that the tests install, which they may install anew.
  cp package.json package-lock.json "$folder"
  run npm ci --prefix "$folder" --ignore-scripts --no-audit --no-fund --loglevel=error || exit 1
  start node "$folder/node_modules/azurite/dist/src/azurite.js" --skipApiVersionCheck --disableTelemetry --silent --location "$folder/data" >"$out/azurite.log" 2>&1
  azurite=${started[-1]}
  until listens 10000 && listens 10001 && listens 10002; do
    kill -0 "$azurite" 2>/dev/null || { cat "$out/azurite.log"; exit 1; }
    sleep 1
  done
fi

cores=$(getconf _NPROCESSORS_ONLN)
echo "== a process burns each of $cores cores"
for ((core = 0; core < cores; core++)); do
  start burn
done

passed=0
for ((i = 1; i <= runs; i++)); do
  SECONDS=0
  run dotnet test --no-build >"$out/run-$i.log" 2>&1
  code=$?
  count() { sed -nE "s/^ *$1: *([0-9]+).*/\1/p" "$out/run-$i.log" | tail -n 1; }
  echo "run $i: $(count succeeded) passed, $(count failed) failed, $(count skipped) skipped in $SECONDS s"
  if [ "$code" -eq 0 ]; then
    passed=$((passed + 1))
  else
    grep -E '^ *failed ' "$out/run-$i.log"
  fi
done
echo "$passed of $runs runs passed"
[ "$passed" -eq "$runs" ]
