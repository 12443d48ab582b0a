using System.Text.Json.Nodes;
using CompressionPipeline.Verdicts.Release;
using TestKit;

namespace CompressionPipeline.Verdicts.Tests.Release;

public sealed class SpdxTests : IDisposable
{
    private static readonly string[] Shallow = ["shallow"];

    private readonly MadeArtifacts made = new();

    [Fact]
    public void Should_List_What_Went_In()
    {
        // Then
        Approve.Text(Text(Shallow), "spdx");
    }

    [Fact]
    public void Should_Give_Each_Element_An_Id_Of_Its_Own_And_Relate_Nothing_Else()
    {
        // Given
        made.Variant("a_b");
        made.Variant("a-b");

        // When
        var document = JsonNode.Parse(Text(["a_b", "a-b"]))!;

        // Then
        var ids = document["packages"]!.AsArray().Select(package => (string)package!["SPDXID"]!).ToList();
        Assert.All(ids, id => Assert.Matches("^SPDXRef-[a-zA-Z0-9.-]+$", id));
        Assert.Equal(ids.Distinct(), ids);
        Assert.All(document["relationships"]!.AsArray(), relationship =>
        {
            Assert.Contains((string)relationship!["spdxElementId"]!, ids.Append("SPDXRef-DOCUMENT"));
            Assert.Contains((string)relationship["relatedSpdxElement"]!, ids);
        });
    }

    [Fact]
    public void Should_Name_A_Base_Model_Without_Telling_Where_It_Lay()
    {
        // Given
        made.Artifact(
            "docs/baseline/fine-tune",
            new
            {
                init =
                    new Dictionary<string, string> { ["checkpoint"] = "/data/somebody/t5-small", ["checkpoint-digest"] = "abc" },
            },
            ("config.json", "{}"));
        made.Rules(new() { BaseLicense = "mit" });

        // Then
        var model = Package("SPDXRef-base-model");
        Assert.Equal(
            ("t5-small", "MIT", "abc"),
            ((string?)model["name"], (string?)model["licenseDeclared"], (string?)model["checksums"]![0]!["checksumValue"]));
        Assert.DoesNotContain("somebody", Text(Shallow), StringComparison.Ordinal);
    }

    [Fact]
    public void Should_Name_The_Package_That_The_Weights_Are_From()
    {
        // Given
        made.Origin = new()
        {
            Package = "Example.Weights", Version = "1.2.3", Resource = "Example.model.onnx", Sha256 = "abc",
            PackageLicense = "MIT",
            Model = "example/bert", ModelLicense = "Apache-2.0",
        };
        made.Rules(new());

        // Then
        var (package, model) = (Package("SPDXRef-weights-package"), Package("SPDXRef-base-model"));
        Assert.Equal(
            ("Example.Weights", "1.2.3", "MIT", "pkg:nuget/Example.Weights@1.2.3"),
            (
                (string?)package["name"], (string?)package["versionInfo"], (string?)package["licenseDeclared"],
                (string?)package["externalRefs"]![0]!["referenceLocator"]));
        Assert.Equal(
            ("example/bert", "Apache-2.0", "abc"),
            ((string?)model["name"], (string?)model["licenseDeclared"], (string?)model["checksums"]![0]!["checksumValue"]));
        Assert.Contains(JsonNode.Parse(Text(Shallow))!["relationships"]!.AsArray(), relationship =>
            (
                (string?)relationship!["spdxElementId"], (string?)relationship["relationshipType"],
                (string?)relationship["relatedSpdxElement"])
                == ("SPDXRef-weights-package", "CONTAINS", "SPDXRef-base-model"));
    }

    [Fact]
    public void Should_Name_The_Commit_Of_A_Model_Of_The_Hub()
    {
        // Given
        made.Origin = new() { Model = "example/t5", Commit = new('a', 40), ModelLicense = "apache-2.0" };
        made.Rules(new());

        // Then
        var model = Package("SPDXRef-base-model");
        Assert.Equal(
            ("example/t5", new string('a', 40), "Apache-2.0"),
            ((string?)model["name"], (string?)model["versionInfo"], (string?)model["licenseDeclared"]));
        Assert.DoesNotContain("SPDXRef-weights-package", Text(Shallow), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        null, "NOASSERTION"), InlineData("apache-2.0", "Apache-2.0"), InlineData("gpl-3.0", "GPL-3.0-only"),
        InlineData("something of our own", "LicenseRef-something-of-our-own")]
    public void Should_Write_Licences_As_The_Standard_Does(string? said, string written)
    {
        // Given
        made.Rules(new() { License = said });

        // Then
        Assert.Equal(written, (string?)Package("SPDXRef-docs-shallow-onnx.zip")["licenseDeclared"]);
        var extracted = JsonNode.Parse(Text(Shallow))!["hasExtractedLicensingInfos"]?.AsArray()
            .Select(info => ((string?)info!["licenseId"], (string?)info["extractedText"])) ?? [];
        Assert.Equal(written.StartsWith("LicenseRef-", StringComparison.Ordinal) ? [(written, said)] : [], extracted);
    }

    [Fact]
    public void Should_Be_Called_Otherwise_Where_It_Says_Something_Else()
    {
        // Given
        var first = JsonNode.Parse(Text(Shallow))!["documentNamespace"]!.ToString();
        made.Rules(new() { DataLicense = "odbl" });

        // Then
        Assert.NotEqual(first, JsonNode.Parse(Text(Shallow))!["documentNamespace"]!.ToString());
    }

    public void Dispose() => made.Dispose();

    private string Text(IReadOnlyList<string> variants)
    {
        ReleaseFolder.Write("docs", "1.0.0", made.Results, made.Output, variants);
        return File.ReadAllText(Path.Combine(made.Output, "docs.spdx.json"));
    }

    private JsonNode Package(string id) =>
        Assert.Single(JsonNode.Parse(Text(Shallow))!["packages"]!.AsArray(), package => (string?)package!["SPDXID"] == id)!;
}
