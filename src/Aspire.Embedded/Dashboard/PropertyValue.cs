using System.Collections;
using System.Globalization;
using Google.Protobuf.WellKnownTypes;

namespace Aspire.Hosting.Dashboard;

/// <summary>The value of a resource property or command argument in the form the dashboard reads.</summary>
internal static class PropertyValue
{
    /// <summary>Numbers and booleans stay what they are, sequences become lists, maps become structs, everything else its invariant text.</summary>
    internal static Value From(object? value) => value switch
    {
        null => Value.ForNull(),
        Value already => already,
        string text => Value.ForString(text),
        bool flag => Value.ForBool(flag),
        // The wire has only doubles: larger whole numbers would come out rounded.
        long or ulong => Value.ForString(Invariant(value)),
        sbyte or byte or short or ushort or int or uint => Value.ForNumber(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        double or float when double.IsFinite(Convert.ToDouble(value, CultureInfo.InvariantCulture)) =>
            Value.ForNumber(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        DateTime time => Value.ForString(time.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture)),
        IDictionary map => FromMap(map),
        IEnumerable sequence => Value.ForList([.. sequence.Cast<object?>().Select(From)]),
        _ => Value.ForString(Invariant(value)),
    };

    private static Value FromMap(IDictionary map)
    {
        var fields = new Struct();
        foreach (DictionaryEntry entry in map)
        {
            fields.Fields[Invariant(entry.Key)] = From(entry.Value);
        }

        return Value.ForStruct(fields);
    }

    private static string Invariant(object value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
