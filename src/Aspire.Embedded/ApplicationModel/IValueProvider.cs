namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value that may only be known once the application runs.</summary>
public interface IValueProvider
{
    /// <summary>The value as it reads for a caller on this machine.</summary>
    /// <param name="cancellationToken">Ends the wait for the value.</param>
    /// <returns>The value, or <see langword="null"/> when there is none.</returns>
    ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default);

    /// <summary>The value as it reads for a certain caller: an address depends on the network it is used from.</summary>
    /// <param name="context">Who asks.</param>
    /// <param name="cancellationToken">Ends the wait for the value.</param>
    /// <returns>The value, or <see langword="null"/> when there is none.</returns>
    ValueTask<string?> GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken = default) => GetValueAsync(cancellationToken);
}
