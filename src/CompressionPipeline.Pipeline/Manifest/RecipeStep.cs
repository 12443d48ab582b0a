namespace CompressionPipeline.Pipeline.Manifest;

/// <summary>A step of a recipe.</summary>
/// <param name="Name">Its name, unique in the recipe: the key of its options and the last part of its ids.</param>
/// <param name="Stage">The stage that does it.</param>
public sealed record RecipeStep(string Name, string Stage);
