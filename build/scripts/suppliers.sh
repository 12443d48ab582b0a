# Where TorchSharp, ONNX Runtime, Tokenizers, Octokit and Cake come from: the feed's packages, or the stand-ins under src/StandIns.
# Chosen once per clone and remembered in artifacts/suppliers (its name, then the reason); --suppliers is for one run.

SUPPLIERS_FILE=artifacts/suppliers

choose_suppliers() {
  SUPPLIERS='' SUPPLIERS_REASON='' HOST_ARGUMENTS=()
  local asked=no
  while [ $# -gt 0 ]; do
    case "$1" in
      --suppliers) asked=yes SUPPLIERS=${2-} && shift ;;
      --suppliers=*) asked=yes SUPPLIERS=${1#*=} ;;
      *) HOST_ARGUMENTS+=("$1") ;;
    esac
    [ $# = 0 ] || shift
  done
  if [ $asked = no ]; then
    remembered_suppliers || ask_the_feed
  elif [ "$SUPPLIERS" = packages ] || [ "$SUPPLIERS" = standins ]; then
    SUPPLIERS_REASON='asked for with --suppliers'
  else
    echo "--suppliers is packages or standins, not '$SUPPLIERS'." >&2
    exit 1
  fi
  export SUPPLIERS SUPPLIERS_REASON
}

remembered_suppliers() {
  [ -s "$SUPPLIERS_FILE" ] || return 1
  { read -r SUPPLIERS && read -r SUPPLIERS_REASON; } <"$SUPPLIERS_FILE" || return 1
  [ "$SUPPLIERS" = packages ] || [ "$SUPPLIERS" = standins ]
}

ask_the_feed() {
  echo "Asking the package feed for TorchSharp, ONNX Runtime, Tokenizers, Octokit and Cake.Frosting (once per clone) ..."
  local log
  if log=$(dotnet restore build/msbuild/SupplierProbe -p:Suppliers=packages -p:Accelerator="$ACCELERATOR" --nologo -v q 2>&1); then
    SUPPLIERS=packages SUPPLIERS_REASON='the feed has every package'
  else
    SUPPLIERS=standins SUPPLIERS_REASON=$(missing_packages <<<"$log")
  fi
  mkdir -p "$(dirname "$SUPPLIERS_FILE")"
  printf '%s\n%s\n' "$SUPPLIERS" "$SUPPLIERS_REASON" >"$SUPPLIERS_FILE"
  echo "Suppliers: $SUPPLIERS - $SUPPLIERS_REASON. Remembered in $SUPPLIERS_FILE; delete it to ask again."
}

# From restore's log: the packages that the feed has not (NU1101, NU1102), or its first fault.
missing_packages() {
  local log missing
  log=$(cat)
  missing=$(grep -oE "NU110[12]: Unable to find (a stable )?package [A-Za-z.-]+" <<<"$log" | grep -oE '[A-Za-z.-]+$' | sed 's/\.$//' | sort -u | paste -sd ' ') || true
  if [ -n "$missing" ]; then
    echo "the feed lacks ${missing// /, }"
  else
    echo "the feed could not be asked: $(grep -m1 -oE 'error .*' <<<"$log" || echo 'restore failed without a word')"
  fi
}

choose_accelerator() {
  ACCELERATOR=cpu
  if nvidia-smi -L >/dev/null 2>&1; then ACCELERATOR=cuda; fi
  export ACCELERATOR
}
