# Lets the processor do what it can. libtorch, OpenBLAS, OpenMP and the C library read these when they are loaded, so the host
# cannot set them itself. docs/adr/0007-wait-without-spinning.md has the figures.

CPUINFO=/proc/cpuinfo

prepare_environment() {
  # Threads that wait for each other must sleep: spinning, one busy neighbour takes nearly all speed from them.
  export OMP_WAIT_POLICY=${OMP_WAIT_POLICY:-passive}
  # Activations on huge pages, in memory that is kept from step to step instead of being handed back and asked for again.
  export GLIBC_TUNABLES=${GLIBC_TUNABLES:-glibc.malloc.hugetlb=1:glibc.malloc.mmap_threshold=1073741824:glibc.malloc.trim_threshold=2147483648}
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
