# As build.sh: prerequisites, suppliers, then the host in build/. Everything else is a target: ./build.ps1 --target Doctor
$ErrorActionPreference = 'Stop'
Set-Location $PSScriptRoot
if ($IsLinux -or $IsMacOS) { & bash ./build.sh @args; exit $LASTEXITCODE }

# The .NET SDK 10 that global.json asks for.
$sdk = try { dotnet --version 2>$null } catch { $null }
if (-not $sdk) { Write-Error 'The .NET SDK 10 is not there (global.json): winget install Microsoft.DotNet.SDK.10, then run ./build.ps1 again.' }

# Suppliers: --suppliers for one run, else what artifacts/suppliers remembers, else what the feed has.
$rest = [System.Collections.Generic.List[string]]::new(); $suppliers = $null; $reason = 'asked for with --suppliers'
for ($i = 0; $i -lt $args.Count; $i++) {
  if ($args[$i] -eq '--suppliers') { $suppliers = "$($args[++$i])" }
  elseif ("$($args[$i])".StartsWith('--suppliers=')) { $suppliers = "$($args[$i])".Substring(12) }
  else { $rest.Add("$($args[$i])") }
}
$accelerator = 'cpu'
if (Get-Command nvidia-smi -ErrorAction SilentlyContinue) { nvidia-smi -L *> $null; if ($LASTEXITCODE -eq 0) { $accelerator = 'cuda' } }
if ($null -eq $suppliers -and (Test-Path artifacts/suppliers)) { $suppliers, $reason = Get-Content artifacts/suppliers -TotalCount 2 }
if ($null -eq $suppliers) {
  Write-Host 'Asking the package feed for TorchSharp, ONNX Runtime, Tokenizers, Octokit and Cake.Frosting (once per clone) ...'
  dotnet restore build/msbuild/SupplierProbe -p:Suppliers=packages "-p:Accelerator=$accelerator" --nologo -v q *> $null
  $suppliers, $reason = if ($LASTEXITCODE -eq 0) { 'packages', 'the feed has every package' } else { 'standins', 'the feed lacks a package' }
  New-Item -ItemType Directory -Force artifacts | Out-Null
  Set-Content artifacts/suppliers $suppliers, $reason
  Write-Host "Suppliers: $suppliers - $reason. Remembered in artifacts/suppliers; delete it to ask again."
}
if ($suppliers -notin 'packages', 'standins') { Write-Error "--suppliers is packages or standins, not '$suppliers'." }

# What the stand-ins wrap and build with.
if ($suppliers -eq 'standins') {
  $missing = @('cmake', 'npm') | Where-Object { -not (Get-Command $_ -ErrorAction SilentlyContinue) }
  if (-not $env:LIBTORCH) { $missing += 'LIBTORCH (the folder of an unpacked libtorch, https://pytorch.org)' }
  if ($missing) { Write-Error "Missing on this machine: $($missing -join ', '). Install CMake, Visual Studio's C++ tools and Node.js, set LIBTORCH, then run ./build.ps1 again." }
}

dotnet build build/Build.csproj -c Release "-p:Suppliers=$suppliers" "-p:Accelerator=$accelerator" --nologo -v q '-clp:ErrorsOnly;NoSummary'
if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
$env:SUPPLIERS, $env:SUPPLIERS_REASON, $env:ACCELERATOR = $suppliers, $reason, $accelerator
dotnet "artifacts/$suppliers/bin/Build/release/Build.dll" @rest
exit $LASTEXITCODE
