# Lets the processor do what it can. libtorch and OpenBLAS read these when they are loaded, so the host cannot set them itself.

CPUINFO=/proc/cpuinfo

prepare_environment() {
  grep -qsw avx512f "$CPUINFO" || return 0
  # Debian's libtorch takes AVX2 by itself, even here.
  export ATEN_CPU_CAPABILITY=${ATEN_CPU_CAPABILITY:-avx512}
  case "$(tr '[:upper:]' '[:lower:]' <<<"${OPENBLAS_CORETYPE:-}")" in
    '' | skylakex | cooperlake | sapphirerapids) return 0 ;;
  esac
  if [ "${COMPRESSION_KEEP_OPENBLAS:-}" = 1 ]; then
    echo "OPENBLAS_CORETYPE=$OPENBLAS_CORETYPE has no AVX-512 kernels and costs about half the speed; kept, as COMPRESSION_KEEP_OPENBLAS=1 asks."
  else
    echo "OPENBLAS_CORETYPE=$OPENBLAS_CORETYPE has no AVX-512 kernels and costs about half the speed: unset for this run (COMPRESSION_KEEP_OPENBLAS=1 keeps it)."
    unset OPENBLAS_CORETYPE OPENBLAS_L2_SIZE
  fi
}
