using System.ComponentModel;
using CompressionPipeline.Core;

/// <summary>Options of <c>notice</c>; a recipe says <c>notice: { text: … }</c>.</summary>
public sealed record NoticeOptions
{
    [Description("What NOTICE.txt says.")]
    public string Text { get; init; } = "Trained by us.";
}

/// <summary>A stage: puts a notice into the folder of a model.</summary>
public sealed class Notice : Stage<NoticeOptions>
{
    public override string Name => "notice";

    public override int Version => 1;

    protected override IReadOnlyList<Metric> Run(StageContext context, NoticeOptions options)
    {
        foreach (var file in Directory.GetFiles(context.Input("model").Folder))
            File.Copy(file, context.Output(Path.GetFileName(file)));
        File.WriteAllText(context.Output("NOTICE.txt"), options.Text);
        context.Progress.Info("The model has a notice.");
        return [];
    }
}
