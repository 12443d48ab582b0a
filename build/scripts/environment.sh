# OpenMP and the C library read these when they are loaded, so the host cannot set them itself.
# docs/adr/0007-wait-without-spinning.md has the figures.

prepare_environment() {
  # Threads that wait for each other must sleep: spinning, one busy neighbour takes nearly all speed from them.
  export OMP_WAIT_POLICY=${OMP_WAIT_POLICY:-passive}
  # Activations on huge pages, in memory that is kept from step to step instead of being handed back and asked for again.
  local tunables=glibc.malloc.hugetlb=1
  tunables+=:glibc.malloc.mmap_threshold=1073741824:glibc.malloc.trim_threshold=2147483648
  export GLIBC_TUNABLES=${GLIBC_TUNABLES:-$tunables}
}
