using CompressionPipeline.Core;

namespace CompressionPipeline.Cake.Display;

/// <summary>Leaves out messages about settled stages: an earlier target of the same run reported them.</summary>
/// <param name="inner">Where everything else goes.</param>
/// <param name="settled">Ids of the settled stages.</param>
internal sealed class Unrepeated(IProgressSink inner, IReadOnlySet<string> settled) : IProgressSink
{
    public void Info(string message)
    {
        if (!settled.Contains(message.Split(": ", 2)[0]))
            inner.Info(message);
    }

    public void Warn(string message) => inner.Warn(message);

    public void Step(StageProgress progress) => inner.Step(progress);
}
