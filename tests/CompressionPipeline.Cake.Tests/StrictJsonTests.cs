using CompressionPipeline.Cake.ContinuousIntegration;
using CompressionPipeline.Core;
using TestKit;

namespace CompressionPipeline.Cake.Tests;

/// <summary>The files that GitHub and other jobs hand in.</summary>
public sealed class StrictJsonTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Theory]
    [MemberData(nameof(MalformedJson.Names), MemberType = typeof(MalformedJson))]
    public void Should_Refuse_What_Is_Not_Strict(string name)
    {
        MalformedJson.AssertRefused(name, folder.File("event.json"), () => ActionsEvent.Of(folder.File("event.json")));
        MalformedJson.AssertRefused(name, folder.File("plan.json"), () => PlanReader.Read(folder.File("plan.json")));
    }

    [InputCaseFact]
    public void Should_Refuse_An_Event_With_A_Key_Twice()
    {
        var path = InputCase.Path("config-duplicate-key", "event.json");
        var error = Assert.Throws<InvalidFileException>(() => ActionsEvent.Of(path));
        Assert.Equal((path, 1, "before"), (error.File, error.Line, error.Key));
    }

    public void Dispose() => folder.Dispose();
}
