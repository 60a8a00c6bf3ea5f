# Publishes the program once for each state of the sources. Sourced after steps.sh and tools.sh.

publish_root=$artifacts/publish
keep_published=2

# Everything the program is made from. Test code is not among it: changing a test must not publish again.
publish_inputs=(src console clients/typescript docs/manual eng/Source.props eng/analyzers eng/lib/publish.sh
  Directory.Build.props Directory.Packages.props global.json .editorconfig)

# One short name for the content of the inputs. Content, not dates: a fresh checkout of the same commit is the same program.
# usage: hash_of PATH...
hash_of() {
  local path present=()
  for path in "$@"; do
    if [ -e "$root/$path" ]; then present+=("$path"); fi
  done
  (
    cd "$root"
    find "${present[@]}" \( -name node_modules -o -name dist -o -name tests -o -name bin -o -name obj \) -prune \
      -o -type f -print0 \
      | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -c1-16
  )
}

# Finds the published program, or publishes it. Sets $program; descriptor 8 then marks its folder as in use,
# also for the program that takes this process over by exec.
ensure_published() {
  local hash
  hash=$(hash_of "${publish_inputs[@]}")
  use_published "$hash" && return
  lock_build
  if ! use_published "$hash"; then
    publish "$hash"
    use_published "$hash" || fail "The published program has disappeared from $publish_root. Please run this again."
  fi
  unlock_build
}

# A shared lock on the folder's mark says "in use"; after taking it, look again: it may just have been removed.
use_published() {
  local folder=$publish_root/$1
  [ -x "$folder/attune" ] || return 1
  exec 8<"$folder/.in-use" || return 1
  flock -s 8
  [ -x "$folder/attune" ] || return 1
  touch "$folder"
  program=$folder/attune
}

publish() {
  local hash=$1 started=${EPOCHREALTIME/[.,]/} building=$publish_root/.building
  need_platform
  need_dotnet
  say "Preparing Attune (the first time takes a few minutes, later starts take a second):"
  rm -rf "$building"
  mkdir -p "$building"
  step "restore packages" with_writable_home restore src/Attune.Server
  build_web_parts
  step "compile the server ahead of time" with_writable_home publish_server "$building"
  add_console "$building"
  : >"$building/.in-use"
  [ "$hash" = "$(hash_of "${publish_inputs[@]}")" ] || fail "The sources changed while they were built. Please run this again."
  rm -rf "${publish_root:?}/$hash"
  mv "$building" "$publish_root/$hash"
  remove_old_published
  say "Done in $(seconds_since "$started") s."
}

# The lock files name the packages of this one platform.
need_platform() {
  [ "$(uname -sm)" = "Linux x86_64" ] || fail "Attune is built for Linux on x64 so far; this is $(uname -sm)."
}

restore() { dotnet restore "$root/$1" --locked-mode; }

publish_server() {
  dotnet publish "$root/src/Attune.Server" -c Release --no-restore -o "$1" -p:PublishDocumentationFiles=false
}

# The TypeScript client comes first, because the console is built on it.
build_web_parts() {
  local part
  for part in clients/typescript console; do
    if [ -f "$root/$part/package.json" ]; then
      need_node
      npm_install "$part"
      step "build $part" with_writable_home npm --prefix "$root/$part" run build --if-present
    else
      say "  $part is not in this source tree; skipped"
    fi
  done
}

# Installs a folder's npm packages once for each content of its lock file.
npm_install() {
  local folder=$root/$1 mark=$root/$1/node_modules/.attune-installed wanted
  wanted=$(sha256sum <"$folder/package-lock.json")
  if [ "$(cat "$mark" 2>/dev/null || true)" = "$wanted" ]; then return; fi
  step "npm packages of $1" with_writable_home npm_packages "$folder"
  mkdir -p "$folder/node_modules"
  printf '%s\n' "$wanted" >"$mark"
}

# A registry mirror may lack optional packages of other platforms; a lock file written against it leaves them out, which
# `npm ci` refuses. `npm install` then takes what the lock file does name, in those versions, and leaves the file alone.
npm_packages() {
  npm --prefix "$1" ci --no-audit --no-fund \
    || { rm -rf "$1/node_modules" && npm --prefix "$1" install --no-save --no-audit --no-fund; }
}

add_console() {
  if [ -d "$root/console/dist" ]; then
    mkdir -p "$1/wwwroot"
    cp -R "$root/console/dist/." "$1/wwwroot/"
  fi
}

# Keeps the newest by last use, and every folder whose program is running.
remove_old_published() {
  local folder
  ls -1dt "$publish_root"/*/ | tail -n +$((keep_published + 1)) | while read -r folder; do
    (
      exec 7<"$folder/.in-use" || exit 0
      if flock -xn 7; then rm -rf "$folder"; fi
    )
  done
}

# The apphost looks for .NET in the system's places; an SDK that only stands on the PATH must be shown to it.
show_runtime() {
  local dotnet
  if [ -z "${DOTNET_ROOT:-}" ] && dotnet=$(command -v dotnet); then
    DOTNET_ROOT=$(dirname "$(readlink -f "$dotnet")")
    export DOTNET_ROOT
  fi
}
