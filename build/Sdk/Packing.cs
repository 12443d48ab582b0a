using System.Xml.Linq;
using Cake.Core.Diagnostics;
using CompressionPipeline.Build.Context;
using CompressionPipeline.Build.Vocabulary;

namespace CompressionPipeline.Build.Sdk;

/// <summary>Packs what says of itself that it is a package.</summary>
internal static class Packing
{
    public static void Run(PipelineContext context)
    {
        var packable = Directory.EnumerateFiles(context.PathOf("src"), "*.csproj", SearchOption.AllDirectories).Where(IsPackable).ToList();
        if (packable.Count == 0)
        {
            context.Log.Information("Skipped: no project under src/ says <IsPackable>true</IsPackable>.");
            return;
        }
        Dotnet.Run(context, "pack", $"{context.Toolchain.Properties} --nologo -o \"{context.PathOf(Paths.Packages)}\"");
    }

    private static bool IsPackable(string project) =>
        XDocument.Load(project).Descendants("IsPackable").Any(element => element.Value == "true");
}
