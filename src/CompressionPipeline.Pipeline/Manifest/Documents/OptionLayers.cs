using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Manifest.Binding;
using CompressionPipeline.Pipeline.Manifest.Yaml;

namespace CompressionPipeline.Pipeline.Manifest.Documents;

/// <summary>Configuration flows one way: option defaults → recipe → entry → command line → frozen.</summary>
internal sealed class OptionLayers(Vocabulary vocabulary, ManifestFolder folder, Errors errors)
{
    private const string Device = "device";

    /// <summary>Every stage's options in full.</summary>
    public IReadOnlyDictionary<string, JsonObject> Merge(YamlMapping entry, JsonObject json, RecipeDocument recipe, YamlMapping arguments) =>
        vocabulary.Stages.ToDictionary(stage => stage.Key, stage => Merge(stage.Key, entry, json, recipe, arguments));

    private JsonObject Merge(string stage, YamlMapping entry, JsonObject json, RecipeDocument recipe, YamlMapping arguments)
    {
        var type = vocabulary.Types[stage];
        var options = OptionsJson.Write(Activator.CreateInstance(type)!);
        Lay(options, recipe.Sections[stage] as JsonObject);
        var hasDevice = options.ContainsKey(Device) && json[Device] is not null;
        if (hasDevice && entry[Device] is not null)
            options[Device] = json[Device]!.DeepClone();
        Lay(options, json[stage] as JsonObject);
        if (hasDevice && arguments[Device] is not null && (arguments[stage] as YamlMapping)?[Device] is null)
            options[Device] = json[Device]!.DeepClone();

        FindFiles(stage, options, entry, recipe.Node[stage] as YamlMapping);
        var frozen = options.Deserialize(type, OptionsJson.Settings)!;
        Check(stage, frozen, options, entry, recipe.Node[stage] as YamlMapping);
        return OptionsJson.Write(frozen);
    }

    private static void Lay(JsonObject under, JsonObject? over)
    {
        foreach (var (key, value) in over ?? [])
        {
            if (value is JsonObject mapping && under[key] is JsonObject known)
                Lay(known, mapping);
            else
                under[key] = value?.DeepClone();
        }
    }

    private void FindFiles(string stage, JsonObject options, YamlMapping entry, YamlMapping? recipe)
    {
        foreach (var key in vocabulary.Stages[stage].Members.Where(member => member.NamesFiles).Select(member => member.Key))
        {
            var written = (entry[stage] as YamlMapping)?[key] ?? recipe?[key];
            foreach (var node in written is YamlSequence list ? list.Items : written is null ? [] : [written])
                folder.File(node, "file");
            if (options[key] is JsonArray names)
                options[key] = new JsonArray([.. names.Select(name => (JsonNode)folder.Absolute(name!.GetValue<string>()))]);
            else if (options[key]?.GetValue<string>() is { Length: > 0 } name)
                options[key] = folder.Absolute(name);
        }
    }

    private void Check(string stage, object frozen, JsonObject options, YamlMapping entry, YamlMapping? recipe)
    {
        var path = $"{entry.Path}.{stage}";
        var own = entry[stage] as YamlMapping;
        foreach (var member in vocabulary.Stages[stage].Members.Where(member => member.Required))
        {
            var written = own?[member.Key] ?? recipe?[member.Key];
            if (written is null && options[member.Key]?.ToString() is null or "")
                errors.Add(own?.Location ?? entry.Location, $"{path}.{member.Key}", $"missing; {member.Description}");
        }
        if (frozen is not IValidatableObject validatable)
            return;
        foreach (var result in validatable.Validate(new ValidationContext(frozen)))
        {
            var key = result.MemberNames.Select(JsonNamingPolicy.KebabCaseLower.ConvertName).FirstOrDefault();
            var written = key is null ? own : own?[key] ?? recipe?[key];
            errors.Add(written?.Location ?? own?.Location ?? entry.Location, written?.Path ?? (key is null ? path : $"{path}.{key}"), result.ErrorMessage ?? "not valid");
        }
    }
}
