using CompressionPipeline.Core;
using CompressionPipeline.Inference.Tokenization;
using TestKit;

namespace CompressionPipeline.Inference.Tests.Tokenization;

public sealed class T5TokenizerTests
{
    public sealed class TheOpenMethod
    {
        [Fact]
        public void Should_Follow_T5s_Ids()
        {
            // When
            var tokenizer = T5Tokenizer.Open(Asset.Path, vocabularySize: Asset.Pieces);

            // Then
            Assert.Equal((Asset.Pieces, 0, 1, 2), (tokenizer.PieceCount, tokenizer.PadId, tokenizer.EosId, tokenizer.UnkId));
        }

        [Fact]
        public void Should_Refuse_A_Model_With_Fewer_Embeddings_Than_Pieces()
        {
            // When
            var error = Assert.ThrowsAny<PipelineException>(() => T5Tokenizer.Open(Asset.Path, vocabularySize: 4000));

            // Then
            Assert.Contains("4096 pieces", error.Message, StringComparison.Ordinal);
            Assert.Contains("vocab_size is 4000", error.Message, StringComparison.Ordinal);
        }

        [Fact]
        public void Should_Name_A_File_That_Is_Not_There() =>
            Assert.Contains(
                "nowhere.model: it does not exist",
                Assert.ThrowsAny<PipelineException>(() => T5Tokenizer.Open("nowhere.model")).Message,
                StringComparison.Ordinal);

        [Fact]
        public void Should_Refuse_A_File_Cut_Off_Anywhere()
        {
            // Given
            using var folder = new TemporaryFolder();
            var (whole, path) = (File.ReadAllBytes(Asset.Path), folder.File("spiece.model"));

            var lengths = Enumerable.Range(0, 60).Select(i => (int)((long)i * whole.Length / 60));
            foreach (var length in lengths.Append(whole.Length - 1))
            {
                File.WriteAllBytes(path, whole[..length]);

                // When
                var error = Record.Exception(() => T5Tokenizer.Open(path));

                // Then
                Assert.StartsWith(path, Assert.IsType<PipelineException>(error).Message, StringComparison.Ordinal);
            }
        }

        [Theory]
        [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:0\n")]
        [InlineData("{\"model\": {\"type\": \"Unigram\"}}")]
        [InlineData("")]
        public void Should_Refuse_A_File_Of_Another_Kind(string text)
        {
            // Given
            using var folder = new TemporaryFolder();
            var path = folder.Write("spiece.model", text);

            // When
            var error = Assert.ThrowsAny<PipelineException>(() => T5Tokenizer.Open(path));

            // Then
            Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
        }

        [Theory]
        [InlineData("suffix", "treat_whitespace_as_suffix")]
        [InlineData("not-escaped", "escape_whitespaces=false")]
        [InlineData("bytes-missing", "<0x01>")]
        [InlineData("twice", "\u2581The")]
        [InlineData("several-spaces", "remove_extra_whitespaces")]
        [InlineData("no-number", "'<sep>' (id 4096)")]
        [InlineData("infinite", "'<sep>' (id 4096)")]
        public void Should_Refuse_What_It_Could_Not_Do_Right(string variant, string reason)
        {
            // Given
            using var folder = new TemporaryFolder();
            var path = folder.File("spiece.model");
            File.WriteAllBytes(path, AssetVariant.Bytes(variant));

            // When
            var error = Assert.ThrowsAny<PipelineException>(() => T5Tokenizer.Open(path));

            // Then
            Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
            Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        }

        [Fact]
        public void Should_Refuse_Or_Survive_A_Damaged_File()
        {
            // Given
            using var folder = new TemporaryFolder();
            var (whole, path) = (File.ReadAllBytes(Asset.Path), folder.File("spiece.model"));
            var random = new Random(1);

            for (var trial = 0; trial < 60; trial++)
            {
                var damaged = (byte[])whole.Clone();
                for (var i = 0; i < 20; i++)
                    damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
                File.WriteAllBytes(path, damaged);

                // When
                var error = Record.Exception(() => T5Tokenizer.Open(path).Encode("Gets a value: 日本 😀 ½ ﬁ e\u0301"));

                // Then
                Assert.True(error is null or PipelineException, error?.ToString());
            }
        }
    }

    public sealed class TheEncodeMethod
    {
        [Theory]
        [InlineData("")]
        [InlineData(" ")]
        [InlineData("\t\n")]
        public void Should_End_An_Empty_Text_Too(string text) => Assert.Equal([1], Asset.Tokenizer.Encode(text));

        [Fact]
        public void Should_Keep_The_End_Of_Sequence_Where_It_Cuts()
        {
            // Given
            var whole = Asset.Tokenizer.Encode("Gets the number of elements.");

            // When
            var cut = Asset.Tokenizer.Encode("Gets the number of elements.", maxLength: 4);

            // Then
            Assert.Equal([.. whole[..3], 1], cut);
            Assert.Equal([1], Asset.Tokenizer.Encode("Gets", maxLength: 1));
            Assert.Equal(whole, Asset.Tokenizer.Encode("Gets the number of elements.", maxLength: whole.Length));
        }

        [Fact]
        public void Should_Make_One_Unknown_Of_A_Run_Of_Them() =>
            Assert.Single(Asset.Tokenizer.Encode("ქართული"), id => id == 2);

        [Fact]
        public void Should_Take_Half_A_Character_As_The_Replacement_Character() =>
            Assert.Equal(Asset.Tokenizer.Encode("a\uFFFDb\uFFFD"), Asset.Tokenizer.Encode("a\uD800b\uDC00"));

        [Fact]
        public void Should_Take_Special_Tokens_In_Text_As_Text() =>
            Assert.Single(Asset.Tokenizer.Encode("a</s><pad>"), id => id is 0 or 1);

        [Fact]
        public void Should_Refuse_A_Length_Without_Room_For_The_End() =>
            Assert.Throws<ArgumentOutOfRangeException>(() => Asset.Tokenizer.Encode("a", maxLength: 0));

        [Fact]
        public async Task Should_Serve_Many_Threads()
        {
            // Given
            var texts = Enumerable.Range(0, 200).Select(i => $"method Number{i} of Class{i % 7}.").ToArray();
            var expected = texts.Select(text => Asset.Tokenizer.Encode(text)).ToArray();

            // When
            var actual = await Task.WhenAll(texts.Select(text => Task.Run(() => Asset.Tokenizer.Encode(text))));

            // Then
            Assert.Equal(expected, actual);
        }
    }

    public sealed class TheDecodeMethod
    {
        [Fact]
        public void Should_Leave_Out_Padding_Ends_And_Sentinels()
        {
            var ids = Asset.Tokenizer.Encode("Gets the value.");
            Assert.Equal("Gets the value.", Asset.Tokenizer.Decode([0, .. ids, 0, 0, 4096, 32099, -1]));
        }

        [Fact]
        public void Should_Show_What_Is_Unknown() =>
            Assert.Equal("a \u2047 b", Asset.Tokenizer.Decode(Asset.Tokenizer.Encode("a ☃ b")).Replace("  ", " "));
    }
}
