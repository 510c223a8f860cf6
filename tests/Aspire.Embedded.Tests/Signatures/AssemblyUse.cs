using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Aspire.Embedded.Tests.Signatures;

/// <summary>What one assembly uses of another: the types it names and the members it refers to.</summary>
internal sealed class AssemblyUse
{
    private readonly MetadataReader _reader;
    private readonly string _used;

    private AssemblyUse(MetadataReader reader, string used)
    {
        _reader = reader;
        _used = used;
    }

    internal HashSet<MemberKey> Members { get; } = [];

    internal HashSet<string> Types { get; } = [];

    /// <summary>Reads the uses that <paramref name="assembly"/> makes of the assembly named <paramref name="used"/>.</summary>
    internal static AssemblyUse Read(string assembly, string used)
    {
        using var file = File.OpenRead(assembly);
        using var image = new PEReader(file);
        var use = new AssemblyUse(image.GetMetadataReader(), used);
        use.Read();
        return use;
    }

    /// <summary>The key of a member that the assembly read by <paramref name="reader"/> defines.</summary>
    internal static MemberKey Key(MetadataReader reader, EntityHandle handle)
    {
        if (handle.Kind == HandleKind.FieldDefinition)
        {
            var field = reader.GetFieldDefinition((FieldDefinitionHandle)handle);
            return new(SignatureNames.Name(reader, field.GetDeclaringType()), reader.GetString(field.Name), field.DecodeSignature(SignatureNames.Instance, null));
        }

        var method = reader.GetMethodDefinition((MethodDefinitionHandle)handle);
        return new(SignatureNames.Name(reader, method.GetDeclaringType()), reader.GetString(method.Name), SignatureNames.Write(method.DecodeSignature(SignatureNames.Instance, null)));
    }

    private void Read()
    {
        foreach (var handle in _reader.TypeReferences.Where(h => IsUsed(h)))
        {
            Types.Add(SignatureNames.Name(_reader, handle));
        }

        foreach (var reference in _reader.MemberReferences.Select(_reader.GetMemberReference))
        {
            if (Definition(reference.Parent) is { } type)
            {
                var signature = reference.GetKind() == MemberReferenceKind.Field
                    ? reference.DecodeFieldSignature(SignatureNames.Instance, null)
                    : SignatureNames.Write(reference.DecodeMethodSignature(SignatureNames.Instance, null));
                Members.Add(new(type, _reader.GetString(reference.Name), signature));
            }
        }
    }

    // The used assembly's type behind a reference or an instantiation such as IResourceBuilder<T>.
    private string? Definition(EntityHandle handle) => handle.Kind switch
    {
        _ when handle.IsNil => null,
        HandleKind.TypeReference => IsUsed((TypeReferenceHandle)handle) ? SignatureNames.Name(_reader, handle) : null,
        HandleKind.TypeSpecification => Generic((TypeSpecificationHandle)handle),
        _ => null,
    };

    private string? Generic(TypeSpecificationHandle handle)
    {
        // II.23.2.14: GENERICINST (CLASS | VALUETYPE) TypeDefOrRef ...
        var blob = _reader.GetBlobReader(_reader.GetTypeSpecification(handle).Signature);
        if (blob.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance)
        {
            return null;
        }

        blob.ReadCompressedInteger();
        return Definition(blob.ReadTypeHandle());
    }

    private bool IsUsed(TypeReferenceHandle handle)
    {
        var scope = _reader.GetTypeReference(handle).ResolutionScope;
        return scope.Kind switch
        {
            HandleKind.TypeReference => IsUsed((TypeReferenceHandle)scope),
            HandleKind.AssemblyReference => _reader.GetString(_reader.GetAssemblyReference((AssemblyReferenceHandle)scope).Name) == _used,
            _ => false,
        };
    }
}
