using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Manifest.Binding;
using CompressionPipeline.Pipeline.Manifest.Yaml;

namespace CompressionPipeline.Pipeline.Manifest.Reading;

/// <summary>Configuration flows one way: option defaults → recipe → entry → variant → command line → frozen.</summary>
internal sealed class OptionLayers(
    Vocabulary vocabulary, ManifestFolder folder, YamlMapping entry, JsonObject json, YamlMapping arguments, Errors errors)
{
    private const string Device = "device";

    private sealed record Layer(YamlMapping? Node, JsonObject? Json);

    /// <summary>The options of a step or stage in full; for a variant, with what it says of them over the entry's.</summary>
    public JsonObject Merge(RecipeSection section, YamlMapping? variant = null)
    {
        List<Layer> layers =
        [
            new(section.Node, section.Json),
            OfDevice(entry),
            new(entry[section.Name] as YamlMapping, json[section.Name] as JsonObject),
            Bound(variant, section),
            OfDevice(arguments),
            Bound(arguments[section.Name] as YamlMapping, section),
        ];
        var options = OptionsJson.Write(Activator.CreateInstance(section.Stage.OptionsType)!);
        var known = options.ContainsKey(Device);
        foreach (var layer in layers.Where(layer => known || layer.Node is not null))
            Lay(options, layer.Json);

        var nodes = layers.Select(layer => layer.Node).OfType<YamlMapping>().Reverse().ToList();
        FindFiles(section.Stage.Name, options, nodes);
        var frozen = options.Deserialize(section.Stage.OptionsType, OptionsJson.Settings)!;
        Check(section, frozen, options, nodes, layers.Any(layer => HasRefused(layer, section)));
        return OptionsJson.Write(frozen);
    }

    // A value that was refused is an error already, and no layer.
    private Layer OfDevice(YamlMapping said) => new(null, said[Device] is not null && json[Device] is { } device
        ? new JsonObject { [Device] = device.DeepClone() }
        : null);

    private Layer Bound(YamlMapping? node, RecipeSection section) =>
        new(node, node is null ? null : new Binder(errors).Bind(node, vocabulary.OptionsOf(section.Stage.Name).Partial()));

    // An unknown key is none of the options, and leaves nothing open about the others.
    private bool HasRefused(Layer layer, RecipeSection section)
    {
        var known = vocabulary.OptionsOf(section.Stage.Name).Members.Select(member => member.Key);
        return layer.Node is { } node && known.Any(key => node[key] is not null && layer.Json?.ContainsKey(key) != true);
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

    private static YamlNode? Written(IReadOnlyList<YamlMapping> nodes, string key) =>
        nodes.Select(node => node[key]).FirstOrDefault(value => value is not null);

    private void FindFiles(string stage, JsonObject options, IReadOnlyList<YamlMapping> nodes)
    {
        foreach (var key in vocabulary.OptionsOf(stage).Members.Where(member => member.NamesFiles).Select(member => member.Key))
        {
            var written = Written(nodes, key);
            foreach (var node in written is YamlSequence list ? list.Items : written is null ? [] : [written])
                folder.File(node, "file", orPattern: written is YamlSequence);
            if (options[key] is JsonArray names)
                options[key] = new JsonArray([.. names.Select(name => (JsonNode)folder.Absolute(name!.GetValue<string>()))]);
            else if (options[key]?.GetValue<string>() is { Length: > 0 } name)
                options[key] = folder.Absolute(name);
        }
    }

    private void Check(RecipeSection section, object frozen, JsonObject options, List<YamlMapping> nodes, bool isPartial)
    {
        var path = $"{entry.Path}.{section.Name}";
        var nearest = nodes.Count > 0 ? nodes[0] : null;
        var place = nearest?.Location ?? entry.Location;
        foreach (var member in vocabulary.OptionsOf(section.Stage.Name).Members.Where(member => member.Required))
        {
            if (Written(nodes, member.Key) is null && options[member.Key]?.ToString() is null or "")
                errors.Add(place, $"{path}.{member.Key}", $"missing; {member.Description}");
        }
        // With a default in place of a refused value, valid options could be reported as errors.
        if (isPartial || frozen is not IValidatableObject validatable)
            return;
        foreach (var result in validatable.Validate(new ValidationContext(frozen)))
        {
            var key = result.MemberNames.Select(JsonNamingPolicy.KebabCaseLower.ConvertName).FirstOrDefault();
            var written = key is null ? nearest : Written(nodes, key);
            var at = written?.Path ?? (key is null ? path : $"{path}.{key}");
            errors.Add(written?.Location ?? place, at, result.ErrorMessage ?? "not valid");
        }
    }
}
