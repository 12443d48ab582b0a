# What the tests alone need: a browser, which opens the report, and Node, which runs GitHub's own evaluator of workflows and
# transformers.js.
# CHROMIUM names a Chrome or Edge that is there already.

require_test_tools() {
  is_test_run "$@" || return 0
  local missing=()
  has_browser || missing+=(chromium)
  command -v npm >/dev/null || missing+=(nodejs npm)
  [ ${#missing[@]} -gt 0 ] || return 0
  echo "Missing on this machine: ${missing[*]}"
  if ! may_install; then
    cat >&2 <<TEXT
This account may not install that. Ask for
  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${missing[*]}
or let CHROMIUM name a Chrome or Edge, then run ./build.sh again.
TEXT
    exit 1
  fi
  install "${missing[@]}"
}

has_browser() {
  [ -z "${CHROMIUM:-}" ] || return 0
  command -v chromium || command -v chromium-browser ||
    command -v google-chrome || command -v google-chrome-stable || command -v chrome
} >/dev/null

may_install() {
  command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }
}

install() {
  local root=()
  [ "$(id -u)" = 0 ] || root=(sudo -n)
  if ! apt-cache show "$@" >/dev/null 2>&1; then "${root[@]}" apt-get update; fi
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"
}

# Whether the arguments name the target Test: --target Test, --target=Test, -t Test.
is_test_run() { [[ " $* " =~ [[:space:]](--target|-t)[[:space:]=]([Tt]est)[[:space:]] ]]; }
