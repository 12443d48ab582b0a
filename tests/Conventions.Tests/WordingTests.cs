using System.Text.RegularExpressions;

namespace Conventions.Tests;

/// <summary>What must stand in no source.</summary>
public static class WordingTests
{
    // Put together here, so that the rules do not object to themselves.
    private static readonly Regex Unfinished = new($@"\b({"TO"}DO|{"FIX"}ME|{"HA"}CK|X{"XX"})\b");
    private static readonly Regex NotThere = new($@"\b{"NotImplemented"}Exception\b");
    private static readonly Regex Owned = new($@"\b{"Console"}\.(Write|Error|Out|Read)");
    private static readonly Regex ThisMachine = new($@"(?<![\w.~$}}*-])/({"wo"}rk|{"ro"}ot|{"ho"}me/\w+|{"Us"}ers/\w+)/");
    private static readonly Regex OpenScope = new($@"\b{"NewDispose"}Scope\(\)");
    private static readonly Regex LaxJson = new(
        $@"\b({"Json"}(Node|Document)\.Parse|{"Json"}Serializer\.Deserialize(<\w+>)?)\((?!ref )");
    private static readonly Regex Pragma = new($@"^\s*#{"pragma"} warning disable(?!.*//)");

    private static readonly string[] Sources = [.. Repository.Files(@"^(src|build|tests)/.*\.(cs|csproj|props|targets)$")];
    private static readonly string[] Product = [.. Sources.Where(path => Regex.IsMatch(path, "^src/CompressionPipeline"))];
    private static readonly string[] Texts =
        [.. Repository.Files(@"\.(cs|csproj|props|targets|md|ya?ml|json|sh|ps1|txt|sln)$|^\.ci/|^\.github/")];

    // The reader itself, and three that parse what this program's own sources say.
    private static readonly string[] OwnJson = ["StrictJson.cs", "BudgetsShape.cs", "Vocabulary.cs", "ShapeOf.cs"];

    [Fact]
    public static void Should_Leave_Nothing_Unfinished() => Convention.Holds(
        "What is unfinished is an issue, not a comment.",
        Texts.SelectMany(path => Convention.Lines(path, Unfinished.IsMatch)));

    [Fact]
    public static void Should_Throw_No_NotImplementedException() => Convention.Holds(
        "A member that does nothing does not exist.",
        Sources.SelectMany(path => Convention.Lines(path, NotThere.IsMatch)));

    [Fact]
    public static void Should_Leave_The_Console_To_The_Host() => Convention.Holds(
        "Report through IProgressSink: only the host owns the console.",
        Product.SelectMany(path => Convention.Lines(path, Owned.IsMatch)));

    [Fact]
    public static void Should_Read_Json_By_Its_One_Strict_Reader() => Convention.Holds(
        "JSON is read by StrictJson: no key twice, no half characters, and errors that name file, line and key.",
        Product.Where(path => !OwnJson.Contains(Path.GetFileName(path)))
            .SelectMany(path => Convention.Lines(path, LaxJson.IsMatch)));

    [Fact]
    public static void Should_Name_No_Path_Of_One_Machine() => Convention.Holds(
        "A path of one machine means nothing on another: use a relative path or an option.",
        Texts.SelectMany(path => Convention.Lines(path, ThisMachine.IsMatch)));

    [Fact]
    public static void Should_Close_Every_Dispose_Scope_By_Using() => Convention.Holds(
        "A dispose scope begins with `using` (or is a field that a test class disposes), or its tensors live on.",
        from path in Sources
        from line in Convention.Lines(path, text => OpenScope.IsMatch(text)
            && !Regex.IsMatch(text, @"^\s*(using\b|private readonly\b|///?)"))
        select line);

    [Fact]
    public static void Should_Give_The_Reason_Of_Every_Suppression() => Convention.Holds(
        "A suppression stands alone on its line, with its reason behind `//`.",
        Sources.SelectMany(path => Convention.Lines(path, Pragma.IsMatch)));

    [Theory]
    [InlineData(nameof(Unfinished), "// TO" + "DO: later", true)]
    [InlineData(nameof(Unfinished), "the todo list", false)]
    [InlineData(nameof(ThisMachine), "see /wo" + "rk/main", true)]
    [InlineData(nameof(ThisMachine), "/ho" + "me/ann/models", true)]
    [InlineData(nameof(ThisMachine), "https://example.org/work/", false)]
    [InlineData(nameof(ThisMachine), "~/wo" + "rk/", false)]
    [InlineData(nameof(Pragma), "#pra" + "gma warning disable CA1000", true)]
    [InlineData(nameof(Pragma), "#pra" + "gma warning disable CA1000 // the package names it so", false)]
    public static void Should_Object_To_What_It_Is_Meant_For(string rule, string line, bool objects)
    {
        // Given
        var regex = (Regex)typeof(WordingTests).GetField(
            rule, System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!.GetValue(null)!;

        // Then
        Assert.Equal(objects, regex.IsMatch(line));
    }
}
