using CompressionPipeline.Verdicts.Reports;
using CompressionPipeline.Verdicts.Reports.Cards;
using CompressionPipeline.Verdicts.Results;
using TestKit;
using YamlDotNet.Serialization;

namespace CompressionPipeline.Verdicts.Tests.Reports;

public class ModelCardTests
{
    [Fact]
    public void Should_Say_What_The_Model_Is_And_What_It_Was_Measured_On() =>
        Approve.Text(ModelCard.Render(SampleReport.Fail, SampleReport.Fail.Variants[0]), "card");

    [Fact]
    public void Should_Give_The_Hub_Its_Scores()
    {
        // When
        var metadata = Metadata(SampleReport.Pass);

        // Then
        var results = (IDictionary<object, object>)((IList<object>)Model(metadata)["results"])[0];
        Assert.Equal("summarization", ((IDictionary<object, object>)results["task"])["type"]);
        var data = (IDictionary<object, object>)results["dataset"];
        Assert.Equal(("dotnet-docs", "test", new string('d', 64)), (data["name"], data["split"], data["revision"]));
        var metrics = ((IList<object>)results["metrics"]).Cast<IDictionary<object, object>>().ToList();
        Assert.Equal(["ROUGE-1", "ROUGE-2", "ROUGE-3", "ROUGE-L", "ROUGE-Lsum"], metrics.Select(metric => metric["name"]));
        var score = SampleReport.Pass.Variants[0].Scores["rouge2"].Value!.Value;
        Assert.Equal(score, double.Parse((string)metrics[1]["value"], System.Globalization.CultureInfo.InvariantCulture), 4);
        Assert.StartsWith(
            "rouge|compression-pipeline-1|", (string)((IDictionary<object, object>)metrics[1]["args"])["signature"]);
    }

    [Fact]
    public void Should_Name_Neither_Language_Nor_Licence_That_Nobody_Stated()
    {
        // When
        var metadata = Metadata(SampleReport.Pass);

        // Then
        Assert.DoesNotContain("language", metadata.Keys);
        Assert.DoesNotContain("license", metadata.Keys);
        Assert.DoesNotContain("base_model", metadata.Keys);
    }

    [Fact]
    public void Should_Name_The_Licences_That_A_Recipe_States()
    {
        // Given
        var result = SampleReport.Pass with
        {
            Rules = SampleReport.Pass.Rules with
            {
                BaseModel = "google-t5/t5-small", BaseLicense = "apache-2.0", DataLicense = "cc-by-4.0",
            },
        };

        // Then
        Assert.Contains(
            "## Licences\n\n- google-t5/t5-small: apache-2.0\n- dotnet-docs: cc-by-4.0\n",
            ModelCard.Render(result, result.Variants[0]), StringComparison.Ordinal);
        Assert.DoesNotContain(
            "Licences", ModelCard.Render(SampleReport.Pass, SampleReport.Pass.Variants[0]), StringComparison.Ordinal);
    }

    [Fact]
    public void Should_Name_Model_And_Package_That_The_Weights_Are_From_Unless_The_Recipe_Names_Another_Model()
    {
        // Given
        var result = SampleReport.Pass with
        {
            Origin = new()
            {
                Package = "Example.Weights", Version = "1.2.3", PackageLicense = "MIT", Model = "example/bert",
                ModelLicense = "Apache-2.0",
            },
        };
        var other = result with { Rules = result.Rules with { BaseModel = "example/other", BaseLicense = "cc0-1.0" } };

        // When
        var (card, own) = (ModelCard.Render(result, result.Variants[0]), ModelCard.Render(other, result.Variants[0]));

        // Then
        Assert.Equal("example/bert", Metadata(result)["base_model"]);
        Assert.Contains(
            "weights are those of example/bert in the NuGet package Example.Weights 1.2.3.", card, StringComparison.Ordinal);
        Assert.Contains("- example/bert: Apache-2.0\n- The package Example.Weights 1.2.3: MIT\n", card, StringComparison.Ordinal);
        Assert.Contains("- example/other: cc0-1.0\n- The package Example.Weights 1.2.3: MIT\n", own, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_Read_Back_Whatever_A_Recipe_States()
    {
        // When
        var metadata = Metadata(SampleReport.Hostile);

        // Then
        Assert.Equal("en\n- evil: [", metadata["language"]);
        Assert.Equal("\"x\": {", metadata["license"]);
        Assert.Equal(HostileTexts.All[0], metadata["base_model"]);
        Assert.Equal([HostileTexts.All[0]], (IList<object>)metadata["datasets"]);
    }

    [Fact]
    public void Should_Read_Back_Every_Name()
    {
        // Then
        Assert.All(SampleReport.Hostile.Variants, variant =>
        {
            var name = (string)Model(Metadata(SampleReport.Hostile, variant))["name"];
            Assert.Equal(
                $"{SampleReport.Hostile.Model}/{variant.Name}".Replace("\ud83d and", "\ufffd and", StringComparison.Ordinal),
                name);
        });
    }

    [Fact]
    public void Should_Leave_Out_Scores_That_Are_Missing() =>
        Assert.DoesNotContain("model-index", Metadata(SampleReport.Empty).Keys);

    private static IDictionary<object, object> Model(Dictionary<string, object> metadata) =>
        (IDictionary<object, object>)((IList<object>)metadata["model-index"])[0];

    private static Dictionary<string, object> Metadata(GateResult result, ModelResult? variant = null)
    {
        var parts = ModelCard.Render(result, variant ?? result.Variants[0]).Split("---\n", 3);
        Assert.Equal("", parts[0]);
        return new DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(parts[1]);
    }
}
