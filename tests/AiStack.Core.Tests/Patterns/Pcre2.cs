using System.Runtime.InteropServices;
using System.Text;

namespace AiStack.Core.Tests.Patterns;

/// <summary>A pattern compiled by the machine's own PCRE2, as APISIX does it: UTF mode, no Unicode properties for <c>\w</c> and its like.</summary>
internal sealed class Pcre2 : IDisposable
{
    private const string Library = "libpcre2-8.so.0";
    private const uint Utf = 0x0008_0000;
    private const int NoMatch = -1;
    private const int MatchLimit = -47;

    private readonly nint _code;
    private readonly nint _match;

    private Pcre2(nint code) => (_code, _match) = (code, pcre2_match_data_create_from_pattern_8(code, 0));

    public static bool IsMissing => !NativeLibrary.TryLoad(Library, out _);

    /// <summary>Compiles; null and an error number when PCRE refuses the pattern.</summary>
    public static Pcre2? Compile(string pattern, out int error)
    {
        var code = pcre2_compile_8(Bytes(pattern, out var length), length, Utf, out error, out _, 0);
        return code == 0 ? null : new(code);
    }

    public bool Matches(string text)
    {
        var result = pcre2_match_8(_code, Bytes(text, out var length), length, 0, 0, _match, 0);
        return result >= NoMatch ? result != NoMatch : result == MatchLimit ? throw new TimeoutException("PCRE2 gave up.") : throw new InvalidOperationException($"PCRE2 answered {result}.");
    }

    public void Dispose()
    {
        pcre2_match_data_free_8(_match);
        pcre2_code_free_8(_code);
    }

    // The terminating zero keeps the array, and so its address, from being empty.
    private static byte[] Bytes(string text, out nuint length)
    {
        length = (nuint)Encoding.UTF8.GetByteCount(text);
        return Encoding.UTF8.GetBytes(text + '\0');
    }

    [DllImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint pcre2_compile_8(byte[] pattern, nuint length, uint options, out int error, out nuint offset, nint context);

    [DllImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint pcre2_match_data_create_from_pattern_8(nint code, nint context);

    [DllImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int pcre2_match_8(nint code, byte[] subject, nuint length, nuint start, uint options, nint match, nint context);

    [DllImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void pcre2_match_data_free_8(nint match);

    [DllImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void pcre2_code_free_8(nint code);
}
