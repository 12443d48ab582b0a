using CompressionPipeline.MSBuild.Items;
using Microsoft.Build.Framework;

namespace CompressionPipeline.MSBuild;

/// <summary>An error of the target <c>CompressModels</c>, at the line where the project asks for this package.</summary>
public sealed class ReportPipelineError : Microsoft.Build.Utilities.Task
{
    /// <summary>The error's code.</summary>
    [Required]
    public string Code { get; set; } = "";

    /// <summary>What is wrong and what to do.</summary>
    [Required]
    public string Text { get; set; } = "";

    /// <summary>The project's <c>PackageReference</c> items.</summary>
    public ITaskItem[] References { get; set; } = [];

    /// <summary>The project that is built; its first line, where it has no reference to this package.</summary>
    [Required]
    public string ProjectFile { get; set; } = "";

    /// <inheritdoc/>
    public override bool Execute()
    {
        var own = References.FirstOrDefault(
            reference => reference.ItemSpec.Equals(GetType().Assembly.GetName().Name, StringComparison.OrdinalIgnoreCase));
        var place = own is null ? new(ProjectFile, 1, 1) : ItemPosition.Of(own, "PackageReference", ProjectFile);
        Log.LogError(null, Code, null, place.File, place.Line, place.Column, 0, 0, "{0}", Text);
        return false;
    }
}
