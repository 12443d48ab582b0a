namespace Cake.Frosting.Tests;

[Collection(ConsoleCollection.Name)]
public sealed class CakeHostTests
{
    private readonly CakeHostFixture fixture = new();

    [Collection(ConsoleCollection.Name)]
    public sealed class TheRunMethod
    {
        private readonly CakeHostFixture fixture = new();

        [Fact]
        public void Should_Run_The_Task_Default_Where_No_Target_Is_Named()
        {
            // Given
            fixture.With<DefaultTask>().With<Bake>();

            // When
            var code = fixture.Run();

            // Then
            Assert.Equal(0, code);
            Assert.Equal(["Default"], fixture.Journal.Entries);
        }

        [Theory]
        [InlineData("--target", "Ice")]
        [InlineData("--target=ice")]
        [InlineData("-t", "ICE")]
        public void Should_Run_Dependencies_First_And_Ignore_Case_In_The_Target(params string[] args)
        {
            // Given
            fixture.With<Ice>().With<Bake>();

            // When
            var code = fixture.Run(args);

            // Then
            Assert.Equal(0, code);
            Assert.Equal([nameof(Bake), nameof(Ice)], fixture.Journal.Entries);
        }

        [Fact]
        public void Should_Run_A_Shared_Dependency_Once()
        {
            // Given
            fixture.With<Serve>().With<Ice>().With<Bake>();

            // When
            fixture.Run("--target", "Serve");

            // Then
            Assert.Equal([nameof(Bake), nameof(Ice)], fixture.Journal.Entries);
        }

        [Fact]
        public void Should_Run_What_Says_It_Is_A_Dependee_First()
        {
            // Given
            fixture.With<Bake>().With<Preheat>();

            // When
            fixture.Run("--target", "Bake");

            // Then
            Assert.Equal([nameof(Preheat), nameof(Bake)], fixture.Journal.Entries);
        }

        [Fact]
        public void Should_Run_Several_Targets_In_Order()
        {
            // Given
            fixture.With<DefaultTask>().With<Bake>();

            // When
            var code = fixture.Run("--target", "Bake", "--target", "Default");

            // Then
            Assert.Equal(0, code);
            Assert.Equal([nameof(Bake), "Default"], fixture.Journal.Entries);
        }

        [Theory]
        [InlineData("--exclusive")]
        [InlineData("-e")]
        public void Should_Leave_Dependencies_Out_When_Exclusive(string exclusive)
        {
            // Given
            fixture.With<Ice>().With<Bake>();

            // When
            fixture.Run("--target", "Ice", exclusive);

            // Then
            Assert.Equal([nameof(Ice)], fixture.Journal.Entries);
        }

        [Fact]
        public void Should_Return_255_For_A_Target_That_Is_Not_There()
        {
            // Given
            fixture.With<Bake>();

            // When
            var code = fixture.Run("--target", "Fry");

            // Then
            Assert.Equal(255, code);
            Assert.Contains("The target 'Fry' was not found.", fixture.Errors);
        }

        [Fact]
        public void Should_Return_255_For_Tasks_In_A_Circle()
        {
            // Given
            fixture.With<Hen>().With<Egg>();

            // When
            var code = fixture.Run("--target", "Egg");

            // Then
            Assert.Equal(255, code);
        }

        [Fact]
        public void Should_Return_255_For_A_Missing_Dependency()
        {
            // Given
            fixture.With<Ice>();

            // When
            var code = fixture.Run("--target", "Ice");

            // Then
            Assert.Equal(255, code);
            Assert.Contains("Bake", fixture.Errors);
        }

        [Fact]
        public void Should_Return_255_For_A_Working_Folder_That_Is_Not_There()
        {
            // Given
            fixture.With<DefaultTask>();

            // When
            var code = fixture.Run("--working", "no-such-folder");

            // Then
            Assert.Equal(255, code);
            Assert.Empty(fixture.Journal.Entries);
        }

        [Theory]
        [InlineData("serve")]
        [InlineData("--size=")]
        public void Should_Return_255_For_A_Command_Line_It_Cannot_Read(string arg)
        {
            // Given
            fixture.With<DefaultTask>();

            // When
            var code = fixture.Run(arg);

            // Then
            Assert.Equal(255, code);
            Assert.Empty(fixture.Journal.Entries);
        }
    }

    [Fact]
    public void Should_Number_The_Tasks_Of_A_Dry_Run_And_Run_None()
    {
        // Given
        fixture.With<Ice>().With<Bake>();

        // When
        var code = fixture.Run("--target", "Ice", "--dryrun");

        // Then
        Assert.Equal(0, code);
        Assert.Empty(fixture.Journal.Entries);
        Assert.Contains("1. Bake", fixture.Output);
        Assert.Contains("2. Ice", fixture.Output);
    }

    [Fact]
    public void Should_Draw_The_Tree_Of_Tasks()
    {
        // Given
        fixture.With<Serve>().With<Ice>().With<Bake>();

        // When
        var code = fixture.Run("--tree");

        // Then
        Assert.Equal(0, code);
        Assert.Empty(fixture.Journal.Entries);
        Assert.Contains("Serve\n├─Bake\n└─Ice\n", fixture.Output);
    }

    [Fact]
    public void Should_List_Descriptions()
    {
        // Given
        fixture.With<DefaultTask>();

        // When
        var code = fixture.Run("--description");

        // Then
        Assert.Equal(0, code);
        Assert.Matches("Default +Does a little\\.", fixture.Output);
    }

    [Theory]
    [InlineData("--version")]
    [InlineData("--info")]
    [InlineData("--help")]
    [InlineData("-h")]
    public void Should_Answer_Questions_About_Itself_Without_Running_Anything(string question)
    {
        // Given
        fixture.With<DefaultTask>();

        // When
        var code = fixture.Run(question);

        // Then
        Assert.Equal(0, code);
        Assert.Empty(fixture.Journal.Entries);
    }

    [Fact]
    public void Should_End_With_A_Table_Of_Tasks_Durations_And_A_Total()
    {
        // Given
        fixture.With<Ice>().With<Bake>();

        // When
        fixture.Run("--target", "Ice");

        // Then
        Assert.Matches(@"Task +Duration[\s\S]*Bake +00:00:00[\s\S]*Ice +00:00:00[\s\S]*Total", fixture.Output);
    }
}
