# Publishes Attune, the load generator and the peers, and sets what both commands need. Sourced by run and soak, never run.
# Sets $load (the generator with its fixed arguments, pinned where there are two processors).

bench=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$bench/../../eng/lib/steps.sh"
source "$bench/../../eng/lib/tools.sh"
source "$bench/../../eng/lib/publish.sh"

need_dotnet
need_node
ensure_published
lock_build
built=$artifacts/bench/realtime
npm_install bench/realtime/peers/node
for part in peers/aspnet load; do
  step "restore $part" with_writable_home restore "bench/realtime/$part"
  step "publish $part" with_writable_home dotnet publish "$bench/$part" -c Release --no-restore -o "$built/$part"
done
unlock_build
show_runtime

# A descriptor for each connection; the hard limit is as far as a program may go by itself.
ulimit -n "$(ulimit -Hn)"
ATTUNE_BENCH_PROCESSORS=$(nproc)
export ATTUNE_BENCH_PROCESSORS
load=()
if [ "$ATTUNE_BENCH_PROCESSORS" -ge 2 ]; then
  export ATTUNE_BENCH_PINNED=1
  load=(taskset -c 1)
fi
load+=("$built/load/RealtimeLoad" "$root" "$program" "$built/peers/aspnet/RealtimePeers" "$bench/peers/node")
