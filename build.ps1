# As build.sh: the SDK, the packages, then the host in build/. Everything else is a target: ./build.ps1 --target Doctor
$ErrorActionPreference = 'Stop'
Set-Location $PSScriptRoot
if ($IsLinux -or $IsMacOS) { & bash ./build.sh @args; exit $LASTEXITCODE }

# The .NET SDK 10 that global.json asks for.
$sdk = try { dotnet --version 2>$null } catch { $null }
if (-not $sdk) {
  Write-Error 'The .NET SDK 10 is missing (global.json): winget install Microsoft.DotNet.SDK.10, then run ./build.ps1 again.'
}

# cpu | cuda: --accelerator, else cpu, since TorchSharp-cuda-linux is for Linux.
$rest = [System.Collections.Generic.List[string]]::new(); $accelerator = 'cpu'
for ($i = 0; $i -lt $args.Count; $i++) {
  if ($args[$i] -eq '--accelerator') { $accelerator = "$($args[++$i])" }
  elseif ("$($args[$i])".StartsWith('--accelerator=')) { $accelerator = "$($args[$i])".Substring(14) }
  else { $rest.Add("$($args[$i])") }
}
if ($accelerator -notin 'cpu', 'cuda') { Write-Error "--accelerator is cpu or cuda, not '$accelerator'." }

# Does the feed have Cake.Frosting? Asked once, remembered; delete artifacts/feed.props to ask again.
if ((Test-Path build/msbuild/Feed) -and -not (Test-Path artifacts/feed.props)) {
  dotnet restore build/msbuild/Feed --nologo -v q *> $null
  $cake = if ($LASTEXITCODE -eq 0) { 'package' } else { 'source' }
  New-Item -ItemType Directory -Force artifacts | Out-Null
  $properties = "<CakeFrosting>$cake</CakeFrosting><TorchSharpCuda>folder</TorchSharpCuda>"
  Set-Content artifacts/feed.props "<Project><PropertyGroup>$properties</PropertyGroup></Project>"
}

dotnet build build/Build.csproj -c Release "-p:Accelerator=$accelerator" --nologo -v q '-clp:ErrorsOnly;NoSummary'
if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
$env:ACCELERATOR = $accelerator
dotnet "artifacts/$accelerator/bin/Build/release/Build.dll" @rest
exit $LASTEXITCODE
