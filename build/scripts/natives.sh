# What the stand-ins wrap and build with, and what the tests open the report in. LIBTORCH names a libtorch folder of your own
# (a CUDA build, for example), CHROMIUM a Chrome or Edge that is there already.

LIBRARIES=/usr/lib

require_natives() {
  local packages
  packages=$(missing_natives "$@")
  [ -n "$packages" ] || return 0
  echo "Missing on this machine: $packages"
  if ! may_install; then
    cat >&2 <<TEXT
This account may not install them. Ask for
  sudo apt-get update && sudo apt-get install -y --no-install-recommends $packages
or set LIBTORCH to an unpacked libtorch (https://pytorch.org), CHROMIUM to a Chrome or Edge, then run ./build.sh again.
TEXT
    exit 1
  fi
  # shellcheck disable=SC2086 # a list of names
  install_natives $packages
}

missing_natives() {
  local missing=()
  # The packages bring what they need along.
  if [ "${SUPPLIERS:-}" != packages ]; then find_what_stand_ins_need; fi
  # The main job needs no browser.
  if is_test_run "$@" && ! has_browser; then missing+=(chromium); fi
  echo "${missing[*]-}"
}

find_what_stand_ins_need() {
  command -v cmake >/dev/null || missing+=(cmake)
  command -v g++ >/dev/null || missing+=(g++)
  command -v npm >/dev/null || missing+=(nodejs npm)
  if [ -z "${LIBTORCH:-}" ]; then
    compgen -G "$LIBRARIES/*/cmake/Torch/TorchConfig.cmake" >/dev/null || missing+=(libtorch-dev)
    compgen -G "$LIBRARIES/*/openblas-openmp/libopenblas.so.0" >/dev/null || missing+=(libopenblas0-openmp)
  elif [ ! -f "$LIBTORCH/share/cmake/Torch/TorchConfig.cmake" ]; then
    echo "LIBTORCH=$LIBTORCH has no share/cmake/Torch/TorchConfig.cmake: name the unpacked libtorch folder, or unset it." >&2
    exit 1
  fi
}

# Whether the arguments name the target Test: --target Test, --target=Test, -t Test.
is_test_run() { [[ " $* " =~ [[:space:]](--target|-t)[[:space:]=]([Tt]est)[[:space:]] ]]; }

has_browser() {
  [ -z "${CHROMIUM:-}" ] || return 0
  command -v chromium || command -v chromium-browser || command -v google-chrome || command -v google-chrome-stable || command -v chrome
} >/dev/null

may_install() {
  command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }
}

install_natives() {
  local root=()
  [ "$(id -u)" = 0 ] || root=(sudo -n)
  if ! apt-cache show "$@" >/dev/null 2>&1; then "${root[@]}" apt-get update; fi
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"
}
