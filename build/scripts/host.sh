# Builds the host when anything it is made of has changed, and only then.

# What a repository does before its host is built, the files of the host outside build/, and arguments for dotnet build. A script
# that is sourced later (build/scripts/own-code.sh) may set them.
before_build() { :; }
HOST_SOURCES=()
HOST_BUILD_ARGUMENTS=()

host_path() { echo "artifacts/$ACCELERATOR/bin/Build/release/Build.dll"; }

build_host() {
  local stamp now said
  stamp=artifacts/$ACCELERATOR/host.stamp
  now=$(host_inputs)
  if [ -f "$(host_path)" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$now" ] && [ -z "$(missing_natives)" ]; then return 0; fi
  echo "Building the host (accelerator: $ACCELERATOR); the first time takes a minute or two ..."
  rm -f "$stamp"
  # A short process gains nothing from profiles of itself.
  if ! said=$(DOTNET_TieredPGO=0 dotnet build build/Build.csproj -c Release -p:Accelerator="$ACCELERATOR" \
    ${HOST_BUILD_ARGUMENTS[@]+"${HOST_BUILD_ARGUMENTS[@]}"} --nologo -v q 2>&1); then
    explain_errors "$said" >&2
    echo "The host does not build; the errors are above." >&2
    exit 1
  fi
  if [ -n "$(missing_natives)" ]; then
    echo "These files of NuGet packages are gone: $(missing_natives | paste -sd ' ')" >&2
    echo "Remove the folders of these packages and run ./build.sh again: it restores them whole." >&2
    exit 1
  fi
  echo "$now" >"$stamp"
}

# The checksum of every source, and what else decides the result.
host_inputs() {
  echo "$SDK_VERSION $ACCELERATOR ${NUGET_PACKAGES:-}"
  find build global.json ${HOST_SOURCES[@]+"${HOST_SOURCES[@]}"} -type f -exec cksum {} + | LC_ALL=C sort
}

# The natives stay in the package folder, where someone may remove them (Natives.targets of CompressionPipeline.Cake lists them).
missing_natives() {
  local list=artifacts/$ACCELERATOR/bin/Build/release/natives.txt file
  [ -f "$list" ] || return 0
  while read -r file; do [ -f "$file" ] || echo "$file"; done <"$list"
}

# The errors of a restore or build, each once, and what to do about those that the machine causes and not the code.
explain_errors() {
  # MSBuild says every error twice and adds the project it came by.
  grep -E '(^|: )error ' <<<"$1" | sed 's/ \[[^]]*\]$//' | sort -u | grep . || echo "$1"
  local folder=${NUGET_PACKAGES:-$HOME/.nuget/packages}
  case "$1" in
    *'No space left on device'* | *'not enough space on the disk'*)
      echo "The disk is full: libtorch alone takes 1.3 GB in $folder." \
        "Free some, or let NUGET_PACKAGES name a folder on another disk."
      ;;
    *'Read-only file system'* | *denied*)
      echo "Something cannot be written." \
        "NuGet keeps packages in $folder: make it writable, or let NUGET_PACKAGES name another folder."
      ;;
    *NU1101* | *NU1102* | *NU1103*)
      echo "The NuGet feed lacks a package, or that version of it:" \
        "add a feed that has it to nuget.config (dotnet nuget list source shows yours)."
      ;;
    *NU1301*) echo "The NuGet feed does not answer: look at the network, the proxy (HTTPS_PROXY) and dotnet nuget list source." ;;
    *CS0006* | *MSB3030* | *NETSDK1064*)
      echo "A package is not whole: remove its folder from $folder and run ./build.sh again."
      ;;
  esac
}
