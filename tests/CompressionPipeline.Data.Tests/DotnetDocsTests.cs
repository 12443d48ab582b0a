using TestKit;

namespace CompressionPipeline.Data.Tests;

public sealed class DotnetDocsTests
{
    private const string Members = """
        <member name="M:System.Collections.BitArray.CopyTo(System.Array,System.Int32)">
          <summary>Copies the entire <see cref="T:System.Collections.BitArray" /> to an
            <see cref="T:System.Array">array</see>. It is <see langword="false" />-safe.</summary>
          <param name="array">The <paramref name="array" /> of <typeparamref name="T" />.</param>
          <exception cref="T:System.ArgumentNullException"><paramref name="array" /> is <see langword="null" />.</exception>
          <returns>The number of
            elements.</returns>
          <remarks>More.</remarks>
        </member>
        """;

    private static TemporaryFolder Documentation(params string[] files)
    {
        var folder = new TemporaryFolder();
        foreach (var (i, members) in files.Index())
            folder.Write($"{i}.xml",
                $"<?xml version=\"1.0\"?><doc><assembly><name>A</name></assembly><members>{members}</members></doc>");
        return folder;
    }

    private static string[] FilesOf(TemporaryFolder folder) => Directory.GetFiles(folder.Path);

    public sealed class TheReadMethod
    {
        [Fact]
        public void Should_Tell_The_Signature_First_Then_Returns_Parameters_Exceptions_And_Remarks()
        {
            // Given
            using var folder = Documentation(Members);

            // When
            var example = Assert.Single(DotnetDocs.Read(FilesOf(folder)));

            // Then
            Assert.Equal(
                "method CopyTo(Array, Int32) of BitArray. Returns: The number of elements. array: The array of T. " +
                "Throws ArgumentNullException: array is null. More. Namespace: System.Collections.", example.Document);
            Assert.Equal("Copies the entire BitArray to an array.", example.Target);
            Assert.Equal(Core.Digest.OfText("M:System.Collections.BitArray.CopyTo(System.Array,System.Int32)").Hex[..16],
                example.Id);
        }

        [Fact]
        public void Should_Keep_One_Pair_For_Each_Summary_Whatever_Its_Case()
        {
            // Given
            using var folder = Documentation(
                "<member name='M:N.B.Run'><summary>Runs the thing.</summary><returns>It.</returns></member>",
                "<member name='M:N.A.Run'><summary>runs the THING.</summary><returns>It.</returns></member>");

            // When
            var forward = DotnetDocs.Read(FilesOf(folder));
            var backward = DotnetDocs.Read([.. FilesOf(folder).Reverse()]);

            // Then
            Assert.Equal("method Run() of A. Returns: It. Namespace: N.", Assert.Single(forward).Document);
            Assert.Equal(forward, backward);
        }

        [Fact]
        public void Should_Prefer_The_Member_That_Says_More_Than_Its_Name()
        {
            // Given
            using var folder = Documentation("""
                <member name='P:N.A.Size'><summary>Gets the size.</summary></member>
                <member name='P:N.Z.Size'><summary>Gets the size.</summary><value>Bytes.</value></member>
                """);

            // When
            var example = Assert.Single(DotnetDocs.Read(FilesOf(folder)));

            // Then
            Assert.Equal("property Size of Z. Returns: Bytes. Namespace: N.", example.Document);
        }

        [Theory]
        [InlineData("<member name='F:N.Color.Red'><summary>The red colour.</summary></member>", "a bare field")]
        [InlineData("<member name='M:N.A.Run'><summary>Two words.</summary></member>", "a summary of two words")]
        [InlineData("<member name='M:N.A.Run'><returns>It.</returns></member>", "no summary")]
        [InlineData("<member name='M:N.A.Run'><summary> </summary></member>", "an empty summary")]
        [InlineData("<member name='M:System.Runtime.Intrinsics.Arm.Sve.Abs'><summary>svint8_t svabs(svint8_t "
            + "op)</summary></member>", "a C prototype")]
        [InlineData("<member><summary>Nobody knows whose.</summary></member>", "no name")]
        public void Should_Leave_Out(string member, string what)
        {
            // Given
            using var folder = Documentation(member);

            // When
            var examples = DotnetDocs.Read(FilesOf(folder));

            // Then
            Assert.True(examples.Count == 0, what);
        }

        [Fact]
        public void Should_Leave_Out_A_Sentence_Of_More_Than_Forty_Words()
        {
            // Given
            using var folder = Documentation(
                $"<member name='M:N.A.Run'><summary>{string.Join(' ', Enumerable.Repeat("word", 41))}</summary></member>");

            // When, Then
            Assert.Empty(DotnetDocs.Read(FilesOf(folder)));
        }

        [Fact]
        public void Should_Name_A_File_That_Is_No_Xml()
        {
            // Given
            using var folder = new TemporaryFolder();
            var path = folder.Write("broken.xml", "<doc><members><member name='M:A.B'>");

            // When
            var error = Assert.Throws<Core.PipelineException>(() => DotnetDocs.Read([path]));

            // Then
            Assert.Contains(path, error.Message, StringComparison.Ordinal);
        }
    }

    public sealed class TheFingerprintMethod
    {
        [Fact]
        public void Should_Depend_On_Contents_Alone()
        {
            // Given
            using var one = Documentation(Members, "");
            using var two = Documentation("", Members);
            using var other = Documentation(Members, "<member/>");

            // When, Then
            Assert.Equal(DotnetDocs.Fingerprint(FilesOf(one)), DotnetDocs.Fingerprint(FilesOf(two)));
            Assert.NotEqual(DotnetDocs.Fingerprint(FilesOf(one)), DotnetDocs.Fingerprint(FilesOf(other)));
        }
    }
}
