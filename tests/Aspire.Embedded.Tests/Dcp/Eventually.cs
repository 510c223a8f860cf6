namespace Aspire.Embedded.Tests.Dcp;

internal static class Eventually
{
    /// <summary>Waits for a condition that nothing announces, and fails when it does not come about in time.</summary>
    internal static async Task HoldsAsync(Func<bool> condition, TimeSpan limit, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(condition))] string what = "")
    {
        using var stop = new CancellationTokenSource(limit);
        while (!condition())
        {
            Assert.False(stop.IsCancellationRequested, $"Not within {limit.TotalSeconds} s: {what}");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
