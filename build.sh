#!/usr/bin/env bash
# Prerequisites, suppliers, then the host in build/. Everything else is a target: ./build.sh --target Doctor
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
for phase in build/scripts/{sdk,suppliers,natives,environment,host}.sh; do
  # shellcheck source=/dev/null
  source "$phase"
done

require_sdk
choose_accelerator
choose_suppliers "$@"
require_natives "$@"
prepare_environment
build_host
exec dotnet "$(host_path)" ${HOST_ARGUMENTS[@]+"${HOST_ARGUMENTS[@]}"}
