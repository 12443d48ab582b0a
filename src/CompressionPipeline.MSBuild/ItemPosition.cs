using System.Xml;
using System.Xml.Linq;
using Microsoft.Build.Framework;

namespace CompressionPipeline.MSBuild;

/// <summary>Where an item is written: MSBuild tells the file, the line is looked up in it.</summary>
internal readonly record struct ItemPosition(string File, int Line, int Column)
{
    /// <summary>The place of an item; the first of its type where it is written otherwise, and no line where there is none.</summary>
    public static ItemPosition Of(ITaskItem item, string type, string projectFile)
    {
        var file = item.GetMetadata("DefiningProjectFullPath") is { Length: > 0 } defining ? defining : projectFile;
        try
        {
            var elements = XDocument.Load(file, LoadOptions.SetLineInfo).Descendants().Where(element => element.Name.LocalName == type).ToList();
            var found = elements.Find(element => ((string?)element.Attribute("Include"))?.Split(';').Any(part => part.Trim() == item.ItemSpec) == true)
                ?? elements.FirstOrDefault();
            return found is IXmlLineInfo place && place.HasLineInfo() ? new(file, place.LineNumber, place.LinePosition) : new(file, 0, 0);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or XmlException)
        {
            return new(file, 0, 0);
        }
    }
}
