# Finds what a command needs on this machine and installs what is missing. Sourced after steps.sh.

node_major=20
dotnet_major=10

# Installs Debian packages as root or with sudo; otherwise says what to type.
# usage: install_packages "what they are for" PACKAGE...
install_packages() {
  local purpose=$1 as_root=()
  shift
  if ! command -v apt-get >/dev/null; then
    fail "Missing: $purpose. Please install (Debian names): $*"
  fi
  if [ "$(id -u)" != 0 ]; then
    if ! command -v sudo >/dev/null || { ! sudo -n true 2>/dev/null && ! [ -t 0 ]; }; then
      fail "Missing: $purpose. Please run: sudo apt-get update && sudo apt-get install -y --no-install-recommends $*"
    fi
    sudo -v
    as_root=(sudo)
  fi
  step "find the newest Debian packages" "${as_root[@]}" apt-get update -q
  step "install $*" "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends "$@"
}

has_package() { [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

can_install() { apt-cache show "$1" >/dev/null 2>&1; }

has_sdk() { command -v dotnet >/dev/null && grep -q "^$dotnet_major\." <<<"$(dotnet --list-sdks 2>/dev/null)"; }

need_dotnet() {
  has_sdk && return
  can_install "dotnet-sdk-$dotnet_major.0" && install_packages "the .NET SDK $dotnet_major" "dotnet-sdk-$dotnet_major.0"
  has_sdk || fail "The .NET SDK $dotnet_major is missing, and this system has no package for it.
Please install it from https://dotnet.microsoft.com/download/dotnet/$dotnet_major.0 and put 'dotnet' on the PATH."
}

has_node() {
  command -v npm >/dev/null && command -v node >/dev/null \
    && [ "$(node -p 'process.versions.node.split(".")[0]')" -ge "$node_major" ]
}

need_node() {
  has_node && return
  local candidate
  candidate=$(apt-cache policy nodejs 2>/dev/null | sed -n 's/.*Candidate: *\([0-9]*\).*/\1/p')
  [ "${candidate:-0}" -ge "$node_major" ] && install_packages "Node.js $node_major" nodejs npm
  has_node || fail "Node.js $node_major or newer with npm is missing, and this system's own package is older or absent.
Please install it from https://nodejs.org and put 'node' and 'npm' on the PATH."
}

find_chromium() { command -v chromium || command -v chromium-browser || command -v google-chrome; }

# The browser, and fonts with Chinese characters: without them the pages under test show empty boxes.
need_browser() {
  local missing=()
  find_chromium >/dev/null || missing+=(chromium)
  if command -v dpkg-query >/dev/null; then
    has_package fonts-noto-cjk || missing+=(fonts-noto-cjk)
    has_package fonts-liberation || missing+=(fonts-liberation)
  fi
  [ ${#missing[@]} = 0 ] || install_packages "a browser with Chinese fonts for the tests" "${missing[@]}"
}

# The reader of PDF documents, and its tables for Chinese fonts that bring no characters along. Wanted, not needed: without it
# the tests that read PDF documents are skipped and say so.
want_pdftotext() {
  if command -v pdftotext >/dev/null; then return; fi
  (install_packages "the reader of PDF documents" poppler-utils poppler-data) \
    || say "pdftotext could not be installed; the tests that read PDF documents will be skipped."
}

# Prometheus' own checker of the metrics format. Taken out of its package, because installing that starts a service.
# Wanted, not needed: without it one test is skipped and says so.
want_promtool() {
  export PATH="$PATH:$artifacts/tools"
  if ! command -v promtool >/dev/null && command -v apt-get >/dev/null; then
    step "fetch promtool" fetch_promtool
  fi
}

fetch_promtool() {
  local folder=$artifacts/tools/prometheus
  rm -rf "$folder" && mkdir -p "$folder/unpacked" || return
  if (cd "$folder" && apt-get download -q prometheus) && dpkg-deb -x "$folder"/prometheus_*.deb "$folder/unpacked"; then
    mv "$folder/unpacked/usr/bin/promtool" "$artifacts/tools/promtool" || return
  else
    echo "promtool could not be fetched; its test will be skipped."
  fi
  rm -rf "$folder"
}
