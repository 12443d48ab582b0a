# Which packages of TorchSharp and ONNX Runtime the host is built with.

# cpu | cuda: --accelerator, else cuda where nvidia-smi works. HOST_ARGUMENTS are the other arguments.
choose_accelerator() {
  ACCELERATOR='' HOST_ARGUMENTS=()
  while [ $# -gt 0 ]; do
    case "$1" in
      --accelerator) ACCELERATOR=${2-none} && shift ;;
      --accelerator=*) ACCELERATOR=${1#*=} && ACCELERATOR=${ACCELERATOR:-none} ;;
      *) HOST_ARGUMENTS+=("$1") ;;
    esac
    [ $# = 0 ] || shift
  done
  if [ -z "$ACCELERATOR" ]; then
    ACCELERATOR=cpu
    if nvidia-smi -L >/dev/null 2>&1; then ACCELERATOR=cuda; fi
  fi
  case "$ACCELERATOR" in
    cpu | cuda) export ACCELERATOR ;;
    *) echo "--accelerator is cpu or cuda, not '$ACCELERATOR'." >&2 && exit 1 ;;
  esac
}
