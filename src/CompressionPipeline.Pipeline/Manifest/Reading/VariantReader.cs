using System.Text.Json;
using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Manifest.Yaml;

namespace CompressionPipeline.Pipeline.Manifest.Reading;

/// <summary>A variant as it is written, by name or as a point of a sweep: a mapping of steps and stages to options.</summary>
internal sealed record WrittenVariant(string Name, YamlMapping Node, SourceLocation Location, string Path);

// Variants and the points of a sweep → the options in which each differs; and what is wrong with them together.
internal sealed class VariantReader(
    RecipeDocument recipe, OptionLayers layers, IReadOnlyDictionary<string, JsonObject> options, ModelShape start, Errors errors)
{
    /// <summary>More is probably a mistake: each is trained, exported, scored and timed.</summary>
    public const int Most = 256;

    public IReadOnlyList<Variant> Read(YamlMapping entry, YamlNode? sweep, IReadOnlyList<WrittenVariant> points)
    {
        var named = (entry[Vocabulary.Variants] as YamlMapping)?.Entries ?? [];
        List<WrittenVariant> written =
        [
            .. named.Where(one => one.Value is YamlMapping)
                .Select(one => new WrittenVariant(one.Key.Text, (YamlMapping)one.Value, one.Value.Location, one.Key.Path)),
            .. points,
        ];
        foreach (var (key, _) in named)
            CheckName(key);
        if (sweep is null && entry[Vocabulary.Variants] is null or YamlMapping { Entries.Count: 0 })
        {
            errors.Add(entry[Vocabulary.Variants]?.Location ?? entry.Location, $"{entry.Path}.{Vocabulary.Variants}",
                "missing; give at least one of 'variants', or a 'sweep' here or in the recipe");
        }
        if (written.Count > Most)
            errors.Add(written[Most].Location, written[Most].Path,
                $"these are {written.Count} variants; at most {Most} are possible");
        foreach (var point in points.Where(point => !EntryName.IsValid(point.Name)))
            errors.Add(point.Location, point.Path,
                $"this makes a variant called '{point.Name}', and a name must be {EntryName.Meaning}; name it under 'variants'");
        var variants = new List<(WrittenVariant Written, Variant Variant, bool Fits)>();
        foreach (var one in written.Take(Most))
        {
            var before = errors.Count;
            var (variant, fits) = (Read(one), errors.Count == before);
            variants.Add((one, variant with { HasBaselineCheckpoint = fits && HasBaselineCheckpoint(variant) }, fits));
        }
        if (recipe.Whole)
            Compare([.. variants.Where(variant => variant.Fits).Select(variant => (variant.Written, variant.Variant))]);
        return [.. variants.Select(variant => variant.Variant)];
    }

    private Variant Read(WrittenVariant written)
    {
        var own = new Dictionary<string, JsonObject>();
        foreach (var (key, value) in written.Node.Entries)
        {
            if (recipe.OfVariants.FirstOrDefault(section => section.Name == key.Text) is not { } section)
                RefuseSection(key);
            else if (value is YamlMapping mapping)
                own[section.Name] = layers.Merge(section, mapping);
            else if (value is not YamlScalar { IsNull: true })
                errors.Add(value.Location, value.Path, $"expected a mapping, not {value.Kind}");
        }
        return new Variant { Name = written.Name, Options = own, Location = written.Location };
    }

    private void RefuseSection(YamlScalar key)
    {
        if (!recipe.Whole)
            return;
        var valid = recipe.OfVariants.Select(section => section.Name).ToList();
        errors.Add(key.Location, key.Path, recipe.Sections.Any(section => section.Name == key.Text)
            ? $"'{key.Text}' runs once for all variants, which may differ in {string.Join(", ", valid)}"
            : $"unknown key; {NearestKey.Hint(key.Text, valid)}");
    }

    private void CheckName(YamlScalar key)
    {
        if (key.Text == Roles.Baseline)
            errors.Add(key.Location, key.Path,
                $"'{key.Text}' is the unpruned model, which is always there; give this variant another name");
        if (recipe.Sections.Any(section => section.Name == key.Text && section.Stage.Kind == StageKind.Source))
            errors.Add(key.Location, key.Path, $"'{key.Text}' is what every variant is made of; give this variant another name");
    }

    private void Compare(IReadOnlyList<(WrittenVariant Written, Variant Variant)> variants)
    {
        var names = new Dictionary<string, Variant>();
        var made = new Dictionary<string, Variant>();
        foreach (var (written, variant) in variants)
        {
            if (!names.TryAdd(variant.Name, variant))
                Add($"'{variant.Name}' is there twice; {Place(names[variant.Name], variant)} has it too");
            else if (Steps(variant).Select(step => (step.Options as IReshapes)?.Misfit(WithSteps(variant)))
                .FirstOrDefault(error => error is not null) is { } misfit)
                Add($"'{variant.Name}' {misfit}");
            else if (variant.HasBaselineCheckpoint && variant.Options.Keys.All(IsStep))
                Add($"'{variant.Name}' leaves {start.Name} as it is: it is the {Roles.Baseline}");
            else if (Made(variant) is var outcome && !made.TryAdd(outcome, variant))
                Add($"'{variant.Name}' makes the same as '{made[outcome].Name}' in {Place(made[outcome], variant)}; keep one");

            void Add(string message) => errors.Add(written.Location, written.Path, message);
        }
    }

    private ModelShape WithSteps(Variant variant) => start with
    {
        Steps =
        [
            .. from section in recipe.Sections
               where recipe.Shared.Any(step => step.Name == section.Name)
               select options[section.Name].Deserialize(section.Stage.OptionsType, OptionsJson.Settings)!,
            .. Steps(variant).Select(step => step.Options),
        ],
    };

    // Where nothing is removed, a step of a stage that the baseline went through as well only repeats it.
    private bool HasBaselineCheckpoint(Variant variant)
    {
        var steps = Steps(variant).ToLookup(step => step.Options is IReshapes);
        return recipe.Whole
            && variant.Options.Keys.Where(IsStep).All(name => steps[true].Any(step => step.Section.Name == name))
            && (steps[true].Any() || recipe.PerVariant.Count == 0)
            && steps[true].All(step => ((IReshapes)step.Options).Outcome(start) is null)
            && steps[false].All(step => recipe.Shared.Any(shared => shared.Stage == step.Section.Stage.Name));
    }

    private bool IsStep(string name) => recipe.OfVariants.Any(section =>
        section.Name == name && section.Stage.Kind == StageKind.Step);

    private IEnumerable<(RecipeSection Section, object Options)> Steps(Variant variant) =>
        from section in recipe.OfVariants
        where section.Stage.Kind == StageKind.Step
        select (section, OptionsOf(variant, section).Deserialize(section.Stage.OptionsType, OptionsJson.Settings)!);

    private string Made(Variant variant) =>
        string.Join('\n', recipe.OfVariants.Select(section =>
            OptionsOf(variant, section).Deserialize(section.Stage.OptionsType, OptionsJson.Settings) is IReshapes reshapes
                ? reshapes.Outcome(start)
                : OptionsJson.Canonical(OptionsOf(variant, section))).Prepend($"{variant.HasBaselineCheckpoint}"));

    private JsonObject OptionsOf(Variant variant, RecipeSection section) =>
        variant.Options.GetValueOrDefault(section.Name) ?? options[section.Name];

    private static string Place(Variant other, Variant here) =>
        other.Location.File == here.Location.File ? $"line {other.Location.Line}" : $"{other.Location}";
}
