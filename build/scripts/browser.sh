# What the tests open the report in, and only they. CHROMIUM names a Chrome or Edge that is there already.

require_browser() {
  if ! is_test_run "$@" || has_browser; then return 0; fi
  echo "Missing on this machine: chromium"
  if ! may_install; then
    cat >&2 <<'TEXT'
This account may not install it. Ask for
  sudo apt-get update && sudo apt-get install -y --no-install-recommends chromium
or let CHROMIUM name a Chrome or Edge, then run ./build.sh again.
TEXT
    exit 1
  fi
  install chromium
}

has_browser() {
  [ -z "${CHROMIUM:-}" ] || return 0
  command -v chromium || command -v chromium-browser || command -v google-chrome || command -v google-chrome-stable || command -v chrome
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
