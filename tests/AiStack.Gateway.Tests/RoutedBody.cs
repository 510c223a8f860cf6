using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace AiStack.Gateway.Tests;

/// <summary>A JSON body as odd as a client may write it, and the model it asks for.</summary>
public sealed record RoutedBody(byte[] Bytes, string Model)
{
    public const string Plain = "alpha";
    public const string Odd = "b\"2\" ü/3";

    private static readonly Gen<string> s_space = Gen.Elements("", "", " ", "\n\t", "\r\n  ");

    // Names that look like `model` and are not.
    private static readonly Gen<string> s_otherName = Gen.Elements(
        "a", "messages", "Model", "models", "mode", "mod\\u0065l2", "x\\\"model\\\"", "modèl", "\\u0000", " model", "");

    private static readonly Gen<string> s_modelName = Gen.Elements("model", "\\u006dodel", "m\\u006Fde\\u006c");

    private static readonly Gen<string> s_scalar = Gen.Elements(
        "1", "-0.5e+10", "true", "null", "\"\"", "\"model\"", "\"alpha\"", "\"\\\"model\\\":\\\"alpha\\\"\"", "\"\\ud83d\\ude00 ü € }]\"", "\"" + new string('x', 9000) + "\"");

    private static readonly Gen<(string Model, string Json)> s_model = Gen.Elements(
        (Plain, "\"alpha\""), (Plain, "\"\\u0061lph\\u0061\""), (Odd, "\"b\\\"2\\\" ü/3\""), (Odd, "\"b\\u00222\\u0022 \\u00fc\\/3\""));

    public static Arbitrary<RoutedBody> Arbitrary { get; } = Arb.From(
        from before in Properties(2)
        from duplicate in Gen.Frequency((4, Gen.Constant("")), (1, Property(s_modelName, Gen.OneOf(s_scalar, s_model.Select(model => model.Json))).Select(text => text + ",")))
        from name in s_modelName
        from model in s_model
        from after in Properties(2)
        from mark in Gen.Elements("", "\uFEFF")
        from outer in s_space
        let pieces = before.Select(text => text + ",").Append(duplicate).Append($"\"{name}\"{outer}:{outer}{model.Json}").Concat(after.Select(text => "," + text))
        select new RoutedBody(Encoding.UTF8.GetBytes($"{mark}{outer}{{{string.Concat(pieces)}{outer}}}{outer}"), model.Model));

    public override string ToString() => Encoding.UTF8.GetString(Bytes);

    private static Gen<string> Value(int depth) => depth == 0
        ? s_scalar
        : Gen.Frequency(
            (3, s_scalar),
            (1, Value(depth - 1).ListOf(2).Select(items => $"[{string.Join(" ,", items)}]")),
            (1, Property(Gen.OneOf(s_otherName, s_modelName), Value(depth - 1)).ListOf(2).Select(items => $"{{{string.Join(',', items)}}}")));

    private static Gen<string> Property(Gen<string> names, Gen<string> values) =>
        from name in names
        from space in s_space
        from value in values
        select $"{space}\"{name}\"{space}:{space}{value}{space}";

    private static Gen<IEnumerable<string>> Properties(int most) =>
        from count in Gen.Choose(0, most)
        from items in Property(s_otherName, Value(3)).ListOf(count)
        select items.AsEnumerable();
}
