using CompressionPipeline.Core;
using CompressionPipeline.Models.Masks;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Stages;

/// <summary>The records of how a model came to be, which travel with it from stage to stage into the export.</summary>
public static class ProvenanceFiles
{
    /// <summary>How the model was trained.</summary>
    public const string Training = "training.json";

    /// <summary>
    /// Copies <c>training.json</c>, <c>pruning.json</c>, <c>mask.json</c> and <c>origin.json</c> where the model has them and
    /// the output does not.
    /// </summary>
    public static void Copy(Artifact model, string outputFolder)
    {
        foreach (var name in new[] { Training, Pruning.FileName, ModelMask.FileName, WeightsOrigin.FileName })
        {
            var target = Path.Combine(outputFolder, name);
            if (File.Exists(model.File(name)) && !File.Exists(target))
                File.Copy(model.File(name), target);
        }
    }
}
