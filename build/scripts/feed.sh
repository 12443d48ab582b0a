# Which packages the NuGet feed has of those that only some have: Cake.Frosting, and TorchSharp-cuda-linux where a GPU is used.
# Asked by one restore, remembered in artifacts/feed.props; delete that file to ask again.

FEED_FILE=artifacts/feed.props

ask_feed() {
  if ! grep -qs "asked for: .*$ACCELERATOR" "$FEED_FILE"; then remember_feed; fi
  if [ "$ACCELERATOR" = cuda ] && grep -q '<TorchSharpCuda>folder<' "$FEED_FILE" && [ -z "${LIBTORCH:-}" ]; then
    cat >&2 <<'TEXT'
The NuGet feed lacks TorchSharp-cuda-linux, which brings libtorch for CUDA. Either
  add a feed that has it (nuget.org does) to nuget.config, delete artifacts/feed.props and run again, or
  unpack a libtorch 2.10 for CUDA 12.8 (https://pytorch.org) and run LIBTORCH=<its folder> ./build.sh
To use the processor instead: ./build.sh --accelerator cpu
TEXT
    exit 1
  fi
}

remember_feed() {
  echo "Asking the NuGet feed for Cake.Frosting$([ "$ACCELERATOR" != cuda ] || echo ' and TorchSharp-cuda-linux') (once) ..."
  local log missing cake=package torch=package asked=cpu
  if [ "$ACCELERATOR" = cuda ]; then asked='cpu cuda'; fi
  if ! log=$(dotnet restore build/msbuild/Feed -p:Accelerator="$ACCELERATOR" --nologo -v q 2>&1); then
    missing=$(grep -oE 'NU110[12]: Unable to find (a stable )?package [A-Za-z.-]+' <<<"$log" |
      grep -oE '[A-Za-z.-]+$' | sed 's/\.$//' | sort -u) || true
    if [ -z "$missing" ]; then
      explain_errors "$log" >&2
      echo "The NuGet feed cannot be asked; the errors are above." >&2
      exit 1
    fi
    if grep -qx 'Cake.Frosting' <<<"$missing"; then cake=source; fi
    if grep -qx 'TorchSharp-cuda-linux' <<<"$missing"; then torch=folder; fi
  fi
  mkdir -p "$(dirname "$FEED_FILE")"
  cat >"$FEED_FILE.new" <<XML
<Project>
  <!-- What the NuGet feed has (build/scripts/feed.sh); asked for: $asked. Delete this file to ask again. -->
  <PropertyGroup>
    <CakeFrosting>$cake</CakeFrosting>
    <TorchSharpCuda>$torch</TorchSharpCuda>
  </PropertyGroup>
</Project>
XML
  mv "$FEED_FILE.new" "$FEED_FILE"
}
