namespace AiStack.Tests;

/// <summary>A lock between the test programs of one user on one machine. Ends with the process that holds it, however that ends.</summary>
internal static class MachineLock
{
    public static async Task<IDisposable> TakeAsync(string name, CancellationToken cancelled)
    {
        var path = Path.Combine(Path.GetTempPath(), $"{name}-{Environment.UserName}.lock");
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path))
            {
                await Task.Delay(200, cancelled);
            }
        }
    }
}
