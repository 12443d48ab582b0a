using System.IO.Compression;
using System.Xml.Linq;
using Cake.Core;
using Cake.Core.Diagnostics;
using Cake.Core.IO;
using CompressionPipeline.Cake.Context;
using CompressionPipeline.Core;
using CompressionPipeline.Core.Archives;
using Path = System.IO.Path;

namespace CompressionPipeline.Build.Sdk;

/// <summary>Packs each project that is a package, by itself: the others are not built for it.</summary>
internal static class Packing
{
    public static void Run(PipelineContext context)
    {
        var packable = Directory.EnumerateFiles(context.PathOf(Paths.Sources), "*.csproj", SearchOption.AllDirectories)
            .Where(IsPackable).Order(StringComparer.Ordinal).ToList();
        if (packable.Count == 0)
        {
            context.Log.Information("Skipped: no project under src/ says <IsPackable>true</IsPackable>.");
            return;
        }
        var folder = context.PathOf(Paths.Packages);
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        foreach (var project in packable)
            Pack(context, project, folder);
        foreach (var package in Directory.EnumerateFiles(folder, "*.nupkg").Order(StringComparer.Ordinal))
        {
            // NuGet writes the time of packing into the archive.
            ReproducibleZip.Rewrite(package, CompressionLevel.Optimal);
            context.Log.Information("{0}  {1}", Digest.OfFile(package), Path.GetRelativePath(context.Root, package));
        }
    }

    private static void Pack(PipelineContext context, string project, string folder)
    {
        var arguments = new ProcessArgumentBuilder()
            .Append("pack").AppendQuoted(project).Append("--nologo").AppendSwitchQuoted("-o", folder)
            // A program chooses its ONNX Runtime and libtorch; the packages depend on those that run everywhere.
            .Append(Dotnet.Properties("cpu"));
        if (Dotnet.Start(context, arguments) is not 0 and var code)
            throw new PipelineException($"dotnet pack {Path.GetFileName(project)} ended with {code}; its errors are above.");
    }

    private static bool IsPackable(string project) =>
        XDocument.Load(project).Descendants("IsPackable").Any(element => element.Value == "true");
}
