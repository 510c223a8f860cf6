namespace AiStack.Components.Tests.Apisix.Standalone;

/// <summary>A folder of a stack and the text that becomes of it.</summary>
internal static class Golden
{
    /// <summary>Compares a text with a file that was read line by line. ACCEPT_GOLDEN=1 writes it anew.</summary>
    public static void AssertSame(string path, string text)
    {
        if (Environment.GetEnvironmentVariable("ACCEPT_GOLDEN") == "1")
        {
            File.WriteAllText(path, text);
        }

        Assert.Equal(File.ReadAllText(path), text);
    }
}
