using System.Text;
using Cake.Core;

namespace Cake.Frosting.Internal;

/// <summary>The tasks as <c>--tree</c> and <c>--description</c> show them.</summary>
internal static class TaskListing
{
    public static string Descriptions(TaskRegistry registry)
    {
        var width = Math.Max(29, registry.Tasks.Select(task => task.Name.Length).DefaultIfEmpty().Max()) + 1;
        var text = new StringBuilder();
        text.AppendLine();
        text.AppendLine("Task".PadRight(width) + "Description");
        text.Append('=', width + 50).AppendLine();
        foreach (var task in registry.Tasks)
            text.AppendLine(task.Name.PadRight(width) + task.Description);
        return text.ToString().TrimEnd('\n');
    }

    public static string Tree(TaskRegistry registry)
    {
        var text = new StringBuilder();
        text.AppendLine();
        var needed = registry.Tasks.SelectMany(registry.Before).ToHashSet();
        var top = registry.Tasks.Where(task => !needed.Contains(task))
            .OrderByDescending(task => string.Equals(task.Name, "Default", StringComparison.OrdinalIgnoreCase))
            .ThenBy(task => task.Name, StringComparer.OrdinalIgnoreCase);
        foreach (var task in top)
        {
            text.AppendLine(task.Name);
            Branches(registry, task, "", text);
            text.AppendLine();
        }
        return text.ToString().TrimEnd('\n');
    }

    private static void Branches(TaskRegistry registry, CakeTask task, string indent, StringBuilder text)
    {
        var children = registry.Before(task).OrderBy(child => child.Name, StringComparer.OrdinalIgnoreCase).ToList();
        foreach (var child in children)
        {
            var last = child == children[^1];
            text.Append(indent).Append(last ? "└─" : "├─").AppendLine(child.Name);
            Branches(registry, child, indent + (last ? "   " : "│ "), text);
        }
    }
}
