using System.Text;
using AiStack.Core.Yaml;

namespace AiStack.Core.Tests.Yaml;

public sealed class YamlFileTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("aistack-yaml-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void ReadFile_Utf8WithByteOrderMark_IsRead()
    {
        var reading = YamlReader.ReadFile(Write([0xEF, 0xBB, 0xBF, .. "a: ä\n"u8]));

        Assert.Empty(reading.Problems);
        Assert.Equal("ä", ((ScalarNode)((MappingNode)reading.Root!).Entries[0].Value).Value);
    }

    [Fact]
    public void ReadFile_Utf16_SaysSo()
    {
        Assert.Equal("AIS101 1:1 The file is UTF-16 (little endian), not UTF-8.", Only(Write([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("a: 1\n")])));
        Assert.Equal("AIS101 1:1 The file is UTF-16 (big endian), not UTF-8.", Only(Write([0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes("a: 1\n")])));
    }

    [Fact]
    public void ReadFile_Latin1_NamesTheFirstForeignByte()
    {
        Assert.Equal("AIS101 2:5 The byte 0xE4 is not UTF-8.", Only(Write([.. "a: 1\nb: x"u8, 0xE4, (byte)'\n'])));
    }

    [Fact]
    public void ReadFile_MissingFileAndDirectory_AreProblems()
    {
        Assert.Equal("AIS100 1:1 There is no such file.", Only(Path.Combine(_directory, "none", "stack.yaml")));
        Assert.Equal("AIS100 1:1 This is a directory.", Only(_directory));
        Assert.Equal("AIS100 1:1 No file is named.", Only(""));
        Assert.StartsWith("AIS100 1:1 ", Only("a\0b"), StringComparison.Ordinal);
    }

    [Fact]
    public void ReadFile_HugeFile_IsRefusedUnread()
    {
        var path = Path.Combine(_directory, "huge.yaml");
        using (var file = File.Create(path))
        {
            // Sparse: it takes no space, and reading it would take long.
            file.SetLength(20L * 1024 * 1024 * 1024);
        }

        Assert.Equal("AIS102 1:1 The file has more than 16 MiB.", Only(path));
    }

    [Fact]
    public void ReadFile_EndlessDevice_IsRefusedAtTheLimit()
    {
        Assert.SkipUnless(File.Exists("/dev/zero"), "needs /dev/zero");

        Assert.Equal("AIS102 1:1 The file has more than 16 MiB.", Only("/dev/zero"));
    }

    private static string Only(string path)
    {
        var problem = Assert.Single(YamlReader.ReadFile(path).Problems);
        return $"{problem.Kind.Code} {problem.Place.Line}:{problem.Place.Column} {problem.Message}";
    }

    private string Write(byte[] bytes)
    {
        var path = Path.Combine(_directory, "stack.yaml");
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
