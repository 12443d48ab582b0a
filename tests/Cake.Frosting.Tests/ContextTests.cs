using Cake.Common;
using Cake.Core;
using Cake.Core.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting.Tests;

[Collection(ConsoleCollection.Name)]
public sealed class ContextTests
{
    [Collection(ConsoleCollection.Name)]
    public sealed class TheArguments
    {
        [Fact]
        public void Should_Hold_A_Bare_Switch_Without_A_Value() => Ask(context =>
        {
            // Then
            Assert.True(context.HasArgument("flag"));
            Assert.False(context.Argument("flag", false));
            Assert.False(context.HasArgument("other"));
        }, "--flag");

        [Fact]
        public void Should_Give_The_Last_Of_Several_Values_Or_All_Of_Them() => Ask(context =>
        {
            // Then
            Assert.Equal("b", context.Argument<string>("list"));
            Assert.Equal(["a", "b"], context.Arguments<string>("list"));
        }, "--list=a", "--list=b");

        [Theory]
        [InlineData("--lr", "0.5")]
        [InlineData("--lr=0.5")]
        public void Should_Convert_Numbers(params string[] args) => Ask(context =>
            Assert.Equal(0.5, context.Argument("lr", 0.0)), args);

        [Fact]
        public void Should_Name_A_Short_Switch_By_Its_Letter() => Ask(context =>
            Assert.Equal(5, context.Argument<int>("z")), "-z", "5");

        [Fact]
        public void Should_Read_What_Stands_After_Two_Dashes() => Ask(context =>
            Assert.Equal("3", context.Argument<string>("depth")), "--", "--depth=3");

        [Fact]
        public void Should_Contain_The_Target() => Ask(context =>
            Assert.Contains("target", context.Arguments.GetArguments().Keys));

        [Fact]
        public void Should_Say_That_A_Missing_One_Was_Not_Set() => Ask(context =>
        {
            var error = Assert.Throws<CakeException>(() => context.Argument<string>("size"));
            Assert.Equal("Argument 'size' was not set.", error.Message);
        });

        [Fact]
        public void Should_Refuse_What_Is_No_Number() => Ask(context =>
            Assert.Throws<ArgumentException>(() => context.Argument("size", 0)), "--size", "large");
    }

    [Collection(ConsoleCollection.Name)]
    public sealed class TheLog
    {
        [Fact]
        public void Should_Write_Errors_To_One_Stream_And_The_Rest_To_The_Other()
        {
            // Given
            var fixture = Fixture(context =>
            {
                context.Log.Information("one {0}", 1);
                context.Log.Warning("two");
                context.Log.Error("three");
                context.Log.Verbose("four");
            });

            // When
            fixture.Run();

            // Then
            Assert.Contains("one 1\ntwo\n", fixture.Output);
            Assert.Equal("three\n", fixture.Errors);
            Assert.DoesNotContain("four", fixture.Output);
        }

        [Theory]
        [InlineData("quiet")]
        [InlineData("Quiet")]
        public void Should_Keep_Only_Errors_When_Quiet(string verbosity)
        {
            // Given
            var fixture = Fixture(context =>
            {
                context.Log.Information("one");
                context.Log.Warning("two");
                context.Log.Error("three");
            });

            // When
            fixture.Run("--verbosity", verbosity);

            // Then
            Assert.DoesNotContain("one", fixture.Output);
            Assert.DoesNotContain("two", fixture.Output);
            Assert.Equal("three\n", fixture.Errors);
        }
    }

    private static CakeHostFixture Fixture(Action<ICakeContext> ask) => new CakeHostFixture().With<Question>()
        .Configure(host => host.ConfigureServices(services => services.AddSingleton(ask)));

    private static void Ask(Action<ICakeContext> ask, params string[] args)
    {
        Exception? wrong = null;
        var fixture = Fixture(context => wrong = Record.Exception(() => ask(context)));
        Assert.Equal(0, fixture.Run(args));
        if (wrong is not null)
            throw wrong;
    }

    [TaskName("Default")]
    internal sealed class Question(Action<ICakeContext> ask) : FrostingTask
    {
        public override void Run(ICakeContext context) => ask(context);
    }
}
