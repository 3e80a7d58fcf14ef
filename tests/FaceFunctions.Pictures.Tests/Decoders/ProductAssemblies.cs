using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using FaceFunctions.Testing;

namespace FaceFunctions.Pictures.Tests.Decoders;

/// <summary>The compiled assemblies of everything in src, as they lie beside this one's.</summary>
internal static class ProductAssemblies
{
    /// <summary>Paths of all assemblies; every project has one, as this project's build builds them.</summary>
    public static IReadOnlyList<string> All()
    {
        // .../artifacts/bin/FaceFunctions.Pictures.Tests/<configuration>
        var own = new DirectoryInfo(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        return [.. Directory.EnumerateFiles(Path.Combine(SharedFiles.RepositoryRoot, "src"), "*.csproj", SearchOption.AllDirectories)
            .Select(project => Path.GetFileNameWithoutExtension(project))
            .Select(name => Path.Combine(own.Parent!.Parent!.FullName, name, own.Name, $"{name}.dll"))];
    }

    /// <summary>The members of other assemblies that an assembly uses, as <c>Namespace.Type.Member</c>, and the types as <c>Namespace.Type</c>.</summary>
    public static IReadOnlyList<string> UsedBy(string assembly)
    {
        using FileStream file = File.OpenRead(assembly);
        using var image = new PEReader(file);
        MetadataReader metadata = image.GetMetadataReader();
        IEnumerable<string> members =
            from handle in metadata.MemberReferences
            let member = metadata.GetMemberReference(handle)
            let type = NameOf(metadata, member.Parent)
            where type is not null
            select $"{type}.{metadata.GetString(member.Name)}";
        IEnumerable<string> types = metadata.TypeReferences.Select(handle => NameOf(metadata, handle)!);
        return [.. members, .. types];
    }

    private static string? NameOf(MetadataReader metadata, EntityHandle type)
    {
        switch (type.Kind)
        {
            case HandleKind.TypeReference:
                TypeReference reference = metadata.GetTypeReference((TypeReferenceHandle)type);
                return $"{metadata.GetString(reference.Namespace)}.{metadata.GetString(reference.Name)}";
            case HandleKind.TypeSpecification:
                // A generic type's instance: its signature is GENERICINST (0x15), CLASS or VALUETYPE, then the type. ECMA-335, II.23.2.14.
                BlobReader signature = metadata.GetBlobReader(metadata.GetTypeSpecification((TypeSpecificationHandle)type).Signature);
                if (signature.ReadByte() != 0x15)
                {
                    return null;
                }

                signature.ReadByte();
                return NameOf(metadata, signature.ReadTypeHandle());
            default:
                return null;
        }
    }
}
