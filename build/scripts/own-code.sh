# What this repository's host needs beside what the hosts of others do: it is made of src/, and builds and tests it.

HOST_SOURCES=(src Directory.Build.props Directory.Build.targets Directory.Packages.props .editorconfig artifacts/feed.props)

before_build() {
  ask_feed
  require_test_tools "$@"
  # Whoever wants to train waits for the compiler alone: analyzers run where the code is the subject, which the tests' build is.
  HOST_BUILD_ARGUMENTS=(-p:RunAnalyzers=false)
  if is_test_run "$@"; then HOST_BUILD_ARGUMENTS=(-p:RunAnalyzers=true); fi
}
