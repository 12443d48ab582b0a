using System.Text;
using CompressionPipeline.Inference.Tokenization;
using TestKit;

namespace CompressionPipeline.Inference.Tests.Tokenization;

public static class LongTextTests
{
    private static readonly int[] Lengths = [1, 2, 7, 48, 300];

    [Fact]
    public static void Should_Begin_As_The_Whole_Text_Does_Whatever_Length_Is_Asked_For()
    {
        // Given
        var random = new Random(1);
        var tokenizer = T5Tokenizer.Open(Asset.Path);
        string[] parts =
        [
            "the ", "List of ", "  ", "\n", "initialization", "System.Threading", "x", "\u6DF1\u5733", "\U0001F44D", "e\u0301",
            "\uFDFA", "\u200B", ".", "0123", "aaaaaaaaaaaaaaaaaaaa", "\t\t\t",
        ];
        var texts = Enumerable.Range(0, 40).Select(_ => Text(random, parts)).ToList();

        foreach (var text in texts)
        {
            var whole = tokenizer.Encode(text);
            foreach (var length in Lengths.Where(length => length < whole.Length))
            {
                // When
                var begun = tokenizer.Encode(text, length);

                // Then
                Assert.Equal([.. whole[..(length - 1)], tokenizer.EosId], begun);
            }
        }
    }

    [Theory]
    [InlineData("Gets the item of the list. ")]
    [InlineData("wordwithoutanyspace")]
    public static void Should_Read_No_More_Of_A_Text_Than_The_Ids_Need(string words)
    {
        // Given
        var tokenizer = T5Tokenizer.Open(Asset.Path);
        var text = new StringBuilder().Insert(0, words, 1_000_000 / words.Length).ToString();
        tokenizer.Encode(words, 48);
        var before = GC.GetAllocatedBytesForCurrentThread();

        // When
        var ids = tokenizer.Encode(text, 48);

        // Then
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
        Assert.InRange(ids.Length, 1, 48);
    }

    [InputCaseTheory]
    [InlineData("zero-rouge-passes", "zh.model")]
    public static void Should_Begin_As_The_Whole_Text_Does_By_The_Model_Of_A_Case(string folder, string file)
    {
        // Given
        var tokenizer = T5Tokenizer.Open(InputCase.Path(folder, file));
        var text = File.ReadAllText(InputCase.Path(folder, "zh.jsonl"))[..5_000];

        // When
        var (whole, begun) = (tokenizer.Encode(text), tokenizer.Encode(text, 40));

        // Then
        Assert.Equal([.. whole[..39], tokenizer.EosId], begun);
    }

    private static string Text(Random random, string[] parts) =>
        string.Concat(Enumerable.Range(0, random.Next(200, 2_000)).Select(_ => parts[random.Next(parts.Length)]));
}
