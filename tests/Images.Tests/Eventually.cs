namespace Images.Tests;

internal static class Eventually
{
    /// <summary>Asks again until the answer is yes; the token limits it.</summary>
    public static async Task TrueAsync(Func<Task<bool>> question, CancellationToken cancelled)
    {
        while (!await question())
        {
            await Task.Delay(100, cancelled);
        }
    }

    /// <summary>Whether an HTTP server answers with success; not when nobody listens yet.</summary>
    public static async Task<bool> AnswersAsync(this HttpClient client, string path, CancellationToken cancelled)
    {
        try
        {
            using var answer = await client.GetAsync(path, cancelled);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
