#!/usr/bin/env bash
# The SDK, the packages, then the host in build/. Everything else is a target: ./build.sh --target Doctor
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
for phase in build/scripts/*.sh; do
  # shellcheck source=/dev/null
  source "$phase"
done

require_sdk
choose_accelerator "$@"
before_build "$@"
prepare_environment
build_host
exec dotnet "$(host_path)" ${HOST_ARGUMENTS[@]+"${HOST_ARGUMENTS[@]}"}
