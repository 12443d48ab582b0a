using CompressionPipeline.GitHub.Comments;

namespace CompressionPipeline.GitHub.Tests.Comments;

public static class CommentMarkTests
{
    public sealed class TheOfMethod
    {
        [Theory]
        [InlineData("models.yaml")]
        [InlineData("nlp/summaries/models.yaml")]
        [InlineData("evil --> <script>")]
        [InlineData("a--b")]
        [InlineData("")]
        [InlineData("Ünï")]
        public void Should_Read_What_Was_Written(string key)
        {
            // Given
            var mark = new CommentMark(key, new(12_345_678_901, 3));

            // Then
            Assert.Equal(mark, CommentMark.Of(mark + "\ntext"));
            Assert.Equal(mark, CommentMark.Of(mark + "\r\ntext"));
            Assert.DoesNotContain("--", mark.ToString()[4..^3]);
        }

        [Theory]
        [InlineData(null)]
        [InlineData("")]
        [InlineData("text")]
        [InlineData(" <!-- compression-pipeline: comment=models.yaml run=1 attempt=1 -->")]
        [InlineData("> <!-- compression-pipeline: comment=models.yaml run=1 attempt=1 -->\n")]
        [InlineData("<!-- compression-pipeline: comment=models.yaml run=99999999999999999999 attempt=1 -->")]
        [InlineData("<!-- compression-pipeline: comment=models.yaml run=1 attempt=1 --> more")]
        public void Should_Take_Nothing_Else_For_A_Mark(string? body)
        {
            // Then
            Assert.Null(CommentMark.Of(body));
        }
    }

    public sealed class RunOrders
    {
        [Fact]
        public void Should_Compare_By_Id_Then_By_Attempt()
        {
            // Then
            Assert.True(new RunOrder(2, 1).CompareTo(new RunOrder(1, 9)) > 0);
            Assert.True(new RunOrder(2, 1).CompareTo(new RunOrder(2, 2)) < 0);
        }
    }
}
