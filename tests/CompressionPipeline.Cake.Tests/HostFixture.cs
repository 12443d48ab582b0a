using Cake.Core;
using Cake.Frosting;
using Microsoft.Extensions.DependencyInjection;
using TestKit;

namespace CompressionPipeline.Cake.Tests;

/// <summary>
/// Our host over an empty repository and stages that do nothing but leave a trace. Console, working folder and environment are
/// its own, so that several run at once in one process.
/// </summary>
public sealed class HostFixture : IDisposable
{
    /// <summary>A manifest without an error; the folder holds what it names.</summary>
    public const string Manifest = """
        version: 2
        models:
          docs:
            init: { shape: docs-mini }
            tokenizer: t.model
            recipe: recipe.yaml
            variants:
              shallow: { prune: { decoder-layers: 2 } }
              shorter: { prune: { encoder-layers: 3 } }
            budgets:
              rouge2: { max-drop: 3.0 }
        """;

    /// <summary>The steps that most recipes have.</summary>
    public const string Recipe = """
        version: 2
        shared:
          - fine-tune
        variant:
          - prune
          - re-fine-tune: { stage: fine-tune }

        """;

    private readonly TemporaryFolder folder = new();
    private readonly Dictionary<string, string?> variables = new(StringComparer.OrdinalIgnoreCase);

    public HostFixture()
    {
        folder.Write("t.model", "pieces");
        folder.Write("recipe.yaml", Recipe);
        Write("models.yaml", Manifest);
    }

    public FakeStages Stages { get; } = new();

    /// <summary>Whether the stages are the real ones, which train.</summary>
    public bool Trains { get; set; }

    /// <summary>The host's clock.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>What the host finds in its environment beside what the process has; null hides what the process has.</summary>
    public IReadOnlyDictionary<string, string?> Variables => variables;

    public string Output { get; private set; } = "";

    public string Errors { get; private set; } = "";

    public void Write(string name, string text) => folder.Write(name, text);

    public void Set(string name, string? value) => variables[name] = value;

    public string File(params string[] parts) => folder.File(parts);

    /// <summary>Runs the host; its exit code as a shell sees it.</summary>
    public int Run(params string[] args)
    {
        var console = new HostConsole();
        try
        {
            return new CakeHost()
                .AddAssembly(typeof(Build.Tasks.Test).Assembly)
                .UseCompressionPipeline()
                .ConfigureServices(services => (Trains ? services : services.AddSingleton(Stages.Set))
                    .AddSingleton(Time)
                    .AddSingleton<ICakeEnvironment>(new HostEnvironment(folder.Path, variables))
                    .AddSingleton<IConsole>(console)
                    .AddSingleton(console.Drawings))
                .Run(args) & 0xff;
        }
        finally
        {
            (Output, Errors) = (Plain(console.Output), Plain(console.Errors));
        }
    }

    public void Dispose() => folder.Dispose();

    // The folder has another name each time.
    private string Plain(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal)
        .Replace(folder.Path, "<root>", StringComparison.Ordinal);
}
