using System.Xml;
using System.Xml.Linq;
using Microsoft.Build.Framework;

namespace CompressionPipeline.MSBuild.Items;

/// <summary>The position of an item in its project file. MSBuild knows the file; the line is looked up in it.</summary>
internal readonly record struct ItemPosition(string File, int Line, int Column)
{
    /// <summary>The position of an item, else of the first item of its type, else of the file.</summary>
    public static ItemPosition Of(ITaskItem item, string type, string projectFile)
    {
        var file = item.GetMetadata("DefiningProjectFullPath") is { Length: > 0 } defining ? defining : projectFile;
        try
        {
            var elements = XDocument.Load(file, LoadOptions.SetLineInfo).Descendants()
                .Where(element => element.Name.LocalName == type).ToList();
            var found = elements.Find(element => Includes(element).Contains(item.ItemSpec)) ?? elements.FirstOrDefault();
            return found is IXmlLineInfo place && place.HasLineInfo()
                ? new(file, place.LineNumber, place.LinePosition)
                : new(file, 0, 0);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or XmlException)
        {
            return new(file, 0, 0);
        }
    }

    private static string[] Includes(XElement element) =>
        ((string?)element.Attribute("Include"))?.Split(';', StringSplitOptions.TrimEntries) ?? [];
}
