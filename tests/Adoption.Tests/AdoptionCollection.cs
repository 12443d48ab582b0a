namespace Adoption.Tests;

/// <summary>One adopter for all tests: packing and installing are most of the time.</summary>
[CollectionDefinition(Name)]
public sealed class AdoptionCollection : ICollectionFixture<Adopter>
{
    public const string Name = "adoption";
}
