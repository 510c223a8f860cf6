using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Aspire.Embedded.Tests.Signatures;

/// <summary>Public types and members as single lines, in the notation of the list of official signatures.</summary>
internal static class SignatureFormatter
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;
    // The context is not made for several threads, and tests run side by side.
    [ThreadStatic]
    private static NullabilityInfoContext? s_nullability;

    private static NullabilityInfoContext Nullability => s_nullability ??= new();

    /// <summary>A type's line without its base types: <c>sealed class Aspire.Hosting.X&lt;T&gt;</c>.</summary>
    internal static string Head(Type type)
    {
        var parameters = type.IsGenericTypeDefinition ? type.GetGenericArguments() : [];
        var names = parameters.Select(p => p.GenericParameterAttributes.HasFlag(GenericParameterAttributes.Covariant) ? $"out {p.Name}"
            : p.GenericParameterAttributes.HasFlag(GenericParameterAttributes.Contravariant) ? $"in {p.Name}" : p.Name);
        return $"{Kind(type)} {type.Namespace}.{TypeNames.Declared(type)}{(parameters.Length == 0 ? "" : $"<{string.Join(", ", names)}>")}";
    }

    /// <summary>The attributes that a type's users notice, each as it is written above its line.</summary>
    internal static string Attributes(MemberInfo member) => string.Concat(
        (member.GetCustomAttribute<OverloadResolutionPriorityAttribute>(inherit: false) is { } priority ? $"[OverloadResolutionPriority({priority.Priority})] " : "") +
        (member.GetCustomAttribute<ExperimentalAttribute>(inherit: false) is { } experimental ? $"[Experimental({experimental.DiagnosticId})] " : "") +
        (member.GetCustomAttribute<ObsoleteAttribute>(inherit: false) is { } obsolete && !IsMarkOfRefStruct(member) ? OfficialSignatures.OneLine($"[Obsolete: {obsolete.Message}] ") : ""));

    /// <summary>The base class, then the interfaces that neither the base class nor another of them brings along.</summary>
    internal static IReadOnlyList<string> Bases(Type type)
    {
        if (type.IsEnum || typeof(Delegate).IsAssignableFrom(type))
        {
            return [];
        }

        var all = type.GetInterfaces();
        var implied = all.SelectMany(i => i.GetInterfaces()).Concat(type.BaseType?.GetInterfaces() ?? []).ToHashSet();
        var baseClass = type.IsClass && type.BaseType != typeof(object) ? new[] { type.BaseType! } : [];
        return [.. baseClass.Concat(all.Where(i => i.IsVisible && !implied.Contains(i))).Select(TypeNames.Plain)];
    }

    /// <summary>Constraints of a type's or method's type parameters.</summary>
    internal static string Constraints(IEnumerable<Type> parameters) => string.Concat(parameters.Select(parameter =>
    {
        var attributes = parameter.GenericParameterAttributes;
        var isStruct = attributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
        string[] list =
        [
            .. attributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint) ? ["class"] : Array.Empty<string>(),
            .. isStruct ? ["struct"] : Array.Empty<string>(),
            .. parameter.GetGenericParameterConstraints().Where(c => c != typeof(ValueType)).Select(TypeNames.Plain),
            .. attributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) && !isStruct ? ["new()"] : Array.Empty<string>(),
        ];
        return list.Length == 0 ? "" : $" where {parameter.Name} : {string.Join(", ", list)}";
    }));

    /// <summary>The members that can be seen from outside, without those that the compiler writes for records.</summary>
    internal static IEnumerable<(MemberInfo Member, string Line)> Members(Type type)
    {
        if (type.IsEnum)
        {
            return type.GetFields(BindingFlags.Public | BindingFlags.Static)
                .Select(f => ((MemberInfo)f, $"{f.Name} = {Convert.ToInt64(f.GetRawConstantValue(), CultureInfo.InvariantCulture)}"));
        }

        return type.GetMembers(Declared)
            .Where(m => !m.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) || m is ConstructorInfo)
            .Select(m => (m, Line: Member(type, m)))
            .Where(m => m.Line is not null)
            .Select(m => (m.m, Attributes(m.m) + m.Line!));
    }

    private static string? Member(Type type, MemberInfo member) => member switch
    {
        FieldInfo f when f.IsPublic || f.IsFamily || f.IsFamilyOrAssembly => Field(f),
        ConstructorInfo c when IsVisible(c) && !c.IsStatic => $"{(c.IsPublic ? "" : "protected ")}{TypeNames.Declared(type)}({Parameters(c)})",
        PropertyInfo p when p.GetAccessors(nonPublic: true).FirstOrDefault(IsVisible) is { } accessor => Property(p, accessor),
        EventInfo e when e.AddMethod is { } add && IsVisible(add) => $"{Modifiers(add)}event {TypeNames.Plain(e.EventHandlerType!)} {e.Name}",
        MethodInfo m when IsVisible(m) && !m.IsSpecialName && m.GetBaseDefinition().DeclaringType != typeof(object) => Method(m),
        _ => null,
    };

    private static string Field(FieldInfo field)
    {
        var nullability = Nullability.Create(field);
        var type = TypeNames.Annotated(field.FieldType, nullability, nullability.ReadState);
        return field.IsLiteral
            ? $"const {type} {field.Name} = {Literal(field.FieldType, field.GetRawConstantValue())}"
            : $"{(field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}{type} {field.Name}";
    }

    private static string Property(PropertyInfo property, MethodInfo accessor)
    {
        var nullability = Nullability.Create(property);
        var readable = property.GetMethod is { } get && IsVisible(get);
        var type = TypeNames.Annotated(property.PropertyType, nullability, readable ? nullability.ReadState : nullability.WriteState);
        var name = property.GetIndexParameters().Length == 0 ? property.Name : $"this[{string.Join(", ", property.GetIndexParameters().Select(Parameter))}]";
        var required = property.IsDefined(typeof(RequiredMemberAttribute), inherit: false) ? "required " : "";
        var setter = property.SetMethod is { } set && IsVisible(set)
            ? set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init; " : "set; "
            : "";
        return $"{Modifiers(accessor)}{required}{type} {name} {{ {(readable ? "get; " : "")}{setter}}}";
    }

    private static string Method(MethodInfo method)
    {
        var generic = method.GetGenericArguments();
        var names = generic.Length == 0 ? "" : $"<{string.Join(", ", generic.Select(g => g.Name))}>";
        var nullability = Nullability.Create(method.ReturnParameter);
        return $"{Modifiers(method)}{TypeNames.Annotated(method.ReturnType, nullability, nullability.ReadState)} {method.Name}{names}({Parameters(method)}){Constraints(generic)}";
    }

    private static string Modifiers(MethodInfo method)
    {
        var access = method.IsPublic ? "" : "protected ";
        if (method.DeclaringType!.IsInterface)
        {
            return access + (method.IsStatic ? "static " : method.IsAbstract ? "" : "default ");
        }

        return access + (method.IsStatic ? "static "
            : method.IsAbstract ? "abstract "
            : method.GetBaseDefinition() != method ? "override "
            : method is { IsVirtual: true, IsFinal: false } ? "virtual " : "");
    }

    private static string Parameters(MethodBase method)
    {
        var isExtension = method.IsDefined(typeof(ExtensionAttribute), inherit: false);
        return string.Join(", ", method.GetParameters().Select((p, i) => (isExtension && i == 0 ? "this " : "") + Parameter(p)));
    }

    private static string Parameter(ParameterInfo parameter)
    {
        var nullability = Nullability.Create(parameter);
        var marks = string.Concat(parameter.GetCustomAttributes().Select(a => a.GetType().Name).Where(n => n is "ResourceNameAttribute" or "EndpointNameAttribute")
            .Select(n => $"[{n[..^"Attribute".Length]}] "));
        var passing = parameter.IsDefined(typeof(ParamArrayAttribute), inherit: false) ? "params "
            : !parameter.ParameterType.IsByRef ? "" : parameter.IsOut ? "out " : parameter.IsIn ? "in " : "ref ";
        var type = TypeNames.Annotated(parameter.ParameterType, nullability, parameter.IsOut ? nullability.ReadState : nullability.WriteState);
        var value = parameter.HasDefaultValue ? $" = {Literal(parameter.ParameterType, parameter.RawDefaultValue)}" : "";
        return $"{marks}{passing}{type} {parameter.Name}{value}";
    }

    private static string Literal(Type type, object? value)
    {
        var underlying = Nullable.GetUnderlyingType(type) ?? type;
        return value switch
        {
            null => type.IsValueType && underlying == type ? "default" : "null",
            string text => $"\"{text}\"",
            bool flag => flag ? "true" : "false",
            _ when underlying.IsEnum => $"{TypeNames.Plain(underlying)}.{Enum.GetName(underlying, value)}",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
    }

    private static string Kind(Type type)
    {
        var isRecord = type.GetMethod("<Clone>$") is not null;
        return type.IsEnum ? "enum" : type.IsInterface ? "interface" : type.IsValueType ? "struct"
            : (type.IsAbstract && type.IsSealed ? "static " : type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "") + (isRecord ? "record" : "class");
    }

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    // Older compilers are kept from ref structs and required members by an Obsolete attribute that the compiler itself writes.
    private static bool IsMarkOfRefStruct(MemberInfo member) =>
        member is Type { IsByRefLike: true } || (member is ConstructorInfo && member.GetCustomAttribute<CompilerFeatureRequiredAttribute>() is not null);
}
