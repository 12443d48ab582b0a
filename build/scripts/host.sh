# Builds the host when anything it is made of has changed, and only then.

host_path() { echo "artifacts/$SUPPLIERS/bin/Build/release/Build.dll"; }

build_host() {
  local stamp now
  stamp=artifacts/$SUPPLIERS/host.stamp
  now=$(host_inputs)
  if [ -f "$(host_path)" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$now" ]; then return 0; fi
  echo "Building the host (suppliers: $SUPPLIERS, accelerator: $ACCELERATOR); the first time takes a minute or two ..."
  rm -f "$stamp"
  local said
  if ! said=$(dotnet build build/Build.csproj -c Release -p:Suppliers="$SUPPLIERS" -p:Accelerator="$ACCELERATOR" --nologo -v q 2>&1); then
    # MSBuild says every error twice and adds the project it came by.
    { grep -E '(^|: )error ' <<<"$said" | sed 's/ \[[^]]*\]$//' | sort -u | grep . || echo "$said"; } >&2
    echo "The host does not build with suppliers '$SUPPLIERS'; the errors are above." >&2
    exit 1
  fi
  echo "$now" >"$stamp"
}

# The checksum of every source, and what else decides the result.
host_inputs() {
  echo "$SDK_VERSION $SUPPLIERS $ACCELERATOR ${LIBTORCH:-} ${ONNXRUNTIME_HOME:-}"
  find build src global.json Directory.*.props Directory.*.targets .editorconfig -type f -exec cksum {} + | LC_ALL=C sort
}
