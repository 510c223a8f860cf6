using System.Reflection;

namespace Aspire.Embedded.Tests.Signatures;

/// <summary>Types as C# spells them: keywords, <c>?</c>, short names, nested types behind a dot.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<Type, string> s_keywords = new()
    {
        [typeof(void)] = "void", [typeof(object)] = "object", [typeof(string)] = "string", [typeof(bool)] = "bool", [typeof(char)] = "char",
        [typeof(byte)] = "byte", [typeof(sbyte)] = "sbyte", [typeof(short)] = "short", [typeof(ushort)] = "ushort", [typeof(int)] = "int", [typeof(uint)] = "uint",
        [typeof(long)] = "long", [typeof(ulong)] = "ulong", [typeof(float)] = "float", [typeof(double)] = "double", [typeof(decimal)] = "decimal",
    };

    /// <summary>A type without annotations: a base class, an interface, a constraint.</summary>
    internal static string Plain(Type type) => Write(type, null, NullabilityState.NotNull);

    /// <summary>The type of a parameter, property, field or return value, with its annotations.</summary>
    /// <param name="type">The type.</param>
    /// <param name="nullability">Its annotations.</param>
    /// <param name="state">The annotation on the outermost type: what is written, for a parameter, what is read, elsewhere.</param>
    internal static string Annotated(Type type, NullabilityInfo nullability, NullabilityState state) => Write(type, nullability, state);

    /// <summary>A type's own name: nested types behind their parents, type parameters by name.</summary>
    internal static string Declared(Type type)
    {
        var name = type.Name.Split('`')[0];
        return type is { IsNested: true, IsGenericParameter: false } ? $"{Declared(type.DeclaringType!)}.{name}" : name;
    }

    private static string Write(Type type, NullabilityInfo? nullability, NullabilityState state)
    {
        if (type.IsByRef)
        {
            return Write(type.GetElementType()!, nullability, state);
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Write(underlying, null, NullabilityState.NotNull) + "?";
        }

        var mark = state == NullabilityState.Nullable && !type.IsValueType && !IsOpenlyNullable(type) ? "?" : "";
        if (type.IsArray)
        {
            var element = nullability?.ElementType;
            return Write(type.GetElementType()!, element, element?.ReadState ?? NullabilityState.NotNull) + "[]" + mark;
        }

        if (!type.IsGenericType)
        {
            return (s_keywords.GetValueOrDefault(type) ?? Declared(type)) + mark;
        }

        var annotations = nullability?.GenericTypeArguments ?? [];
        var arguments = type.GetGenericArguments().Select((argument, i) =>
            i < annotations.Length ? Write(argument, annotations[i], annotations[i].ReadState) : Plain(argument));
        return $"{Declared(type)}<{string.Join(", ", arguments)}>{mark}";
    }

    // An unconstrained T may always be null, so reflection calls it nullable whether or not it is written T?.
    private static bool IsOpenlyNullable(Type type) =>
        type.IsGenericParameter && type.GetGenericParameterConstraints().Length == 0 && type.GenericParameterAttributes == GenericParameterAttributes.None;
}
