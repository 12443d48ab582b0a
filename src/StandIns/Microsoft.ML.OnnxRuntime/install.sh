#!/bin/sh
# Fetches what package-lock.json pins into a folder, once, also when several builds ask at the same time.
#   install.sh <folder with package-lock.json> <folder to fill>
# npm takes it from its own cache where it can; scripts of the package never run.
set -eu
source=$1 target=$2
stamp="$target/installed"

fetch() {
  if [ -e "$stamp" ] && cmp -s "$source/package-lock.json" "$target/package-lock.json"; then return; fi
  rm -f "$stamp"
  cp "$source/package.json" "$source/package-lock.json" "$target/"
  (cd "$target" && npm ci --ignore-scripts --prefer-offline --no-audit --no-fund)
  # 350 of its 384 MB are for other systems.
  package="$target/node_modules/com.github.asus4.onnxruntime"
  rm -rf "$package/Editor" "$package/Plugins/Android" "$package/Plugins/iOS~" "$package/Plugins/Windows"
  [ "$(uname -s)" = Darwin ] || rm -rf "$package/Plugins/macOS"
  touch "$stamp"
}

mkdir -p "$target"
if command -v flock > /dev/null; then
  exec 9> "$target/lock"
  flock 9
fi
fetch
