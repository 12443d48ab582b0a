using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Manifest.Binding;
using CompressionPipeline.Pipeline.Manifest.Shapes;
using CompressionPipeline.Pipeline.Manifest.Yaml;

namespace CompressionPipeline.Pipeline.Manifest.Reading;

/// <summary>What a recipe says of a step, or of a stage that is no step.</summary>
internal sealed record RecipeSection(string Name, IStage Stage, YamlMapping? Node, JsonObject Json);

// A recipe as it is written and as it fits; without one, or with a broken one, every stage has a section of its own name.
internal sealed record RecipeDocument(
    YamlMapping? Node,
    bool Whole,
    IReadOnlyList<RecipeStep> Shared,
    IReadOnlyList<RecipeStep> PerVariant,
    IReadOnlyList<RecipeSection> Sections)
{
    /// <summary>What a variant may say something of: what is made of it alone.</summary>
    public IEnumerable<RecipeSection> OfVariants => Sections.Where(section => section.Stage.Kind switch
    {
        StageKind.Step => Shared.All(step => step.Name != section.Name),
        StageKind.Package or StageKind.Measurement or StageKind.Comparison => true,
        _ => false,
    });
}

/// <summary>Reads each recipe once, however many entries follow it.</summary>
internal sealed class RecipeReader(Vocabulary vocabulary, ManifestFolder folder, Errors errors)
{
    private readonly OrderedDictionary<string, RecipeDocument> recipes = [];

    /// <summary>The recipes read, in order, as errors show them.</summary>
    public IEnumerable<string> Files => recipes.Keys.Select(folder.Shown);

    public RecipeDocument Read(string? path)
    {
        if (path is null)
            return Nothing;
        if (recipes.TryGetValue(path, out var known))
            return known;
        recipes[path] = Nothing;
        if (YamlFile.Read(path, folder.Shown(path), errors) is { } root
            && !VersionOne.Refuse(root, VersionOne.Recipe, errors))
            recipes[path] = Read(root as YamlMapping, new Binder(errors).Bind(root, vocabulary.Recipe));
        return recipes[path];
    }

    private RecipeDocument Nothing => new(
        null, Whole: false, [], [],
        [.. vocabulary.Stages.Values.Select(stage => new RecipeSection(stage.Name, stage, null, []))]);

    private RecipeDocument Read(YamlMapping? recipe, JsonObject json)
    {
        if (recipe is null)
            return Nothing;
        var steps = new List<RecipeSection>();
        var whole = true;
        var shared = Part(Vocabulary.Shared);
        whole &= recipe[Vocabulary.Shared] is YamlSequence list && Begins(list, steps.FirstOrDefault());
        var perVariant = Part(Vocabulary.Variant);
        var others = vocabulary.Stages.Values.Where(stage => stage.Kind != StageKind.Step)
            .Select(stage => new RecipeSection(
                stage.Name, stage, recipe[stage.Name] as YamlMapping, json[stage.Name] as JsonObject ?? []))
            .ToLookup(section => section.Stage.Kind == StageKind.Source);
        return new(recipe, whole, shared, perVariant, [.. others[true], .. steps, .. others[false]]);

        List<RecipeStep> Part(string part)
        {
            var named = new List<RecipeStep>();
            foreach (var item in (recipe[part] as YamlSequence)?.Items ?? [])
            {
                if (Step(item, steps) is { } step)
                {
                    steps.Add(step);
                    named.Add(new(step.Name, step.Stage.Name));
                }
                else
                {
                    whole = false;
                }
            }
            return named;
        }
    }

    private RecipeSection? Step(YamlNode item, IReadOnlyList<RecipeSection> before)
    {
        var (name, value) = item switch
        {
            YamlScalar { IsNull: false } bare => (bare, null),
            YamlMapping { Entries: [{ Key: var key, Value: YamlScalar { IsNull: true } }] } => (key, null),
            YamlMapping { Entries: [{ Key: var key, Value: YamlMapping mapping }] } => (key, mapping),
            _ => ((YamlScalar?)null, (YamlMapping?)null),
        };
        if (name is null)
        {
            errors.Add(item.Location, item.Path, "expected a step: a mapping of one name to its options");
            return null;
        }
        var error = NameError(name, before);
        if (error is not null)
            errors.Add(name.Location, name.Path, error);
        if (StageOf(name, value?[Vocabulary.Stage]) is not { } stage || error is not null)
            return null;
        var own = value?.Entries.Where(entry => entry.Key.Text != Vocabulary.Stage) ?? [];
        var options = value is null ? null : value with { Entries = [.. own] };
        var json = options is null ? [] : new Binder(errors).Bind(options, vocabulary.OptionsOf(stage.Name).Partial());
        return new(name.Text, stage, options, json);
    }

    // The options of all steps and stages stand side by side in an entry, together with its own keys.
    private string? NameError(YamlScalar key, IReadOnlyList<RecipeSection> before) =>
        CoreSchema.KeyError(key) is { } error ? error
        : !EntryName.IsValid(key.Text) ? $"this name must be {EntryName.Meaning}"
        : before.Any(step => step.Name == key.Text)
            ? $"a step before this one is called '{key.Text}'; give this one another name, and say its stage: {key.Text}"
        : vocabulary.Stages.TryGetValue(key.Text, out var stage) && stage.Kind != StageKind.Step
            ? $"'{key.Text}' is no step: it follows by itself, and its options stand in a section beside '{Vocabulary.Shared}'"
        : vocabulary.Own.Members.Any(own => own.Key == key.Text) || key.Text is Vocabulary.Variants or Vocabulary.Sweep
            ? $"'{key.Text}' is a key of a manifest's entry; give this step another name"
        : null;

    private IStage? StageOf(YamlScalar name, YamlNode? said)
    {
        var (place, stage) = said is YamlScalar { IsNull: false } scalar ? (scalar, scalar.Text) : (name, name.Text);
        if (vocabulary.Stages.TryGetValue(stage, out var found) && found.Kind == StageKind.Step)
            return found;
        var steps = vocabulary.Stages.Values.Where(known => known.Kind == StageKind.Step).Select(known => known.Name).ToList();
        if (found is null || said is not null)
        {
            errors.Add(place.Location, place.Path, said is null
                ? $"no stage is called '{stage}'; say what does this step, stage: with one of {string.Join(", ", steps)}"
                : $"no step can be of the stage '{stage}'; {NearestKey.Hint(stage, steps)}");
        }
        return null;
    }

    // Where init says the first weights, a first step that needs a model takes them.
    private bool Begins(YamlSequence list, RecipeSection? first)
    {
        var error =
            list.Items.Count == 0 ? "at least one step must be given; the last one makes the baseline"
            : first is null || !first.Stage.Inputs.Contains(Roles.Model) ? null
            : ShapeOf.FromPlan(first.Stage.OptionsType).Contains(Vocabulary.Init) ? null
            : $"{first.Stage.Name} cannot be the first step: it needs the model of a step before it";
        var place = list.Items.Count == 0 ? list : list.Items[0];
        if (error is not null)
            errors.Add(place.Location, place.Path, error);
        return error is null;
    }
}
