using CompressionPipeline.Stages.Catalog;
using TestKit;
using TestKit.Schemas;

namespace CompressionPipeline.Stages.Tests;

public class OptionsDocumentationTests
{
    private const string Begin = "<!-- options -->\n";
    private const string End = "<!-- /options -->\n";

    public static TheoryData<string> Pages => [.. StageCatalog.All().Keys];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Should_List_Every_Option_Of_The_Stage(string stage)
    {
        // Given
        var path = RepositoryRoot.Combine("docs", "stages", stage + ".md");
        var page = File.ReadAllText(path);

        // When
        var (begin, end) = (
            page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, page.IndexOf(End, StringComparison.Ordinal));
        var written = page[..begin] + OptionTable.Markdown(StageCatalog.All()[stage].OptionsType) + page[end..];

        // Then
        Approve.File(written, path);
    }
}
