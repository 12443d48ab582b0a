using TestKit;

namespace CompressionPipeline.Core.Tests;

public static class DigestTests
{
    // FIPS 180-2, appendix B.1.
    private const string OfAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    public sealed class TheConstructor
    {
        [Theory]
        [InlineData("")]
        [InlineData("ba7816bf")]
        [InlineData("BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD")]
        [InlineData("ga7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
        public void Should_Refuse_What_Is_Not_64_Lower_Case_Hexadecimal_Characters(string hex)
        {
            // When
            var error = Assert.Throws<FormatException>(() => new Digest(hex));

            // Then
            Assert.Contains($"'{hex}'", error.Message, StringComparison.Ordinal);
            Assert.Null(Digest.Parse(hex));
            Assert.Equal(OfAbc, Digest.Parse(OfAbc)?.Hex);
        }

        [Fact]
        public void Should_Keep_The_Digest_Whole_And_Show_Its_Beginning()
        {
            // When
            var digest = new Digest(OfAbc);

            // Then
            Assert.Equal(OfAbc, digest.Hex);
            Assert.Equal("ba7816bf8f01", digest.Short);
            Assert.Equal(OfAbc, digest.ToString());
        }
    }

    public sealed class TheOfMethods
    {
        [Fact]
        public void Should_Agree_On_The_Same_Bytes()
        {
            // Given
            using var folder = new TemporaryFolder();
            var path = folder.Write("abc.txt", "abc");

            // Then
            Assert.Equal(OfAbc, Digest.OfText("abc").Hex);
            Assert.Equal(OfAbc, Digest.OfBytes("abc"u8).Hex);
            Assert.Equal(OfAbc, Digest.OfFile(path).Hex);
        }
    }

    public sealed class TheOfFolderMethod : IDisposable
    {
        private readonly TemporaryFolder here = new();
        private readonly TemporaryFolder there = new();

        public void Dispose()
        {
            here.Dispose();
            there.Dispose();
        }

        [Fact]
        public void Should_Not_Depend_On_Where_The_Folder_Is_Nor_On_The_Order_Of_Writing()
        {
            // Given
            here.Write("a.txt", "1");
            here.Write("b/c.txt", "2");
            there.Write("b/c.txt", "2");
            there.Write("a.txt", "1");

            // Then
            Assert.Equal(Digest.OfFolder(here.Path), Digest.OfFolder(there.Path));
        }

        [Theory]
        [InlineData("a.txt", "2")]
        [InlineData("b.txt", "1")]
        [InlineData("b/a.txt", "1")]
        public void Should_Change_With_A_Files_Bytes_Name_And_Folder(string name, string text)
        {
            // Given
            here.Write("a.txt", "1");
            there.Write(name, text);

            // Then
            Assert.NotEqual(Digest.OfFolder(here.Path), Digest.OfFolder(there.Path));
        }
    }
}
