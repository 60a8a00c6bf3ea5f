# What every command shares: where things are, how progress and failure are told. Sourced, never run.
# Everything said here goes to standard error: standard output belongs to the program that is started.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
artifacts=$root/artifacts
logs=$artifacts/logs

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_WORKLOAD_UPDATE_NOTIFY_DISABLE=true
export DOTNET_GENERATE_ASPNET_CERTIFICATE=false NPM_CONFIG_UPDATE_NOTIFIER=false
# A build node that outlives its build would keep our standard output open and a pipe reader waiting.
export MSBUILDDISABLENODEREUSE=1

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "$*"
  exit 1
}

# Runs a command with its output in a log file; shows one line with the time it took, and the log's end when it failed.
# The locks (descriptors 8 and 9) are closed for it: a compiler process that stays behind must not hold them.
# usage: step "what it does" COMMAND...
step() {
  local title=$1 log started=${EPOCHREALTIME/[.,]/} code=0
  shift
  mkdir -p "$logs"
  log=$logs/$(printf '%s' "$title" | tr -cs 'A-Za-z0-9' '-').log
  printf '  %-44s' "$title" >&2
  "$@" >"$log" 2>&1 </dev/null 8>&- 9>&- || code=$?
  if [ "$code" = 0 ]; then
    printf '%6s s\n' "$(seconds_since "$started")" >&2
    return
  fi
  printf ' failed\n\n' >&2
  tail -n 30 "$log" >&2
  fail "
'$title' failed (exit code $code). The whole log: $log"
}

# usage: seconds_since MICROSECONDS
seconds_since() {
  local tenths=$(((${EPOCHREALTIME/[.,]/} - $1) / 100000))
  printf '%d.%d' $((tenths / 10)) $((tenths % 10))
}

# Commands that build run one after the other; whoever comes second waits here and then finds the work done.
lock_build() {
  mkdir -p "$artifacts"
  exec 9>"$artifacts/build.lock"
  if ! flock -n 9; then
    say "Another command is building; waiting for it."
    flock 9
  fi
}

unlock_build() { exec 9>&-; }

# The build tools need a home folder that can be written; the program that is started keeps the caller's own.
with_writable_home() {
  if [ -n "${HOME:-}" ] && mkdir -p "$HOME" 2>/dev/null && [ -w "$HOME" ]; then
    "$@"
  else
    mkdir -p "$artifacts/home"
    HOME=$artifacts/home "$@"
  fi
}
