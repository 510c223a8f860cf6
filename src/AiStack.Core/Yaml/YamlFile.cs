using System.Buffers;
using System.Globalization;
using System.Text.Unicode;
using AiStack.Core.Problems;

namespace AiStack.Core.Yaml;

/// <summary>The bytes of a file as text, or the problem that keeps us from it.</summary>
internal static class YamlFile
{
    /// <summary>The path that means what comes in by a pipe.</summary>
    public const string StandardInput = "-";

    /// <summary>The text; <see langword="null"/> after adding a problem.</summary>
    public static string? ReadText(string path, List<Problem> problems)
    {
        var start = new Place(string.Empty, path, 1, 1);
        try
        {
            if (string.IsNullOrWhiteSpace(path))
            {
                problems.Add(YamlProblems.Unreadable.At(start, "No file is named.", "Write its path, such as stack.yaml."));
                return null;
            }

            if (Directory.Exists(path))
            {
                problems.Add(YamlProblems.Unreadable.At(start, "This is a directory.", "Name the file in it, such as stack.yaml."));
                return null;
            }

            using Stream stream = path == StandardInput
                ? Console.OpenStandardInput()
                : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return ReadText(stream, start, problems);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            problems.Add(YamlProblems.Unreadable.At(start, "There is no such file.", $"Check the path; it was looked for in '{Environment.CurrentDirectory}'."));
        }
        catch (UnauthorizedAccessException)
        {
            problems.Add(YamlProblems.Unreadable.At(start, "You may not read this file.", "Give yourself the permission: chmod u+r."));
        }
        catch (Exception error) when (error is IOException or ArgumentException or NotSupportedException)
        {
            problems.Add(YamlProblems.Unreadable.At(start, $"The file cannot be read: {error.Message}", "Check the path and the disk."));
        }

        return null;
    }

    public static Problem TooLarge(Place start) =>
        YamlProblems.TooLarge.At(start, "The file has more than 16 MiB.", "Check that it is a stack file.");

    private static string? ReadText(Stream stream, Place start, List<Problem> problems)
    {
        if (stream.CanSeek && stream.Length > YamlReader.MaxBytes)
        {
            problems.Add(TooLarge(start));
            return null;
        }

        // A pipe (`check <(…)`) or a device has no length: it is read up to the limit.
        var bytes = ReadUpTo(stream, YamlReader.MaxBytes + 1);
        if (bytes.Length > YamlReader.MaxBytes)
        {
            problems.Add(TooLarge(start));
            return null;
        }

        if (Utf16(bytes) is { } encoding)
        {
            problems.Add(YamlProblems.Encoding.At(start, $"The file is {encoding}, not UTF-8.", "Save it as UTF-8 in your editor."));
            return null;
        }

        return Decode(bytes, start, problems);
    }

    private static string? Decode(byte[] bytes, Place start, List<Problem> problems)
    {
        var characters = new char[bytes.Length];
        if (Utf8.ToUtf16(bytes, characters, out var read, out var written, replaceInvalidSequences: false) == OperationStatus.Done)
        {
            return new string(characters, 0, written);
        }

        var before = characters.AsSpan(0, written);
        var place = start with { Line = before.Count('\n') + 1, Column = before.Length - before.LastIndexOf('\n') };
        problems.Add(YamlProblems.Encoding.At(place, string.Create(CultureInfo.InvariantCulture, $"The byte 0x{bytes[read]:X2} is not UTF-8."),
            "Save the file as UTF-8; it may be Latin-1 or Windows-1252, or no text at all."));
        return null;
    }

    private static string? Utf16(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xFF, 0xFE, ..] => "UTF-16 (little endian)",
        [0xFE, 0xFF, ..] => "UTF-16 (big endian)",
        _ => null,
    };

    private static byte[] ReadUpTo(Stream stream, int most)
    {
        using var all = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int read; all.Length < most && (read = stream.Read(buffer)) > 0;)
        {
            all.Write(buffer, 0, read);
        }

        return all.ToArray();
    }
}
