using CompressionPipeline.Inference.Tokenization;

namespace CompressionPipeline.Inference.Tests;

public static partial class SummarizerTests
{
    private const string Text = "Reads a line of characters from the stream and returns the data as a string.";

    public sealed class TheSummarizeMethod(TextExport export) : IClassFixture<TextExport>
    {
        [Fact]
        public void Should_Do_What_The_Pipeline_Scores()
        {
            // Given
            using var session = Seq2SeqSession.Open(export.Folder, TinyExport.Processor);
            var tokenizer = T5Tokenizer.Open(export.File("spiece.model"));
            var source = tokenizer.Encode(TextExport.Prefix + Text, TextExport.MaxSourceTokens);
            var expected = tokenizer.Decode(session.Generate([source], new() { MaxNewTokens = TextExport.MaxNewTokens }).Ids[0]);
            using var summarizer = export.Load();

            // When
            var summary = summarizer.Summarize(Text);

            // Then
            Assert.NotEmpty(summary);
            Assert.Equal(expected, summary);
        }

        [Theory]
        [InlineData(""), InlineData(" \n\t")]
        public void Should_Give_Nothing_For_Nothing(string text)
        {
            // Given
            using var summarizer = export.Load();

            // Then
            Assert.Equal("", summarizer.Summarize(text));
        }

        [Fact]
        public void Should_Read_The_Beginning_Of_A_Text_That_Is_Too_Long()
        {
            // Given
            using var summarizer = export.Load();
            var text = string.Concat(Enumerable.Repeat(Text + " ", 10_000));

            // Then
            Assert.Equal(summarizer.Summarize(Text + " " + Text + " " + Text), summarizer.Summarize(text));
        }

        [Fact]
        public void Should_Keep_The_Order_Of_Many_Texts()
        {
            // Given
            using var summarizer = export.Load(new() { BatchSize = 2 });
            var expected = TextExport.Texts.Select(text => summarizer.Summarize(text)).ToList();

            // When
            var summaries = summarizer.Summarize(TextExport.Texts);

            // Then
            Assert.Equal(expected, summaries);
        }

        [Fact]
        public void Should_Obey_Options_Before_The_Export()
        {
            // Given
            using var plain = export.Load();
            using var shorter = export.Load(new() { MaxNewTokens = 3 });
            using var other = export.Load(new() { Prefix = "translate: " });
            using var beams = export.Load(new() { Beams = 3, LengthPenalty = 2, MinNewTokens = 5 });

            // Then
            Assert.StartsWith(shorter.Summarize(Text), plain.Summarize(Text), StringComparison.Ordinal);
            Assert.True(shorter.Summarize(Text).Length < plain.Summarize(Text).Length);
            Assert.NotEqual(plain.Summarize(Text), other.Summarize(Text));
            Assert.NotEmpty(beams.Summarize(Text));
        }

        [Fact]
        public void Should_Give_Many_Threads_What_It_Gives_One()
        {
            // Given
            using var summarizer = export.Load();
            var expected = TextExport.Texts.Select(text => summarizer.Summarize(text)).ToList();

            // When
            var found = new string[200];
            var threads = Enumerable.Range(0, 8).Select(first => new Thread(() =>
            {
                for (var index = first; index < found.Length; index += 8)
                    found[index] = summarizer.Summarize(TextExport.Texts[index % TextExport.Texts.Count]);
            })).ToList();
            threads.ForEach(thread => thread.Start());
            threads.ForEach(thread => thread.Join());

            // Then
            Assert.Equal(found.Select((_, index) => expected[index % expected.Count]), found);
        }

        [Fact]
        public void Should_Search_With_More_Beams_Than_There_Are_Pieces()
        {
            // Given
            using var summarizer = export.Load(new() { Beams = 5000, MaxNewTokens = 2 });

            // Then
            Assert.NotEmpty(summarizer.Summarize(Text));
        }

        [Fact]
        public void Should_Refuse_Text_That_Is_None()
        {
            // Given
            using var summarizer = export.Load();

            // Then
            Assert.Throws<ArgumentNullException>(() => summarizer.Summarize([Text, null!]));
            Assert.Empty(summarizer.Summarize([]));
        }

        [Fact]
        public void Should_Stop_When_It_Is_Cancelled()
        {
            // Given
            using var summarizer = export.Load();

            // Then
            Assert.ThrowsAny<OperationCanceledException>(() => summarizer.Summarize(Text, new CancellationToken(canceled: true)));
        }
    }

    public sealed class TheStreamAsyncMethod(TextExport export) : IClassFixture<TextExport>
    {
        [Theory]
        [InlineData(1), InlineData(3)]
        public async Task Should_Add_Up_To_The_Summary(int beams)
        {
            // Given
            using var summarizer = export.Load(new() { Beams = beams });

            foreach (var text in TextExport.Texts)
            {
                // When
                var pieces = await summarizer.StreamAsync(text).ToListAsync();

                // Then
                Assert.Equal(summarizer.Summarize(text), string.Concat(pieces));
                Assert.DoesNotContain("", pieces);
            }
        }

        [Fact]
        public async Task Should_Give_Greedy_Texts_In_More_Than_One_Piece()
        {
            // Given
            using var summarizer = export.Load();

            // When
            var pieces = await summarizer.StreamAsync(Text).ToListAsync();

            // Then
            Assert.InRange(pieces.Count, 2, TextExport.MaxNewTokens);
        }

        [Fact]
        public async Task Should_Stop_When_It_Is_Cancelled()
        {
            // Given
            using var summarizer = export.Load();
            using var stop = new CancellationTokenSource();
            await using var pieces = summarizer.StreamAsync(Text, stop.Token).GetAsyncEnumerator();
            Assert.True(await pieces.MoveNextAsync());

            // When
            await stop.CancelAsync();

            // Then
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            {
                while (await pieces.MoveNextAsync())
                    continue;
            });
        }

        [Fact]
        public async Task Should_Leave_The_Summarizer_Whole_When_Reading_Stops_Early()
        {
            // Given
            using var summarizer = export.Load();
            var expected = summarizer.Summarize(Text);

            // When
            await foreach (var _ in summarizer.StreamAsync(Text))
                break;

            // Then
            Assert.Equal(expected, summarizer.Summarize(Text));
        }
    }

    public sealed class TheDisposeMethod(TextExport export) : IClassFixture<TextExport>
    {
        [Fact]
        public async Task Should_Let_Running_Calls_End_And_Refuse_Later_Ones()
        {
            // Given
            var summarizer = export.Load();
            var expected = summarizer.Summarize(Text);
            await using var pieces = summarizer.StreamAsync(Text).GetAsyncEnumerator();
            Assert.True(await pieces.MoveNextAsync());

            // When
            summarizer.Dispose();
            summarizer.Dispose();

            // Then
            var text = pieces.Current;
            while (await pieces.MoveNextAsync())
                text += pieces.Current;
            Assert.Equal(expected, text);
            Assert.Throws<ObjectDisposedException>(() => summarizer.Summarize(Text));
        }
    }
}
