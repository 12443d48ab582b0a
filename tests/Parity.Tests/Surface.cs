using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Parity.Tests;

/// <summary>The types and members of one supplier's assembly that other assemblies refer to, read from their metadata.</summary>
internal sealed class Surface(string supplier)
{
    private readonly SortedDictionary<string, SortedSet<string>> members = new(StringComparer.Ordinal);

    public void Read(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        foreach (var handle in metadata.TypeReferences)
            if (Supplied(metadata, handle))
                Members(TypeNames.Of(metadata, handle));
        foreach (var handle in metadata.MemberReferences)
        {
            var member = metadata.GetMemberReference(handle);
            if (Owner(metadata, member.Parent) is { } owner)
                Members(owner).Add(Describe(metadata, member));
        }
    }

    public override string ToString() =>
        string.Concat(members.Select(type => type.Key + "\n" + string.Concat(type.Value.Select(member => $"  {member}\n"))));

    private SortedSet<string> Members(string type) =>
        members.TryGetValue(type, out var known) ? known : members[type] = new(StringComparer.Ordinal);

    /// <summary>The supplier's type that a member belongs to; of a generic type, its definition.</summary>
    private string? Owner(MetadataReader metadata, EntityHandle parent)
    {
        if (parent.Kind == HandleKind.TypeSpecification)
        {
            var blob = metadata.GetBlobReader(metadata.GetTypeSpecification((TypeSpecificationHandle)parent).Signature);
            if (blob.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance)
                return null;
            blob.ReadCompressedInteger(); // class or value type
            parent = blob.ReadTypeHandle();
        }
        return parent.Kind == HandleKind.TypeReference && Supplied(metadata, (TypeReferenceHandle)parent)
            ? TypeNames.Of(metadata, (TypeReferenceHandle)parent)
            : null;
    }

    private bool Supplied(MetadataReader metadata, TypeReferenceHandle handle)
    {
        var scope = metadata.GetTypeReference(handle).ResolutionScope;
        return scope.Kind switch
        {
            HandleKind.TypeReference => Supplied(metadata, (TypeReferenceHandle)scope),
            HandleKind.AssemblyReference =>
                metadata.GetString(metadata.GetAssemblyReference((AssemblyReferenceHandle)scope).Name) == supplier,
            _ => false,
        };
    }

    private static string Describe(MetadataReader metadata, MemberReference member)
    {
        var name = metadata.GetString(member.Name);
        if (member.GetKind() == MemberReferenceKind.Field)
            return $"{member.DecodeFieldSignature(TypeNames.Provider, null)} {name}";
        var signature = member.DecodeMethodSignature(TypeNames.Provider, null);
        var kind = signature.Header.IsInstance ? "" : "static ";
        var generic = signature.GenericParameterCount == 0
            ? ""
            : $"<{string.Join(", ", Enumerable.Range(0, signature.GenericParameterCount).Select(i => $"!!{i}"))}>";
        return $"{kind}{signature.ReturnType} {name}{generic}({string.Join(", ", signature.ParameterTypes)})";
    }
}
