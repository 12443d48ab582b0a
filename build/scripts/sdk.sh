# The .NET SDK 10 that global.json asks for.

require_sdk() {
  if ! SDK_VERSION=$(dotnet --version 2>/dev/null); then
    cat >&2 <<'TEXT'
The .NET SDK 10 is not there (global.json). Install it with one of
  curl -sSL https://dot.net/v1/dotnet-install.sh | bash -s -- --channel 10.0 && export PATH="$HOME/.dotnet:$PATH"
  sudo apt-get install -y dotnet-sdk-10.0
then run ./build.sh again.
TEXT
    exit 1
  fi
}
