using System.Text;

namespace AiStack.Kubernetes.Validation.Rules;

/// <summary>Rules of ConfigMaps and Secrets.</summary>
internal static class ConfigurationRules
{
    private const int MaxBytes = 1024 * 1024;
    private const int MaxKey = 253;

    /// <summary>Checks a ConfigMap or Secret.</summary>
    public static void Check(Field root)
    {
        var bytes = 0;
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in (string[])["data", "binaryData"])
        {
            foreach (var (key, value) in root[part].Entries)
            {
                CheckKey(key, value, isNew: known.Add(key));
                bytes += Encoding.UTF8.GetByteCount(value.Text ?? "");
            }
        }

        foreach (var (key, value) in root["stringData"].Entries)
        {
            CheckKey(key, value, isNew: true);
            bytes += Encoding.UTF8.GetByteCount(value.Text ?? "");
        }

        root.ReportIf(bytes > MaxBytes ? $"Its values take {bytes} bytes; all together may take {MaxBytes}." : null);
    }

    private static void CheckKey(string key, Field value, bool isNew)
    {
        value.ReportIf(key.Length is 0 or > MaxKey || key is "." or ".." || !key.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
            ? $"'{key}' is no key: letters, digits, '-', '_' and '.', at most {MaxKey}." : null);
        value.ReportIf(isNew ? null : $"The key '{key}' stands in 'data' already.");
    }
}
