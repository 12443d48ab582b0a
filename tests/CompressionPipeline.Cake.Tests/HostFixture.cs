using System.Text.RegularExpressions;
using Cake.Frosting;
using Microsoft.Extensions.DependencyInjection;
using TestKit;

namespace CompressionPipeline.Cake.Tests;

/// <summary>Our host over an empty repository and stages that do nothing but leave a trace.</summary>
public sealed partial class HostFixture : IDisposable
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

    public string Output { get; private set; } = "";

    public string Errors { get; private set; } = "";

    public void Write(string name, string text) => folder.Write(name, text);

    public string File(params string[] parts) => folder.File(parts);

    /// <summary>Runs the host; its exit code as a shell sees it.</summary>
    public int Run(params string[] args)
    {
        var (output, errors, workingFolder) = (Console.Out, Console.Error, Environment.CurrentDirectory);
        var (heard, heardErrors) = (new StringWriter(), new StringWriter());
        Console.SetOut(heard);
        Console.SetError(heardErrors);
        try
        {
            return new CakeHost()
                .AddAssembly(typeof(Build.Tasks.Test).Assembly)
                .UseCompressionPipeline()
                .UseWorkingDirectory(folder.Path)
                .ConfigureServices(services => (Trains ? services : services.AddSingleton(Stages.Set)).AddSingleton(Time))
                .Run(args) & 0xff;
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(errors);
            Environment.CurrentDirectory = workingFolder;
            (Output, Errors) = (Plain(heard), Plain(heardErrors));
        }
    }

    public void Dispose() => folder.Dispose();

    // Colour may be emitted even into a pipe, and the folder has another name each time.
    private string Plain(StringWriter text) => Ansi().Replace(text.ToString(), "")
        .Replace("\r\n", "\n", StringComparison.Ordinal)
        .Replace(folder.Path, "<root>", StringComparison.Ordinal);

    [GeneratedRegex("\e\\[[0-9;?]*[A-Za-z]")]
    private static partial Regex Ansi();
}

/// <summary>The console and the working folder are one for the whole process: these tests take turns.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ConsoleCollection
{
    public const string Name = "console";
}
