using System.Globalization;
using System.Text;
using System.Text.Json;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Publishing;

/// <summary>Values as a manifest has them: text with expressions in it. Remembers what they refer to.</summary>
/// <param name="writer">Takes entries for parameters that are written in another form, such as escaped for a URL.</param>
internal sealed class ManifestExpressions(Utf8JsonWriter writer)
{
    private readonly HashSet<string> _names = new(Names.Resource);
    private readonly List<IResource> _referenced = [];
    private readonly Dictionary<(ParameterResource Parameter, string Format), string> _formats = [];

    /// <summary>Resources that were referred to, each once, in that order.</summary>
    internal IReadOnlyList<IResource> Referenced => _referenced;

    /// <summary>Keeps the names of resources for them.</summary>
    internal void Reserve(IEnumerable<IResource> resources) => _names.UnionWith(resources.Select(resource => resource.Name));

    /// <summary>A value as text.</summary>
    /// <exception cref="DistributedApplicationException">It is of a type that has no expression.</exception>
    internal string Of(object? value)
    {
        var plain = value is IResourceBuilder<IResource> builder ? builder.Resource : value;
        Follow(plain, new(ReferenceEqualityComparer.Instance));
        return plain switch
        {
            null => string.Empty,
            string text => text,
            ReferenceExpression expression => Of(expression),
            IManifestExpressionProvider provider => provider.ValueExpression,
            bool flag => flag ? "true" : "false",
            IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
            _ => throw new DistributedApplicationException($"A value of type '{plain.GetType().Name}' has no expression that a manifest could hold."),
        };
    }

    /// <summary>Writes entries for the other forms of a parameter.</summary>
    internal void WriteFormatsOf(ParameterResource parameter)
    {
        foreach (var (key, name) in _formats.Where(format => format.Key.Parameter == parameter).ToList())
        {
            writer.WriteStartObject(name);
            writer.WriteString("type", "annotated.string");
            writer.WriteString("value", parameter.ValueExpression);
            writer.WriteString("filter", key.Format);
            writer.WriteEndObject();
            _formats.Remove(key);
        }
    }

    /// <summary>Writes the entries of parameters that were written before somebody wanted another form of them.</summary>
    internal void WriteRemaining()
    {
        foreach (var parameter in _formats.Keys.Select(key => key.Parameter).Distinct().ToList())
        {
            WriteFormatsOf(parameter);
        }
    }

    private string Of(ReferenceExpression expression)
    {
        var parts = expression.ManifestExpressions.ToArray();
        for (var index = 0; index < parts.Length; index++)
        {
            if (expression.StringFormats[index] is { Length: > 0 } format && ParameterIn(expression.ValueProviders[index]) is { } parameter)
            {
                parts[index] = $"{{{NameOf(parameter, format)}.value}}";
            }
            else if (expression.ValueProviders[index] is ReferenceExpression inner)
            {
                parts[index] = Of(inner);
            }
        }

        return string.Format(CultureInfo.InvariantCulture, expression.Format, parts);
    }

    private static ParameterResource? ParameterIn(object provider) => provider switch
    {
        ParameterResource parameter => parameter,
        ReferenceExpression { Format: "{0}", ValueProviders: [ParameterResource parameter] } => parameter,
        _ => null,
    };

    private string NameOf(ParameterResource parameter, string format)
    {
        if (_formats.TryGetValue((parameter, format), out var known))
        {
            return known;
        }

        var usual = $"{parameter.Name}-{WordOf(format)}-encoded";
        var name = usual;
        for (var number = 1; !_names.Add(name); number++)
        {
            name = string.Create(CultureInfo.InvariantCulture, $"{usual}-{number}");
        }

        return _formats[(parameter, format)] = name;
    }

    private static string WordOf(string format)
    {
        var word = new StringBuilder();
        foreach (var letter in format)
        {
            word.Append(char.IsLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : '-');
        }

        return string.Join('-', word.ToString().Split('-', StringSplitOptions.RemoveEmptyEntries)) is { Length: > 0 } text ? text : "formatted";
    }

    private void Follow(object? value, HashSet<object> path)
    {
        if (value is IResource resource)
        {
            if (!_referenced.Contains(resource))
            {
                _referenced.Add(resource);
                _names.Add(resource.Name);
            }
        }
        else if (value is IValueWithReferences parts && path.Add(parts))
        {
            foreach (var part in parts.References)
            {
                Follow(part, path);
            }
        }
    }
}
